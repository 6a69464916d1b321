"""MkDocs adapter: the reference gate and the bibliography."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from oscec import build
from oscec.check.link import BIBLIOGRAPHY


def on_config(config: MkDocsConfig, **_: object) -> MkDocsConfig:
    build.gate(config, "reference")
    return config


def on_files(files: Files, config: MkDocsConfig, **_: object) -> Files:
    return build.add_generated(files, config, BIBLIOGRAPHY)
