"""One language's build: a run of MkDocs."""

from __future__ import annotations

import logging
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from oscec.generator.address import site_address
from oscec.generator.problem import BuildError


def build_language(root: Path, folder: Path, code: str, codes: list[str]) -> None:
    """One language, in a process of its own."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    logging.basicConfig(format=f"{code}: %(message)s")
    try:
        address = site_address()
        config = load_config(
            str(root / "mkdocs.yml"),
            site_dir=str(folder),
            site_url=f"{address}{code}/" if address else "",
            extra={"build": {"language": code, "languages": codes}},
        )
        mkdocs_build(config)
    except (MkDocsException, TemplateError) as error:
        raise BuildError(f"{code}: {error}") from None
