"""What the page on the state of the translations shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from oscec.model.number import write_number
from oscec.model.status import STATES, EntriesState, LanguageState, PageState, Status
from oscec.render.words import Said

Say = Callable[[str], Said]


@dataclass(frozen=True)
class Cell:
    """One page in one language."""

    state: Said
    stale: Said | None
    """How many passages have changed; None where none has."""
    facts: bool
    """Whether numbers, links or answers may be among them."""
    unknown: bool
    """Whether nobody can say."""


def shown_languages(status: Status, language: str) -> list[LanguageState]:
    """The languages whose pages are listed on the site of a language.

    Parameters:
        status: all languages.
        language: a translated site shows itself; the source's site shows every language that has a page.
    """
    own = status.of(language)
    return [own] if own else [state for state in status.languages if state.count("missing") < len(state.pages)]


def language_row(state: LanguageState, say: Say, language: str) -> list[Said]:
    """The cells of a language: its pages by state, those that are outdated, its terms and labels.

    Parameters:
        state: the language.
        say: what the site says under a key.
        language: the language of the site.
    """
    numbers = [*(state.count(of) for of in STATES), len(state.stale)]
    cells = [Said(write_number(number, language), language) for number in numbers]
    return [*cells, _share(state.terms, say), _share(state.labels, say)]


def page_rows(shown: Sequence[LanguageState], order: Mapping[str, int], say: Say) -> list[tuple[str, list[Cell]]]:
    """Each page's address with its cells, in the order of the menu.

    Parameters:
        shown: the languages, which all list the same pages.
        order: address -> place of a page.
        say: what the site says under a key.
    """
    by_page = zip(*(state.pages for state in shown), strict=True)
    rows = [(pages[0].address, [_cell(page, say) for page in pages]) for pages in by_page]
    return sorted(rows, key=lambda row: (order.get(row[0], len(order)), row[0]))


def _cell(page: PageState, say: Say) -> Cell:
    stale = _counted(say("translations_stale"), page.stale, page.passages) if page.stale else None
    unknown = page.state != "missing" and not page.stamped
    return Cell(say(f"translations_{page.state}"), stale, page.facts, unknown)


def _share(entries: EntriesState, say: Say) -> Said:
    return _counted(say("translations_of"), entries.total - entries.missing, entries.total)


def _counted(said: Said, count: int, total: int) -> Said:
    numbers = {"count": write_number(count, said.language), "total": write_number(total, said.language)}
    return Said(said.text.format(**numbers), said.language)
