"""Knowledge in the words of a language, with English, marked, where a translation is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton, get_date_format
from babel.lists import format_list

from oscec.model.concept import DeprecatedTerm, Entry
from oscec.model.knowledge import NO_WORDS, Knowledge
from oscec.model.language import SOURCE
from oscec.model.number import write_number, write_value
from oscec.model.reference import Reference
from oscec.model.statistic import Period, SetWords, Statistic, StatisticWords

_LOCALES = {"en": "en_IE", "pt": "pt_PT"}
"""Whose dates a language of the European Union has, where the bare code means another continent's."""


@dataclass(frozen=True)
class Said:
    """A text and the language that it is in."""

    text: str
    language: str


def entry_for(knowledge: Knowledge, concept: str, language: str) -> tuple[Entry, str]:
    """The entry of a concept and its language: the reader's, or English."""
    entry = knowledge.entry(language, concept)
    return (entry, language) if entry else (knowledge.entries[SOURCE][concept], SOURCE)


def definition_of(knowledge: Knowledge, concept: str, language: str) -> Said:
    """The definition in the reader's language, or in English."""
    for code in (language, SOURCE):
        entry = knowledge.entry(code, concept)
        if entry and entry.definition:
            return Said(entry.definition, code)
    return Said("", language)


def term_with_abbreviation(entry: Entry) -> str:
    """'online sexual coercion and extortion of children (oSCEC)'."""
    return f"{entry.term} ({entry.abbreviation})" if entry.abbreviation else entry.term


def reason(knowledge: Knowledge, concept: str, old: DeprecatedTerm, language: str) -> Said | None:
    """Why a deprecated term is not used; where its entry does not say, what English says of the like."""
    if old.reason:
        own = knowledge.entry(language, concept)
        return Said(old.reason, language if own and old in own.deprecated else SOURCE)
    english = knowledge.entry(SOURCE, concept)
    known = [w.reason for w in english.deprecated if w.reason and w.use == old.use] if english else []
    return Said(known[0], SOURCE) if known else None


def instead(knowledge: Knowledge, concept: str, old: DeprecatedTerm, language: str) -> Said:
    """What to write in the place of a deprecated term."""
    entry, spoken = entry_for(knowledge, concept, language)
    own = old in entry.deprecated
    return (
        Said(old.instead, spoken if own else SOURCE) if old.instead else Said(term_with_abbreviation(entry), spoken)
    )


def measures(knowledge: Knowledge, statistic: Statistic, language: str) -> Said:
    """What a statistic measures."""
    text = _words(knowledge, statistic, language).measures
    return Said(text, language) if text else Said(statistic.measures, SOURCE)


def population(knowledge: Knowledge, statistic: Statistic, language: str) -> Said:
    """Who or what a statistic counts."""
    text = _words(knowledge, statistic, language).population
    return Said(text, language) if text else Said(statistic.population, SOURCE)


def limits(knowledge: Knowledge, statistic: Statistic, language: str) -> list[Said]:
    """What a statistic does not say."""
    texts = _words(knowledge, statistic, language).limits
    return [Said(t, language) for t in texts] if texts else [Said(t, SOURCE) for t in statistic.limits]


def set_note(knowledge: Knowledge, identity: str, language: str) -> Said:
    """Why the numbers of a set may or may not be summed."""
    text = knowledge.words.get(language, NO_WORDS).sets.get(identity, SetWords()).note
    return Said(text, language) if text else Said(knowledge.sets[identity].note, SOURCE)


def set_title(knowledge: Knowledge, identity: str, language: str) -> Said:
    """What the numbers of a set have in common."""
    text = knowledge.words.get(language, NO_WORDS).sets.get(identity, SetWords()).title
    return Said(text, language) if text else Said(knowledge.sets[identity].title, SOURCE)


def _words(knowledge: Knowledge, statistic: Statistic, language: str) -> StatisticWords:
    return knowledge.words.get(language, NO_WORDS).statistics.get(statistic.id, StatisticWords())


def base(knowledge: Knowledge, statistic: Statistic, language: str) -> str:
    """'30', or that the source doesn't state it."""
    if statistic.n is None:
        return knowledge.label(language, "stat_base_unknown")
    return write_number(statistic.n, language)


def period(knowledge: Knowledge, when: Period | None, language: str) -> str:
    """'October 2013 to April 2016'."""
    if when is None or (when.start is None and when.end is None):
        return knowledge.label(language, "stat_period_unknown")
    start, end = (moment(text, language) if text else None for text in (when.start, when.end))
    if start == end:
        return str(start)
    key = "stat_period_range" if start and end else "stat_period_from" if start else "stat_period_until"
    return knowledge.label(language, key).format(start=start, end=end)


def moment(text: str, language: str) -> str:
    """'2017', '2013-10' or '2017-05-15' as the language writes it."""
    parts = [int(part) for part in text.split("-")]
    day = date(*[*parts, 1, 1][:3])
    locale = Locale.parse(_LOCALES.get(language, language))
    match len(parts):
        case 1:
            return str(parts[0])
        case 2:
            return format_skeleton("yMMMM", day, locale=locale)
        case _:
            return format_date(day, format=get_date_format("long", locale).pattern, locale=locale)


def source_label(knowledge: Knowledge, statistic: Statistic, language: str) -> str:
    """'Europol 2017, section 1.2.1, footnote 26'."""
    source = statistic.source
    reference = knowledge.references.get(source.reference)
    parts = [reference.short if reference else source.reference]
    parts.append(knowledge.label(language, "stat_section").format(section=source.section))
    if source.footnote is not None:
        parts.append(knowledge.label(language, "stat_footnote").format(footnote=source.footnote))
    return ", ".join(parts)


def country_name(code: str, knowledge: Knowledge, language: str) -> str:
    """A country's name in a language; what is not a country has a label of its own."""
    name = Locale.parse(language).territories.get(code.upper())
    return knowledge.label(language, "country_eu") if code == "eu" or name is None else name


def language_names(codes: list[str], language: str) -> list[str]:
    """The names of languages in a language; a code where the language has no name for it."""
    return [Locale.parse(language).languages.get(code, code) for code in codes]


def listed(items: list[str], language: str) -> str:
    """'1, 1.3 and 1.5'."""
    return format_list(items, locale=Locale.parse(language)) if items else ""


def value(statistic: Statistic, language: str) -> str:
    """The value as the language writes it."""
    return write_value(statistic, language)


def citation(reference: Reference, knowledge: Knowledge, language: str) -> str:
    """The full reference as one line: authors, date, title (or title, date), container, publisher."""
    names = [_name(n.family, n.given, n.literal) for n in reference.author or reference.editor]
    issued = moment(reference.issued, language) if reference.issued else ""
    parts = [", ".join(names), issued, reference.title] if names else [reference.title, issued]
    volume = " ".join(p for p in (reference.volume, f"({reference.issue})" if reference.issue else "") if p)
    parts += [reference.container_title or "", volume, reference.number or "", reference.page or ""]
    parts += [reference.publisher or "", reference.publisher_place or ""]
    if reference.DOI:
        parts.append(f"doi:{reference.DOI}")
    text = ". ".join(part.rstrip(".") for part in parts if part) + "."
    if reference.accessed:
        accessed = knowledge.label(language, "ref_accessed").format(date=moment(reference.accessed, language))
        text += f" {accessed[0].upper()}{accessed[1:]}."
    return text


def _name(family: str | None, given: str | None, literal: str | None) -> str:
    return literal or " ".join(part for part in (family, given) if part)
