"""A tree that was read: its data and pages, what was found in it, and what results depend on."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from oscec.cache import code_digest, digest
from oscec.check import link
from oscec.check.page import Examined
from oscec.load.knowledge import NEUTRAL, PER_LANGUAGE, Loaded
from oscec.model.finding import Finding
from oscec.model.language import SOURCE
from oscec.model.page import Page, Summary
from oscec.model.passage import stamps_of
from oscec.model.status import LanguageState, Status, language_state
from oscec.render.body import Body


@dataclass
class Tree:
    """A tree that was read, with what was found in it."""

    root: Path
    loaded: Loaded
    pages: dict[str, Page] = field(default_factory=dict)
    examined: dict[str, Examined] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    """Language -> the hash of the data that its pages depend on."""
    page_keys: dict[str, str] = field(default_factory=dict)
    """Path -> the hash of all that what is said of a page, and what the site shows of it, depends on."""
    bodies: dict[str, Body] = field(default_factory=dict)
    """Path -> what the site shows of a page, as far as that was made with the checks."""

    @cached_property
    def index(self) -> link.Index:
        """What there is to link to."""
        assets = (self.root / "docs" / "assets").rglob("*")
        return link.Index(
            pages={(e.summary.language, e.summary.address): e.summary for e in self.examined.values()},
            assets=frozenset(file.relative_to(self.root).as_posix() for file in assets if file.is_file()),
            knowledge=self.loaded.knowledge,
        )

    @cached_property
    def translated(self) -> frozenset[tuple[str, str]]:
        """Language and address of every page that was written in a language."""
        return frozenset((page.language, page.address) for page in self.pages.values())

    @cached_property
    def status(self) -> Status:
        """How far each language has come."""
        codes = [code for code in self.loaded.knowledge.languages if code != SOURCE]
        return Status(languages=[self._language_state(code) for code in codes])

    def _language_state(self, code: str) -> LanguageState:
        """How far a language has come; asked for anew only where its pages or those of the source have changed."""
        pages = [page for page in self.pages.values() if page.language in (SOURCE, code)]
        key = digest("status", self.data_key(code), *sorted(self.page_keys.get(page.path, "") for page in pages))
        make = partial(language_state, self.loaded.knowledge, pages, code, self._stamps)
        return self.loaded.store.recall(key, LanguageState, make)

    def _stamps(self, page: Page) -> list[str]:
        key = digest(code_digest(), "stamps", page.text)
        return self.loaded.store.recall(key, list[str], lambda: stamps_of(page))

    def data_key(self, language: str) -> str:
        """The hash of the code and of the data, as they were read, on which a page of that language depends."""
        if language not in self.keys:
            names = [f"curriculum/{name}" for name in NEUTRAL]
            names += [f"curriculum/{code}/{name}" for code in {SOURCE, language} for name in PER_LANGUAGE]
            self.keys[language] = digest(code_digest(), *(self.loaded.texts.get(name, "") for name in sorted(names)))
        return self.keys[language]

    def heading_ids(self, page: Page) -> tuple[str, ...]:
        """The ids that the headings of a translation take from its source page."""
        source = self.examined.get(source_path(page)) if page.language != SOURCE else None
        return tuple(heading.id for heading in source.summary.headings) if source else ()

    @property
    def summaries(self) -> list[Summary]:
        """The summaries of all pages that were examined."""
        return [examined.summary for examined in self.examined.values()]


def body_key(page_key: str, address: str, markdown: str) -> str:
    """The hash of all that the site's text of a page depends on.

    Parameters:
        page_key: the hash of all that is known of the page.
        address: where it is shown.
        markdown: its text with what is made from the data.
    """
    return digest(page_key, "body", address, markdown)


def source_path(page: Page) -> str:
    """Where the English page stands that a page translates."""
    return page.path.replace(f"/{page.language}/", f"/{SOURCE}/", 1)
