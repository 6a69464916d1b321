"""MkDocs adapter: the terminology gate."""

from oscec import build


def on_config(config, **_):
    build.gate(config, "terminology")
    return config
