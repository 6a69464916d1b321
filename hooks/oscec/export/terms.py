"""The terms of all languages as a table and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from oscec.export.credit import ACKNOWLEDGEMENT, LICENCE
from oscec.export.jsonfile import json_file
from oscec.export.table import Cell, as_table, joined
from oscec.model.base import Record, Text
from oscec.model.concept import Concept, DeprecatedTerm, Entry, Term, TermSource
from oscec.model.knowledge import Knowledge
from oscec.render import words

COLUMNS = (
    *("concept", "language", "term", "role", "use", "status", "abbreviation", "definition"),
    *("reason", "instead", "sources"),
)


class ConceptData(Concept):
    """A concept with its entries by language."""

    terms: dict[str, Entry]


class TermsData(Record):
    """The terms of all languages with their licence: `data/terms.json`."""

    licence: Text
    acknowledgement: Text
    concepts: list[ConceptData]


def as_csv(knowledge: Knowledge) -> bytes:
    """One row a term: of each concept, in each language, the preferred, the admitted and the deprecated ones."""
    return as_table(COLUMNS, _rows(knowledge))


def as_json(knowledge: Knowledge) -> bytes:
    """Every concept with its entries, with the field names of `concepts.yml` and `terms.yml`."""
    data = TermsData(
        licence=LICENCE,
        acknowledgement=ACKNOWLEDGEMENT,
        concepts=[
            ConceptData.model_validate({**dict(concept), "terms": entries_of(knowledge, concept.id)})
            for concept in knowledge.concepts.values()
        ],
    )
    return json_file(data.model_dump(by_alias=True))


def entries_of(knowledge: Knowledge, concept: str) -> dict[str, Entry]:
    """The entries of a concept by language, in the order of the languages."""
    found = {language: knowledge.entry(language, concept) for language in knowledge.languages}
    return {language: entry for language, entry in found.items() if entry}


def source_text(source: TermSource) -> str:
    """'Title, https://…'."""
    return f"{source.title}, {source.url}" if source.url else source.title


def _rows(knowledge: Knowledge) -> Iterator[dict[str, Cell]]:
    for concept in knowledge.concepts:
        for language, entry in entries_of(knowledge, concept).items():
            place: dict[str, Cell] = {"concept": concept, "language": language}
            yield place | _preferred(entry)
            for term in entry.admitted:
                yield place | _admitted(term)
            for old in entry.deprecated:
                yield place | _deprecated(old, words.instead(knowledge, concept, old, language).text)


def _preferred(entry: Entry) -> dict[str, Cell]:
    return {
        **_admitted(entry),
        "role": "preferred",
        "abbreviation": entry.abbreviation,
        "definition": entry.definition,
    }


def _admitted(term: Term) -> dict[str, Cell]:
    return {
        **_any(term),
        "role": "admitted",
        "status": term.status,
    }


def _deprecated(old: DeprecatedTerm, instead: str) -> dict[str, Cell]:
    return {
        **_any(old),
        "role": "deprecated",
        "use": old.use,
        "reason": old.reason,
        "instead": instead,
    }


def _any(term: Term | DeprecatedTerm) -> dict[str, Cell]:
    """What every row has, and empty cells for the rest."""
    return {
        **dict.fromkeys(COLUMNS[3:]),
        "term": term.term,
        "sources": joined(source_text(source) for source in term.sources),
    }
