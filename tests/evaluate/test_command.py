"""`python -m oscec evaluate`: what it writes where, what it refuses, and how it exits."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from oscec.cli import main

HERE = Path(__file__).parent
GOOD, BAD = HERE / "files" / "good", HERE / "files" / "bad"
CASES: dict[str, Any] = yaml.safe_load((HERE / "bad.yml").read_text(encoding="utf-8"))
HEAD = ["participant", "test", "m02-q1", "m02-q2", "m02-q3", "m02-q4", "m02-q5", "m02-q6"]


@pytest.fixture(autouse=True)
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree with a course, in which the person stands."""
    root = Path(shutil.copytree(HERE / "tree", tmp_path / "tree"))
    monkeypatch.chdir(root)
    return root


def evaluate(*arguments: str | Path, course: str = "small") -> Result:
    result = CliRunner().invoke(main, ["evaluate", "--course", course, *map(str, arguments)])
    assert not isinstance(result.exception, Exception), repr(result.exception)
    return result


def test_a_table_becomes_a_report_in_dist(tree: Path) -> None:
    result = evaluate(GOOD / "own.csv")
    assert (result.exit_code, result.stdout) == (0, "The report is in dist/evaluation-small.html.\n")
    report = (tree / "dist" / "evaluation-small.html").read_text(encoding="utf-8")
    assert "Test before the course: 6 people." in report


def test_a_file_for_each_test_becomes_a_report_where_it_was_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "new" / "report.html"
    result = evaluate(
        *("--pre", GOOD / "moodle-grades-pre.csv", "--post", GOOD / "moodle-grades-fr-post.csv"),
        *("--follow-up", GOOD / "pre.csv", "--out", out),
    )
    assert result.exit_code == 0, result.output
    assert "From after to follow-up" in out.read_text(encoding="utf-8")


def test_the_same_answers_give_the_same_bytes(tree: Path) -> None:
    for name in ("one.html", "two.html"):
        evaluate(GOOD / "own.csv", "--out", name)
    assert (tree / "one.html").read_bytes() == (tree / "two.html").read_bytes()


def test_a_report_is_written_anew(tree: Path) -> None:
    evaluate("--pre", GOOD / "pre.csv")
    assert evaluate(GOOD / "own.csv").exit_code == 0
    assert "Test after the course" in (tree / "dist" / "evaluation-small.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [[GOOD / "own.csv"], ["--template"]])
def test_another_file_is_never_overwritten(tree: Path, arguments: list[str | Path]) -> None:
    (tree / "mine.csv").write_text("My work.", encoding="utf-8")
    result = evaluate(*arguments, "--out", "mine.csv")
    assert result.exit_code == 2
    assert "'mine.csv' exists" in result.output
    assert (tree / "mine.csv").read_text(encoding="utf-8") == "My work."


@pytest.mark.parametrize("name", sorted(CASES["files"]))
def test_bad_content_exits_with_1_writes_nothing_and_repeats_nothing_personal(tree: Path, name: str) -> None:
    test = CASES["files"][name].get("given")
    result = evaluate(*([f"--{test}"] if test else []), BAD / name)
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{BAD / name}:{CASES['files'][name]['line']}: ")
    said = result.output.replace(str(BAD), "").casefold()
    assert [secret for secret in CASES["secrets"] if str(secret).casefold() in said] == []
    assert not (tree / "dist").exists()


def test_many_problems_are_not_all_told(tree: Path) -> None:
    lines = [",".join(HEAD), *(f"fox{n},pre,9,1,1,,," for n in range(30))]
    (tree / "many.csv").write_text("\n".join(lines), encoding="utf-8")
    told = evaluate("many.csv").stdout.splitlines()
    assert (len(told), told[-1]) == (21, "… and 10 more.")


@pytest.mark.parametrize(
    ("arguments", "course", "says"),
    [
        ([], "small", "Name at least one table of answers, or else --template."),
        (["--template", GOOD / "own.csv"], "small", "Name at least one table of answers, or else --template."),
        ([GOOD / "own.csv"], "large", "'large' is no course of courses.yml; allowed: small, untested, half-done."),
        ([GOOD / "own.csv"], "untested", "The tests of 'untested' are not complete"),
        ([GOOD / "own.csv"], "half-done", "The tests of 'half-done' are not complete"),
        (["nowhere.csv"], "small", "does not exist"),
        ([GOOD], "small", "is a directory"),
        ([GOOD / "own.csv", "--out", GOOD], "small", "is a directory"),
        ([GOOD / "own.csv", "--out", GOOD / "own.csv" / "report.html"], "small", "cannot be used"),
    ],
)
def test_wrong_usage_exits_with_2(arguments: list[str | Path], course: str, says: str) -> None:
    result = evaluate(*arguments, course=course)
    assert result.exit_code == 2
    assert says in " ".join(result.output.split())


# The empty table


def test_the_template_has_a_column_for_each_question_of_each_test(tree: Path) -> None:
    result = evaluate("--template")
    assert result.exit_code == 0
    rows = list(csv.reader(io.StringIO(result.stdout_bytes.decode("utf-8-sig"), newline="")))
    assert rows == [HEAD]
    assert evaluate("--template", "--out", "answers.csv").exit_code == 0
    assert (tree / "answers.csv").read_bytes() == result.stdout_bytes


def test_a_template_that_was_filled_in_becomes_a_report(tree: Path) -> None:
    evaluate("--template", "--out", "answers.csv")
    with (tree / "answers.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([f"fox{n}", "pre", 1, n % 2, 0, "", "", ""] for n in range(12))
    assert evaluate("answers.csv").exit_code == 0


def test_an_empty_template_is_told_to_hold_no_answers(tree: Path) -> None:
    evaluate("--template", "--out", "answers.csv")
    assert "There are no answers in this file" in evaluate("answers.csv").stdout
    assert not (tree / "dist").exists()


@pytest.mark.parametrize("course", ["c1-awareness", "c3-investigators"])
def test_the_real_courses_have_a_template(course: str) -> None:
    root = HERE.parents[1]
    result = CliRunner().invoke(main, ["evaluate", "--course", course, "--template", "--root", str(root)])
    assert result.exit_code == 0
    assert result.stdout_bytes.decode("utf-8-sig").startswith("participant,test,m0")
