"""MkDocs adapter: the link gate."""

from mkdocs.config.defaults import MkDocsConfig

from oscec.generator import pages


def on_config(config: MkDocsConfig, **_: object) -> MkDocsConfig:
    pages.gate(config, "link")
    return config
