"""Findings as SARIF 2.1.0, which code hosts and editors read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from oscec.model.finding import Finding

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
"""How SARIF calls the top of the repository; paths are relative to it."""


def as_sarif(findings: Sequence[Finding]) -> str:
    """One run with a result for each finding.

    Parameters:
        findings: in the order in which they are shown.
    """
    rules = sorted({finding.rule for finding in findings})
    driver = {"name": "oscec", "rules": [{"id": rule} for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, rules.index(finding.rule)) for finding in findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    """SARIF has the same three levels under the same names as our severities."""
    place = {
        "artifactLocation": {"uri": quote(finding.path), "uriBaseId": _ROOT},
        "region": {"startLine": finding.line, "startColumn": finding.column},
    }
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": str(finding.severity),
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
    }
    return result | ({"properties": {"suggestion": finding.suggestion}} if finding.suggestion else {})
