"""The files that a person names: tables of answers that are read, and the report that is written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from oscec.evaluate.plan import Plan, Test
from oscec.evaluate.problem import NotReadableError, Problem
from oscec.evaluate.report import MARK, write_report
from oscec.evaluate.responses import Source, read_responses
from oscec.evaluate.sheet import MAX_BYTES, Sheet, read_sheet
from oscec.evaluate.statistics import evaluate

Named = tuple[Path, Test | None]
"""A table of answers, and the test that it holds where the person said which."""


def evaluate_files(plan: Plan, files: Iterable[Named]) -> str:
    """The report on some tables of answers, as HTML.

    Raises:
        NotReadableError: when anything in any of them is not allowed.
        OSError: when one cannot be read.
    """
    sources: list[Source] = []
    problems: list[Problem] = []
    for path, test in files:
        try:
            sources.append(Source(_read(path), test))
        except NotReadableError as error:
            problems += error.problems
    if problems:
        raise NotReadableError(problems)
    return write_report(plan, evaluate(plan, read_responses(plan, sources)))


def is_foreign(path: Path) -> bool:
    """Whether something stands there that is no report of ours."""
    if not path.exists():
        return False
    with path.open("rb") as file:
        return MARK.encode() not in file.read(2000)


def _read(path: Path) -> Sheet:
    """A table, of which no more is read than is allowed."""
    with path.open("rb") as file:
        return read_sheet(str(path), file.read(MAX_BYTES + 1))
