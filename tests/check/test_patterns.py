"""The patterns of deprecated terms in 24 languages find what they must and nothing that they must not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from oscec.check.fold import fold, readings
from oscec.check.forms import deprecated_regex
from oscec.load.knowledge import load_knowledge
from oscec.model.concept import DeprecatedTerm
from oscec.model.knowledge import Knowledge

KNOWLEDGE = load_knowledge(Path(__file__).parents[2]).knowledge


def terms() -> Iterator[Any]:
    for language, entries in KNOWLEDGE.entries.items():
        for concept, entry in entries.items():
            for number, term in enumerate(entry.deprecated):
                if term.matches or term.ignores:
                    yield pytest.param(term, id=f"{language}-{concept}-{number}")


def finds(term: DeprecatedTerm, text: str) -> bool:
    return any(re.search(deprecated_regex(term), reading.text) for reading in readings(fold(text)))


@pytest.mark.parametrize("term", list(terms()))
def test_a_pattern_does_what_its_entry_says(term: DeprecatedTerm) -> None:
    assert [text for text in term.matches if not finds(term, text)] == []
    assert [text for text in term.ignores if finds(term, text)] == []


def test_there_are_patterns_for_every_language_with_examples_both_ways(knowledge: Knowledge) -> None:
    for language in knowledge.languages:
        never = [t for e in knowledge.entries[language].values() for t in e.deprecated if t.use == "never"]
        assert len(never) >= 4, language
        assert all(len(t.matches) >= 3 and len(t.ignores) >= 3 for t in never if t.pattern), language


def test_more_than_seven_hundred_examples_are_tried(knowledge: Knowledge) -> None:
    entries = [entry for entries in knowledge.entries.values() for entry in entries.values()]
    assert sum(len(term.matches) + len(term.ignores) for entry in entries for term in entry.deprecated) > 700
