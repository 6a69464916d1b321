"""`link/*`: every link of a page leads somewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from oscec.check.draft import Draft
from oscec.markdown import SCHEMES
from oscec.model.knowledge import Knowledge
from oscec.model.language import SOURCE
from oscec.model.page import Summary, address_of

GLOSSARY, BIBLIOGRAPHY, STATISTICS, REPORT = "glossary.md", "bibliography.md", "statistics.md", "report-map.md"
TRAINERS = "trainer.md"
"""Where the trainer view begins."""
TRANSLATIONS = "translation-status.md"
"""How far each language has come."""
RESULTS = "accessibility-results.md"
"""What the tests for accessibility found; a tree without `accessibility.yml` has no such page."""
ALLOWED = ("https", "mailto", "tel")
OUTWARD = (*ALLOWED, "http")


@dataclass
class Index:
    """What there is to link to."""

    pages: dict[tuple[str, str], Summary] = field(default_factory=dict)
    """By language and address."""
    assets: frozenset[str] = frozenset()
    """Repository paths of the files in docs/assets."""
    knowledge: Knowledge = field(default_factory=Knowledge)

    def anchors(self, language: str, address: str) -> frozenset[str] | None:
        """The anchors of a page as that language's site has it; None where there is no such page."""
        match address:
            case "glossary.md":
                return frozenset(self.knowledge.concepts)
            case "bibliography.md":
                return frozenset(self.knowledge.references)
            case "statistics.md":
                return frozenset((*self.knowledge.statistics, *self.knowledge.sets))
            case "report-map.md":
                sections = self.knowledge.report.values()
                return frozenset(statement.id for section in sections for statement in section.statements)
        if address in generated(self.knowledge):
            return frozenset()
        page = self.pages.get((language, address)) or self.pages.get((SOURCE, address))
        return frozenset(page.anchors) if page else None


def generated(knowledge: Knowledge) -> list[str]:
    """The addresses of the pages that are generated in each language."""
    countries = [country_address(code) for code in knowledge.countries]
    results = [RESULTS] if knowledge.accessibility else []
    return [GLOSSARY, STATISTICS, REPORT, BIBLIOGRAPHY, TRAINERS, TRANSLATIONS, *results, *countries]


def country_address(code: str) -> str:
    """The address of the page of a country's services."""
    return f"help/{code}.md"


def check_links(summary: Summary, index: Index) -> Iterator[Draft]:
    """Links of one page that lead nowhere."""
    for number, href in enumerate(summary.links):
        found = _fault(summary, href, index)
        if found:
            rule, message = found
            yield Draft(f"link/{rule}", message, link=number)


def _fault(summary: Summary, href: str, index: Index) -> tuple[str, str] | None:
    # Browsers leave control characters and blanks out of an address.
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", re.sub(r"[\x00-\x20]+", "", href))
    if scheme:
        return _outward_fault(scheme[1].lower(), href, index)
    if not href.strip():
        return "empty", "This link has no address; write one or remove the link."
    if href.startswith("/"):
        return "broken", f"'{href}' is an absolute address; link the file relative to this page."
    path, _, anchor = href.partition("#")
    return _inward_fault(summary, href, unquote(path), unquote(anchor), index)


def _outward_fault(scheme: str, href: str, index: Index) -> tuple[str, str] | None:
    if scheme in SCHEMES:
        return _meaning_fault(scheme, href.split(":", 1)[1], index.knowledge)
    if scheme not in OUTWARD:
        return "scheme", f"The scheme '{scheme}:' is not allowed; allowed: {', '.join((*SCHEMES, *ALLOWED))}."
    try:
        valid = scheme not in ("https", "http") or bool(urlsplit(href).hostname)
    except ValueError:
        valid = False
    return None if valid else ("broken", f"'{href}' is no valid address.")


def _meaning_fault(scheme: str, identity: str, knowledge: Knowledge) -> tuple[str, str] | None:
    """A module or a country that does not exist; the other schemes have rules of their own."""
    known: dict[str, Iterable[str]] = {"module": knowledge.modules, "country": knowledge.countries}
    if scheme not in known or identity in known[scheme]:
        return None
    where = "courses.yml" if scheme == "module" else "curriculum/countries/"
    return "broken", f"There is no {scheme} '{identity}' in {where}; allowed: {', '.join(known[scheme])}."


def target_of(path: str, href: str) -> str | None:
    """The repository path of the page that a relative link of the page at `path` leads to."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(href.partition("#")[0])))
    inside = target.endswith(".md") and target.split("/")[0] in ("docs", "curriculum")
    return target if inside and not re.match("[A-Za-z][A-Za-z0-9+.-]*:", href) else None


def _inward_fault(summary: Summary, href: str, path: str, anchor: str, index: Index) -> tuple[str, str] | None:
    language, address = summary.language, summary.address
    if path:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(summary.path), path))
        if target in index.assets:
            return None
        found = address_of(target)
        if found is None:
            return "broken", f"'{href}' leads to no page and no file of docs/assets."
        if found[0] != language:
            message = (
                f"'{href}' leads to another language; link the page of {language}/ (the site falls back to English)."
            )
            return "language", message
        address = found[1]
    anchors = index.anchors(language, address)
    if anchors is None:
        where = SOURCE if language == SOURCE else f"{language} or {SOURCE}"
        return "broken", f"'{href}' leads to no page; there is no {address} in {where}."
    if anchor and anchor not in anchors:
        near = ", ".join(sorted(anchors)[:12])
        return "anchor", f"There is no '#{anchor}' on {address}; it has: {near}."
    return None
