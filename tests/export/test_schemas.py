"""The published JSON Schemas take every data file of the curriculum, and refuse a spoilt one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from oscec.export.schemas import MODELS, as_files
from oscec.load.knowledge import NEUTRAL, PER_LANGUAGE
from oscec.load.yamlfile import parse_yaml
from oscec.model.country import CountryFile

ROOT = Path(__file__).parents[2]
SCHEMAS = {name: json.loads(content) for name, content in as_files().items()}
FOLDERS = (ROOT, ROOT / "tests" / "golden" / "rules" / "base")
FILES = [file for root in FOLDERS for file in sorted((root / "curriculum").rglob("*.yml"))]


def name_of(path: str) -> str:
    """Which schema is for a file of `curriculum/`: by its folder and its name."""
    folder, _, name = path.removeprefix("curriculum/").removesuffix(".yml").rpartition("/")
    if folder == "countries":
        return "countries"
    return f"{name}-words" if folder and name in ("charts", "diagrams") else name


def read(file: Path) -> tuple[Any, Draft202012Validator]:
    """The data of a file, and the validator of its schema."""
    root = next(root for root in reversed(FOLDERS) if file.is_relative_to(root))
    path = file.relative_to(root).as_posix()
    data, findings = parse_yaml(file.read_text(encoding="utf-8"), path)
    assert findings == []
    return data, Draft202012Validator(SCHEMAS[f"{name_of(path)}.schema.json"])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_data_file_fits_its_schema(file: Path) -> None:
    data, validator = read(file)
    assert [error.message for error in validator.iter_errors(data)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_data_file_is_refused_with_a_key_too_many(file: Path) -> None:
    data, validator = read(file)
    assert not validator.is_valid(data | {"surprise": 1})
    assert not validator.is_valid([])


def test_no_kind_of_file_is_without_a_schema() -> None:
    models = {model for _, model in MODELS.values()}
    assert {*NEUTRAL.values(), *PER_LANGUAGE.values(), CountryFile} <= models


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_one_and_says_what_it_is_for(name: str) -> None:
    schema = SCHEMAS[name]
    Draft202012Validator.check_schema(schema)
    assert list(schema)[:3] == ["$schema", "title", "description"]
    assert "$id" not in schema
    assert schema["title"] == MODELS[name.removesuffix(".schema.json")][0]
    assert schema["description"]
    assert schema["additionalProperties"] is False


def test_the_models_docstrings_are_the_descriptions() -> None:
    described = SCHEMAS["evidence.schema.json"]["$defs"]["Statistic"]["description"]
    assert described == "One number with everything that is needed to read it rightly."


@pytest.mark.parametrize(
    ("model", "field", "begins"),
    [
        ("Reference", "later", "True for a work that"),
        ("Entry", "forms", "Inflected forms"),  # which it has from another model
    ],
)
def test_a_field_is_described_by_its_docstring(model: str, field: str, begins: str) -> None:
    fields = next(
        schema["$defs"][model]["properties"] for schema in SCHEMAS.values() if model in schema.get("$defs", {})
    )
    assert fields[field]["description"].startswith(begins)
    assert "description" not in SCHEMAS["references.schema.json"]["$defs"]["Reference"]["properties"]["note"]


def test_fields_have_the_names_of_the_files() -> None:
    fields = SCHEMAS["references.schema.json"]["$defs"]["Reference"]["properties"]
    assert {"title-short", "container-title", "publisher-place"} <= set(fields)
    assert "title_short" not in fields


def test_no_field_has_a_title_that_repeats_its_name() -> None:
    assert "title" not in SCHEMAS["evidence.schema.json"]["$defs"]["Statistic"]["properties"]["value"]


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("curriculum/evidence.yml", lambda data: data["statistics"][0].pop("limits")),
        ("curriculum/evidence.yml", lambda data: data["statistics"][0].update(value="78")),
        ("curriculum/concepts.yml", lambda data: data["concepts"][0].update(id="Not An Id")),
        ("curriculum/references.yml", lambda data: data["references"][0].update(issued="May 2017")),
        ("curriculum/languages.yml", lambda data: data["languages"][0].update(quotes=["„"])),
        ("curriculum/courses.yml", lambda data: data["modules"][0]["activities"][0].update(minutes=0)),
        ("curriculum/charts.yml", lambda data: data["charts"][0].update(bars=[])),
        ("curriculum/diagrams.yml", lambda data: data["diagrams"][0]["arrows"][0].pop("label")),
        ("curriculum/report.yml", lambda data: data["sections"][0]["statements"][0].update(says="")),
        ("curriculum/countries/fr.yml", lambda data: data["contacts"][0].update(role="friend")),
        ("curriculum/fr/terms.yml", lambda data: data["terms"]["oscec"].update(status="sure")),
        ("curriculum/fr/labels.yml", lambda data: data["labels"].update(skip=1)),
        ("curriculum/fr/statistics.yml", lambda data: next(iter(data["statistics"].values())).update(value=78)),
    ],
)
def test_a_fault_inside_a_file_is_refused(name: str, spoil: Callable[[Any], object]) -> None:
    data, validator = read(ROOT / name)
    spoil(data)
    assert not validator.is_valid(data)


@pytest.mark.parametrize("key", ["charts", "diagrams"])
def test_words_of_drawings_fit_and_are_refused(key: str) -> None:
    validator = Draft202012Validator(SCHEMAS[f"{key}-words.schema.json"])
    assert validator.is_valid({key: {"one": {"title": "Titre"}}})
    assert not validator.is_valid({key: {"one": {"value": 78}}})
