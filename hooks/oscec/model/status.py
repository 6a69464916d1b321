"""How far each language has come: what is missing, stale, drafted, translated and reviewed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from oscec.model.base import Record
from oscec.model.drift import drift, outdated, read_stamps
from oscec.model.knowledge import NO_LABELS, Knowledge, stamp
from oscec.model.labels import missing_labels, stale_labels
from oscec.model.language import SOURCE
from oscec.model.page import Page, Translation
from oscec.model.passage import stamps_of, text_stamp

State = Literal["missing", "draft", "translated", "reviewed"]
STATES: tuple[State, ...] = ("missing", "draft", "translated", "reviewed")


class PageState(Record):
    """A page of the source language in another language."""

    address: str
    source: str
    """The path of the source page."""
    path: str
    """Where the translation stands, or would stand."""
    state: State
    passages: int
    """How many the source page has."""
    stale: int
    """How many of them the translation does not have as they are today; 0 where nobody knows."""
    facts: bool
    """Whether numbers, links, footnotes, ids or right answers may be among what changed."""
    stamped: bool
    """Whether the translation says which text it translates."""


class EntriesState(Record):
    """The entries of a data file that a translator owns."""

    total: int
    """How many the source language has."""
    missing: int
    stale: int
    """Translated from another text than today's, or nobody knows from which."""


class LanguageState(Record):
    """One language."""

    code: str
    name: str
    """The language's name in itself."""
    pages: list[PageState]
    """Every page of the source language, by its address."""
    terms: EntriesState
    labels: EntriesState

    def count(self, state: State) -> int:
        """How many pages are in a state."""
        return Counter(page.state for page in self.pages)[state]

    @property
    def stale(self) -> list[PageState]:
        """The pages whose source has moved on."""
        return [page for page in self.pages if page.stale]

    @property
    def unstamped(self) -> list[PageState]:
        """The translations that do not say which text they translate."""
        return [page for page in self.pages if page.state != "missing" and not page.stamped]


class Status(Record):
    """Every language but the source."""

    languages: list[LanguageState]

    def of(self, code: str) -> LanguageState | None:
        """The state of one language; None for the source."""
        return next((language for language in self.languages if language.code == code), None)


def status_of(knowledge: Knowledge, pages: Iterable[Page]) -> Status:
    """How far each language has come.

    Parameters:
        knowledge: the data, read for the languages that are wanted.
        pages: the pages of the source language and of those languages.
    """
    read = list(pages)
    return Status(languages=[language_state(knowledge, read, code) for code in knowledge.languages if code != SOURCE])


def language_state(
    knowledge: Knowledge, pages: Iterable[Page], code: str, stamps: Callable[[Page], list[str]] = stamps_of
) -> LanguageState:
    """How far one language has come.

    Parameters:
        knowledge: the data.
        pages: the pages of the source language and of that one; those of others are left aside.
        code: the language.
        stamps: gives the stamps of a page's passages.
    """
    read = [page for page in pages if page.meta is not None]
    sources = sorted((page for page in read if page.language == SOURCE), key=lambda page: page.address)
    own = {page.address: page for page in read if page.language == code}
    return LanguageState(
        code=code,
        name=knowledge.languages[code].name,
        pages=[_page(source, stamps(source), code, own.get(source.address), knowledge.same) for source in sources],
        terms=_terms(knowledge, code),
        labels=_labels(knowledge, code),
    )


def _page(
    source: Page, today: list[str], code: str, page: Page | None, same: Mapping[str, Mapping[str, str]]
) -> PageState:
    translation = page.meta.translation if page and page.meta else None
    then = read_stamps(translation.source if translation else None)
    stale, facts = (0, False) if then in ([], today) else outdated(drift(then, today, same.get(source.path)))
    return PageState(
        address=source.address,
        source=source.path,
        path=page.path if page else source.path.replace(f"/{SOURCE}/", f"/{code}/", 1),
        state=state_of(page, translation) if page else "missing",
        passages=len(today),
        stale=stale,
        facts=facts,
        stamped=bool(then),
    )


def state_of(page: Page, translation: Translation | None) -> State:
    """The state of a translation as readers may trust it: an edited page has not been reviewed.

    Parameters:
        page: the translation.
        translation: its state as its front matter has it; None where it says nothing.
    """
    if translation is None:
        return "draft"
    if translation.status != "reviewed":
        return translation.status
    named = translation.reviewer and translation.reviewer != translation.translator
    return "reviewed" if named and translation.reviewed == text_stamp(page) else "translated"


def _terms(knowledge: Knowledge, code: str) -> EntriesState:
    source, own = knowledge.entries.get(SOURCE, {}), knowledge.entries.get(code, {})
    stale = [
        concept
        for concept, entry in own.items()
        if concept in source and entry.definition and entry.stamp != stamp(source[concept])
    ]
    return EntriesState(total=len(source), missing=len(source.keys() - own.keys()), stale=len(stale))


def _labels(knowledge: Knowledge, code: str) -> EntriesState:
    source, own = knowledge.labels.get(SOURCE, NO_LABELS).in_forms_of(code), knowledge.labels.get(code, NO_LABELS)
    return EntriesState(
        total=len(source.texts), missing=len(missing_labels(source, own)), stale=len(stale_labels(source, own))
    )
