"""Findings as text, as JSON and as annotations of GitHub."""

from __future__ import annotations

import json

import pytest

from oscec.model.finding import Finding, Fix, Severity
from oscec.report import FORMATS, as_text, count, write_report

ERROR = Finding("docs/en/a.md", 3, 7, "terminology/deprecated", Severity.ERROR, "Say ‘this’.", "this")
WARNING = Finding("docs/en/a.md", 4, 1, "evidence/unlinked", Severity.WARNING, "A count.")
NOTE = Finding("docs/fr/b.md", 1, 1, "evidence/unlinked", Severity.NOTE, "Un nombre.")


def finding(path: str = "docs/en/a.md", rule: str = "file/yaml", message: str = "Wrong.") -> Finding:
    return Finding(path, 1, 2, rule, Severity.ERROR, message)


def test_a_line_of_text_begins_with_the_place() -> None:
    assert as_text(ERROR) == "docs/en/a.md:3:7: error terminology/deprecated: Say ‘this’."


def test_the_text_ends_with_the_count() -> None:
    assert write_report([ERROR, WARNING], "text").splitlines() == [
        "docs/en/a.md:3:7: error terminology/deprecated: Say ‘this’.",
        "docs/en/a.md:4:1: warning evidence/unlinked: A count.",
        "1 error, 1 warning.",
    ]


@pytest.mark.parametrize(
    ("findings", "said"),
    [
        ([], "No findings."),
        ([ERROR], "1 error."),
        ([ERROR, ERROR], "2 errors."),
        ([NOTE, WARNING, WARNING], "2 warnings, 1 note."),
        ([NOTE, NOTE, WARNING, ERROR], "1 error, 1 warning, 2 notes."),
    ],
)
def test_the_count_names_the_gravest_first(findings: list[Finding], said: str) -> None:
    assert count(findings) == said


def test_json_is_a_list_of_objects_with_seven_keys() -> None:
    assert json.loads(write_report([ERROR, NOTE], "json")) == [
        {
            "path": "docs/en/a.md",
            "line": 3,
            "column": 7,
            "rule": "terminology/deprecated",
            "severity": "error",
            "message": "Say ‘this’.",
            "suggestion": "this",
        },
        {
            "path": "docs/fr/b.md",
            "line": 1,
            "column": 1,
            "rule": "evidence/unlinked",
            "severity": "note",
            "message": "Un nombre.",
            "suggestion": None,
        },
    ]


def test_json_shows_letters_as_they_are() -> None:
    assert "‘this’" in write_report([ERROR], "json")


def test_json_without_findings_is_an_empty_list() -> None:
    assert json.loads(write_report([], "json")) == []


def test_a_fix_is_no_part_of_the_json() -> None:
    fixable = Finding("a.md", 1, 1, "evidence/label", Severity.ERROR, "Wrong.", "78%", Fix(0, 3, "78%"))
    [shown] = json.loads(write_report([fixable], "json"))
    assert "fix" not in shown


def test_an_annotation_names_file_line_column_and_rule() -> None:
    assert write_report([ERROR, WARNING, NOTE], "github").splitlines() == [
        "::error file=docs/en/a.md,line=3,col=7,title=terminology/deprecated::Say ‘this’.",
        "::warning file=docs/en/a.md,line=4,col=1,title=evidence/unlinked::A count.",
        "::notice file=docs/fr/b.md,line=1,col=1,title=evidence/unlinked::Un nombre.",
    ]


def test_an_annotation_is_one_line_whatever_the_message() -> None:
    shown = write_report([finding(message="78% of\r\nall::error file=x::y")], "github")
    assert shown == "::error file=docs/en/a.md,line=1,col=2,title=file/yaml::78%25 of%0D%0Aall::error file=x::y"


def test_an_annotation_escapes_what_ends_a_property() -> None:
    shown = write_report([finding(path="docs/en/a,b:c%\n.md")], "github")
    assert shown.startswith("::error file=docs/en/a%2Cb%3Ac%25%0A.md,line=1,")


def test_no_findings_make_no_annotation() -> None:
    assert write_report([], "github") == ""


@pytest.mark.parametrize("form", FORMATS)
def test_findings_may_come_from_an_iterator(form: str) -> None:
    assert write_report(iter([ERROR, NOTE]), form) == write_report([ERROR, NOTE], form)


def test_findings_are_ordered_by_place() -> None:
    fixable = Finding("a.md", 1, 1, "evidence/label", Severity.ERROR, "Wrong.", None, Fix(0, 1, "x"))
    later = Finding("a.md", 10, 1, "a/a", Severity.ERROR, "Wrong.")
    assert sorted([NOTE, later, WARNING, fixable, ERROR]) == [fixable, later, ERROR, WARNING, NOTE]
