"""`evaluate`: what a course achieved."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oscec.cli.shared import on_tree
from oscec.evaluate.course import empty_table, read_plan
from oscec.evaluate.plan import Plan
from oscec.evaluate.problem import NotReadableError
from oscec.load.knowledge import load_knowledge

if TYPE_CHECKING:
    from oscec.evaluate.files import Named

_PROBLEMS = 20
"""As many problems of a table of answers as a person can take in at once."""

_answers = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("responses", nargs=-1, type=_answers)
@click.option("--course", required=True, help="A course of courses.yml.")
@click.option("--pre", type=_answers, help="A table of the test before the course only.")
@click.option("--post", type=_answers, help="A table of the test after the course only.")
@click.option("--follow-up", type=_answers, help="A table of the test some weeks later only.")
@click.option("--template", is_flag=True, help="Write an empty table of answers, and nothing else.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@on_tree
def evaluate(  # noqa: PLR0913, PLR0917
    responses: tuple[Path, ...],
    course: str,
    pre: Path | None,
    post: Path | None,
    follow_up: Path | None,
    template: bool,
    out: Path | None,
    root: Path,
) -> None:
    """Say what a course achieved, from CSV files of anonymous answers.

    RESPONSES are tables with a column 'test' that says pre, post or follow-up; --template writes their headings.
    Moodle's quiz reports 'Grades' and 'Responses' go in by --pre, --post and --follow-up, once a column
    'participant' with codes stands in the place of names. The report is written to dist/ of the tree.
    """
    root = root.resolve()
    plan = _plan(root, course)
    files: list[Named] = [(file, None) for file in responses]
    files += [(pre, "pre")] if pre else []
    files += [(post, "post")] if post else []
    files += [(follow_up, "follow-up")] if follow_up else []
    if template == bool(files):
        raise click.UsageError("Name at least one table of answers, or else --template.")
    try:
        if template:
            _write_template(plan, out)
        else:
            _write_evaluation(plan, files, out or root / "dist" / f"evaluation-{course}.html")
    except OSError as error:
        raise click.UsageError(f"'{error.filename}' cannot be used: {error.strerror}.") from error


def _plan(root: Path, course: str) -> Plan:
    """The tests of a course; refused where there is no such course, or its tests are not complete."""
    knowledge = load_knowledge(root, ()).knowledge
    if course not in knowledge.courses:
        raise click.UsageError(f"'{course}' is no course of courses.yml; allowed: {', '.join(knowledge.courses)}.")
    plan = read_plan(root, knowledge, course)
    if not plan.pairs or len(plan.pairs) < len(knowledge.courses[course].items):
        raise click.UsageError(f"The tests of '{course}' are not complete; `check` says what is missing.")
    return plan


def _write_template(plan: Plan, out: Path | None) -> None:

    table = empty_table(plan)
    if out is None:
        click.echo(table, nl=False)
    elif out.exists():
        raise click.UsageError(f"'{out}' exists and may hold answers; choose another --out.")
    else:
        out.write_bytes(table)
        click.echo(f"The empty table is in {os.path.relpath(out)}.")


def _write_evaluation(plan: Plan, files: list[Named], out: Path) -> None:
    from oscec.evaluate.files import evaluate_files, is_foreign  # noqa: PLC0415 - polars is slow to load

    if is_foreign(out):
        raise click.UsageError(f"'{out}' exists and is no report of an evaluation; choose another --out.")
    try:
        report = evaluate_files(plan, files)
    except NotReadableError as error:
        click.echo("\n".join(str(problem) for problem in error.problems[:_PROBLEMS]))
        if len(error.problems) > _PROBLEMS:
            click.echo(f"… and {len(error.problems) - _PROBLEMS} more.")
        sys.exit(1)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(report, encoding="utf-8", newline="\n")
    click.echo(f"The report is in {os.path.relpath(out)}.")
