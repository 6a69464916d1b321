"""Folding: one text for all the ways in which a word can be written, with the way back to where it stood.

Both sides of a comparison are folded by the same function: the text that a reader sees and the forms of
the term base. A folded text is lower case, without accents and invisible characters, with one kind of
space, hyphen and apostrophe; words that mix scripts, or letters and digits, are read as they look.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

BREAK = "\x00"
"""Ends a word and a phrase: stands between blocks and for passages that aren't the reader's text."""

_FINAL_SIGMA = "ς"
"""What a capital sigma becomes at the end of a word, and nowhere else."""
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
_RARE = re.compile(rf"[^\x00-\xac\xae-\u024f{_OTHER}\u2010-\u203f\u2190-\u245f\u2500-\u27bf]")
"""A letter that is no plain one of any script."""
_DIGIT_IN_WORD = re.compile(r"\d(?:(?<=[A-Za-z]\d)|(?=[A-Za-z]))")
_OTHER_SCRIPT = re.compile(rf"[{_OTHER}]")
_LATIN_BESIDE = re.compile(rf"[A-Za-z0-9\u00c0-\u024f](?:(?=[{_OTHER}])|(?<=[{_OTHER}].))")
_GREEK_BESIDE_CYRILLIC = re.compile(r"[\u0370-\u03ff](?:(?=[\u0400-\u052f])|(?<=[\u0400-\u052f].))")
"""Where a word mixes scripts."""


@dataclass(frozen=True)
class Folded:
    """A folded text and, for each of its characters, the offset in the text that it came from."""

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text for a span of the folded one."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def without(self, spans: Iterable[tuple[int, int]]) -> Folded:
        """The same with some spans of the original text broken out."""
        own = [(bisect_left(self.offsets, start), bisect_left(self.offsets, end)) for start, end in spans]
        return Folded(blank(self.text, own), self.offsets)


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with these spans broken out, so that nothing is found in or across them."""
    for start, end in spans:
        text = f"{text[:start]}{BREAK * (end - start)}{text[end:]}"
    return text


def fold(text: str) -> Folded:
    """Fold a text, keeping the offsets."""
    letters = "".join(set(text))
    if _is_odd(text, letters):
        return _one_by_one(_shown(text))
    uneven = "".join(letter for letter in letters if len(_plain(letter)) != 1 or len(letter.lower()) != 1)
    pattern = rf"[{re.escape(uneven)}\s]{{2,}}|[{re.escape(uneven)}]" if uneven else r"\s{2,}"
    small = {letter.lower() for letter in letters if letter not in uneven} | {_FINAL_SIGMA}
    changing = {letter: _plain(letter) for letter in small if _plain(letter) != letter}
    parts: list[str] = []
    offsets: list[int] = []
    last = 0
    for match in re.finditer(pattern, text):
        run = _one_by_one(zip(match.group(), range(match.start(), match.end()), strict=True))
        parts += [_folded(text[last : match.start()], changing), run.text]
        offsets += [*range(last, match.start()), *run.offsets]
        last = match.end()
    if not parts:
        return Folded(_folded(text, changing), range(len(text)))
    return Folded("".join([*parts, _folded(text[last:], changing)]), [*offsets, *range(last, len(text))])


def _is_odd(text: str, letters: str) -> bool:
    """Whether a word may mix scripts, or be written in letters that are no plain ones."""
    return bool(
        _RARE.search(letters)
        or _DIGIT_IN_WORD.search(text)
        or (_OTHER_SCRIPT.search(letters) and _LATIN_BESIDE.search(text))
        or (_GREEK.search(letters) and _CYRILLIC.search(letters) and _GREEK_BESIDE_CYRILLIC.search(text))
    )


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


def _folded(text: str, changing: dict[str, str]) -> str:
    """A text, each of whose characters becomes one, folded; what a small letter becomes does not change again."""
    text = text.lower()
    for letter, plain in changing.items():
        text = text.replace(letter, plain)
    return text


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


_HYPHEN = re.compile(r"-(?<=\w-)-* ?(?=\w)")
_SINGLE = re.compile(r"[ .\-_]\w[ .\-_]{1,2}\w[ .\-_]")
"""A part of each spelled-out word, found fast."""
_SPELLED = re.compile(r"(?<!\w)\w(?:[ .\-_]{1,2}\w){4,}(?!\w)")


_Reading = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def _other_readings(text: str) -> Iterator[_Reading]:
    """What else a folded text can be read as: hyphens dropped, hyphens as spaces, spelled-out words joined."""
    if _HYPHEN.search(text):
        yield _HYPHEN, lambda _: ""
        yield _HYPHEN, lambda _: " "
    if _SINGLE.search(text) and _SPELLED.search(text):
        yield _SPELLED, lambda spelled: re.sub(r"[ .\-_]", "", spelled.group())


def readings(folded: Folded) -> list[Folded]:
    """The folded text and its other readings, with the offsets of all."""
    return [folded, *(_replace(folded, pattern, write) for pattern, write in _other_readings(folded.text))]


def texts_of(folded: Folded) -> list[str]:
    """The texts of the readings, which take less time without offsets."""
    return [folded.text, *(pattern.sub(write, folded.text) for pattern, write in _other_readings(folded.text))]


def _replace(folded: Folded, pattern: re.Pattern[str], write: Callable[[re.Match[str]], str]) -> Folded:
    """Shorten every match; characters that are kept keep their offsets."""
    text: list[str] = []
    offsets: list[int] = []
    last = 0
    for match in pattern.finditer(folded.text):
        text.append(folded.text[last : match.start()])
        offsets += folded.offsets[last : match.start()]
        new = write(match)
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
