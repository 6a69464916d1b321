"""MkDocs adapter: the link gate."""

from mkdocs.config.defaults import MkDocsConfig

from oscec import build


def on_config(config: MkDocsConfig, **_: object) -> MkDocsConfig:
    build.gate(config, "link")
    return config
