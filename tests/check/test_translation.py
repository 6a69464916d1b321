"""The translation gate on the real pages: no false alarm, and planted faults are found."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from oscec.check.translation import check_translation
from oscec.load.pages import page_paths, read_page
from oscec.model.knowledge import Knowledge
from oscec.model.page import Page, Translation
from oscec.model.pair import Pair
from oscec.model.passage import Passage, passages_of

ROOT = Path(__file__).parents[2]
LANGUAGES = ("fr", "de", "el")
A_PAGE = 6
"""Faults that are tried on a page, each alone."""
Spoil = Callable[[str, str, random.Random], str | None]
"""The line of the translation, that of the source and a die -> the spoilt line; None where nothing can be spoilt."""


def pairs() -> Iterator[tuple[Page, Page]]:
    """Every page of some languages that fits its source page today, stamped as current."""
    for path in page_paths(ROOT, list(LANGUAGES)):
        page = read_page(ROOT, path)[0]
        assert page is not None
        source = read_page(ROOT, path.replace(f"/{page.language}/", "/en/", 1))[0]
        assert source is not None
        assert page.meta is not None
        stamps = " ".join(passage.stamp for passage in passages_of(source))
        state = Translation(status="draft", source=stamps)
        yield replace(page, meta=page.meta.model_copy(update={"translation": state})), source


def in_english(line: str, source: str, _: random.Random) -> str | None:
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"\]\([^)]*\)|\[[^\]]*\]\(ref:[^)]*\)|[‘“*][^’”*]*[’”*]", "", source))
    return source if len(words) >= 8 and source != line else None


def shortly_in_english(line: str, source: str, _: random.Random) -> str | None:
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"\]\([^)]*\)|\[[^\]]*\]\(ref:[^)]*\)|[‘“*][^’”*]*[’”*]", "", source))
    return source if 3 <= len(words) < 8 and source != line else None


def deleted(line: str, _source: str, _: random.Random) -> str | None:
    return None if line.startswith(("```", "~~~")) else ""


def other_level(line: str, _source: str, _: random.Random) -> str | None:
    return f"#{line}" if re.match(r"#{1,5} ", line) else None


def other_number(line: str, _source: str, die: random.Random) -> str | None:
    hidden = re.sub(r"\[[^\]]*\]\((?:stat|ref)[^)]*\)|\]\([^)]*\)", lambda match: "x" * len(match[0]), line)
    found = [match for match in re.finditer(r"(?<![\w./#:-])\d{2,}(?![\w.-])", hidden) if int(match[0]) > 12]
    if not found:
        return None
    match = die.choice(found)
    return f"{line[: match.start()]}{int(match[0]) + 1}{line[match.end() :]}"


def other_link(line: str, _source: str, die: random.Random) -> str | None:
    found = list(re.finditer(r"\]\(([^)]+)\)", line))
    if not found:
        return None
    match = die.choice(found)
    return f"{line[: match.start(1)]}elsewhere{line[match.end(1) :]}"


def other_callout(line: str, _source: str, _: random.Random) -> str | None:
    return line.replace("[!", "[!OTHER", 1) if line.startswith("[!") else None


def lost_cell(line: str, _source: str, _: random.Random) -> str | None:
    return f"{line.rstrip('|').rpartition('|')[0]}|" if line.startswith("|") and line.count("|") > 2 else None


def other_answer(line: str, _source: str, _: random.Random) -> str | None:
    marked = re.match(r"- \[([ x])\]", line)
    return f"- [{'x' if marked[1] == ' ' else ' '}]{line[marked.end() :]}" if marked else None


SPOILT: dict[str, tuple[Spoil, str, float]] = {
    "left in English": (in_english, "untranslated", 0.95),
    "shortly left in English": (shortly_in_english, "untranslated", 0.85),
    "deleted": (deleted, "structure", 1.0),
    "another level of heading": (other_level, "structure", 1.0),
    "another kind of callout": (other_callout, "structure", 1.0),
    "a lost cell": (lost_cell, "structure", 1.0),
    "another number": (other_number, "number", 1.0),
    "another link": (other_link, "link", 1.0),
    "another answer": (other_answer, "answer", 1.0),
}
"""Kind of fault -> how it is made, the rule that finds it, and the share that it must find (see adr/0012)."""


def findings(page: Page, source: Page, knowledge: Knowledge) -> list[str]:
    words = knowledge.list_of("en", "number_words")
    return [f"{f.path}:{f.line} {f.rule} {f.message}" for f in check_translation(Pair(source, page, {}), words)]


def test_no_page_of_ours_gives_a_false_alarm(knowledge: Knowledge) -> None:
    assert [said for page, source in pairs() for said in findings(page, source, knowledge)] == []


def line_of(page: Page, passage: Passage) -> tuple[int, int]:
    end = page.text.find("\n", passage.offset)
    return passage.offset, len(page.text) if end < 0 else end


@pytest.mark.parametrize("kind", SPOILT)
def test_a_planted_fault_is_found(kind: str, knowledge: Knowledge) -> None:
    spoil, rule, share = SPOILT[kind]
    counts: Counter[str] = Counter()
    missed = []
    for page, source in pairs():
        die = random.Random(f"{kind} {page.path}")
        places = [
            pair for pair in zip(passages_of(page), passages_of(source), strict=True) if pair[0].kind != "front"
        ]
        for own, theirs in die.sample(places, min(A_PAGE, len(places))):
            start, end = line_of(page, own)
            new = spoil(page.text[start:end], source.text[slice(*line_of(source, theirs))], die)
            if new is None:
                continue
            counts["made"] += 1
            spoilt = replace(page, text=page.text[:start] + new + page.text[end:])
            if any(f" translation/{rule} " in said for said in findings(spoilt, source, knowledge)):
                counts["found"] += 1
            else:
                missed.append(f"{page.path}: {page.text[start:end]}")
    if counts["made"]:
        assert counts["found"] >= share * counts["made"], "\n".join(missed)
