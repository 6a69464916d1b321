"""What a reader is told of a translation: how far it is reviewed, and whether English has moved on."""

from __future__ import annotations

from dataclasses import dataclass

from oscec.model.knowledge import Knowledge
from oscec.model.page import Page
from oscec.model.status import PageState, State
from oscec.render.words import Said, counted, label


@dataclass(frozen=True)
class Standing:
    """A translation as its readers may trust it."""

    state: State
    review: Said | None
    """Whether it was reviewed, and by whom; None for a draft, which has a notice of its own."""
    outdated: tuple[Said, ...]
    """Sentences on what changed in English since; none where nothing has."""


def standing(knowledge: Knowledge, page: Page, state: PageState) -> Standing:
    """What a reader is told of a translation.

    Parameters:
        knowledge: the data.
        page: the translation.
        state: how far it is.
    """
    outdated: tuple[Said, ...] = ()
    if state.stale:
        what = "outdated_facts" if state.facts else "outdated_wording"
        outdated = (
            counted(knowledge, page.language, "outdated", state.stale),
            label(knowledge, page.language, what),
        )
    return Standing(state.state, _review(knowledge, page, state.state), outdated)


def _review(knowledge: Knowledge, page: Page, state: State) -> Said | None:
    if state == "translated":
        return label(knowledge, page.language, "translated")
    translation = page.meta.translation if page.meta else None
    if state != "reviewed" or translation is None or translation.reviewer is None:
        return None
    said = label(knowledge, page.language, "reviewed_by")
    return Said(said.text.format(reviewer=translation.reviewer), said.language)
