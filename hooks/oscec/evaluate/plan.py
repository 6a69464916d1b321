"""What a course asks before, after and later: which question stands beside which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Test = Literal["pre", "post", "follow-up"]
TESTS: tuple[Test, ...] = Test.__args__  # type: ignore[attr-defined] # typing's name for the alternatives


@dataclass(frozen=True)
class Asked:
    """A question of a test."""

    id: str
    words: str
    """What is asked, without markup."""


@dataclass(frozen=True)
class Pair:
    """A question and its twin: the same thing asked with another surface."""

    before: Asked
    """In the pre-test, and again in the follow-up."""
    after: Asked
    """In the post-test."""

    def of(self, test: Test) -> Asked:
        """The one that a test asks."""
        return self.after if test == "post" else self.before


@dataclass(frozen=True)
class Plan:
    """The tests of a course."""

    course: str
    title: str
    pairs: tuple[Pair, ...]
    """In the order in which they are asked."""

    def items(self, test: Test) -> dict[str, int]:
        """The ids of a test's questions, each with the position of its pair."""
        return {pair.of(test).id: position for position, pair in enumerate(self.pairs)}

    @property
    def ids(self) -> list[str]:
        """Every question of every test once: those of the pre-test first."""
        return list(dict.fromkeys([*self.items("pre"), *self.items("post")]))
