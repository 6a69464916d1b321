"""`terminology/*`: no deprecated term where a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from oscec.check.draft import Draft, View
from oscec.check.fault import Fault
from oscec.check.fold import fold, fold_pattern, readings
from oscec.check.forms import Forms, Hit, deprecated_regex, good_forms
from oscec.check.visible import Link
from oscec.model.concept import DeprecatedTerm
from oscec.model.finding import Finding, Severity, place
from oscec.model.knowledge import Knowledge


def check_page(view: View, knowledge: Knowledge, forms: Forms) -> Iterator[Draft]:
    """Deprecated terms in the visible text, and labels that are no form of the concept they link."""
    exempt = []
    for number, link in enumerate(view.visible.links):
        if link.scheme == "ref":
            exempt.append((link.start, link.end))
        elif link.scheme == "term" and link.target in knowledge.concepts:
            if is_listed(link, forms):
                exempt.append((link.start, link.end))
            elif knowledge.entry(view.page.language, link.target) is not None:
                yield _wrong_label(view, knowledge, number, link)
    for hit in forms.never(view.folded.without(exempt)):
        seen = " ".join(view.visible.text[hit.start : hit.end].split())
        yield Draft(
            "terminology/deprecated",
            say_deprecated(seen, hit, knowledge, view.page.language),
            suggestion=instead_of(hit, knowledge, view.page.language),
            span=(hit.start, hit.end),
        )


def is_listed(link: Link, forms: Forms) -> bool:
    """True where a `term:` link's label is a form of its concept, deprecated forms included."""
    return forms.is_good(link.target, link.label) or forms.mentioned(link.target, link.label) is not None


def _wrong_label(view: View, knowledge: Knowledge, number: int, link: Link) -> Draft:
    entry = knowledge.entries[view.page.language][link.target]
    allowed = ", ".join(f"'{form}'" for form in good_forms(entry))
    message = (
        f"'{link.label}' is no form of the concept '{link.target}' in {view.page.language}/terms.yml; "
        f"allowed: {allowed}. Use one of them, or add the form to the entry."
    )
    return Draft("terminology/label", message, suggestion=entry.term, link=number)


def say_deprecated(seen: str, hit: Hit, knowledge: Knowledge, language: str) -> str:
    """The message for a deprecated term that a reader sees."""
    better = instead_of(hit, knowledge, language)
    return (
        f"'{seen}' is a deprecated term of the concept '{hit.concept}'; write '{better}'. "
        f"To speak of the word itself, make it a mention: [{seen}](term:{hit.concept})."
    )


def instead_of(hit: Hit, knowledge: Knowledge, language: str) -> str:
    """What to write instead of a deprecated term, in the page's language if it has an entry."""
    if hit.deprecated is not None and hit.deprecated.instead:
        return hit.deprecated.instead
    entry = knowledge.entry(language, hit.concept) or knowledge.entry("en", hit.concept)
    return entry.term if entry else hit.concept


@dataclass(frozen=True)
class Scalar:
    """A value in a YAML source that a reader sees as prose."""

    key: str
    start: int
    end: int
    explains: str | None = None
    """The concept whose deprecated terms the value may name."""


@dataclass(frozen=True)
class Prose:
    """A file that holds prose in scalars of YAML."""

    path: str
    source: str
    """The whole file."""
    language: str
    """In this language a better term is suggested."""


def find_in_prose(prose: Prose, scalars: Iterable[Scalar], knowledge: Knowledge, forms: Forms) -> Iterator[Finding]:
    """Deprecated terms in the scalars of a data file or of front matter that a reader sees."""
    for scalar in scalars:
        for hit in forms.never(_unescaped(prose.source[scalar.start : scalar.end])):
            if hit.concept == scalar.explains:
                continue
            start, end = scalar.start + hit.start, scalar.start + hit.end
            seen = " ".join(prose.source[start:end].split())
            message = f"In '{scalar.key}': {say_deprecated(seen, hit, knowledge, prose.language)}"
            better = instead_of(hit, knowledge, prose.language)
            where = place(prose.source, start)
            yield Finding(prose.path, *where, "terminology/deprecated", Severity.ERROR, message, better)


_ESCAPED = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|\n[ \t]*|([^xuU\n]))", re.DOTALL)
_NAMED = {"t": "\t", "n": "\n", "_": "\u00a0", "N": "\u0085", "L": "\u2028", "P": "\u2029"}


def _unescaped(raw: str) -> str:
    """A YAML scalar's source with its escapes as characters, padded so that offsets stay."""

    def write(match: re.Match[str]) -> str:
        code, named = match[1] or match[2] or match[3], match[4]
        character = chr(int(code, 16)) if code else _NAMED.get(named, named) if named else ""
        return character + "\u200b" * (len(match.group()) - len(character))

    if raw.startswith('"'):
        return _ESCAPED.sub(write, raw)
    return raw.replace("''", "'\u200b") if raw.startswith("'") else raw


def check_terms(knowledge: Knowledge, language: str) -> Iterator[Fault]:
    """What is wrong in a term base.

    A form may stand for one concept only; a pattern must find what its entry says, ignore what it says,
    and spare the language's own good forms.
    """
    owners: dict[str, str] = {}
    entries = knowledge.entries.get(language, {})
    for concept, entry in entries.items():
        for form in good_forms(entry):
            key = fold(form).text.replace("-", " ").strip()
            owner = owners.setdefault(key, concept)
            if owner != concept:
                message = f"The form '{form}' stands for '{owner}' already; a form names one concept."
                yield Fault(("terms", concept), "terminology/duplicate-form", message)
    for concept, entry in entries.items():
        for number, term in enumerate(entry.deprecated):
            for message in _pattern_faults(term):
                yield Fault(("terms", concept, "deprecated", number), "terminology/pattern", message)


def _pattern_faults(term: DeprecatedTerm) -> Iterator[str]:
    if term.pattern:
        try:
            re.compile(fold_pattern(term.pattern))
        except re.error as error:
            yield f"The pattern of '{term.term}' is no regular expression: {error}."
            return
    regex = re.compile(deprecated_regex(term))
    if regex.search("") or regex.match("\ue000"):
        yield f"The pattern of '{term.term}' matches where nothing stands; it must ask for at least one letter."
    examples = [term.term, *term.forms, *term.matches] if term.pattern else term.matches
    for example in examples:
        if not any(regex.search(reading.text) for reading in readings(fold(example))):
            yield f"The pattern of '{term.term}' must find '{example}' (a form or a line of 'matches') and does not."
    for example in term.ignores:
        if any(regex.search(reading.text) for reading in readings(fold(example))):
            yield f"The pattern of '{term.term}' finds '{example}', which it must ignore."
