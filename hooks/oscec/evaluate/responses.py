"""Answers of people without names: every column and every cell is one that is allowed, or the file is refused."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from oscec.evaluate.columns import Column, letters, read_column
from oscec.evaluate.plan import TESTS, Plan, Test
from oscec.evaluate.problem import NotReadableError, Problem
from oscec.evaluate.sheet import Row, Sheet

_CODE = re.compile(r"[^\W_]+(-[^\W_]+)*")
_NUMBER = re.compile(r"\d{1,4}([.,]\d{1,10})?")
_WORDS = {"right": 1.0, "true": 1.0, "wrong": 0.0, "false": 0.0}
_NOT_ANSWERED = ("", "-", "–")
_TESTS = {re.sub(r"\W", "", test): test for test in TESTS}

_CODES = (
    "a code is up to 12 letters and digits without spaces, with at least one digit and at most five, such as "
    "'fox7'. Names, e-mail addresses, phone numbers, dates of birth and service numbers are refused"
)
_NO_PARTICIPANT = (
    "There is no column 'participant'. Put one in, with a code for each person that is the same in every test: "
    f"{_CODES}."
)


@dataclass(frozen=True)
class Attempt:
    """One person's answers to one test."""

    participant: str
    """A code that says nothing about the person."""
    test: Test
    shares: tuple[float | None, ...]
    """For each pair of the plan how right the answer is, from 0 to 1; None where there is none."""


@dataclass(frozen=True)
class Source:
    """A table and the test that it holds, where the person said which; else a column says it."""

    sheet: Sheet
    test: Test | None = None


def read_responses(plan: Plan, sources: Iterable[Source]) -> list[Attempt]:
    """The tests that were taken, from all tables. Lines without any answer are left out.

    Raises:
        NotReadableError: when anything in any table is not allowed; it says everything that is.
    """
    seen: dict[tuple[str, Test], str] = {}
    tables = [_Table(plan, source, seen) for source in sources]
    attempts = [attempt for table in tables for attempt in table.attempts()]
    problems = sorted({problem for table in tables for problem in table.problems})
    if problems:
        raise NotReadableError(problems)
    return attempts


class _CellError(Exception):
    """What is wrong with a line."""


@dataclass
class _Table:
    """A table as it is read."""

    plan: Plan
    source: Source
    seen: dict[tuple[str, Test], str]
    """Who has taken which test, and where that stands."""
    problems: list[Problem] = field(default_factory=list)
    _complete: set[Test] = field(default_factory=set)
    """The tests of which every question has a column."""

    def attempts(self) -> list[Attempt]:
        sheet = self.source.sheet
        self.problems += [Problem(sheet.file, sheet.head.line, message) for message in self._faults_of_the_head()]
        found = [attempt for row in sheet.rows if (attempt := self._read(row))] if not self.problems else []
        if not found and not self.problems:
            message = "There are no answers in this file. Below the headings comes one line a participant and test."
            self.problems.append(Problem(sheet.file, sheet.head.line, message))
        return found

    # The headings

    @cached_property
    def _columns(self) -> list[Column]:
        return [read_column(position, heading) for position, heading in enumerate(self.source.sheet.head.cells)]

    def _of_kind(self, *kinds: str) -> list[Column]:
        return [column for column in self._columns if column.kind in kinds]

    def _faults_of_the_head(self) -> list[str]:
        """What is wrong with the headings; beside personal data only a lack of codes is worth saying."""
        personal = self._of_kind("personal")
        if personal:
            names = [f"{letters(c.position)} '{self.source.sheet.head.cells[c.position]}'" for c in personal]
            faults = [
                f"Personal data: {_several('column', names)} can say who somebody is. Delete them in a copy of "
                "the file and use that copy."
            ]
            return [*faults, *([] if self._of_kind("participant") else [_NO_PARTICIPANT])]
        return [*self._strange(), *self._missing(), *self._doubled()]

    def _strange(self) -> Iterator[str]:
        unknown = [letters(column.position) for column in self._of_kind("unknown")]
        if unknown:
            yield (
                f"The heading of {_several('column', unknown)} is not known here. Allowed are 'participant', 'test', "
                "ids of questions such as 'm02-q4', and Moodle's columns of marks and answers. Delete other columns; "
                "they may say who somebody is."
            )
        for column in self._of_kind("item"):
            if column.item not in self.plan.ids:
                yield (
                    f"'{column.item}' is no question of the tests of '{self.plan.course}'. Allowed are: "
                    f"{', '.join(self.plan.ids)}."
                )
        count = len(self.plan.pairs)
        for column in self._of_kind("mark", "response"):
            if not 1 <= column.number <= count:
                yield f"{_capital(column.name)} is too many: each test of '{self.plan.course}' has {count} questions."

    def _missing(self) -> Iterator[str]:
        if not self._of_kind("participant"):
            yield _NO_PARTICIPANT
        if not self._of_kind("test") and not self.source.test:
            yield (
                f"There is no column 'test'. Put one in, with {_either(TESTS)} in each line, or say which test the "
                "whole file is: --pre FILE, --post FILE or --follow-up FILE."
            )
        right = {column.number for column in self._of_kind("right answer")}
        lonely = [str(column.number) for column in self._of_kind("response") if column.number not in right]
        if lonely:
            yield (
                f"The right answer to {_several('question', lonely)} is missing. In Moodle's report 'Responses' "
                "tick 'Right answer' and download again; or download the report 'Grades', which shows marks."
            )

    def _doubled(self) -> Iterator[str]:
        ours = [column for column in self._columns if column.kind not in ("unread", "unknown")]
        keys = Counter((column.kind, column.item, column.number) for column in ours)
        for kind, item, number in [key for key, times in keys.items() if times > 1]:
            yield f"'{item or (f'{kind} {number}' if number else kind)}' stands in two headings. Keep one of them."

    # The lines

    def _read(self, row: Row) -> Attempt | None:
        try:
            return self._attempt(row)
        except _CellError as error:
            self.problems.append(Problem(self.source.sheet.file, row.line, str(error)))
            return None

    def _attempt(self, row: Row) -> Attempt | None:
        """What a line holds; None where nothing is answered."""
        answered = [
            c for c in self._of_kind("item", "mark", "response") if row.cells[c.position] not in _NOT_ANSWERED
        ]
        if not answered:
            return None
        test = self._test(row)
        pairs = [self._pair(column, test) for column in answered]
        if len(set(pairs)) < len(pairs):
            raise _CellError("Two columns have an answer to the same question. Keep one of them.")
        self._require_all(test)
        participant = self._participant(row, test)
        shares = {pair: self._share(column, row) for pair, column in zip(pairs, answered, strict=True)}
        return Attempt(participant, test, tuple(shares.get(pair) for pair in range(len(self.plan.pairs))))

    def _test(self, row: Row) -> Test:
        column = next(iter(self._of_kind("test")), None)
        cell = row.cells[column.position] if column else ""
        said = _TESTS.get(re.sub(r"[\W_]", "", cell.casefold()))
        if said and self.source.test not in (None, said):
            raise _CellError(f"This line is of the test '{said}', but the file was given as --{self.source.test}.")
        test = said or (self.source.test if not cell else None)
        if test is None:
            place = f"{_capital(column.name)} (test)" if column else "The test"
            raise _CellError(f"{place} must be {_either(TESTS)}.")
        return test

    def _pair(self, column: Column, test: Test) -> int:
        """Which pair an answer belongs to."""
        if column.number:
            return column.number - 1
        position = self.plan.items(test).get(column.item)
        if position is None:
            raise _CellError(
                f"{_capital(column.name)} has an answer, but the test '{test}' does not ask this question. Leave it "
                "empty, or correct the test."
            )
        return position

    def _require_all(self, test: Test) -> None:
        """Refuse a table that has no column for a question of the test."""
        if test in self._complete:
            return
        self._complete.add(test)
        columns = self._of_kind("item", "mark", "response")
        items, numbers = {column.item for column in columns}, {column.number for column in columns}
        asked = self.plan.items(test).items()
        missing = [item for item, pair in asked if item not in items and pair + 1 not in numbers]
        if missing:
            head = self.source.sheet.head
            message = (
                f"The test '{test}' of '{self.plan.course}' also asks {_several('question', missing)}. Put in a "
                "column for each; leave its cells empty where it was not asked."
            )
            self.problems.append(Problem(self.source.sheet.file, head.line, message))

    def _participant(self, row: Row, test: Test) -> str:
        column = self._of_kind("participant")[0]
        code = unicodedata.normalize("NFKC", row.cells[column.position]).casefold()
        digits = sum(character.isdigit() for character in code)
        if not code:
            raise _CellError(
                f"This line has answers but no code in {column.name} (participant). Put one in; if it is the line of "
                "averages that Moodle writes at the end, delete it."
            )
        if not _CODE.fullmatch(code) or len(code) > 12 or not 1 <= digits <= 5:
            raise _CellError(f"The code in {column.name} (participant) is not allowed: {_CODES}.")
        place = f"{self.source.sheet.file}, line {row.line}"
        first = self.seen.setdefault((code, test), place)
        if first != place:
            raise _CellError(
                f"This code has a line of the test '{test}' already: {first}. Two people need two codes; of two "
                "attempts of one person keep the first."
            )
        return code

    def _share(self, column: Column, row: Row) -> float:
        """How right an answer is."""
        cell = row.cells[column.position]
        if column.kind == "response":
            right = next(c for c in self._of_kind("right answer") if c.number == column.number)
            if row.cells[right.position] in _NOT_ANSWERED:
                raise _CellError(f"{_capital(right.name)} says no right answer. Download the report again.")
            return float(_parts(cell) == _parts(row.cells[right.position]))
        share = _WORDS.get(cell.casefold()) if column.kind == "item" else None
        if share is None and _NUMBER.fullmatch(cell):
            share = float(cell.replace(",", ".")) / column.maximum
        if share is None or share > 1:
            raise _CellError(f"{_capital(column.name)} must hold {_allowed(column)}.")
        return share


def _parts(answer: str) -> list[str]:
    """The answers of a question with several; Moodle shows them in the order in which that person saw them."""
    return sorted(" ".join(part.casefold().split()) for part in answer.split(";"))


def _allowed(column: Column) -> str:
    if column.kind == "item":
        return "1 or right, 0 or wrong, a share between them such as 0.5, or nothing where it was not answered"
    return (
        f"a number from 0 to {column.maximum:g}, or '-' where it was not answered. Moodle writes words where "
        "somebody still has to mark an answer: do that and download again"
    )


def _several(noun: str, names: list[str]) -> str:
    """'column A', 'columns A and B', 'columns A, B and C'."""
    *most, last = names
    return f"{noun}s {', '.join(most)} and {last}" if most else f"{noun} {last}"


def _either(names: Iterable[str]) -> str:
    *most, last = (f"'{name}'" for name in names)
    return f"{', '.join(most)} or {last}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
