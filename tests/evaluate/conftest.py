"""What the tests of the evaluation share: a tree with one small course, and attempts made of scores."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from oscec.evaluate.course import read_plan
from oscec.evaluate.plan import Asked, Pair, Plan, Test
from oscec.evaluate.responses import Attempt
from oscec.load.knowledge import load_knowledge

HERE = Path(__file__).parent
TREE = HERE / "tree"

Take = Callable[[Test, Iterable[Sequence[float | None]]], list[Attempt]]
"""Attempts of a test by persons 0, 1, 2 …, from what each answered."""


@pytest.fixture(scope="session")
def small() -> Plan:
    """The course of the tree: three questions with their twins."""
    return read_plan(TREE, load_knowledge(TREE, ()).knowledge, "small")


@pytest.fixture(scope="session")
def plan_of() -> Callable[[int], Plan]:
    """A course with so many questions."""

    def make(count: int) -> Plan:
        pairs = [
            Pair(Asked(f"m01-q{n}", f"Before {n}?"), Asked(f"m01-q{n + 50}", f"After {n}?")) for n in range(count)
        ]
        return Plan("made-up", "A made-up course", tuple(pairs))

    return make


@pytest.fixture(scope="session")
def take() -> Take:
    def make(test: Test, rows: Iterable[Sequence[float | None]]) -> list[Attempt]:
        return [Attempt(f"p{number}", test, tuple(row)) for number, row in enumerate(rows)]

    return make
