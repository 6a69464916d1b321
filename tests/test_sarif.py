"""Findings as SARIF 2.1.0: valid by the official schema, and true."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sarif_kit.validate import validation_errors

from oscec.cli import main
from oscec.model.finding import Finding, Severity
from oscec.report import write_report

BASE = Path(__file__).parent / "golden" / "rules" / "base"
FINDINGS = [
    Finding("docs/en/a.md", 3, 7, "terminology/deprecated", Severity.ERROR, "Say ‘this’.", "this"),
    Finding("docs/en/a.md", 4, 1, "evidence/unlinked", Severity.WARNING, "A count."),
    Finding("docs/fr/b c%é.md", 1, 1, "evidence/unlinked", Severity.NOTE, "Un nombre."),
]


def sarif(findings: list[Finding]) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(write_report(findings, "sarif"))
    return log


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_official_schema_is_met(count: int) -> None:
    assert validation_errors(sarif(FINDINGS[:count])) == []


def test_the_schema_refuses_what_is_wrong() -> None:
    log = sarif(FINDINGS)
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert validation_errors(log) != []


def test_each_finding_is_a_result_at_its_place() -> None:
    run = sarif(FINDINGS)["runs"][0]
    results = run["results"]
    assert [result["ruleId"] for result in results] == [finding.rule for finding in FINDINGS]
    assert [result["level"] for result in results] == ["error", "warning", "note"]
    assert [run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] for result in results] == [
        finding.rule for finding in FINDINGS
    ]
    assert [result["message"]["text"] for result in results] == ["Say ‘this’.", "A count.", "Un nombre."]
    places = [result["locations"][0]["physicalLocation"] for result in results]
    assert places[0] == {
        "artifactLocation": {"uri": "docs/en/a.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 7},
    }
    assert places[2]["artifactLocation"]["uri"] == "docs/fr/b%20c%25%C3%A9.md"
    assert results[0]["properties"] == {"suggestion": "this"}


def test_columns_count_characters() -> None:
    assert sarif([])["runs"][0]["columnKind"] == "unicodeCodePoints"


def test_check_prints_it(tmp_path: Path) -> None:
    root = shutil.copytree(BASE, tmp_path / "tree")
    result = CliRunner().invoke(main, ["check", "--root", str(root), "--format", "sarif"], catch_exceptions=False)
    assert result.exit_code == 0
    assert validation_errors(json.loads(result.output)) == []
    assert json.loads(result.output)["runs"][0]["results"] == []
