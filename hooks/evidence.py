"""MkDocs adapter: the evidence gate and the page of statistics."""

from oscec import build
from oscec.check.link import STATISTICS


def on_config(config, **_):
    build.gate(config, "evidence")
    return config


def on_files(files, config, **_):
    return build.add_generated(files, config, STATISTICS)
