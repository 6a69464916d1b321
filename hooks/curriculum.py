"""MkDocs adapter: the gate on files, texts and the course tree."""

from oscec import build


def on_config(config, **_):
    build.gate(config, "file", "text", "curriculum", "markup")
    return config
