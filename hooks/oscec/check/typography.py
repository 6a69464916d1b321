"""`text/spacing`, `text/quotes`: the no-break spaces and the quotation marks that a language has.

Each finding is a note, and `check --fix` writes what it says. Code, addresses, comments, labels from the data
and titles of works are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from oscec.check.source import without_code
from oscec.model.finding import Finding, Fix, Severity, place
from oscec.model.language import Language
from oscec.model.number import space_before
from oscec.model.page import Page

_SILENT = re.compile(
    r"<!--.*?-->"
    r"|\[[^\[\]\n]*\]\((?:ref|stat|https?|mailto|tel):[^()\n]*\)"  # titles of works, labels from the data
    r"|(?<=\])\([^()\n]*\)|\[\^[^\]\n]*\]:?|\[!\w+\]|<[^<>\n]*>|\{[^{}\n]*\}|https?://\S+"
    r"|(?<![*\w])\*[^*\n]+\*(?!\*)|(?<![_\w])_[^_\n]+_(?![_\w])"  # titles of works
    r"|^[ >]*(?:\?\?\?\+?|!!!|===)[^\n]*|^ {0,3}\[(?!\^)[^\]\n]+\]:[^\n]*"  # heads of callouts, addresses of links
    r"|^[ >]*\*\[[^\]\n]+\]:|^[ >]*:(?=[ \t])|^[ >|:-]+$",
    re.DOTALL | re.MULTILINE,
)
_GONE = "\ue000"
"""Stands for each character that is left alone."""
_FRONT = re.compile(
    r"^(?:title|description|tab):[ \t]*(?P<quote>['\"]?)(?P<text>[^>|\s].*?)(?P=quote)[ \t]*$", re.MULTILINE
)
_OPENING = "«„“‘"
_UNITS = ("%", "€")
_NO_BREAK = ("\u00a0", "\u202f")
_GAP = r"[ \t\u00a0\u202f]*"


def check_page(page: Page, language: Language) -> Iterator[Finding]:
    """Missing no-break spaces and straight quotation marks of a page.

    Parameters:
        page: a page.
        language: its language.
    """
    if page.meta is None:
        return
    signs = ('"', *language.spacing, *(sign for sign in _UNITS if space_before(sign, language.code)))
    for start, text in _texts(page):
        if not any(sign in text for sign in signs):
            continue
        shown = _SILENT.sub(lambda found: _GONE * len(found.group()), without_code(text))
        for mark in (*_spaces(shown, language), *_quotes(shown, language)):
            at, end = start + mark.start, start + mark.end
            fix = Fix(at, end, mark.wanted) if mark.wanted else None
            yield Finding(page.path, *place(page.text, at), mark.rule, Severity.NOTE, mark.message, fix=fix)


def _texts(page: Page) -> Iterator[tuple[int, str]]:
    """The title, the description and the Markdown of a page, each with its offset."""
    for match in _FRONT.finditer(page.text[: page.body]):
        yield match.start("text"), match["text"]
    yield page.body, page.markdown


class _Mark(NamedTuple):
    """What is wrong in a text."""

    start: int
    end: int
    rule: str
    message: str
    wanted: str | None
    """What to write; None where that is not sure."""


def _spaces(shown: str, language: Language) -> Iterator[_Mark]:
    for sign, space in language.spacing.items():
        if sign in _OPENING:
            yield from _gaps(shown, rf"{sign}({_GAP})(?=\S)", space, f"after '{sign}'")
        else:
            # In '?!' there is no space, and in '10:30' or 'term:id' the sign ends nothing.
            barred = r"\s(\[|>#-" if sign in language.quotes else r"\s(\[|>#:;?!-"
            pattern = rf"(?<=[^{barred}])({_GAP}){re.escape(sign)}(?!\w)"
            yield from _gaps(shown, pattern, space, f"before '{sign}'")
    for sign in _UNITS:
        if own := space_before(sign, language.code):
            yield from _gaps(shown, rf"(?<=\d)({_GAP}){sign}", own, f"between a number and '{sign}'")


def _gaps(shown: str, pattern: str, space: str, where: str) -> Iterator[_Mark]:
    for match in re.finditer(pattern, shown):
        if match[1] not in _NO_BREAK:
            message = f"One no-break space belongs {where}; 'check --fix' writes it."
            yield _Mark(*match.span(1), "text/spacing", message, space)


def _quotes(shown: str, language: Language) -> Iterator[_Mark]:
    """Straight quotation marks; in a paragraph with an odd number of them nobody knows which one opens."""
    own = _with_spaces(language)
    for block in re.finditer(r"(?:[^\n]*\S[^\n]*\n?)+", shown):
        marks = [block.start() + mark.start() for mark in re.finditer('"', block.group())]
        for number, at in enumerate(marks):
            wanted = own[number % 2] if len(marks) % 2 == 0 else None
            message = f"{language.english} has quotation marks of its own: {own[0]}…{own[1]}"
            message += "; 'check --fix' writes them." if wanted else "; one of this paragraph has no partner."
            yield _Mark(at, at + 1, "text/quotes", message, wanted)


def _with_spaces(language: Language) -> tuple[str, str]:
    """The quotation marks with the no-break spaces that belong inside them."""
    first, last = language.quotes
    return first + language.spacing.get(first, ""), language.spacing.get(last, "") + last
