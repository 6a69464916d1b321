"""What the columns of a table of answers mean: our own, those of Moodle's exports, and those that we refuse."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from oscec.model.base import Record, Text

Kind = Literal["participant", "test", "item", "mark", "response", "right answer", "unread", "personal", "unknown"]

_ITEM = re.compile(r"m\d{2}-q\d+")
_MARK = re.compile(r"[^\W\d]{1,8}[.:]?\s?(?P<number>\d{1,3})\s?/\s?(?P<maximum>\d{1,4}([.,]\d{1,5})?)")
"""'Q. 1 /1.00' of Moodle's report of grades, in any language."""
_GRADE = re.compile(r"[^\d/]{1,40}/\s?\d{1,4}([.,]\d{1,5})?")
"""'Grade/10.00': the whole test, which we count ourselves."""
_NUMBERED = re.compile(r"(?P<words>\D+) (?P<number>\d{1,3})")


@dataclass(frozen=True)
class Column:
    """A column and what it holds."""

    position: int
    """From 0."""
    kind: Kind
    item: str = ""
    """The id of a question, where the heading is one."""
    number: int = 0
    """Which question of the test it is, from 1, where the heading says so."""
    maximum: float = 1
    """The most that can be had for it."""

    @property
    def name(self) -> str:
        """'column C', or 'column C (m02-q4)': what may be said of it without saying its heading."""
        what = self.item or (f"question {self.number}" if self.number else "")
        return f"column {letters(self.position)}{f' ({what})' if what else ''}"


class Headings(Record):
    """`columns.yml`: the words of other programs, by language."""

    personal: dict[str, list[Text]]
    unread: dict[str, list[Text]]
    response: dict[str, list[Text]]
    right_answer: dict[str, list[Text]]


def read_column(position: int, heading: str) -> Column:
    """What the column with this heading holds."""
    known = _known()
    folded = _folded(heading)
    if folded in ("participant", "test"):
        return Column(position, "participant" if folded == "participant" else "test")
    if _ITEM.fullmatch(heading.lower()):
        return Column(position, "item", item=heading.lower())
    if mark := _MARK.fullmatch(heading):
        maximum = float(mark["maximum"].replace(",", "."))
        return Column(position, "mark" if maximum else "unread", number=int(mark["number"]), maximum=maximum)
    if known.get(folded) in ("personal", "unread"):
        return Column(position, known[folded])
    if (numbered := _NUMBERED.fullmatch(folded)) and known.get(numbered["words"], "personal") != "personal":
        return Column(position, known[numbered["words"]], number=int(numbered["number"]))
    return Column(position, "unread" if _GRADE.fullmatch(heading) else "unknown")


def letters(position: int) -> str:
    """What a spreadsheet program calls a column: 'A' for 0, 'AA' for 26."""
    before, last = divmod(position, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


@cache
def _known() -> dict[str, Kind]:
    """The headings of columns.yml, folded. One that is personal in any language is personal."""
    raw = yaml.safe_load((Path(__file__).parent / "columns.yml").read_text(encoding="utf-8"))
    headings = Headings.model_validate(raw)
    kinds: dict[Kind, dict[str, list[Text]]] = {
        "response": headings.response,
        "right answer": headings.right_answer,
        "unread": headings.unread,
        "personal": headings.personal,
    }
    return {
        _folded(heading): kind
        for kind, languages in kinds.items()
        for words in languages.values()
        for heading in words
    }


def _folded(heading: str) -> str:
    """A heading without case, accents, full stops and hyphens."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", heading) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[\W_]", " ", plain.casefold()).split())
