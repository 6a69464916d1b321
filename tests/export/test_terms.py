"""Every term of every language is in the table and in the JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from oscec.export import schemas, terms
from oscec.model.concept import Concept, DeprecatedTerm, Entry, Term, TermSource
from oscec.model.knowledge import Knowledge
from oscec.model.language import Language
from oscec.render.words import term_with_abbreviation

Read = Callable[[bytes], list[dict[str, str]]]

AWKWARD = 'Say "no",\r\nthen <&> Ελλάδα'


@pytest.fixture
def planted() -> Knowledge:
    entry = Entry(
        term="=term",
        forms=["terms"],
        status="sourced",
        abbreviation="T",
        definition=AWKWARD,
        sources=[TermSource(title="A, B", url="https://example.org/?a=1&b=2"), TermSource(title="C", quote="c")],
        admitted=[Term(term="дума", status="proposed")],
        deprecated=[
            DeprecatedTerm(term="bad", use="never", reason=AWKWARD, instead="-good"),
            DeprecatedTerm(term="so-so", use="context"),
        ],
    )
    greek = Language(code="el", name="ελληνικά", english="Greek", tier="planned", quotes=["«", "»"])
    english = Language(code="en", name="English", english="English", tier="source", quotes=["“", "”"])
    return Knowledge(
        languages={"el": greek, "en": english},
        concepts={
            "first": Concept(id="first", status="sourced", sources=[], related=["second"]),
            "second": Concept(id="second", status="proposed", sources=[]),
        },
        entries={"en": {"first": entry}, "el": {"first": Entry(term="όρος", status="proposed")}},
    )


def test_awkward_terms_come_back_from_the_table(read_table: Read, planted: Knowledge) -> None:
    empty = dict.fromkeys(terms.COLUMNS, "")
    english = empty | {"concept": "first", "language": "en"}
    assert read_table(terms.as_csv(planted)) == [
        empty | {"concept": "first", "language": "el", "term": "όρος", "role": "preferred", "status": "proposed"},
        english
        | {
            "term": "'=term",
            "role": "preferred",
            "status": "sourced",
            "abbreviation": "T",
            "definition": AWKWARD,
            "sources": "A, B, https://example.org/?a=1&b=2 | C",
        },
        english | {"term": "дума", "role": "admitted", "status": "proposed"},
        english | {"term": "bad", "role": "deprecated", "use": "never", "reason": AWKWARD, "instead": "'-good"},
        english | {"term": "so-so", "role": "deprecated", "use": "context", "instead": "'=term (T)"},
    ]


def test_every_term_is_a_row(read_table: Read, knowledge: Knowledge) -> None:
    rows = read_table(terms.as_csv(knowledge))
    found = {(row["concept"], row["language"], row["role"], row["term"]) for row in rows}
    wanted = {
        (concept, language, role, term)
        for language, entries in knowledge.entries.items()
        for concept, entry in entries.items()
        for role, term in [
            ("preferred", entry.term),
            *(("admitted", term.term) for term in entry.admitted),
            *(("deprecated", old.term) for old in entry.deprecated),
        ]
    }
    assert found == wanted
    assert {row["language"] for row in rows} == set(knowledge.languages)


def test_every_row_says_what_its_entry_says(read_table: Read, knowledge: Knowledge) -> None:
    rows = read_table(terms.as_csv(knowledge))
    entries = [(r, knowledge.entries[r["language"]][r["concept"]]) for r in rows if r["role"] == "preferred"]
    for row, entry in entries:
        assert (row["status"], row["abbreviation"]) == (entry.status, entry.abbreviation or "")
        assert (row["definition"], row["use"], row["instead"]) == (entry.definition or "", "", "")
    for row in rows:
        entry = knowledge.entries[row["language"]][row["concept"]]
        if row["role"] == "admitted":
            assert (row["term"], row["status"]) in [(term.term, term.status) for term in entry.admitted]
        if row["role"] == "deprecated":
            old = next(old for old in entry.deprecated if old.term == row["term"])
            assert (row["use"], row["reason"], row["status"]) == (old.use, old.reason or "", "")
            assert row["instead"] == (old.instead or term_with_abbreviation(entry))


def test_the_json_holds_every_field(planted: Knowledge) -> None:
    data = json.loads(terms.as_json(planted))
    assert list(data) == ["licence", "acknowledgement", "concepts"]
    first, second = data["concepts"]
    assert (first["id"], first["related"], list(first["terms"])) == ("first", ["second"], ["el", "en"])
    assert second["terms"] == {}
    assert first["terms"]["en"]["term"] == "=term"
    for language, entry in first["terms"].items():
        assert Entry.model_validate_json(json.dumps(entry)) == planted.entries[language]["first"]


def test_the_real_json_gives_the_same_entries(knowledge: Knowledge) -> None:
    data = json.loads(terms.as_json(knowledge))
    entries: dict[str, dict[str, Entry]] = {}
    for concept in data["concepts"]:
        for language, entry in concept["terms"].items():
            entries.setdefault(language, {})[concept["id"]] = Entry.model_validate_json(json.dumps(entry))
    assert entries == knowledge.entries
    assert [concept["id"] for concept in data["concepts"]] == list(knowledge.concepts)


def test_the_json_fits_the_published_schema(knowledge: Knowledge, planted: Knowledge) -> None:
    for each in (knowledge, planted):
        validator().validate(json.loads(terms.as_json(each)))


@pytest.mark.parametrize("spoilt", [{"status": "sure"}, {"term": ""}, {"surprise": 1}, {"deprecated": [{}]}])
def test_the_published_schema_refuses_a_spoilt_entry(planted: Knowledge, spoilt: dict[str, Any]) -> None:
    data = json.loads(terms.as_json(planted))
    data["concepts"][0]["terms"]["en"] |= spoilt
    with pytest.raises(ValidationError):
        validator().validate(data)


def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(schemas.as_files()["terms-data.schema.json"]))
