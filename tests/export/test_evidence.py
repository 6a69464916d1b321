"""The register of numbers leaves and comes back without a loss."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from oscec.export import evidence, schemas
from oscec.load.yamlfile import parse_yaml
from oscec.model.knowledge import Knowledge
from oscec.model.reference import Name, Reference
from oscec.model.statistic import EvidenceFile, Period, Source, Statistic, StatisticSet

Read = Callable[[bytes], list[dict[str, str]]]

ROOT = Path(__file__).parents[2]
AWKWARD = 'First "line",\r\nsecond\nline; <&> Ελλάδα България'


def planted(**changes: Any) -> Knowledge:
    """A knowledge with one statistic, full of what files stumble over."""
    statistic = Statistic.model_validate(
        {
            "id": "one",
            "value": -46.5,
            "unit": "percent",
            "approximate": True,
            "measures": AWKWARD,
            "population": "=HYPERLINK(1)",
            "n": 22,
            "period": Period(start="2013-10", end="2016"),
            "source": Source(reference="work", section="1.5", footnote=7),
            "limits": ["-1 is text", AWKWARD],
            "set": "group",
            "not_the_same_as": ["two", "three"],
            "unused": "@home",
        }
        | changes
    )
    group = StatisticSet(id="group", title="Group", sums=True, total=100.0, note="+ and -")
    work = Reference(id="work", type="report", title="Work", author=[Name(family="Açar")], issued="2016", later=True)
    return Knowledge(statistics={"one": statistic}, sets={"group": group}, references={"work": work})


def test_every_number_of_the_register_comes_back_from_the_table(read_table: Read, knowledge: Knowledge) -> None:
    rows = read_table(evidence.as_csv(knowledge))
    assert [row["id"] for row in rows] == list(knowledge.statistics)
    assert len(rows) > 50
    for row in rows:
        assert_same(row, knowledge.statistics[row["id"]], knowledge)


def assert_same(row: dict[str, str], statistic: Statistic, knowledge: Knowledge) -> None:
    """Each column against the model, by the model's types and not by the exporter's code."""
    reference = knowledge.references[statistic.source.reference]
    group = knowledge.sets[statistic.set] if statistic.set else None
    period = statistic.period or Period()
    assert float(row["value"]) == statistic.value
    assert row["approximate"] == ("true" if statistic.approximate else "false")
    assert (row["unit"], row["measures"], row["population"]) == (
        statistic.unit,
        statistic.measures,
        statistic.population,
    )
    assert (int(row["n"]) if row["n"] else None) == statistic.n
    assert (row["period_start"] or None, row["period_end"] or None) == (period.start, period.end)
    assert (row["source_id"], row["source"], row["section"]) == (
        reference.id,
        reference.short,
        statistic.source.section,
    )
    assert (int(row["footnote"]) if row["footnote"] else None) == statistic.source.footnote
    assert (row["set"] or None, row["set_note"] or None) == (statistic.set, group.note if group else None)
    assert row["set_sums"] == ({True: "true", False: "false"}[group.sums] if group else "")
    assert row["limits"].split(" | ") == statistic.limits
    assert [twin for twin in row["not_the_same_as"].split(" | ") if twin] == statistic.not_the_same_as
    assert row["later"] == ("true" if reference.later else "false")
    assert (row["unused"] or None) == statistic.unused
    assert set(row) == set(evidence.COLUMNS)


def test_later_works_and_works_of_the_report_are_told_apart(read_table: Read, knowledge: Knowledge) -> None:
    assert {row["later"] for row in read_table(evidence.as_csv(knowledge))} == {"true", "false"}


def test_no_number_is_written_with_a_precision_that_it_does_not_have(read_table: Read, knowledge: Knowledge) -> None:
    assert [row["value"] for row in read_table(evidence.as_csv(knowledge)) if row["value"].endswith(".0")] == []
    assert not re.search(rb'"(value|total)": -?\d+\.0\b', evidence.as_json(knowledge))


def test_no_cell_of_the_register_needs_a_guard(read_table: Read, knowledge: Knowledge) -> None:
    cells = [cell for row in read_table(evidence.as_csv(knowledge)) for cell in row.values()]
    assert [cell for cell in cells if cell.startswith("'")] == []


def test_awkward_values_come_back_from_the_table(read_table: Read) -> None:
    (row,) = read_table(evidence.as_csv(planted()))
    assert row == {
        "id": "one",
        "value": "-46.5",
        "unit": "percent",
        "approximate": "true",
        "measures": AWKWARD,
        "population": "'=HYPERLINK(1)",
        "n": "22",
        "period_start": "2013-10",
        "period_end": "2016",
        "source_id": "work",
        "source": "Açar 2016",
        "section": "1.5",
        "footnote": "7",
        "set": "group",
        "set_sums": "true",
        "set_note": "'+ and -",
        "limits": f"'-1 is text | {AWKWARD}",
        "not_the_same_as": "two | three",
        "later": "true",
        "unused": "'@home",
    }


def test_what_is_not_known_is_an_empty_cell(read_table: Read) -> None:
    source = Source(reference="gone", section="1")
    knowledge = planted(n=None, period=None, set=None, not_the_same_as=[], unused=None, source=source)
    (row,) = read_table(evidence.as_csv(knowledge))
    empty = (
        "n",
        "period_start",
        "period_end",
        "footnote",
        "set",
        "set_sums",
        "set_note",
        "not_the_same_as",
        "unused",
    )
    assert {row[column] for column in empty} == {""}
    assert (row["source"], row["later"]) == ("gone", "false")


def test_the_json_says_what_the_data_file_says(knowledge: Knowledge) -> None:
    data = json.loads(evidence.as_json(knowledge))
    assert list(data) == ["licence", "acknowledgement", "sets", "statistics"]
    assert "CC BY 4.0" in data["licence"]
    assert "Europol" in data["acknowledgement"]
    path = "curriculum/evidence.yml"
    source, findings = parse_yaml((ROOT / path).read_text(encoding="utf-8"), path)
    assert findings == []
    for key in ("sets", "statistics"):
        assert len(data[key]) == len(source[key])
        for written, read_ in zip(data[key], source[key], strict=True):
            assert read_.items() <= without_empty(written, read_).items()


def without_empty(written: dict[str, Any], source: dict[str, Any]) -> dict[str, Any]:
    """What was written without the defaults that the data file leaves out, at any depth."""
    kept = {key: value for key, value in written.items() if key in source or value not in (None, False, [])}
    return {
        key: without_empty(value, source[key])
        if isinstance(value, dict) and isinstance(source.get(key), dict)
        else value
        for key, value in kept.items()
    }


@pytest.mark.parametrize("which", ["real", "planted"])
def test_the_json_fits_the_published_schema(knowledge: Knowledge, which: str) -> None:
    data = json.loads(evidence.as_json(knowledge if which == "real" else planted()))
    validator().validate(data)
    part = {key: data[key] for key in ("sets", "statistics")}
    Draft202012Validator(json.loads(schemas.as_files()["evidence.schema.json"])).validate(part)
    assert EvidenceFile.model_validate_json(json.dumps(part)).statistics


@pytest.mark.parametrize(
    ("key", "value"),
    [("unit", "kilos"), ("limits", []), ("value", "78"), ("n", 0), ("id", "Not An Id"), ("surprise", 1)],
)
def test_the_published_schema_refuses_what_the_program_refuses(key: str, value: object) -> None:
    data = json.loads(evidence.as_json(planted()))
    data["statistics"][0][key] = value
    with pytest.raises(ValidationError):
        validator().validate(data)


def test_awkward_values_come_back_from_the_json() -> None:
    (statistic,) = json.loads(evidence.as_json(planted()))["statistics"]
    assert (statistic["measures"], statistic["population"]) == (AWKWARD, "=HYPERLINK(1)")
    assert "Ελλάδα България".encode() in evidence.as_json(planted())


def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(schemas.as_files()["evidence-data.schema.json"]))
