"""MkDocs adapter: the evidence gate and the page of statistics."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from oscec.check.link import STATISTICS
from oscec.generator import pages


def on_config(config: MkDocsConfig, **_: object) -> MkDocsConfig:
    pages.gate(config, "evidence")
    return config


def on_files(files: Files, config: MkDocsConfig, **_: object) -> Files:
    return pages.add_generated(files, config, STATISTICS)
