"""MkDocs adapter: the reference gate, the bibliography and the map of the 2017 report."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from oscec.check.link import BIBLIOGRAPHY, REPORT
from oscec.generator import pages


def on_config(config: MkDocsConfig, **_: object) -> MkDocsConfig:
    pages.gate(config, "reference")
    return config


def on_files(files: Files, config: MkDocsConfig, **_: object) -> Files:
    return pages.add_generated(files, config, REPORT, BIBLIOGRAPHY)
