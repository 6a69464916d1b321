"""`terminology/*`: no deprecated term where a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from oscec.check.draft import Draft, View
from oscec.check.fold import fold, fold_pattern, readings
from oscec.check.forms import Forms, Hit, deprecated_regex, good_forms
from oscec.check.visible import Link, blank
from oscec.model.concept import DeprecatedTerm
from oscec.model.finding import Finding, Severity
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
    for hit in forms.never(blank(view.visible.text, exempt)):
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


def find_in_prose(  # noqa: PLR0913 - a text and what is needed to judge it
    texts: Iterable[tuple[int, int, str]],
    source: str,
    path: str,
    knowledge: Knowledge,
    forms: Forms,
    language: str,
    allowed: str | None = None,
) -> Iterator[Finding]:
    """Deprecated terms in the prose of a data file or of front matter.

    Parameters:
        texts: start, end and key of each scalar in the source that a reader sees.
        source: the whole file.
        path: the file.
        knowledge: the term base.
        forms: the forms of the language.
        language: whose preferred term is suggested.
        allowed: the concept whose deprecated terms may stand here.
    """
    for start, end, key in texts:
        for hit in forms.never(_unescaped(source[start:end])):
            if hit.concept == allowed:
                continue
            offset = start + hit.start
            before = source[:offset]
            line, column = before.count("\n") + 1, offset - before.rfind("\n")
            seen = " ".join(source[offset : start + hit.end].split())
            message = f"In '{key}': {say_deprecated(seen, hit, knowledge, language)}"
            better = instead_of(hit, knowledge, language)
            yield Finding(path, line, column, "terminology/deprecated", Severity.ERROR, message, better)


_ESCAPED = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")


def _unescaped(raw: str) -> str:
    """A YAML scalar's source with its escapes as characters, padded so that offsets stay."""

    def write(match: re.Match[str]) -> str:
        character = chr(int(match[1] or match[2] or match[3], 16))
        return character + "\u200b" * (len(match.group()) - 1)

    return _ESCAPED.sub(write, raw) if raw.startswith('"') else raw


def check_terms(knowledge: Knowledge, language: str) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """What is wrong in a term base: keys of the place, rule, message.

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
                yield ("terms", concept), "terminology/duplicate-form", message
    for concept, entry in entries.items():
        for number, term in enumerate(entry.deprecated):
            for message in _pattern_faults(term):
                yield ("terms", concept, "deprecated", number), "terminology/pattern", message


def _pattern_faults(term: DeprecatedTerm) -> Iterator[str]:
    if term.pattern:
        try:
            re.compile(fold_pattern(term.pattern))
        except re.error as error:
            yield f"The pattern of '{term.term}' is no regular expression: {error}."
            return
    regex = re.compile(deprecated_regex(term))
    for example in (term.term, *term.forms, *term.matches) if term.pattern else term.matches:
        if not any(regex.search(reading.text) for reading in readings(fold(example))):
            yield f"The pattern of '{term.term}' must find '{example}' (of its term, forms or 'matches') and does not."
    for example in term.ignores:
        if any(regex.search(reading.text) for reading in readings(fold(example))):
            yield f"The pattern of '{term.term}' finds '{example}', which it must ignore."
