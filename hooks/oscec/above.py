"""What stands above the languages: the chooser, the short addresses, what they share, and files for hosts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape

from oscec.assets import FOLDER, Assets
from oscec.model.knowledge import NO_LABELS, Knowledge
from oscec.model.language import SOURCE
from oscec.render.addresses import START
from oscec.render.alternates import ANY, Alternates
from oscec.render.door import DOORS, choices, country_codes, fallback
from oscec.render.hosts import POLICY, host_files
from oscec.render.securitytxt import NAME as SECURITY
from oscec.render.securitytxt import security_text
from oscec.render.sitemap import NAME, robots, sitemap_index
from oscec.render.templates import compiled_templates

_SAID = {"title": "chooser_title", "text": "chooser_text", "help": "help_now"}
"""What the chooser says in each language, as far as its labels have it."""
_DOOR = {"title": "door_title", "text": "door_text", "emergency": "emergency", "first": "door_first"}
"""What the page behind the short addresses says in a language that has all of it."""


def write_above(root: Path, folder: Path, knowledge: Knowledge, alternates: Alternates) -> None:
    """Write everything that belongs to no language.

    Parameters:
        root: the repository.
        folder: the new site.
        knowledge: the data, read for all languages.
        alternates: the pages of all languages.

    Raises:
        jinja2.TemplateError: a template is broken.
    """
    assets = Assets(root)
    assets.write(folder)
    files = {
        "index.html": _chooser(root, knowledge, alternates, assets),
        **dict.fromkeys((f"{door}/index.html" for door in DOORS), _door(root, knowledge, alternates, assets)),
        "robots.txt": robots(alternates),
        NAME: sitemap_index(alternates),
        SECURITY: security_text(alternates.site, os.environ.get("OSCEC_SECURITY", ""), _epoch()),
        **host_files(alternates.languages, country_codes(knowledge)),
    }
    for name, text in files.items():
        if text:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")


def _chooser(root: Path, knowledge: Knowledge, alternates: Alternates, assets: Assets) -> str:
    starts = [(code, alternates.url(code, START)) for code in alternates.languages if alternates.has(code, START)]
    return _page(
        root,
        "chooser.html",
        knowledge,
        asset=lambda path: f"{FOLDER}/{assets.name(path)}",
        script="javascripts/chooser.js",
        help_url=f"{DOORS[0]}/",
        choices=[_choice(knowledge, code) for code in alternates.languages],
        canonical=alternates.site,
        alternates=[*starts, (ANY, alternates.site)] if alternates.site else [],
    )


def _choice(knowledge: Knowledge, code: str) -> dict[str, Any]:
    """A language as the chooser shows it."""
    language, own = knowledge.languages[code], knowledge.labels.get(code, NO_LABELS).labels
    said = {name: own[key] for name, key in _SAID.items() if key in own}
    return {"code": code, "name": language.name, "direction": language.direction, "url": f"{code}/"} | said


def _door(root: Path, knowledge: Knowledge, alternates: Alternates, assets: Assets) -> str:
    languages = sorted(alternates.languages, key=lambda code: code != fallback(alternates.languages))
    return _page(
        root,
        "door.html",
        knowledge,
        asset=lambda path: f"../{FOLDER}/{assets.name(path)}",
        script="javascripts/door.js",
        help_url=f"../{languages[0]}/#if-this-is-happening-to-you",
        canonical=f"{alternates.site}{DOORS[0]}/" if alternates.site else "",
        alternates=[],
        choices=choices(knowledge, languages),
        languages=languages,
        names={code: language.name for code, language in knowledge.languages.items()},
        sayings=[said for code in dict.fromkeys((SOURCE, *languages)) if (said := _saying(knowledge, code))],
    )


def _saying(knowledge: Knowledge, code: str) -> dict[str, str] | None:
    """What the page behind the short addresses says in a language; None where a word is missing."""
    own = knowledge.labels.get(code, NO_LABELS).labels
    if not set(_DOOR.values()) <= own.keys():
        return None
    said = {name: own[key] for name, key in _DOOR.items()}
    return {"language": code, "direction": knowledge.languages[code].direction} | said


def _page(root: Path, template: str, knowledge: Knowledge, **values: Any) -> str:
    """A page above the languages, which speaks English where it does not know better."""
    loader, compiled = FileSystemLoader(root / "overrides"), compiled_templates(root, "above")
    env = Environment(loader=loader, autoescape=select_autoescape(), bytecode_cache=compiled)
    labels = knowledge.labels[SOURCE].labels
    common = {"code": SOURCE, "labels": labels, "said": labels, "language_of": lambda _: SOURCE, "policy": POLICY}
    return env.get_template(template).render(common | values)


def _epoch() -> int:
    """When the site is made, in seconds since 1970."""
    return int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
