"""What the verbs of translators say of a translation and its source page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from oscec.check import parity
from oscec.model.drift import Step
from oscec.model.finding import place
from oscec.model.page import Page
from oscec.model.pair import Pair
from oscec.model.passage import Passage
from oscec.translate.place import Place, read


def pair_of(root: Path, place_: Place, same: Mapping[str, Mapping[str, str]]) -> Pair:
    """The two pages of a place, read.

    Parameters:
        root: the repository.
        place_: where they stand.
        same: source page -> its edits that changed nothing.
    """
    return Pair(read(root, place_.source), read(root, place_.path), same.get(place_.source, {}))


def name_of(step: Step) -> str:
    """How a person names a step: the number of the source passage, or 'r3' for what was removed."""
    return str(step.new + 1) if step.new is not None else f"r{(step.old or 0) + 1}"


def where(page: Page, passage: Passage) -> str:
    """'docs/fr/x.md:15'."""
    return f"{page.path}:{place(page.text, passage.offset)[0]}"


def misfits(pair: Pair) -> Iterator[str]:
    """Where a translation has a passage more or less than its source page, in words."""
    for misfit in parity.misfits(pair):
        yield f"{where(pair.translation, misfit.at)}: {misfit.said}."
