"""Knowledge in the words of a language, with English, marked, where a translation is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from babel.dates import format_date, format_skeleton, get_date_format
from babel.lists import format_list

from oscec.model.concept import DeprecatedTerm, Entry
from oscec.model.knowledge import NO_LABELS, NO_WORDS, Knowledge
from oscec.model.language import SOURCE, locale_of
from oscec.model.number import write_number, write_value
from oscec.model.plural import OTHER, plural_form
from oscec.model.reference import Reference
from oscec.model.statistic import Period, SetWords, Statistic, StatisticWords


@dataclass(frozen=True)
class Said:
    """A text and the language that it is in."""

    text: str
    language: str


def label(knowledge: Knowledge, language: str, key: str) -> Said:
    """What the site says under a key."""
    return Said(knowledge.label(language, key), knowledge.language_of(language, key))


def counted(knowledge: Knowledge, language: str, key: str, count: int) -> Said:
    """What the site says of a number of things, in the plural form that goes with it.

    Parameters:
        knowledge: the data.
        language: the reader's language.
        key: the label without the plural form at its end.
        count: how many.
    """
    for code in (language, SOURCE):
        own = knowledge.labels.get(code, NO_LABELS).labels
        for form in (plural_form(count, code), OTHER):
            if f"{key}_{form}" in own:
                return Said(own[f"{key}_{form}"].format(count=write_number(count, code)), code)
    raise KeyError(f"no label {key}_{OTHER} in {SOURCE}/labels.yml")


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


def base(knowledge: Knowledge, statistic: Statistic, language: str) -> Said:
    """'30', or that the source doesn't state it."""
    if statistic.n is None:
        return label(knowledge, language, "stat_base_unknown")
    return Said(write_number(statistic.n, language), language)


def period(knowledge: Knowledge, when: Period | None, language: str) -> Said:
    """'October 2013 to April 2016'."""
    if when is None or (when.start is None and when.end is None):
        return label(knowledge, language, "stat_period_unknown")
    if when.start and when.start == when.end:
        return Said(moment(when.start, language), language)
    key = (
        "stat_period_range" if when.start and when.end else "stat_period_from" if when.start else "stat_period_until"
    )
    said = label(knowledge, language, key)
    start, end = (moment(text, said.language) if text else "" for text in (when.start, when.end))
    return Said(said.text.format(start=start, end=end), said.language)


def moment(text: str, language: str) -> str:
    """'2017', '2013-10' or '2017-05-15' as the language writes it."""
    parts = [int(part) for part in text.split("-")]
    day = date(*[*parts, 1, 1][:3])
    locale = locale_of(language)
    match len(parts):
        case 1:
            return format_skeleton("y", day, locale=locale)
        case 2:
            return format_skeleton("yMMMM", day, locale=locale)
        case _:
            return format_date(day, format=get_date_format("long", locale).pattern, locale=locale)


def clock(minutes: int, language: str) -> str:
    """90 -> '01:30' in English, '1.30' in Finnish: the time that has passed, written as a time of day."""
    return format_skeleton("Hm", time(minutes // 60, minutes % 60), locale=locale_of(language))


def source_label(knowledge: Knowledge, statistic: Statistic, language: str) -> Said:
    """'Europol 2017, section 1.2.1, footnote 26'."""
    source, spoken = statistic.source, knowledge.language_of(language, "stat_section", "stat_footnote")
    reference = knowledge.references.get(source.reference)
    parts = [reference.short if reference else source.reference]
    parts.append(knowledge.label(spoken, "stat_section").format(section=source.section))
    if source.footnote is not None:
        parts.append(knowledge.label(spoken, "stat_footnote").format(footnote=source.footnote))
    return Said(", ".join(parts), spoken)


def country_name(code: str, knowledge: Knowledge, language: str) -> str:
    """A country's name in a language; what is not a country has a label of its own."""
    name = locale_of(language).territories.get(code.upper())
    return knowledge.label(language, "country_eu") if code == "eu" or name is None else name


def language_names(codes: list[str], language: str) -> list[str]:
    """The names of languages in a language; a code where the language has no name for it."""
    return [locale_of(language).languages.get(code, code) for code in codes]


def listed(items: list[str], language: str) -> str:
    """'1, 1.3 and 1.5'."""
    return format_list(items, locale=locale_of(language)) if items else ""


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
        said = label(knowledge, language, "ref_accessed")
        accessed = said.text.format(date=moment(reference.accessed, said.language))
        text += f" {accessed[0].upper()}{accessed[1:]}."
    return text


def draws_on(knowledge: Knowledge, language: str, sections: list[str]) -> Said:
    """On which sections of the 2017 report a page draws."""
    said = label(knowledge, language, "acknowledgement_one" if len(sections) == 1 else "acknowledgement")
    return Said(said.text.format(sections=listed(sections, said.language)), said.language)


def cited(reference: Reference, knowledge: Knowledge, language: str) -> Said:
    """The full reference, said to be in the language of the work."""
    return Said(citation(reference, knowledge, language), reference.language or SOURCE)


def _name(family: str | None, given: str | None, literal: str | None) -> str:
    return literal or " ".join(part for part in (family, given) if part)
