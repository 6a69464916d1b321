"""What the templates get."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from oscec import assets
from oscec.check.link import GLOSSARY, STATISTICS
from oscec.generator.state import State, language_of, state_of
from oscec.model.course import Module
from oscec.model.knowledge import Knowledge
from oscec.model.language import SOURCE
from oscec.model.number import write_number
from oscec.model.page import Page
from oscec.render import addresses, marked, structured, words
from oscec.render.addresses import COURSES, MODULES, START, TRAINER
from oscec.render.door import country_codes
from oscec.render.hosts import POLICY
from oscec.render.standing import Standing, standing

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as SitePage


SOCIAL = "images/social.png"
"""The picture of a shared link."""

ABOUT = ("about.md", "accessibility.md")
"""What the end of every page leads to."""


def context(config: MkDocsConfig, page: SitePage | None) -> dict[str, Any]:
    """What every template gets."""
    state = state_of(config)
    knowledge, code = state.tree.loaded.knowledge, state.language
    address = page.file.src_uri if page else None
    source = state.sources.get(address or "")
    # A 404 page may be shown at any depth: its links start at the address of the site.
    base = urlsplit(config.site_url or f"/{code}/").path
    home = ("../" * page.url.count("/") or "./") if page else base
    top = f"{home}../" if page else base.removesuffix(f"{code}/")
    spoken = language_of(source, state)
    return ({} if page else {"base_url": base.rstrip("/")}) | {
        "labels": state.labels,
        "said": state.said,
        "language_of": lambda prefix: knowledge.language_of(code, *knowledge.label_keys(prefix)),
        "language": knowledge.languages[code],
        "languages": _languages(state, address, top),
        "fallback": spoken != code,
        "root": home,
        "policy": "" if state.serving else POLICY,  # the preview's own script stands in the page
        "countries": " ".join(country_codes(knowledge)),
        "asset": _assets(state, home, top),
        "glossary_url": f"{home}glossary/",
        "statistics_url": f"{home}statistics/",
        "bibliography_url": f"{home}bibliography/",
        "about": [
            {"url": f"{home}{addresses.published(name)}", "page": state.sources[name]}
            for name in ABOUT
            if name in state.sources
        ],
        "printed": _printed(state),
        "page_path": f"/{code}/{addresses.published(address)}" if address else "",
        **(_page_context(config, page, address, source) if page and address else {}),
    }


def _printed(state: State) -> words.Said | None:
    """The day of the site's state, for a page on paper; None where nobody has said it, as in the preview."""
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
    if not seconds:
        return None
    said = words.label(state.tree.loaded.knowledge, state.language, "print_date")
    day = f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d}"
    return words.Said(said.text.format(date=words.moment(day, said.language)), said.language)


def _languages(state: State, address: str | None, top: str) -> list[dict[str, Any]]:
    """The languages of the switcher, each with its site's address of the same page."""
    knowledge, alternates = state.tree.loaded.knowledge, state.alternates
    return [
        {
            "code": code,
            "name": knowledge.languages[code].name,
            "direction": knowledge.languages[code].direction,
            "url": f"{top}{code}/{addresses.published(address) if address else ''}",
            "current": code == state.language,
            "translated": address is None or alternates.has(code, address),
        }
        for code in alternates.languages
    ]


def _assets(state: State, home: str, top: str) -> Callable[[str], str]:
    """What gives the address of a file that all languages share; the preview of one language has it to itself."""
    if state.serving:
        return lambda path: f"{home}{assets.FOLDER}/{path}"
    return lambda path: f"{top}{assets.FOLDER}/{state.assets.name(path)}"


def _page_context(config: MkDocsConfig, page: SitePage, address: str, source: Page | None) -> dict[str, Any]:
    """What the template of a page gets of that page."""
    state = state_of(config)
    knowledge, alternates, code = state.tree.loaded.knowledge, state.alternates, state.language
    europol = knowledge.references.get("europol-2017")
    sections = (source.meta.report if source and source.meta else None) or []
    module = knowledge.modules.get(address.split("/")[1]) if address.startswith((MODULES, TRAINER)) else None
    return {
        "canonical": alternates.canonical(code, address),
        "alternates": alternates.links(code, address),
        "social_image": f"{alternates.site}{assets.FOLDER}/{state.assets.name(SOCIAL)}",
        "acknowledgement": marked.markup(words.cited(europol, knowledge, code), code) if europol else "",
        "draws_on": marked.markup(words.draws_on(knowledge, code, sections), code) if sections else "",
        "minutes": write_number(module.minutes, code) if module else None,
        "selfcheck": _selfcheck(state, source) if source and address.endswith("/questions.md") else None,
        "lesson": _lesson(state, address, module) if addresses.is_taught(address) else None,
        "standing": _standing(state, address, source),
        "structured": _structured(config, page, source),
    }


def _selfcheck(state: State, source: Page) -> dict[str, str]:
    """What the script says beside the questions, in the language of the page's text, or all of it in English."""
    knowledge = state.tree.loaded.knowledge
    keys = ("question_check", "question_result_right", "question_result_wrong", "question_score")
    language = knowledge.language_of(source.language, *keys)
    return {"language": language} | {key: knowledge.label(language, key) for key in keys}


def _standing(state: State, address: str, source: Page | None) -> Standing | None:
    """How far the translation on a page is; None for a page in the source language."""
    known = state.states.get(addresses.for_learners(address))
    if source is None or source.language == SOURCE or known is None:
        return None
    return standing(state.tree.loaded.knowledge, source, known)


def _structured(config: MkDocsConfig, page: SitePage, source: Page | None) -> str:
    """What the page is, as JSON-LD; '' for a page made from data that is neither of terms nor of numbers."""
    state = state_of(config)
    knowledge, alternates = state.tree.loaded.knowledge, state.alternates
    site = alternates.url(state.language, START) if alternates.site else ""
    where = structured.Where(site, alternates.canonical(state.language, page.file.src_uri))
    if page.file.src_uri.startswith(TRAINER):
        return ""
    if source is not None:
        return structured.as_script_text(_page_data(knowledge, state.language, source, where))
    make = {GLOSSARY: structured.term_set, STATISTICS: structured.dataset}.get(page.file.src_uri)
    return structured.as_script_text(make(knowledge, state.language, where)) if make else ""


def _page_data(knowledge: Knowledge, language: str, page: Page, where: structured.Where) -> structured.Data:
    """What a page that was written is: part of a module, a course, or an article."""
    folder, _, rest = page.address.partition("/")
    module, course = knowledge.modules.get(rest.split("/")[0]), knowledge.courses.get(rest.removesuffix(".md"))
    if f"{folder}/" == MODULES and module:
        return structured.lesson(knowledge, language, page, module, where)
    if f"{folder}/" == COURSES and course:
        return structured.course(knowledge, language, page, course, where)
    return structured.article(knowledge, language, page, where)


def _lesson(state: State, address: str, module: Module | None) -> dict[str, Any]:
    """Where a page stands among those of its module, for learners and for trainers; a course has one page."""
    trainer = address.startswith(TRAINER)
    here = f"{TRAINER if trainer else MODULES}{module.id}/" if module else ""
    parts = [other for other in sorted(state.sources) if module and other.startswith(here)]
    order = {"index.md": 0, "questions.md": 2}
    parts.sort(key=lambda other: (order.get(other.removeprefix(here), 1), other))
    return {
        "trainer": trainer,
        "bank": address.endswith("/questions.md") and not trainer,
        "parts": [
            {"url": addresses.published(other), "page": state.sources[other], "current": other == address}
            for other in parts
        ],
        "other": addresses.published(addresses.for_learners(address) if trainer else addresses.for_trainers(address)),
    }
