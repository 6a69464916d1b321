"""MkDocs adapter: the glossary gate and the glossary page."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from oscec import build
from oscec.check.link import GLOSSARY


def on_config(config: MkDocsConfig, **_: object) -> MkDocsConfig:
    build.gate(config, "glossary")
    return config


def on_files(files: Files, config: MkDocsConfig, **_: object) -> Files:
    return build.add_generated(files, config, GLOSSARY)
