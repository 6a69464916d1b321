"""`translation/*`: a translation says the same as its source page, passage by passage, and knows when it does not.

Passages whose source is as it was when it was translated are compared; a passage whose source has moved on is
said to be stale and is not compared. So a change in English breaks no other language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby
from math import log

from oscec.check.fault import Fault
from oscec.model.align import align
from oscec.model.drift import Step, drift, read_stamps
from oscec.model.finding import Finding, Fix, Severity, place
from oscec.model.knowledge import Knowledge
from oscec.model.labels import stale_labels
from oscec.model.language import SOURCE
from oscec.model.number import read_numbers, write_number
from oscec.model.page import Page, Translation
from oscec.model.passage import Passage, passages_of, text_stamp

Facts = Counter[str]

_LANGUAGE = re.compile(r"\b(docs|curriculum)/[a-z]{2}/")
_DATA_LABEL = re.compile(r"\[[^\]\n]*\](?=\((?:stat:[^)~]*|ref:[^)]*)\))")
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")
_OUTWARD = re.compile(r"\[[^\]\n]*\]\((?:https?:|mailto:|ref:)[^)\n]*\)")
_SILENT = re.compile(r"<!--.*?-->|`[^`]*`|\[\^[^\]\n]*\]|\{[^{}\n]*\}|<[^<>\n]*>|https?://\S+", re.DOTALL)
_TITLE = re.compile(r"(?<!\*)\*[^*\n]+\*(?!\*)|[“„«‘‚](?:[^\W_]+[^\w”“»’\n]*){0,5}[”“»’]")
"""Titles of works and a few quoted words; they may stay as they are."""
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_WORD = re.compile(r"[^\W\d_]{2,}")
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
class Translated:
    """A page beside the source page that it translates."""

    page: Page
    source: Page
    same: Mapping[str, str]
    """Earlier stamp -> later stamp, for edits of the source page that changed nothing."""
    number_words: Sequence[str] = ()
    """The source language's words for numbers."""

    @cached_property
    def own(self) -> tuple[Passage, ...]:
        """The passages of the translation."""
        return passages_of(self.page)

    @cached_property
    def today(self) -> tuple[Passage, ...]:
        """The passages of the source page."""
        return passages_of(self.source)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """What happened to each passage since it was translated."""
        return drift(self.then, [passage.stamp for passage in self.today], self.same)

    @property
    def settled(self) -> Iterator[tuple[Passage, Passage]]:
        """Passages of the source page that are as they were, with their translations."""
        for step in self.steps:
            if step.change == "equal" and step.old is not None and step.new is not None:
                yield self.today[step.new], self.own[step.old]

    @property
    def then(self) -> list[str]:
        """The stamps of the source passages that were translated."""
        return read_stamps(self.state.source if self.state else None)

    @property
    def state(self) -> Translation | None:
        """What the front matter says of the translation."""
        return self.page.meta.translation if self.page.meta else None

    def finding(
        self, rule: str, message: str, offset: int, severity: Severity = Severity.ERROR, fix: Fix | None = None
    ) -> Finding:
        """A finding at an offset of the translation's file."""
        return Finding(self.page.path, *place(self.page.text, offset), rule, severity, message, fix=fix)


def check_translation(it: Translated) -> Iterator[Finding]:
    """Every rule on one translation."""
    state = it.state
    if state is None:
        return
    yield from _review(it, state)
    if state.source is None:
        if state.status != "draft":
            message = (
                f"A page that is '{state.status}' says which source text it translates; "
                f"'python -m oscec translate stamp {it.page.language} {it.page.path}' writes that."
            )
            yield it.finding("translation/unstamped", message, 0)
        return
    if len(it.own) != len(it.then):
        yield _count(it)
        return
    yield from _stale(it)
    yield from _compare(it, list(it.settled))


def check_orphan(page: Page) -> Finding:
    """A translation of a page that does not exist."""
    message = f"There is no source page to translate: {page.path.replace(f'/{page.language}/', f'/{SOURCE}/', 1)}."
    return Finding(page.path, 1, 1, "translation/orphan", Severity.ERROR, message)


def check_labels(knowledge: Knowledge, language: str) -> Iterator[Fault]:
    """Labels that translate an older text than English has today; `status` says which are missing."""
    source, labels = knowledge.labels.get(SOURCE), knowledge.labels[language]
    if source is None or language == SOURCE:
        return
    stale = stale_labels(source.in_forms_of(language), labels) if labels.stamps else []
    if stale:
        message = (
            f"The English text of {len(stale)} label(s) has changed since, or nobody said which text they translate: "
            f"{_some(stale)}. When they are right, 'python -m oscec translate stamp {language} labels.yml' says so."
        )
        yield Fault(("stamps",), "translation/stale-label", message, Severity.NOTE)


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:6]) + (", …" if len(names) > 6 else "")


def _review(it: Translated, state: Translation) -> Iterator[Finding]:
    """A reviewed page names who reviewed which text."""
    if state.status != "reviewed":
        return
    stamp = text_stamp(it.page)
    word = re.search(r"\bstatus:\s*['\"]?(reviewed)", it.page.text[: it.page.body])
    offset = word.start(1) if word else 0
    if not state.reviewer or state.reviewer == state.translator:
        message = "A reviewed page names its reviewer, another person than the translator: reviewer: Name."
        yield it.finding("translation/reviewer", message, offset)
    elif state.reviewed is None:
        message = f"A reviewed page says which text was reviewed: reviewed: '{stamp}'."
        yield it.finding("translation/reviewer", message, offset)
    elif state.reviewed != stamp:
        fix = Fix(*word.span(1), "translated") if word else None
        message = (
            "The text has changed since it was reviewed; write status: translated, or let it be reviewed again "
            f"and write reviewed: '{stamp}'. 'check --fix' writes the status."
        )
        yield it.finding("translation/edited", message, offset, Severity.WARNING, fix)


def _count(it: Translated) -> Finding:
    """The translation has more or fewer passages than it carries stamps."""
    message = (
        f"The page has {len(it.own)} passages and carries the stamps of {len(it.then)}. A translation has "
        "the passages of its source page in their order"
    )
    if [passage.stamp for passage in it.today] != it.then:
        message += f"; 'python -m oscec translate diff {it.page.language} {it.page.path}' shows which."
        return it.finding("translation/structure", message, it.own[-1].offset, Severity.WARNING)
    offset, what = _first_odd(it)
    return it.finding("translation/structure", f"{message}; {what}.", offset)


def _first_odd(it: Translated) -> tuple[int, str]:
    """Where the first passage is missing or too many, and which one it is."""
    theirs = [_features(passage, it.source.language) for passage in it.today]
    ours = [_features(passage, it.page.language) for passage in it.own]
    pairs = align(theirs, ours, _unlike)
    at = next(n for n, pair in enumerate(pairs) if None in pair)
    missing, added = pairs[at]
    if added is not None:
        return it.own[added].offset, "this one is not in the source"
    source = it.today[missing or 0]
    line = place(it.source.text, source.offset)[0]
    before = it.own[(pairs[at - 1][1] or 0) if at else 0]
    return before.offset, f"after this one {_say(source)} is missing (line {line} of {it.source.path})"


Features = tuple[tuple[str, str, int], tuple[str, ...], float]
"""The shape of a passage, its facts, and the logarithm of its length."""


def _features(passage: Passage, language: str) -> Features:
    """What a passage shares with its translations."""
    facts = (found.elements() for found in (_targets(passage), _footnotes(passage), _ids(passage), _answers(passage)))
    numbers = (plain for _, plain in _numbers(passage, language))
    return _shape(passage), tuple(sorted(chain(*facts, numbers))), log(len(passage.text))


def _unlike(source: Features, own: Features) -> float:
    """How unlike a passage and its translation are: 0 for the same shape, facts and length."""
    shape = 0 if source[0] == own[0] else 2
    facts = 0 if source[1] == own[1] else 0.5
    return shape + facts + min(1.0, abs(own[2] - source[2]))


def _stale(it: Translated) -> Iterator[Finding]:
    """Passages whose source has moved on; never an error."""
    after = 0
    for step in it.steps:
        passage = it.own[step.old] if step.old is not None else None
        after = passage.offset if passage else after
        if step.change == "equal":
            continue
        new = it.today[step.new] if step.new is not None else None
        line = place(it.source.text, new.offset)[0] if new else 0
        where = f"line {line} of {it.source.path}"
        message = {
            "wording": f"The wording of the source has changed ({where}).",
            "facts": f"The source has changed, facts too: a number, a link or an id ({where}).",
            "added": f"After this passage the source has a new one ({where}).",
            "removed": f"This passage is no longer in {it.source.path}.",
        }[step.change]
        severity = Severity.NOTE if step.change == "wording" else Severity.WARNING
        message += f" 'python -m oscec translate diff {it.page.language} {it.page.path}' shows it."
        yield it.finding("translation/stale", message, after, severity)


def _compare(it: Translated, pairs: Sequence[tuple[Passage, Passage]]) -> Iterator[Finding]:
    """Passages that claim to say the same."""
    for run, group in groupby(enumerate(pairs), key=lambda pair: _run(pair[0], pair[1][0])):
        members = [pair for _, pair in group]
        for source, own in _matched(members) if run[0] < 0 else members:
            if _shape(source) != _shape(own):
                message = f"The source has {_say(source)} here, and this is {_say(own)}."
                yield it.finding("translation/structure", message, own.offset)
                continue
            yield from _facts(it, source, own)
            yield from _untranslated(it, source, own)


def _run(number: int, passage: Passage) -> tuple[int, str]:
    """Items of one list and rows of one table belong together; every other passage stands alone."""
    return (-1, f"{passage.kind}{passage.depth}") if passage.kind in {"item", "row"} else (number, "")


def _matched(members: Sequence[tuple[Passage, Passage]]) -> Sequence[tuple[Passage, Passage]]:
    """The members of a list with their translations: by their links, where a language's alphabet sorts them anew."""
    theirs = [tuple(sorted(_targets(source).elements())) for source, _ in members]
    ours = [tuple(sorted(_targets(own).elements())) for _, own in members]
    moved = [old for old, new in zip(theirs, ours, strict=True) if old != new]
    if not moved or not all(moved) or Counter(theirs) != Counter(ours):
        return members
    # Both sorts are stable: members with the same links keep their order.
    sources = sorted(zip(theirs, (source for source, _ in members), strict=True), key=lambda pair: pair[0])
    owns = sorted(zip(ours, (own for _, own in members), strict=True), key=lambda pair: pair[0])
    return [(source, own) for (_, source), (_, own) in zip(sources, owns, strict=True)]


def _shape(passage: Passage) -> tuple[str, str, int]:
    return (passage.kind, passage.shape, passage.depth)


_NAMES = {
    "front": "a line of the front matter",
    "heading": "a heading of level",
    "paragraph": "a paragraph",
    "item": "an item of a list",
    "row": "a row of a table with signs |:",
    "code": "a block of code",
    "callout": "a callout",
    "footnote": "a footnote",
    "definition": "a definition",
}


def _say(passage: Passage) -> str:
    detail = f" {passage.shape}" if passage.shape else ""
    return f"{_NAMES[passage.kind]}{detail}" + (f" in {passage.depth} quotation(s)" if passage.depth else "")


def _facts(it: Translated, source: Passage, own: Passage) -> Iterator[Finding]:
    yield from _marks_apart(it, source, own) if _marks(source) != _marks(own) else ()
    if not _DIGIT.search(source.text + own.text):
        return
    missing, added = _numbers_apart(it, source, own)
    if missing or added:
        message = f"The numbers are not those of the source: {_parts(missing, added)}."
        yield it.finding("translation/number", message, own.offset)


def _marks(passage: Passage) -> list[str]:
    """The facts but numbers, as every language writes them."""
    return [_LANGUAGE.sub(r"\1/", fact) for fact in passage.facts if not fact.startswith("number ")]


def _marks_apart(it: Translated, source: Passage, own: Passage) -> Iterator[Finding]:
    for rule, read, what in (
        ("translation/link", _targets, "links"),
        ("translation/footnote", _footnotes, "footnotes"),
        ("translation/id", _ids, "ids"),
        ("translation/answer", _answers, "marks of answers"),
    ):
        theirs, ours = read(source), read(own)
        if theirs != ours:
            message = f"The {what} are not those of the source: {_difference(theirs, ours)}."
            yield it.finding(rule, message, own.offset)


def _numbers_apart(it: Translated, source: Passage, own: Passage) -> tuple[Facts, Facts]:
    """The numbers that the translation lacks, and those that it adds; what the source has in words is not added."""
    theirs = _numbers(source, it.source.language)
    missing, added = Counter(plain for _, plain in theirs), Counter[str]()
    for literal, plain in _numbers(own, it.page.language):
        if missing[plain]:
            missing[plain] -= 1
        elif "," not in literal and missing[literal]:
            missing[literal] -= 1  # a section such as '2.1' is no decimal, and stays as it is
        else:
            added[literal] += 1
    if added.total() <= _words_for_numbers(source, it.number_words):
        added.clear()
    written = {plain: _as_written(plain, literal, it.page.language) for literal, plain in theirs}
    return Counter({written[plain]: count for plain, count in missing.items() if count}), added


def _as_written(plain: str, literal: str, language: str) -> str:
    """How a number of the source is to be written; a year or a section stays as it is."""
    return write_number(float(plain), language) if literal != plain and _PLAIN.fullmatch(plain) else literal


def _difference(theirs: Facts, ours: Facts) -> str:
    return _parts(theirs - ours, ours - theirs)


def _parts(missing: Facts, added: Facts) -> str:
    parts = [("missing: ", missing), ("not in the source: ", added)]
    return "; ".join(start + ", ".join(sorted(found.elements())) for start, found in parts if found)


def _targets(passage: Passage) -> Facts:
    return Counter(_LANGUAGE.sub(r"\1/", fact) for fact in passage.facts if _kind(fact) == "link")


def _footnotes(passage: Passage) -> Facts:
    return Counter(fact for fact in passage.facts if _kind(fact) == "footnote")


def _ids(passage: Passage) -> Facts:
    return Counter(fact for fact in passage.facts if _kind(fact) == "id")


def _answers(passage: Passage) -> Facts:
    return Counter(f"[{fact.removeprefix('answer ')}]" for fact in passage.facts if _kind(fact) == "answer")


def _kind(fact: str) -> str:
    if fact.startswith("[^"):
        return "footnote"
    word, _, rest = fact.partition(" ")
    if rest and word in ("answer", "number"):
        return word
    return "id" if re.fullmatch(r"[a-z0-9-]+", fact) and not fact.endswith(".md") else "link"


def _numbers(passage: Passage, language: str) -> list[tuple[str, str]]:
    """Every number that is no label from the data and that no language would write as a word; see `read_numbers`."""
    text = _SILENT.sub("", re.sub(r"^\d+[.)] ", "", _LINK.sub(r"\1", _DATA_LABEL.sub("", passage.text))))
    return [pair for pair in read_numbers(text, language) if not _SMALL.fullmatch(pair[1])]


def _words_for_numbers(passage: Passage, words: Iterable[str]) -> int:
    """How many numbers the source writes as words, which a translation may write with digits."""
    known = {word.casefold() for word in words}
    return sum(word.casefold() in known for word in _WORD.findall(passage.text))


def _untranslated(it: Translated, source: Passage, own: Passage) -> Iterator[Finding]:
    """A passage, or a sentence of it, that was left in the source language."""
    if len({*_WORD.findall(source.text)} & {*_WORD.findall(own.text)}) < SHORT:
        return
    name = own.shape if own.kind == "front" else own.kind
    theirs, ours = _words(_prose(source)), _words(_prose(own))
    if ours.total() >= SHORT and theirs == ours and _WORD.findall(_prose(source)) == _WORD.findall(_prose(own)):
        yield it.finding("translation/untranslated", f"This {name} is that of the source.", own.offset)
        return
    shown = _prose(own)
    for text in (shown, *_SENTENCE.split(shown)):
        words = _words(text)
        total, alike = sum(words.values()), sum((theirs & words).values())
        if total >= LEAST_WORDS and alike >= ALIKE * total:
            message = f"This {name} is not translated: {alike} of {total} words are those of the source."
            yield it.finding("translation/untranslated", message, own.offset)
            return


def _prose(passage: Passage) -> str:
    """The words of a passage that are to be translated: no code, no titles of works, no names of links outward."""
    if passage.kind == "code":
        return ""
    return _TITLE.sub("", _SILENT.sub("", _LINK.sub(r"\1", _OUTWARD.sub("", passage.text))))


def _words(text: str) -> Counter[str]:
    """The words of a text but its names, which every language writes as they are."""
    return Counter(word for word in _WORD.findall(text) if word[0].islower())
