"""MkDocs adapter: the link gate."""

from oscec import build


def on_config(config, **_):
    build.gate(config, "link")
    return config
