"""Findings in the forms in which people and programs read them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from oscec.model.finding import Finding, Severity
from oscec.sarif import as_sarif

FORMATS = ("text", "json", "github", "sarif")


def as_text(finding: Finding) -> str:
    """'docs/en/x.md:3:7: error terminology/deprecated: …'."""
    where = f"{finding.path}:{finding.line}:{finding.column}"
    return f"{where}: {finding.severity} {finding.rule}: {finding.message}"


def write_report(findings: Iterable[Finding], form: str) -> str:
    """The findings as one text.

    Parameters:
        findings: in the order in which they are shown.
        form: one of `FORMATS`.
    """
    found = list(findings)
    if form == "json":
        return json.dumps([finding.as_json() for finding in found], ensure_ascii=False, indent=2)
    if form == "sarif":
        return as_sarif(found)
    if form == "github":
        return "\n".join(_annotation(finding) for finding in found)
    return "\n".join([*(as_text(finding) for finding in found), count(found)])


def count(findings: list[Finding]) -> str:
    """'2 errors, 1 warning' or 'No findings.'."""
    if not findings:
        return "No findings."
    parts = []
    for severity in Severity:
        number = sum(finding.severity is severity for finding in findings)
        if number:
            parts.append(f"{number} {severity}{'s' if number > 1 else ''}")
    return ", ".join(parts) + "."


_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def _annotation(finding: Finding) -> str:
    """A GitHub workflow command."""
    place = f"file={_property(finding.path)},line={finding.line},col={finding.column}"
    title = f"title={_property(finding.rule)}"
    return f"::{_COMMANDS[finding.severity]} {place},{title}::{_escaped(finding.message)}"


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in text)


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
