"""MkDocs adapter: the reference gate and the bibliography."""

from oscec import build
from oscec.check.link import BIBLIOGRAPHY


def on_config(config, **_):
    build.gate(config, "reference")
    return config


def on_files(files, config, **_):
    return build.add_generated(files, config, BIBLIOGRAPHY)
