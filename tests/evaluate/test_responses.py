"""Tables of answers: the same answers in every form that is allowed, and a plain word for every form that is not."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from oscec.evaluate.columns import letters, read_column
from oscec.evaluate.plan import Plan, Test
from oscec.evaluate.problem import NotReadableError
from oscec.evaluate.responses import Attempt, Source, read_responses
from oscec.evaluate.sheet import MAX_BYTES, read_sheet

HERE = Path(__file__).parent
GOOD, BAD = HERE / "files" / "good", HERE / "files" / "bad"
SETTINGS = settings(max_examples=60)
CASES: dict[str, Any] = yaml.safe_load((HERE / "bad.yml").read_text(encoding="utf-8"))

BEFORE = {
    "fox1": (1, 0, 0),
    "fox2": (0, 0, None),
    "fox3": (1, 1, 1),
    "fox4": (0, 1, 0),
    "fox5": (0, 0, 0),
    "fox6": (1, 0.5, 0),
}
AFTER = {"fox1": (1, 1, 1), "fox2": (1, 0, 1), "fox3": (1, 1, 1), "fox4": (1, 1, 0), "fox5": (0, 1, 1)}


def expected(before: dict[str, Any] = BEFORE, first: str = "fox1") -> set[Attempt]:
    tests: dict[Test, dict[str, Any]] = {"pre": before, "post": AFTER}
    return {
        Attempt(first if code == "fox1" else code, test, shares)
        for test, rows in tests.items()
        for code, shares in rows.items()
    }


def read(plan: Plan, *files: tuple[Path, Test | None]) -> set[Attempt]:
    sources = [Source(read_sheet(path.name, path.read_bytes()), test) for path, test in files]
    return set(read_responses(plan, sources))


def problems(plan: Plan, text: str | bytes, test: Test | None = None) -> list[str]:
    raw = text.encode() if isinstance(text, str) else text
    with pytest.raises(NotReadableError) as caught:
        read_responses(plan, [Source(read_sheet("answers.csv", raw), test)])
    return [str(problem) for problem in caught.value.problems]


# What can be read


@pytest.mark.parametrize(
    ("file", "first"),
    [
        ("own.csv", "fox1"),
        ("own-words.csv", "fox1"),
        ("own-semicolons-windows.csv", "füx1"),
        ("own-tabs-utf16.csv", "füx1"),
    ],
)
def test_our_own_table_reads_the_same_however_it_was_saved(small: Plan, file: str, first: str) -> None:
    assert read(small, (GOOD / file, None)) == expected(first=first)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("pre.csv", "post.csv"),
        ("moodle-grades-pre.csv", "moodle-grades-post.csv"),
        ("moodle-grades-de-pre.csv", "moodle-grades-fr-post.csv"),
    ],
)
def test_a_file_for_each_test_reads_the_same(small: Plan, before: str, after: str) -> None:
    assert read(small, (GOOD / before, "pre"), (GOOD / after, "post")) == expected()


def test_moodles_answers_are_right_where_they_are_the_right_answer_in_any_order(small: Plan) -> None:
    files = GOOD / "moodle-responses-pre.csv", GOOD / "moodle-responses-post.csv"
    assert read(small, (files[0], "pre"), (files[1], "post")) == expected(BEFORE | {"fox6": (1, 0, 0)})


def test_the_follow_up_asks_the_questions_of_the_first_test(small: Plan) -> None:
    text = "participant,test,m02-q1,m02-q2,m02-q3\nfox1,follow-up,1,1,0\n"
    attempts = read_responses(small, [Source(read_sheet("a.csv", text.encode()))])
    assert attempts == [Attempt("fox1", "follow-up", (1, 1, 0))]


def test_two_tables_of_one_test_are_read_as_one(small: Plan) -> None:
    head = "participant,test,m02-q1,m02-q2,m02-q3\n"
    tables = [f"{head}fox{number},pre,1,1,0\n".encode() for number in (1, 2)]
    attempts = read_responses(small, [Source(read_sheet("a.csv", table)) for table in tables])
    assert [attempt.participant for attempt in attempts] == ["fox1", "fox2"]


def test_lines_are_counted_as_a_text_editor_counts_them(small: Plan) -> None:
    text = 'participant,test,m02-q1,m02-q2,m02-q3,feedback\nfox1,pre,1,1,1,"two\nlines"\n\nfox2,pre,2,1,1,\n'
    assert [problem.split(" ")[0] for problem in problems(small, text)] == ["answers.csv:5:"]


# What cannot


def test_every_bad_file_has_a_case_and_every_case_a_file() -> None:
    assert sorted(CASES["files"]) == sorted(file.name for file in BAD.iterdir())


@pytest.mark.parametrize("name", sorted(CASES["files"]))
def test_a_bad_file_is_refused_with_line_reason_and_way_out(small: Plan, name: str) -> None:
    case = CASES["files"][name]
    with pytest.raises(NotReadableError) as caught:
        read(small, (BAD / name, case.get("given")))
    first = caught.value.problems[0]
    assert (first.file, first.line) == (name, case["line"])
    assert case["says"] in first.message


@pytest.mark.parametrize("name", sorted(CASES["files"]))
def test_no_message_repeats_what_may_be_personal(small: Plan, name: str) -> None:
    with pytest.raises(NotReadableError) as caught:
        read(small, (BAD / name, CASES["files"][name].get("given")))
    said = "\n".join(problem.message for problem in caught.value.problems)
    assert [secret for secret in CASES["secrets"] if str(secret).casefold() in said.casefold()] == []


def test_a_file_that_is_too_large_is_not_read(small: Plan) -> None:
    found = problems(small, b"a" * (MAX_BYTES + 1))
    assert found == [f"answers.csv:1: This file is larger than {MAX_BYTES:,} bytes. Evaluate the groups one by one."]


def test_every_problem_of_every_table_is_told_at_once(small: Plan) -> None:
    head = "participant,test,m02-q1,m02-q2,m02-q3\n"
    sheets = [
        read_sheet("a.csv", f"{head}fox1,pre,7,1,1\nfox,pre,1,1,1\n".encode()),
        read_sheet("b.csv", f"{head}fox2,before,1,1,1\n".encode()),
    ]
    with pytest.raises(NotReadableError) as caught:
        read_responses(small, [Source(sheet) for sheet in sheets])
    assert [(problem.file, problem.line) for problem in caught.value.problems] == [
        ("a.csv", 2),
        ("a.csv", 3),
        ("b.csv", 2),
    ]


@SETTINGS
@given(st.binary(max_size=300))
def test_no_bytes_end_in_a_traceback(small: Plan, raw: bytes) -> None:
    try:
        attempts = read_responses(small, [Source(read_sheet("x.csv", raw))])
    except NotReadableError:
        return
    assert attempts


CELLS = st.lists(
    st.lists(st.one_of(st.text(max_size=12), st.sampled_from(["fox1", "pre", "post", "1", "0,5", "-"])), max_size=9),
    max_size=6,
)


@SETTINGS
@given(CELLS)
def test_no_table_ends_in_a_traceback_or_in_a_share_that_is_none(small: Plan, rows: list[list[str]]) -> None:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["participant", "test", *small.ids])
    writer.writerows(rows)
    try:
        attempts = read_responses(small, [Source(read_sheet("x.csv", file.getvalue().encode()))])
    except NotReadableError:
        return
    assert all(share is None or 0 <= share <= 1 for attempt in attempts for share in attempt.shares)


# Headings


@pytest.mark.parametrize(
    "heading",
    ["Last name", "LAST-NAME", " surname ", "Prénom", "prenom", "Имейл адрес", "Ηλεκτρονική διεύθυνση", "IP-Adresse"],
)
def test_headings_of_personal_data_are_known_without_case_accents_and_hyphens(heading: str) -> None:
    assert read_column(0, " ".join(heading.split())).kind == "personal"


@pytest.mark.parametrize(
    ("heading", "number", "maximum"),
    [("Q. 1 /1.00", 1, 1), ("Pyt. 12 /2,50", 12, 2.5), ("F 3 /1,00", 3, 1), ("Ερ. 4 /10", 4, 10)],
)
def test_a_mark_is_known_in_any_language(heading: str, number: int, maximum: float) -> None:
    column = read_column(0, heading)
    assert (column.kind, column.number, column.maximum) == ("mark", number, maximum)


@pytest.mark.parametrize("heading", ["Grade/10.00", "Bewertung/10,00", "Question 3", "Time taken", "Q. 2 /0.00"])
def test_what_is_harmless_and_of_no_use_is_skipped(heading: str) -> None:
    assert read_column(0, heading).kind == "unread"


@pytest.mark.parametrize("heading", ["", "Petra", "Surname 1", "m2-q4", "Response", "Response x", "Q. 1 / one"])
def test_everything_else_is_unknown(heading: str) -> None:
    assert read_column(0, heading).kind not in ("item", "mark", "right answer", "unread")


@pytest.mark.parametrize(("position", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_called_as_spreadsheet_programs_call_them(position: int, name: str) -> None:
    assert letters(position) == name
