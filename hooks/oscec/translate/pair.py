"""A translation beside its source page, passage by passage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path

from oscec.model.drift import Step, drift, read_stamps
from oscec.model.finding import place
from oscec.model.page import Page
from oscec.model.passage import Kind, Passage, passages_of
from oscec.translate.place import Place, read

_IN_A_LANGUAGE = re.compile(r"\b(docs/|curriculum/)[a-z]{2}/")
NAMES: dict[Kind, str] = {
    "front": "line of the front matter",
    "heading": "heading",
    "paragraph": "paragraph",
    "item": "list item",
    "row": "row of a table",
    "code": "block of code",
    "callout": "callout",
    "footnote": "footnote",
    "definition": "definition",
}
"""What people call a passage of each kind."""


@dataclass(frozen=True)
class Pair:
    """A source page and its translation."""

    source: Page
    translation: Page
    same: Mapping[str, str]
    """Earlier stamp -> later stamp, for edits of the source page that changed nothing."""

    @cached_property
    def today(self) -> tuple[Passage, ...]:
        """The passages of the source page."""
        return passages_of(self.source)

    @cached_property
    def own(self) -> tuple[Passage, ...]:
        """The passages of the translation."""
        return passages_of(self.translation)

    @cached_property
    def then(self) -> list[str]:
        """The stamps of the source passages that the translation says it translates."""
        meta = self.translation.meta
        return read_stamps(meta.translation.source if meta and meta.translation else None)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """What happened to each passage since."""
        return drift(self.then, [passage.stamp for passage in self.today], self.same)

    @property
    def changes(self) -> list[Step]:
        """The steps at which there is something to do."""
        return [step for step in self.steps if step.change != "equal"]

    def beside(self, step: Step) -> Passage | None:
        """The passage of the translation that a step is about; None where it has none, or nobody can say."""
        if len(self.own) == len(self.then):
            return self.own[step.old] if step.old is not None else None
        if step.new is not None and len(self.own) == len(self.today):
            return self.own[step.new]
        return None

    def before(self, step: Step) -> Passage | None:
        """The passage of the translation after which an added one belongs."""
        earlier = [self.beside(other) for other in self.steps[: self.steps.index(step)]]
        return next((passage for passage in reversed(earlier) if passage), None)


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


def line_of(page: Page, passage: Passage) -> int:
    """The line of a passage in its file, from 1."""
    return place(page.text, passage.offset)[0]


def where(page: Page, passage: Passage) -> str:
    """'docs/fr/x.md:15'."""
    return f"{page.path}:{line_of(page, passage)}"


def misfits(pair: Pair) -> Iterator[str]:
    """Where a translation has a passage more or less than its source page, in words."""
    ours, theirs = [_outline(passage) for passage in pair.own], [_outline(passage) for passage in pair.today]
    for tag, a, b, c, d in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        if tag == "equal" or b - a == d - c:
            continue
        yield from _lacking(pair, pair.today[a + (d - c) : b], max(d - 1, 0))
        yield from _surplus(pair, pair.own[c + (b - a) : d])


def _lacking(pair: Pair, missing: Sequence[Passage], after: int) -> Iterator[str]:
    for passage in missing:
        line = where(pair.translation, pair.own[after])
        yield f"{line}: after this passage, the {NAMES[passage.kind]} of {where(pair.source, passage)} is missing."


def _surplus(pair: Pair, passages: Sequence[Passage]) -> Iterator[str]:
    for passage in passages:
        yield f"{where(pair.translation, passage)}: this {NAMES[passage.kind]} is not in {pair.source.path}."


def _outline(passage: Passage) -> tuple[str, ...]:
    """What a passage and its translation share: kind, shape, links and ids."""
    facts = (fact for fact in passage.facts if not fact.startswith(("number ", "answer ")))
    return (passage.kind, passage.shape, str(passage.depth), *(_IN_A_LANGUAGE.sub(r"\1", fact) for fact in facts))
