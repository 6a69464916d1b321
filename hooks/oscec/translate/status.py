"""`status`: how far each language has come, as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from oscec.load.knowledge import Loaded
from oscec.load.pages import page_paths, read_page
from oscec.model.language import SOURCE
from oscec.model.status import STATES, EntriesState, LanguageState, PageState, Status, status_of

_HEAD = ("", *STATES, "stale", "no stamps", "terms", "labels")


def read_status(root: Path, loaded: Loaded, language: str | None = None) -> Status:
    """The state of all languages, or of one.

    Parameters:
        root: the repository.
        loaded: the knowledge, read for the languages that are wanted.
        language: a code; None for all.
    """
    codes = list(loaded.knowledge.languages) if language is None else [SOURCE, language]
    pages = (read_page(root, path)[0] for path in page_paths(root, codes))
    status = status_of(loaded.knowledge, [page for page in pages if page])
    return Status(languages=[found for found in status.languages if language in (None, found.code)])


def as_text(status: Status, language: str | None = None) -> str:
    """A line for each language; for one language, a line for each page.

    Parameters:
        status: what `read_status` gave.
        language: the language that it was read for; None for all.
    """
    if language is None:
        return "\n".join(_table([_HEAD, *(_row(state) for state in status.languages)]))
    return "\n".join(line for state in status.languages for line in _pages(state))


def stale_text(page: PageState) -> str:
    """'3 of 45 passages stale, facts may be among them'."""
    if not page.stale:
        return "" if page.stamped or page.state == "missing" else "no stamps"
    said = "facts may be among them" if page.facts else "wording only"
    return f"{page.stale} of {page.passages} passages stale, {said}"


def _row(state: LanguageState) -> tuple[str, ...]:
    passages = sum(page.stale for page in state.stale)
    facts = sum(page.facts for page in state.stale)
    stale = f"{len(state.stale)} ({passages} passages, facts in {facts})" if passages else "0"
    numbers = [str(state.count(of)) for of in STATES]
    return (state.code, *numbers, stale, str(len(state.unstamped)), _entries(state.terms), _entries(state.labels))


def _entries(entries: EntriesState) -> str:
    """'20 of 25, 3 stale'."""
    said = f"{entries.total - entries.missing} of {entries.total}"
    return f"{said}, {entries.stale} stale" if entries.stale else said


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _pages(state: LanguageState) -> Iterator[str]:
    rows = [(page.state, page.path, stale_text(page)) for page in state.pages]
    yield from _table(rows) if rows else []
    yield ""
    yield f"{state.code}: {', '.join(f'{state.count(of)} {of}' for of in STATES)}, {len(state.stale)} stale."
    yield f"terms.yml: {_entries(state.terms)}. labels.yml: {_entries(state.labels)}."
