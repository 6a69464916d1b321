"""The forms of the terms of one language, ready to be found in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from oscec.check.fold import Folded, fold, fold_form, fold_pattern, readings, texts_of
from oscec.check.places import WORD, places_of
from oscec.model.concept import DeprecatedTerm, Entry
from oscec.model.knowledge import Knowledge
from oscec.model.language import SOURCE


def good_forms(entry: Entry) -> list[str]:
    """Every form that a writer may use: the term, its forms, its abbreviation, the admitted terms."""
    forms = [entry.term, *entry.forms]
    if entry.abbreviation:
        forms.append(entry.abbreviation)
    for term in entry.admitted:
        forms += [term.term, *term.forms]
    return forms


def form_key(form: str) -> str:
    """A form, folded, with hyphens as spaces: equal keys are equal forms."""
    return fold_form(form).replace("-", " ")


def deprecated_regex(term: DeprecatedTerm) -> str:
    """A regular expression that finds a deprecated term in folded text: its pattern, or else its forms."""
    return fold_pattern(term.pattern) if term.pattern else _listed_regex((term.term, *term.forms))


def compile_deprecated(term: DeprecatedTerm) -> re.Pattern[str] | None:
    """The compiled expression, or None where the pattern is none; `terminology/pattern` says so."""
    try:
        return re.compile(deprecated_regex(term))
    except re.error:
        return None


_START = r"(?<!\w)"
"""Where a word begins."""


def _listed_regex(forms: tuple[str, ...]) -> str:
    """Any of some forms; spaces and hyphens may stand for each other."""
    words = ([re.escape(word) for word in form_key(form).split()] for form in forms)
    return f"{_START}(?:{'|'.join('[ -]'.join(parts) for parts in words)})(?!\\w)"


def _any_of(regexes: Iterable[re.Pattern[str]]) -> list[re.Pattern[str]]:
    """Expressions of which one finds something wherever one of many does: most are read as one, in one go."""
    rests, others = [], []
    for regex in regexes:
        rest = regex.pattern.removeprefix(_START)
        if rest == regex.pattern or regex.groups or _has_bar(rest):
            others.append(regex)
        else:
            rests.append(rest)
    return [re.compile(f"{_START}(?:{'|'.join(rests)})"), *others] if rests else others


def _has_bar(regex: str) -> bool:
    """Whether an expression may be one of alternatives that stand in no bracket."""
    flat = re.sub(r"\\.|\[\^?\]?[^\]]*\]", "", regex)
    while (outer := re.sub(r"\([^()]*\)", "", flat)) != flat:
        flat = outer
    return "|" in flat


@dataclass(frozen=True)
class Hit:
    """A form in a text."""

    start: int
    end: int
    concept: str
    deprecated: DeprecatedTerm | None = None


_GAP = r"(?: \(|\) |, |[ '/-])"
"""What may stand between two words of a phrase."""


class _Phrases:
    """Many phrases, found by their first word; the longest at each place."""

    def __init__(self, owners: dict[str, str]) -> None:
        """Phrases by their keys, with the concept of each."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for key, concept in owners.items():
            words = tuple(WORD.findall(key))
            if words:
                self._by_first.setdefault(words[0], []).append((words, concept))
        for phrases in self._by_first.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))

    def find(self, folded: Folded) -> Iterator[tuple[int, int, str]]:
        """Start, end and concept of every phrase, in spans of the folded text."""
        text, last = folded.text, 0
        for start, first in places_of(self._by_first.keys(), text):
            if start < last:
                continue
            for words, concept in self._by_first[first]:
                if match := _phrase_regex(words).match(text, start):
                    yield start, match.end(), concept
                    last = match.end()
                    break


@cache
def _phrase_regex(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_GAP.join(map(re.escape, words)) + r"(?!\w)")


def _folded(text: str | Folded) -> Folded:
    return text if isinstance(text, Folded) else fold(text)


class Forms:
    """The forms of a language, with the deprecated ones of English, which readers everywhere know."""

    def __init__(self, knowledge: Knowledge, language: str, english: Forms | None = None) -> None:
        """Prepare the forms of a language.

        Parameters:
            knowledge: the term base.
            language: a code.
            english: the forms of English, where they are prepared already.
        """
        self._own = knowledge.entries.get(language, {})
        if language != SOURCE:
            english = english or Forms(knowledge, SOURCE)
        self._english = english if language != SOURCE else None

    @cached_property
    def _never(self) -> list[tuple[str, DeprecatedTerm, re.Pattern[str]]]:
        """Concept, term and expression of every deprecated term that may never be used."""
        found = []
        for concept, entry in self._own.items():
            for term in entry.deprecated:
                regex = compile_deprecated(term) if term.use == "never" else None
                if regex is not None:
                    found.append((concept, term, regex))
        return found

    @cached_property
    def _first_look(self) -> list[re.Pattern[str]]:
        english = self._english._never if self._english is not None else []
        return _any_of(regex for _, _, regex in (*self._never, *english))

    @cached_property
    def _good(self) -> _Phrases:
        owners: dict[str, str] = {}
        for concept, entry in self._own.items():
            for form in good_forms(entry):
                owners.setdefault(form_key(form), concept)
        return _Phrases(owners)

    def prepare(self) -> None:
        """Compile everything now, before processes that use it are forked."""
        if self._english is not None:
            self._english.prepare()
        _ = self._first_look, self._good

    def never(self, text: str | Folded) -> list[Hit]:
        """Every deprecated form with `use: never` in a text, in order, the longest at each place."""
        folded = _folded(text)
        if not any(regex.search(reading) for reading in texts_of(folded) for regex in self._first_look):
            return []
        found = readings(folded)
        hits = [hit for reading in found for hit in self._never_in(reading)]
        if not hits:
            return []
        protected = [span for reading in found for span in self._protected(reading)]
        return [hit for hit in _apart(hits) if not _inside(hit, protected)]

    def _never_in(self, reading: Folded) -> Iterator[Hit]:
        if self._english is not None:
            yield from self._english._never_in(reading)
        for concept, term, regex in self._never:
            for match in regex.finditer(reading.text):
                if match.end() > match.start():
                    yield Hit(*reading.span(*match.span()), concept, term)

    def _protected(self, reading: Folded) -> Iterator[tuple[int, int]]:
        """Good forms of both languages: a deprecated form inside one of them is no finding."""
        if self._english is not None:
            yield from self._english._protected(reading)
        for start, end, _ in self._good.find(reading):
            yield reading.span(start, end)

    def good(self, text: str | Folded) -> list[Hit]:
        """Every preferred or admitted form of this language in a text, in order."""
        folded = _folded(text)
        return [Hit(*folded.span(start, end), concept) for start, end, concept in self._good.find(folded)]

    def is_good(self, concept: str, label: str) -> bool:
        """True where the label is a form of the concept that a writer may use."""
        entry = self._own.get(concept)
        return entry is not None and any(form_key(form) == form_key(label) for form in good_forms(entry))

    def mentioned(self, concept: str, label: str) -> DeprecatedTerm | None:
        """The deprecated term of the concept of which the label is a form."""
        entry = self._own.get(concept)
        folded = fold_form(label)
        for term in entry.deprecated if entry else ():
            regex = compile_deprecated(term)
            listed = re.fullmatch(_listed_regex((term.term, *term.forms)), folded)
            if listed or (regex is not None and regex.fullmatch(folded)):
                return term
        return self._english.mentioned(concept, label) if self._english is not None else None


def _apart(hits: Iterable[Hit]) -> list[Hit]:
    """Hits in order, without those that overlap a longer one or one before."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _inside(hit: Hit, spans: list[tuple[int, int]]) -> bool:
    return any(start <= hit.start and hit.end <= end and (start, end) != (hit.start, hit.end) for start, end in spans)
