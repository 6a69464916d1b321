"""What a passage and its translation share, whatever the language: structure, links, ids, answers, numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from math import log

from oscec.check.draft import Draft
from oscec.model.align import align
from oscec.model.finding import place
from oscec.model.number import read_numbers, write_number
from oscec.model.pair import Pair
from oscec.model.passage import DATA_LABEL, NAMES, WORD, Kind, Passage, without_number

_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")
_OUTWARD = re.compile(r"\[[^\]\n]*\]\((?:https?:|mailto:|ref:)[^)\n]*\)")
_SILENT = re.compile(r"<!--.*?-->|`[^`]*`|\[\^[^\]\n]*\]|\{[^{}\n]*\}|<[^<>\n]*>|https?://\S+", re.DOTALL)
_TITLE = re.compile(r"(?<!\*)\*[^*\n]+\*(?!\*)|[“„«‘‚](?:[^\W_]+[^\w”“»’\n]*){0,5}[”“»’]")
"""Titles of works and a few quoted words; they may stay as they are."""
_SIGN = re.compile(r"[<`\[{*“„«‘‚]|http")
"""With one of these begins whatever is no prose, and every title."""
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(r"[.!?;]\s+")
_PLAIN = re.compile(r"\d{1,15}(?:\.\d+)?")
_SMALL = re.compile(r"0*(?:\d|1[0-2])")
"""Numbers that are often written as words."""
SHORT = 2
"""With fewer words, names left out, a passage may be the same in two languages."""
LEAST_WORDS = 6
"""Of fewer words, names left out, nothing is concluded."""
ALIKE = 0.8
"""A passage with so large a share of the source's words was not translated."""


@dataclass(frozen=True)
class Misfit:
    """A passage that has no partner on the other page."""

    at: Passage
    """The passage of the translation that it is, or that it should follow."""
    said: str
    """What is wrong, as the end of a sentence."""


def misfits(pair: Pair) -> Iterator[Misfit]:
    """Where a translation has a passage more or less than its source page, in order."""
    theirs = [_features(passage, pair.source.language) for passage in pair.today]
    ours = [_features(passage, pair.translation.language) for passage in pair.own]
    before = pair.own[0]
    for missing, own in align(theirs, ours, _unlike):
        before = pair.own[own] if own is not None else before
        if missing is None:
            yield Misfit(before, f"this {NAMES[before.kind]} is not in {pair.source.path}")
        elif own is None:
            source = pair.today[missing]
            where = f"{pair.source.path}:{place(pair.source.text, source.offset)[0]}"
            yield Misfit(before, f"after this passage, the {NAMES[source.kind]} of {where} is missing")


def compare(pair: Pair, number_words: Iterable[str]) -> Iterator[Draft]:
    """What is wrong in the passages that claim to say the same.

    Parameters:
        pair: a translation that has a passage for each of its stamps.
        number_words: the source language's words for numbers.

    Returns:
        Drafts with their offset in the translation's file.
    """
    known = frozenset(word.casefold() for word in number_words)
    for source, own in _partners(pair):
        if source.outline != own.outline:
            message = f"The source has {_say(source)} here, and this is {_say(own)}."
            yield Draft("translation/structure", message, offset=own.offset)
            continue
        for rule, message in (*_marks(source, own), *_numbers(pair, source, own, known), *_untranslated(source, own)):
            yield Draft(rule, message, offset=own.offset)


def _partners(pair: Pair) -> Iterator[tuple[Passage, Passage]]:
    """The passages that have not changed with their translations; a list's items may stand in another order."""
    for kind, group in groupby(pair.settled, key=lambda both: (both[0].kind, both[0].depth)):
        members = list(group)
        yield from _matched(members) if kind[0] in {"item", "row"} else members


def _matched(members: Sequence[tuple[Passage, Passage]]) -> Sequence[tuple[Passage, Passage]]:
    """The members of a list with their translations: by their links, where a language's alphabet sorts them anew."""
    theirs, ours = [source.links for source, _ in members], [own.links for _, own in members]
    moved = [old for old, new in zip(theirs, ours, strict=True) if old != new]
    if not moved or not all(moved) or Counter(theirs) != Counter(ours):
        return members
    # Both sorts are stable: members with the same links keep their order.
    sources = sorted((source for source, _ in members), key=lambda passage: passage.links)
    owns = sorted((own for _, own in members), key=lambda passage: passage.links)
    return list(zip(sources, owns, strict=True))


_DETAILS: dict[Kind, str] = {
    "heading": " of level {}",
    "callout": " of the kind '{}'",
    "item": " that begins with '{}'",
    "row": " with {} signs '|'",
}


def _say(passage: Passage) -> str:
    detail = _DETAILS.get(passage.kind, "").format(passage.shape)
    return f"a {NAMES[passage.kind]}{detail}" + (f" in {passage.depth} quotation(s)" if passage.depth else "")


def _marks(source: Passage, own: Passage) -> Iterator[tuple[str, str]]:
    """What is written the same in every language and is not."""
    if not (_has_signs(source) or _has_signs(own)):
        return
    for rule, what, theirs, ours in (
        ("translation/link", "links", source.links, own.links),
        ("translation/footnote", "footnotes", source.footnotes, own.footnotes),
        ("translation/id", "ids", source.ids, own.ids),
        ("translation/answer", "marks of answers", _boxes(source), _boxes(own)),
    ):
        if theirs != ours:
            apart = Counter(theirs) - Counter(ours), Counter(ours) - Counter(theirs)
            yield rule, f"The {what} are not those of the source: {_parts(*apart)}."


def _has_signs(passage: Passage) -> bool:
    return "[" in passage.text or "<" in passage.text


def _boxes(passage: Passage) -> tuple[str, ...]:
    return tuple(f"[{answer}]" for answer in passage.answers)


def _parts(missing: Counter[str], added: Counter[str]) -> str:
    parts = [("missing: ", missing), ("not in the source: ", added)]
    return "; ".join(start + ", ".join(sorted(found.elements())) for start, found in parts if found)


def _numbers(pair: Pair, source: Passage, own: Passage, words: frozenset[str]) -> Iterator[tuple[str, str]]:
    if not (_DIGIT.search(own.text) or _DIGIT.search(source.text)):
        return
    missing, added = _numbers_apart(pair, source, own)
    if added and added.total() <= sum(word.casefold() in words for word in WORD.findall(source.text)):
        added.clear()  # the source may have them in words
    if missing or added:
        yield "translation/number", f"The numbers are not those of the source: {_parts(missing, added)}."


def _numbers_apart(pair: Pair, source: Passage, own: Passage) -> tuple[Counter[str], Counter[str]]:
    """The numbers that the translation lacks, and those that it adds."""
    theirs = _numbers_in(source, pair.source.language)
    missing, added = Counter(plain for _, plain in theirs), Counter[str]()
    for literal, plain in _numbers_in(own, pair.translation.language):
        if missing[plain]:
            missing[plain] -= 1
        elif "," not in literal and missing[literal]:
            missing[literal] -= 1  # a section such as '2.1' is no decimal, and stays as it is
        else:
            added[literal] += 1
    missing = +missing
    written = {plain: literal for literal, plain in theirs if missing[plain]}
    language = pair.translation.language
    return Counter({_as_written(plain, written[plain], language): count for plain, count in missing.items()}), added


def _as_written(plain: str, literal: str, language: str) -> str:
    """How a number of the source is to be written; a year or a section stays as it is."""
    return write_number(float(plain), language) if literal != plain and _PLAIN.fullmatch(plain) else literal


@lru_cache(maxsize=8192)
def _numbers_in(passage: Passage, language: str) -> tuple[tuple[str, str], ...]:
    """Every number that is no label from the data and that no language would write as a word; see `read_numbers`."""
    text = _LINK.sub(r"\1", DATA_LABEL.sub("", passage.text))
    if not _DIGIT.search(text):
        return ()
    numbers = read_numbers(_SILENT.sub("", without_number(text)), language)
    return tuple(pair for pair in numbers if not _SMALL.fullmatch(pair[1]))


def _untranslated(source: Passage, own: Passage) -> Iterator[tuple[str, str]]:
    """A passage, or a sentence of it, that was left in the source language."""
    shared = source.words.intersection(own.tokens)
    if len(shared) < SHORT:
        return
    theirs = _words_of(source)
    if sum(map(shared.__contains__, own.tokens)) < min(theirs.total(), ALIKE * LEAST_WORDS):
        return
    name = own.shape if own.kind == "front" else own.kind
    shown = _prose(own)
    sentences = [_words(text) for text in _SENTENCE.split(shown)]
    ours = [word for words in sentences for word in words]
    if len(ours) >= SHORT and len(ours) == theirs.total() and WORD.findall(_prose(source)) == WORD.findall(shown):
        yield "translation/untranslated", f"This {name} is that of the source."
        return
    if sum(map(theirs.__contains__, ours)) < ALIKE * LEAST_WORDS:
        return
    for words in (ours, *sentences):
        if len(words) < LEAST_WORDS or sum(map(theirs.__contains__, words)) < ALIKE * len(words):
            continue
        alike = (theirs & Counter(words)).total()
        if alike >= ALIKE * len(words):
            message = f"This {name} is not translated: {alike} of {len(words)} words are those of the source."
            yield "translation/untranslated", message
            return


@lru_cache(maxsize=8192)
def _words_of(source: Passage) -> Counter[str]:
    return Counter(_words(_prose(source)))


def _prose(passage: Passage) -> str:
    """The words of a passage that are to be translated: no code, no titles of works, no names of links outward."""
    if passage.kind == "code":
        return ""
    text = passage.text
    if not _SIGN.search(text):
        return text
    return _TITLE.sub("", _SILENT.sub("", _LINK.sub(r"\1", _OUTWARD.sub("", text))))


def _words(text: str) -> list[str]:
    """The words of a text but its names, which every language writes as they are."""
    return [word for word in WORD.findall(text) if word[0].islower()]


Features = tuple[tuple[Kind, str, int], tuple[str, ...], float]
"""The outline of a passage, its facts, and the logarithm of its length."""


def _features(passage: Passage, language: str) -> Features:
    """What a passage shares with its translations."""
    numbers = sorted(plain for _, plain in _numbers_in(passage, language))
    facts = (*passage.links, *passage.footnotes, *passage.ids, *passage.answers, *numbers)
    return passage.outline, facts, log(len(passage.text))


def _unlike(source: Features, own: Features) -> float:
    """How unlike a passage and its translation are: 0 for the same shape, facts and length."""
    shape = 0 if source[0] == own[0] else 2
    facts = 0 if source[1] == own[1] else 0.5
    return shape + facts + min(1.0, abs(own[2] - source[2]))
