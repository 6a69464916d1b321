"""Passages: the pieces in which a page is translated, each with a stamp of its words and one of its facts.

A passage is a heading, a paragraph, a list item, a row of a table, a block of code, or the head of a callout.
A translation has the same passages in the same order, so that the nth of one is the nth of the other.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from oscec.model.page import Page

Kind = Literal["front", "heading", "paragraph", "item", "row", "code", "callout", "footnote", "definition"]

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

_CONTAINER = re.compile(r"(?: {0,3}>[ \t]?)")
_HEADING = re.compile(r"(?P<signs>#{1,6})[ \t]+\S")
_ITEM = re.compile(r"(?P<bullet>[-*+]|\d+[.)])[ \t]+\S")
_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})")
_CALLOUT = re.compile(r"\[!(?P<kind>[A-Za-z]+)\]|(?P<sign>!!!|\?\?\?\+?|===)[ \t]*(?P<class>\w*)")
_FOOTNOTE = re.compile(r"\[\^[^\]\n]+\]:")
_DEFINITION = re.compile(r":[ \t]+\S")
_ROW = re.compile(r"\|.*")
_RULER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*|(?:[-*_][ \t]*){3,}")
_ATTRIBUTES = re.compile(r"\{:?[^{}]*\}$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
DATA_LABEL = re.compile(r"\[[^\]\n]*\](?=\((?:stat:[^)~]*|ref:[^)]*)\))")
"""Labels that `check --fix` writes from the data; the words of `stat:id~` are the translator's."""
WORD = re.compile(r"[^\W\d_]{2,}")
_LANGUAGE = re.compile(r"\b(docs|curriculum)/[a-z]{2}/")
_TARGET = re.compile(r"\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)")
_NOTE = re.compile(r"\[\^[^\]\n]+\]")
_ANSWER = re.compile(r"^[-*+] \[([ xX])\]")
_SPACE = re.compile(r"[\s\u00a0\u202f]")
_NUMBERED = re.compile(r"^\d+[.)] ")
_DIGITS = re.compile(r"\d+(?:[.,:\u00a0\u202f ]\d+)*")


@dataclass(frozen=True)
class Passage:
    """A piece of a page."""

    kind: Kind
    """What it is."""
    shape: str
    """More of it that every language shares: a heading's level, a callout's kind, a row's number of cells."""
    depth: int
    """How many quotations it stands in."""
    text: str
    """As it was written, without the quotation signs before its lines."""
    offset: int
    """Where it begins in the file."""

    @cached_property
    def stamp(self) -> str:
        """Six hexadecimal digits of the words, four of the facts: 'f57f67.b8aa'."""
        words = " ".join(self._own_words.split())
        return f"{_hash(words)[:6]}.{_hash('|'.join(self.facts))[:4]}"

    @property
    def outline(self) -> tuple[Kind, str, int]:
        """What a passage and its translation are alike in: kind, shape and depth."""
        return self.kind, self.shape, self.depth

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """What the comments say, such as 'm01-a2'."""
        return tuple(comment.strip("<!->\n\t ") for comment in _COMMENT.findall(self._own_words))

    @cached_property
    def answers(self) -> tuple[str, ...]:
        """'x' for a right answer, ' ' for a wrong one."""
        return tuple(match[1].lower() for match in _ANSWER.finditer(self._own_words))

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """Where its links lead, sorted."""
        return tuple(sorted(_TARGET.findall(self._own_words))) if "](" in self.text else ()

    @cached_property
    def links(self) -> tuple[str, ...]:
        """The targets without the language of a path, so that every language has the same ones."""
        return tuple(sorted(_LANGUAGE.sub(r"\1/", target) for target in self.targets))

    @cached_property
    def footnotes(self) -> tuple[str, ...]:
        """The signs of its footnotes, sorted."""
        return tuple(sorted(_NOTE.findall(self._own_words))) if "[^" in self.text else ()

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """What no change of wording may change: ids, right answers, targets of links, footnotes, numbers."""
        prose = _NOTE.sub("", without_number(_TARGET.sub("]", _COMMENT.sub("", self._own_words))))
        numbers = (_SPACE.sub("", number) for number in _DIGITS.findall(prose))
        return (
            *self.ids,
            *(f"answer {answer}" for answer in self.answers),
            *self.targets,
            *self.footnotes,
            *sorted(f"number {number}" for number in numbers),
        )

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """Its words as they are written, in order, those of code and addresses too."""
        return tuple(WORD.findall(self.text))

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, each once."""
        return frozenset(self.tokens)

    @cached_property
    def _own_words(self) -> str:
        """The text without the labels that the data write."""
        return DATA_LABEL.sub("[]", self.text) if "](" in self.text else self.text


def without_number(text: str) -> str:
    """A passage's text without the number that an item of a numbered list begins with."""
    return _NUMBERED.sub("", text)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


_STARTS: tuple[tuple[Kind, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ("heading", _HEADING, lambda match: str(len(match["signs"]))),
    ("code", _FENCE, lambda _: ""),
    ("callout", _CALLOUT, lambda match: (match["kind"] or match["class"] or match["sign"]).lower()),
    ("item", _ITEM, lambda match: "1." if match["bullet"][0].isdigit() else "-"),
    ("row", _ROW, lambda match: str(len(re.findall(r"(?<!\\)\|", match[0])))),
    ("footnote", _FOOTNOTE, lambda _: ""),
    ("definition", _DEFINITION, lambda _: ""),
)
"""What begins a passage, and the shape that it has."""


def words_stamp(stamp: str) -> str:
    """The part of a stamp that changes with the wording."""
    return stamp.partition(".")[0]


def facts_stamp(stamp: str) -> str:
    """The part of a stamp that changes with the facts."""
    return stamp.partition(".")[2]


def passages_of(page: Page) -> tuple[Passage, ...]:
    """The passages of a page, in order; its title and description are the first two.

    Parameters:
        page: a page of any language.
    """
    front = {"title": page.meta.title, "description": page.meta.description} if page.meta else {}
    first = tuple(
        Passage("front", name, 0, text, max(0, page.text.find(f"\n{name}:", 0, page.body) + 1))
        for name, text in front.items()
    )
    return first + passages(page.markdown, page.body)


def stamps_of(page: Page) -> list[str]:
    """The stamp of each of a page's passages, in order."""
    return [passage.stamp for passage in passages_of(page)]


def text_stamp(page: Page) -> str:
    """Eight hexadecimal digits of a page's whole text: another word or fact, another stamp.

    Parameters:
        page: a page of any language.
    """
    return _hash(" ".join(stamps_of(page)))[:8]


@lru_cache(maxsize=1024)  # a source page is asked for with each of its translations
def passages(markdown: str, start: int = 0) -> tuple[Passage, ...]:
    """The passages of a Markdown text, in order.

    Parameters:
        markdown: a text without its front matter.
        start: the offset of the text in its file.
    """
    return tuple(_Splitter(start).run(markdown))


@dataclass(frozen=True)
class _Line:
    """A line without what nests it: quotation signs and indentation."""

    text: str
    depth: int
    offset: int


def _lines(markdown: str, start: int) -> Iterator[_Line]:
    offset = start
    for raw in markdown.splitlines(keepends=True):
        text, depth = raw.rstrip("\r\n"), 0
        while sign := _CONTAINER.match(text.lstrip(" ") if depth or text.lstrip().startswith(">") else text):
            text = text.lstrip(" ")[sign.end() :]
            depth += 1
        yield _Line(text.lstrip(" \t"), depth, offset)
        offset += len(raw)


class _Splitter:
    def __init__(self, start: int) -> None:
        self.start = start
        self.open: list[_Line] = []
        self.kind: Kind = "paragraph"
        self.shape = ""

    def run(self, markdown: str) -> Iterator[Passage]:
        fence = ""
        for line in _lines(markdown, self.start):
            if fence:
                self.open.append(line)
                if line.text.startswith(fence) and not line.text.strip("`~ "):
                    fence = ""
                    yield from self.close()
                continue
            if self.open and (not line.text or line.depth != self.open[0].depth):
                yield from self.close()
            if not line.text or _RULER.fullmatch(line.text):
                yield from self.close()
                continue
            kind, shape = self.kind_of(line)
            if kind is not None:
                yield from self.close()
                self.kind, self.shape = kind, shape
            self.open.append(line)
            if match := _FENCE.match(line.text):
                fence = match["fence"]
            elif kind in {"heading", "row", "callout"}:
                yield from self.close()
        yield from self.close()

    def kind_of(self, line: _Line) -> tuple[Kind | None, str]:
        """What begins with a line; None where it goes on with what is open."""
        for kind, pattern, shape in _STARTS:
            if match := pattern.match(line.text):
                return kind, shape(match)
        return (None, "") if self.open else ("paragraph", "")

    def close(self) -> Iterator[Passage]:
        """The open passage, unless it is only a comment or a list of attributes."""
        text = "\n".join(line.text for line in self.open)
        if text and (self.kind == "code" or not _is_for_machines(text)):
            yield Passage(self.kind, self.shape, self.open[0].depth, text, self.open[0].offset)
        self.open, self.kind, self.shape = [], "paragraph", ""


def _is_for_machines(text: str) -> bool:
    return not _ATTRIBUTES.sub("", _COMMENT.sub("", text)).strip()
