"""A translation beside its source page, passage by passage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from oscec.model.drift import Step, drift, read_stamps
from oscec.model.page import Page, Translation
from oscec.model.passage import Passage, passages_of


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

    @property
    def state(self) -> Translation | None:
        """What the front matter says of the translation."""
        return self.translation.meta.translation if self.translation.meta else None

    @cached_property
    def then(self) -> list[str]:
        """The stamps of the source passages that the translation says it translates."""
        return read_stamps(self.state.source if self.state else None)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """What happened to each passage since."""
        return drift(self.then, [passage.stamp for passage in self.today], self.same)

    @property
    def changes(self) -> list[Step]:
        """The steps at which there is something to do."""
        return [step for step in self.steps if step.change != "equal"]

    @property
    def settled(self) -> Iterator[tuple[Passage, Passage]]:
        """Passages of the source page that are as they were, with their translations."""
        for step in self.steps:
            if step.change == "equal" and step.old is not None and step.new is not None:
                yield self.today[step.new], self.own[step.old]

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
