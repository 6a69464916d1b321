"""MkDocs adapter: the gate on contacts and the pages of countries."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from oscec.generator import pages


def on_config(config: MkDocsConfig, **_: object) -> MkDocsConfig:
    pages.gate(config, "contact")
    return config


def on_files(files: Files, config: MkDocsConfig, **_: object) -> Files:
    return pages.add_countries(files, config)
