"""MkDocs adapter: the glossary gate and the glossary page."""

from oscec import build
from oscec.check.link import GLOSSARY


def on_config(config, **_):
    build.gate(config, "glossary")
    return config


def on_files(files, config, **_):
    return build.add_generated(files, config, GLOSSARY)
