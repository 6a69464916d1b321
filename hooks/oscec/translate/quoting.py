"""Markdown that shows what other people wrote as text, never as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from oscec.model.passage import Passage

LONGEST = 600
"""Characters of one quoted passage."""


def code(text: str) -> str:
    """Text as a code span: nothing in it is read as Markdown."""
    words = " ".join(text.split())
    ticks = "`" * (max((len(run) for run in re.findall("`+", words)), default=0) + 1)
    gap = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{ticks}{gap}{words}{gap}{ticks}"


def plain(text: str) -> str:
    """Text in which nothing is read as Markdown, HTML or a mention of a person."""
    return re.sub(r"([\\`*_\[\]<>#|~@&])", r"\\\1", " ".join(text.split())).replace("\\@", "&#64;")


def quoted(passage: Passage) -> str:
    """A passage as it was written, cut where it is long."""
    text = passage.text if len(passage.text) <= LONGEST else f"{passage.text[:LONGEST]} …"
    return code(text)


def fenced(lines: Iterable[str], language: str) -> Iterator[str]:
    """A block of code, whatever it holds."""
    found = list(lines)
    ticks = "`" * max(3, 1 + max((len(run) for line in found for run in re.findall("`+", line)), default=0))
    yield from (f"{ticks}{language}", *found, ticks)


def names(languages: Iterable[str]) -> str:
    """Codes of languages: '**de**, **fr**'."""
    return ", ".join(f"**{code}**" for code in languages)


def count(number: int, one: str, many: str) -> str:
    """'1 passage', '2 passages'."""
    return f"{number} {one if number == 1 else many}"
