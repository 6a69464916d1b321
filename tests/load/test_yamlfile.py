"""YAML becomes data with places; what is wrong becomes findings with a line, a column and what is allowed."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Annotated

import pytest
from pydantic import Field

from oscec.cache import Cache
from oscec.load import yamlfile
from oscec.load.yamlfile import nodes, parse_yaml, positions, read_once, validate
from oscec.model.base import Id, Record, Text
from oscec.model.finding import Finding
from oscec.model.reference import ReferencesFile


class Part(Record):
    name: Text
    size: int | float = 1
    kind: Annotated[str, Field(pattern="^(big|small)$")] = "big"


class Whole(Record):
    title: Text = "Untitled"
    parts: list[Part] = Field(default=[], alias="parts-of-it")
    named: dict[Id, Part] = {}  # noqa: RUF012 - pydantic copies defaults


def places(findings: list[Finding]) -> list[tuple[int, int]]:
    return [(finding.line, finding.column) for finding in findings]


def check(text: str, line_offset: int = 0) -> tuple[Whole | None, list[Finding]]:
    data, findings = parse_yaml(text, "file.yml", line_offset)
    assert findings == []
    return validate(Whole, data, text, "file.yml", line_offset)


def fault(text: str) -> Finding:
    data, [finding] = parse_yaml(text, "file.yml")
    assert data is None
    assert (finding.path, finding.rule) == ("file.yml", "file/yaml")
    return finding


# Parsing


def test_a_date_is_text() -> None:
    assert parse_yaml("a: 2017-05-15", "file.yml") == ({"a": "2017-05-15"}, [])


def test_an_empty_text_holds_nothing() -> None:
    assert parse_yaml("", "file.yml") == (None, [])


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        pytest.param("a: b: c", 1, 5, id="a second colon"),
        pytest.param("a: 1\nb: [1, 2\n", 3, 1, id="an open bracket"),
        pytest.param("a: 1\nb: 'two", 2, 8, id="an open quotation"),
        pytest.param("a:\n  b: 1\n c: 2", 3, 2, id="wrong indentation"),
        pytest.param("a:\n\tb: 1", 2, 1, id="a tab"),
        pytest.param("a: *b", 1, 4, id="an unknown alias"),
        pytest.param("a: 1\n---\nb: 2", 2, 1, id="two documents"),
        pytest.param("a: !!python/object:os.system x", 1, 4, id="a tag of Python"),
        pytest.param("a: 1\nb: !unknown x", 2, 4, id="an unknown tag"),
    ],
)
def test_text_that_is_not_yaml_says_where(text: str, line: int, column: int) -> None:
    finding = fault(text)
    assert (finding.line, finding.column) == (line, column)
    assert finding.message.startswith("This is not valid YAML: ")


def test_lines_are_counted_from_the_start_of_the_file() -> None:
    _, [finding] = parse_yaml("title: a: b", "page.md", 1)
    assert (finding.line, finding.column) == (2, 9)


@pytest.mark.parametrize(
    ("text", "line", "column", "key"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, 1, "a"),
        ("a:\n  b: 1\n  b: 2\n", 3, 3, "b"),
        ("- {a: 1, a: 2}\n", 1, 10, "a"),
        ("a: 1\n'a': 2\n", 2, 1, "a"),
    ],
)
def test_a_key_that_stands_twice_is_refused(text: str, line: int, column: int, key: str) -> None:
    finding = fault(text)
    assert (finding.line, finding.column) == (line, column)
    assert f"the key '{key}' stands here twice" in finding.message


def test_equal_keys_in_different_mappings_are_fine() -> None:
    assert parse_yaml("a: {c: 1}\nb: {c: 1}", "file.yml") == ({"a": {"c": 1}, "b": {"c": 1}}, [])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("? [a]\n: b", id="a list as a key"),
        pytest.param("{{a: b}: c}", id="a mapping as a key"),
        pytest.param("&a {*a: b}", id="a mapping as its own key"),
        pytest.param("a: 0b_", id="a binary number without digits"),
        pytest.param("a: 0x_", id="a hexadecimal number without digits"),
        pytest.param("a: !!int x", id="a word as a number"),
        pytest.param("a: !!int ''", id="nothing as a number"),
        pytest.param("a: !!float x", id="a word as a fraction"),
        pytest.param("a: !!bool x", id="a word as yes or no"),
        pytest.param("a: !!timestamp 2001-99-99", id="a day that is none"),
        pytest.param("- !!map [a]", id="a list as a mapping"),
        pytest.param(f"a: {'1' * 5000}", id="a number of 5,000 digits"),
    ],
)
def test_values_that_cannot_be_made_are_findings(text: str) -> None:
    finding = fault(text)
    assert finding.line == 1


def test_a_control_character_is_found_at_its_line() -> None:
    finding = fault("a: 1\nb: 2\nc: \x07\n")
    assert finding.line == 3


def test_deep_nesting_is_no_crash() -> None:
    for text in ("[" * 5000, "{a: " * 5000, "[" * 900 + "]" * 900, "- " * 5000):
        data, findings = parse_yaml(text, "file.yml")
        assert findings or data


# Places


def test_every_value_has_the_place_of_its_key() -> None:
    text = "a: 1\nb:\n  - c: x\n  -   - y\n'd e': {f: z}\n"
    assert positions(text) == {
        (): (1, 1),
        ("a",): (1, 1),
        ("b",): (2, 1),
        ("b", 0): (3, 5),
        ("b", 0, "c"): (3, 5),
        ("b", 1): (4, 7),
        ("b", 1, 0): (4, 9),
        ("d e",): (5, 1),
        ("d e", "f"): (5, 9),
    }


def test_columns_and_offsets_count_characters() -> None:
    text = "é: {😀: word}\n"
    assert positions(text)[("é", "😀")] == (1, 5)
    [word] = [node for node in nodes(text) if node.path == ("é", "😀")]
    assert text[word.start : word.end] == "word"


def test_an_alias_has_the_place_of_its_key_and_the_words_of_its_anchor() -> None:
    text = "a: &x {b: word}\nc: *x\n"
    assert positions(text)[("c",)] == (2, 1)
    assert {text[n.start : n.end] for n in nodes(text) if n.scalar} == {"word"}


def test_a_value_that_holds_itself_is_visited_once() -> None:
    assert len(list(islice(nodes("a: &x [*x]"), 100))) < 100
    assert len(list(islice(nodes("a: &x {b: *x}"), 100))) < 100


def test_aliases_of_aliases_do_not_multiply() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    assert len(list(islice(nodes("\n".join(lines)), 10_000))) < 10_000


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\u0085"])
def test_a_separator_inside_a_line_starts_no_new_line(separator: str) -> None:
    text = f"a: one{separator} two\nb: x\n"
    assert positions(text)[("b",)] == (2, 1)
    assert fault(f"a: one{separator} two\nb: x: y\n").line == 2


# Models


def test_good_data_gives_the_model() -> None:
    whole, findings = check("title: A\nparts-of-it:\n  - {name: a, size: 1.5}\nnamed: {one: {name: b}}\n")
    assert findings == []
    assert whole == Whole(title="A", parts=[Part(name="a", size=1.5)], named={"one": Part(name="b")})


def test_a_bad_item_of_a_list_is_reported_and_the_good_ones_are_kept() -> None:
    whole, findings = check("parts-of-it:\n  - {name: a}\n  - {name: b, size: x}\n  - {name: c}\n")
    assert whole is not None
    assert [part.name for part in whole.parts] == ["a", "c"]
    assert set(places(findings)) == {(3, 15)}


def test_a_bad_item_of_a_mapping_is_reported_and_the_good_ones_are_kept() -> None:
    whole, findings = check("named:\n  one: {name: a}\n  Two Words: {name: b}\n  three: {nam: c}\n")
    assert whole is not None
    assert list(whole.named) == ["one"]
    assert sorted(places(findings)) == [(3, 3), (4, 3), (4, 11)]


def test_a_bad_value_of_the_file_itself_is_left_out() -> None:
    whole, findings = check("title: [x]\nparts-of-it:\n  - {name: a}\n")
    assert whole is not None
    assert whole.title == "Untitled"
    assert [part.name for part in whole.parts] == ["a"]
    assert places(findings) == [(1, 1)]


@pytest.mark.parametrize("value", ["x", "[x]", "{x: y}"])
def test_an_unknown_key_of_the_file_itself_is_left_out(value: str) -> None:
    whole, findings = check(f"parts-of-it:\n  - {{name: a}}\nother: {value}\n")
    assert places(findings) == [(3, 1)]
    assert "Unknown key 'other'" in findings[0].message
    assert whole is not None
    assert [part.name for part in whole.parts] == ["a"]


def test_a_wrong_number_is_one_finding_that_names_its_key() -> None:
    _, findings = check("parts-of-it:\n  - {name: b, size: x}\n")
    [finding] = findings
    assert "'parts-of-it.0.size' is 'x'" in finding.message


def test_every_fault_says_what_is_allowed() -> None:
    _, findings = check("parts-of-it:\n  - {kind: huge, colour: red}\n  - {name: ' '}\n")
    assert [(f.line, f.column, f.message) for f in findings] == [
        (2, 5, "The key 'name' is missing in 'parts-of-it.0'."),
        (2, 6, "'parts-of-it.0.kind' is 'huge'; it must match ^(big|small)$."),
        (2, 18, "Unknown key 'colour' in 'parts-of-it.0.colour'; allowed: name, size, kind."),
        (3, 6, "'parts-of-it.1.name' is empty; write its text or remove the key."),
    ]


def test_keys_are_named_as_the_file_writes_them() -> None:
    text = "references:\n  - {id: a, type: book, title: A, container-title: 5, container: x}\n"
    data, _ = parse_yaml(text, "file.yml")
    _, findings = validate(ReferencesFile, data, text, "file.yml")
    assert places(findings) == [(2, 35), (2, 55)]
    assert "'references.0.container-title' is 5" in findings[0].message
    assert ", container-title, " in findings[1].message


@pytest.mark.parametrize(("text", "found"), [("[]", "list"), ("words", "words"), ("5", "5"), ("", "nothing")])
def test_a_file_that_holds_no_mapping_says_its_keys(text: str, found: str) -> None:
    whole, [finding] = check(text, 3)
    assert whole is None, found
    assert (finding.line, finding.column, finding.rule) == (4, 1, "file/schema")
    assert "title, parts-of-it, named" in finding.message


def test_lines_of_a_fault_are_counted_from_the_start_of_the_file() -> None:
    _, findings = check("title: a\nother: b\n", 1)
    assert places(findings) == [(3, 1)]


@pytest.mark.parametrize("key", ["5", "1.5", "yes", "~", "? \n", "2017-05-15"])
def test_a_key_that_is_no_word_is_a_finding(key: str) -> None:
    text = f"title: a\n{key}: b\n" if key.strip() != "?" else f"title: a\n{key}"
    _, findings = parse_yaml(text, "file.yml")
    _, findings = (None, findings) if findings else check(text)
    [finding] = findings
    assert (finding.line, finding.rule in ("file/schema", "file/yaml")) == (2, True)


def test_a_number_is_no_text_and_yes_is_no_number() -> None:
    _, findings = check("title: 5\nparts-of-it:\n  - {name: a, size: yes}\n")
    assert set(places(findings)) == {(1, 1), (3, 15)}


class Piece(Part):
    """Another model with the same fields."""


def test_a_text_is_read_once_for_each_model_and_each_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, read = Cache(tmp_path), []

    def ask(model: type[Part], text: str) -> None:
        def parse() -> tuple[Part, list[Finding]]:
            read.append((model, text))
            return model(name=text), []

        assert read_once(store, model, text, parse) == (model(name=text), [])

    for model, text in ((Part, "a"), (Part, "a"), (Piece, "a"), (Part, "b"), (Piece, "a")):
        ask(model, text)
    assert read == [(Part, "a"), (Piece, "a"), (Part, "b")]
    monkeypatch.setattr(yamlfile, "code_digest", lambda: "another program")
    ask(Part, "a")
    assert read[3:] == [(Part, "a")]
