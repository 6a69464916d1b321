"""Folding: one text for all the ways in which a word can be written, with the way back to where it stood.

Both sides of a comparison are folded by the same function: the text that a reader sees and the forms of
the term base. A folded text is lower case, without accents and invisible characters, with one kind of
space, hyphen and apostrophe; words that mix scripts, or letters and digits, are read as they look.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

BREAK = "\x00"
"""Ends a word and a phrase: stands between blocks and for passages that aren't the reader's text."""

_DASHES = "‐‑‒–—―−﹘﹣-"
_APOSTROPHES = "‘’‛ʼʹ′`´＇"
LETTERS = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    "ȷ": "j",
    "æ": "ae",
    "œ": "oe",
}
"""Letters that Unicode does not take apart, as they are typed without their marks."""
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800"
"""Letters and marks that show nothing, besides the format characters (category Cf)."""

_LOOKS_LATIN = str.maketrans(
    "аеорсухѕіјһԁԛԝѵкмтвнгпиӏԍАВЕКМНОРСТУХЅІЈԌԚԜҮαεορτυχικνηγωσβϲϳΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ",
    "aeopcyxsijhdqwvkmtbhrnulgABEKMHOPCTYXSIJGQWYaeoptuxiknnywobcjABEZHIKMNOPTYXC",
)
_LOOKS_CYRILLIC = str.maketrans("aeopcyxsijkmtbhnruABEKMHOPCTYX", "аеорсухѕіјкмтвнпгиАВЕКМНОРСТУХ")
_LOOKS_GREEK = str.maketrans("aeoptuxiknywvbABEZHIKMNOPTYX", "αεορτυχικνγωνβΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")
_LOOKS_LETTER = str.maketrans("013457", "oieast")
_WORD = re.compile(r"[^\W_]{2,}")
_LATIN = re.compile(r"[A-Za-z]")
_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_OTHER = "\u0370-\u052f\u1f00-\u1fff"
_ODD = re.compile(
    rf"[A-Za-z0-9\u00c0-\u024f][{_OTHER}]|[{_OTHER}][A-Za-z0-9\u00c0-\u024f]|[A-Za-z]\d|\d[A-Za-z]"
    r"|[\u0370-\u03ff][\u0400-\u052f]|[\u0400-\u052f][\u0370-\u03ff]"
    rf"|[^\x00-\xac\xae-\u024f{_OTHER}\u2010-\u203f\u2190-\u245f\u2500-\u27bf]"
)
"""Where a word may mix scripts, or be written in letters that are no plain ones."""
_SUSPECT = re.compile(r"[^\x00-\x2f\x3a-\xac\xae-\u024f\u2010-\u203f]")
"""A character without which `_ODD`, which is slow, finds nothing."""


@dataclass(frozen=True)
class Folded:
    """A folded text and, for each of its characters, the offset in the text that it came from."""

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text for a span of the folded one."""
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold a text, keeping the offsets."""
    if _SUSPECT.search(text) and _ODD.search(text):
        return _one_by_one(_shown(text))
    uneven = "".join(character for character in set(text) if len(_plain(character)) != 1)
    pattern = rf"[{re.escape(uneven)}\s]{{2,}}|[{re.escape(uneven)}]" if uneven else r"\s{2,}"
    parts: list[str] = []
    offsets: list[int] = []
    last = 0
    for match in re.finditer(pattern, text):
        run = _one_by_one(zip(match.group(), range(match.start(), match.end()), strict=True))
        parts += [text[last : match.start()].translate(_PLAIN), run.text]
        offsets += [*range(last, match.start()), *run.offsets]
        last = match.end()
    if not parts:
        return Folded(text.translate(_PLAIN), range(len(text)))
    return Folded("".join([*parts, text[last:].translate(_PLAIN)]), [*offsets, *range(last, len(text))])


def _one_by_one(shown: Iterable[tuple[str, int]]) -> Folded:
    """Fold characters with their offsets; several spaces become one."""
    folded: list[str] = []
    offsets: list[int] = []
    for character, offset in shown:
        for part in _plain(character):
            if part != " " or folded[-1:] != [" "]:
                folded.append(part)
                offsets.append(offset)
    return Folded("".join(folded), offsets)


def _shown(text: str) -> Iterator[tuple[str, int]]:
    """What is seen of a text with odd letters, read as it looks, with its offsets."""
    visible = [(part, offset) for offset, character in enumerate(text) for part in _visible(character)]
    looked = _WORD.sub(lambda match: _one_script(match.group()), "".join(part for part, _ in visible))
    return zip(looked, (offset for _, offset in visible), strict=True)


@lru_cache(maxsize=4096)
def fold_form(form: str) -> str:
    """A form of the term base, folded."""
    return fold(form).text.strip()


@lru_cache(maxsize=8192)
def _visible(character: str) -> str:
    """What is seen of a character: decomposed, without marks; nothing of an invisible one."""
    if character.isascii():
        return character
    if character in _FILLERS or unicodedata.category(character) == "Cf":
        return ""
    parts = unicodedata.normalize("NFKD", character)
    return "".join(part for part in parts if not unicodedata.category(part).startswith("M"))


@lru_cache(maxsize=8192)
def _plain(character: str) -> str:
    """What folding makes of one character."""
    return "".join(map(_lower, _visible(character)))


class _Plain(dict[int, str]):
    """`_plain` as a table for `str.translate`."""

    def __missing__(self, code: int) -> str:
        self[code] = _plain(chr(code))
        return self[code]


_PLAIN = _Plain()


@lru_cache(maxsize=8192)
def _lower(character: str) -> str:
    if character == BREAK:
        return character
    if character.isspace():
        return " "
    if character in _DASHES:
        return "-"
    if character in _APOSTROPHES:
        return "'"
    return "".join(LETTERS.get(part, part) for part in character.casefold())


def _one_script(word: str) -> str:
    if any(c.isdigit() for c in word) and sum(c.isalpha() for c in word) >= 3:
        word = word.translate(_LOOKS_LETTER)
    scripts = [script for script in (_LATIN, _CYRILLIC, _GREEK) if script.search(word)]
    if len(scripts) < 2:
        return word
    latin = word.translate(_LOOKS_LATIN)
    if not (_CYRILLIC.search(latin) or _GREEK.search(latin)):
        return latin
    if len(_CYRILLIC.findall(word)) >= len(_GREEK.findall(word)):
        return "".join(
            c if _CYRILLIC.match(c) else c.translate(_LOOKS_LATIN).translate(_LOOKS_CYRILLIC) for c in word
        )
    return "".join(c if _GREEK.match(c) else c.translate(_LOOKS_LATIN).translate(_LOOKS_GREEK) for c in word)


_HYPHEN = re.compile(r"(?<=\w)-+ ?(?=\w)")
_SPELLED = re.compile(r"(?<!\w)\w(?:[ .\-_]{1,2}\w){4,}(?!\w)")


def readings(folded: Folded) -> list[Folded]:
    """The folded text and its other readings: hyphens dropped, hyphens as spaces, spelled-out words joined."""
    found = [folded]
    if _HYPHEN.search(folded.text):
        found.append(_replace(folded, _HYPHEN, lambda _: ""))
        found.append(_replace(folded, _HYPHEN, lambda _: " "))
    if _SPELLED.search(folded.text):
        found.append(_replace(folded, _SPELLED, lambda spelled: re.sub(r"[ .\-_]", "", spelled)))
    return found


def _replace(folded: Folded, pattern: re.Pattern[str], write: Callable[[str], str]) -> Folded:
    """Shorten every match; characters that are kept keep their offsets."""
    text: list[str] = []
    offsets: list[int] = []
    last = 0
    for match in pattern.finditer(folded.text):
        text.append(folded.text[last : match.start()])
        offsets += folded.offsets[last : match.start()]
        new = write(match.group())
        text.append(new)
        offsets += _offsets_of(folded, match, new)
        last = match.end()
    text.append(folded.text[last:])
    offsets += folded.offsets[last:]
    return Folded("".join(text), offsets)


def _offsets_of(folded: Folded, match: re.Match[str], new: str) -> list[int]:
    """The offsets of the characters of `new`, which are a part of the match in its order."""
    found, position = [], match.start()
    for character in new:
        while position < match.end() - 1 and folded.text[position] != character and character != " ":
            position += 1
        found.append(folded.offsets[position])
        position = min(position + 1, match.end() - 1)
    return found


_ESCAPE = re.compile(r"(\\.|\(\?P[<=>]\w*)")


@lru_cache(maxsize=4096)
def fold_pattern(pattern: str) -> str:
    """A regular expression of the term base, folded like the text that it is applied to."""
    return "".join(
        part if part.startswith(("\\", "(?P")) else "".join(map(_plain, part)) for part in _ESCAPE.split(pattern)
    )
