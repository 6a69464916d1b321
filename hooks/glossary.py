"""MkDocs adapter: the glossary gate and the glossary page."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from oscec.check.link import GLOSSARY
from oscec.generator import pages


def on_config(config: MkDocsConfig, **_: object) -> MkDocsConfig:
    pages.gate(config, "glossary")
    return config


def on_files(files: Files, config: MkDocsConfig, **_: object) -> Files:
    return pages.add_generated(files, config, GLOSSARY)
