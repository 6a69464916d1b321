"""What stands above the languages: the chooser, the files that they share, and what search engines read first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape

from oscec.assets import FOLDER, Assets
from oscec.model.knowledge import NO_LABELS, Knowledge
from oscec.model.language import SOURCE
from oscec.render.addresses import START
from oscec.render.alternates import ANY, Alternates
from oscec.render.sitemap import NAME, robots, sitemap_index

_SAID = {"title": "chooser_title", "text": "chooser_text", "help": "help_now"}
"""What the chooser says in each language, as far as its labels have it."""


def write_above(root: Path, folder: Path, knowledge: Knowledge, alternates: Alternates) -> None:
    """Write everything that belongs to no language.

    Parameters:
        root: the repository.
        folder: the new site.
        knowledge: the data, read for all languages.
        alternates: the pages of all languages.

    Raises:
        jinja2.TemplateError: the template of the chooser is broken.
    """
    assets = Assets(root)
    assets.write(folder)
    files = {
        "index.html": _chooser(root, knowledge, alternates, assets),
        "robots.txt": robots(alternates),
        NAME: sitemap_index(alternates),
    }
    for name, text in files.items():
        if text:
            (folder / name).write_text(text, encoding="utf-8")


def _chooser(root: Path, knowledge: Knowledge, alternates: Alternates, assets: Assets) -> str:
    env = Environment(loader=FileSystemLoader(root / "overrides"), autoescape=select_autoescape())
    starts = [(code, alternates.url(code, START)) for code in alternates.languages if alternates.has(code, START)]
    return env.get_template("chooser.html").render(
        choices=[_choice(knowledge, code) for code in alternates.languages],
        labels=knowledge.labels[SOURCE].labels,
        asset=lambda path: f"{FOLDER}/{assets.name(path)}",
        canonical=alternates.site,
        alternates=[*starts, (ANY, alternates.site)] if alternates.site else [],
    )


def _choice(knowledge: Knowledge, code: str) -> dict[str, Any]:
    """A language as the chooser shows it."""
    language, own = knowledge.languages[code], knowledge.labels.get(code, NO_LABELS).labels
    said = {name: own[key] for name, key in _SAID.items() if key in own}
    return {"code": code, "name": language.name, "direction": language.direction, "url": f"{code}/"} | said
