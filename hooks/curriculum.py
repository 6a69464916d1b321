"""MkDocs adapter: the gate on files, texts and the course tree."""

from mkdocs.config.defaults import MkDocsConfig

from oscec import build


def on_config(config: MkDocsConfig, **_: object) -> MkDocsConfig:
    build.gate(config, "file", "text", "curriculum", "markup")
    return config
