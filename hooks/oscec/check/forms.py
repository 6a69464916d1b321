"""The forms of the terms of one language, ready to be found in a folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from oscec.check.fold import Folded, fold, fold_form, fold_pattern, readings
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


def form_regex(form: str) -> str:
    """A regular expression for one form in a folded text; spaces and hyphens may stand for each other."""
    words = [re.escape(word) for word in re.split(r"[ -]+", fold_form(form)) if word]
    return r"(?<!\w)" + r"[ -]".join(words) + r"(?!\w)"


def deprecated_regex(term: DeprecatedTerm) -> str:
    """A regular expression that finds a deprecated term in running text: its pattern, or else its forms."""
    return fold_pattern(term.pattern) if term.pattern else _listed_regex(term)


def _listed_regex(term: DeprecatedTerm) -> str:
    return "|".join(form_regex(form) for form in (term.term, *term.forms))


@dataclass(frozen=True)
class Hit:
    """A form in a text."""

    start: int
    end: int
    concept: str
    deprecated: DeprecatedTerm | None = None


@dataclass(frozen=True)
class _Compiled:
    regex: re.Pattern[str]
    concept: str
    deprecated: DeprecatedTerm | None


class Forms:
    """The forms of a language, with the deprecated ones of English, which readers everywhere know."""

    def __init__(self, knowledge: Knowledge, language: str) -> None:
        self._own = knowledge.entries.get(language, {})
        self._english = knowledge.entries.get(SOURCE, {}) if language != SOURCE else {}

    @cached_property
    def _never(self) -> list[_Compiled]:
        return [
            _Compiled(re.compile(deprecated_regex(term)), concept, term)
            for entries in (self._own, self._english)
            for concept, entry in entries.items()
            for term in entry.deprecated
            if term.use == "never"
        ]

    @cached_property
    def _any_never(self) -> re.Pattern[str] | None:
        parts = [f"(?:{compiled.regex.pattern})" for compiled in self._never]
        return re.compile("|".join(parts)) if parts else None

    @cached_property
    def _good(self) -> tuple[re.Pattern[str], dict[str, str]] | None:
        """All good forms in one expression, longest first, and the concept of each folded form."""
        owners: dict[str, str] = {}
        for concept, entry in self._own.items():
            for form in good_forms(entry):
                owners.setdefault(_key(form), concept)
        if not owners:
            return None
        longest_first = sorted(owners, key=len, reverse=True)
        return re.compile("|".join(form_regex(form) for form in longest_first)), owners

    @cached_property
    def _protected(self) -> re.Pattern[str] | None:
        """Good forms of both languages: a deprecated form inside one of them is no finding."""
        forms = {
            form_regex(form)
            for entries in (self._own, self._english)
            for entry in entries.values()
            for form in good_forms(entry)
        }
        return re.compile("|".join(sorted(forms, key=len, reverse=True))) if forms else None

    def never(self, text: str) -> list[Hit]:
        """Every deprecated form with `use: never` in a text, in order, the longest at each place."""
        hits: dict[int, Hit] = {}
        protected: list[tuple[int, int]] = []
        for reading in readings(fold(text)):
            for hit in self._never_in(reading):
                known = hits.get(hit.start)
                if known is None or known.end < hit.end:
                    hits[hit.start] = hit
            if hits and self._protected:
                protected += [reading.span(*match.span()) for match in self._protected.finditer(reading.text)]
        return [hit for hit in _apart(hits.values()) if not _inside(hit, protected)]

    def _never_in(self, reading: Folded) -> Iterator[Hit]:
        if self._any_never is None:
            return
        for match in self._any_never.finditer(reading.text):
            best = max(
                (found for compiled in self._never if (found := _at(compiled, reading.text, match.start()))),
                key=lambda pair: pair[0].end(),
            )
            yield Hit(*reading.span(*best[0].span()), best[1].concept, best[1].deprecated)

    def good(self, text: str) -> list[Hit]:
        """Every preferred or admitted form of this language in a text, in order."""
        if self._good is None:
            return []
        regex, owners = self._good
        folded = fold(text)
        return [
            Hit(*folded.span(*match.span()), owners[_key(match.group())]) for match in regex.finditer(folded.text)
        ]

    def is_good(self, concept: str, label: str) -> bool:
        """True where the label is a form of the concept that a writer may use."""
        entry = self._own.get(concept)
        return entry is not None and any(_key(form) == _key(label) for form in good_forms(entry))

    def mentioned(self, concept: str, label: str) -> DeprecatedTerm | None:
        """The deprecated term of the concept of which the label is a form."""
        folded = fold_form(label)
        for entries in (self._own, self._english):
            entry = entries.get(concept)
            for term in entry.deprecated if entry else ():
                if re.fullmatch(f"(?:{deprecated_regex(term)})|(?:{_listed_regex(term)})", folded):
                    return term
        return None


def _key(form: str) -> str:
    return fold_form(form).replace("-", " ")


def _at(compiled: _Compiled, text: str, start: int) -> tuple[re.Match[str], _Compiled] | None:
    match = compiled.regex.match(text, start)
    return (match, compiled) if match else None


def _apart(hits: object) -> list[Hit]:
    """Hits in order, without those that overlap a longer one."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):  # type: ignore[call-overload]
        if kept and hit.start < kept[-1].end:
            continue
        kept.append(hit)
    return kept


def _inside(hit: Hit, spans: list[tuple[int, int]]) -> bool:
    return any(start <= hit.start and hit.end <= end and (start, end) != (hit.start, hit.end) for start, end in spans)
