"""MkDocs adapter: the gate on files, texts and the course tree."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from oscec.check.link import RESULTS, TRAINERS, TRANSLATIONS
from oscec.generator import pages


def on_config(config: MkDocsConfig, **_: object) -> MkDocsConfig:
    pages.gate(config, "file", "text", "curriculum", "markup")
    return config


def on_files(files: Files, config: MkDocsConfig, **_: object) -> Files:
    return pages.add_generated(files, config, TRAINERS, TRANSLATIONS, RESULTS)
