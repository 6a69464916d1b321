"""The report: the numbers of the group in words, tables and drawings, and nothing of any one person."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest
from selectolax.lexbor import LexborHTMLParser

from oscec.evaluate.chart import Bar, Group, draw
from oscec.evaluate.intervals import Interval
from oscec.evaluate.plan import Plan, Test
from oscec.evaluate.report import correlation, judged, percent, points, remarks, shift, span, write_report
from oscec.evaluate.responses import Attempt
from oscec.evaluate.statistics import Facility, evaluate

Take = Callable[..., list[Attempt]]
PlanOf = Callable[[int], Plan]


def group(take: Take, test: Test, people: int, chance: float, questions: int = 3) -> list[Attempt]:
    dice = random.Random(people)
    return take(test, [[float(dice.random() < chance) for _ in range(questions)] for _ in range(people)])


def text_of(html: str) -> str:
    body = LexborHTMLParser(html).body
    return " ".join(body.text(separator=" ").split()) if body else ""


def rows_of(html: str, caption: str) -> list[list[str]]:
    """The cells of the table with this caption."""
    tables = LexborHTMLParser(html).css("table")
    table = next(table for table in tables if table.css("caption")[0].text().startswith(caption))
    rows = [row.css("th, td") for row in table.css("tr")]
    return [[" ".join(cell.text(separator=" ").split()) for cell in row] for row in rows]


@pytest.fixture
def large(small: Plan, take: Take) -> str:
    attempts = group(take, "pre", 40, 0.4) + group(take, "post", 38, 0.8) + group(take, "follow-up", 12, 0.7)
    return write_report(small, evaluate(small, attempts))


# Numbers as they are shown


def test_numbers_are_short_and_have_the_sign_of_a_change() -> None:
    assert (percent(0.625), percent(0), percent(1)) == ("62%", "0%", "100%")
    assert (points(0.18), points(-0.041), points(-0.0001)) == ("+18", "−4", "0")
    assert span(Interval(0.41, 0.79)) == "41% to 79%"
    assert shift(Interval(-0.02, 0.1)) == "−2 to +10"
    assert (correlation(0.312), correlation(-0.1)) == ("0.31", "−0.10")


# What is said


def test_the_tables_say_what_the_group_did(small: Plan, take: Take) -> None:
    rows = [(1, 0, 0), (0, 0, None), (1, 1, 1), (0, 1, 0), (0, 0, 0), (1, 0.5, 0)]
    later = [(1, 1, 1), (1, 0, 1), (1, 1, 1), (1, 1, 0), (0, 1, 1)]
    html = write_report(small, evaluate(small, take("pre", rows) + take("post", later)))
    assert rows_of(html, "Mean score")[1:] == [
        ["before", "6", "36%", "0% to 75%", "6%"],
        ["after", "5", "80%", "57% to 100%", "0%"],
    ]
    assert rows_of(html, "Change")[1:] == [["before, after", "5", "+47", "+10 to +84", "–"]]
    assert rows_of(html, "How many")[1] == [
        "1. Which element of oSCEC is named <first>? m02-q1 After: Which element comes second? m02-q4",
        "50% 3 of 6 19% to 81%",
        "80% 4 of 5 38% to 96%",
        "–",
    ]


def test_a_clear_change_is_told_and_no_cause_claimed(large: str) -> None:
    text = text_of(large)
    assert "From before to after (38 people in both): the group did better." in text
    assert "This is no proof that the course caused the change." in text


def test_a_group_that_is_too_small_is_said_to_be(small: Plan, take: Take) -> None:
    text = text_of(write_report(small, evaluate(small, group(take, "pre", 7, 0.4) + group(take, "post", 7, 0.9))))
    assert "A group is too small to conclude." in text
    assert "(7 people in both): too small to conclude." in text
    assert "This is not interpreted: no test was taken by 30 people or more." in text


def test_few_people_in_both_tests_are_too_small_a_group_too(small: Plan, take: Take) -> None:
    others = [Attempt(f"other{n}", "post", (1, 0, n % 2)) for n in range(20)]
    text = text_of(write_report(small, evaluate(small, group(take, "pre", 20, 0.4) + others)))
    assert "The smallest here, in one test or in both of two, is of 0 people." in text


def test_a_large_group_has_no_warning(small: Plan, take: Take) -> None:
    html = write_report(small, evaluate(small, group(take, "pre", 20, 0.4) + group(take, "post", 20, 0.9)))
    assert "too small" not in text_of(html)


def test_below_five_people_no_number_of_theirs_is_there(small: Plan, take: Take) -> None:
    html = write_report(small, evaluate(small, group(take, "pre", 12, 0.4) + take("post", [(1, 0.21, 0.79)] * 4)))
    assert rows_of(html, "Mean score")[2] == ["after", "4", "not shown fewer than 5 people", "–", "–"]
    assert rows_of(html, "Change")[1][2] == "not shown fewer than 5 people"
    assert [row[2] for row in rows_of(html, "How many")[1:]] == ["not shown fewer than 5 people"] * 3
    assert {"21%", "79%"} & set(re.findall(r"\d+%", text_of(html))) == set()


def test_four_people_alone_get_a_report_without_drawings(small: Plan, take: Take) -> None:
    html = write_report(small, evaluate(small, take("pre", [(1, 0, 1)] * 4)))
    assert "<svg" not in html
    assert "There are answers of one test only" in text_of(html)


def test_a_question_that_was_not_asked_is_said_to_be(small: Plan, take: Take) -> None:
    rows = [(1, 0, None), (0, 1, None)] * 20
    html = write_report(small, evaluate(small, take("pre", rows)))
    assert rows_of(html, "How many")[3][1] == "not asked"
    assert rows_of(html, "Discrimination")[3][1] == "not asked"


def test_discrimination_is_told_with_what_it_means(small: Plan, take: Take) -> None:
    rows = [(0, 0, 0), (1, 0, 1), (0, 0, 0), (0, 0, 1), (1, 0, 0), (1, 1, 0)] * 6
    html = write_report(small, evaluate(small, take("pre", rows) + take("follow-up", [(1, 1, 1)] * 9)))
    table = rows_of(html, "Discrimination")
    assert table[0] == ["Question", "before"], "the follow-up is too small"
    said = [row[1] for row in table[1:]]
    assert said == ["0.33 goes with the rest", "0.11 weak", "−0.16 goes against the rest"]


def facility(share: float, n: int = 40, interval: Interval | None = None, corr: float | None = None) -> Facility:
    return Facility(n, share, interval or Interval(share, share), 0, corr)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"pre": facility(0.95), "post": facility(1.0)}, ["known"]),
        ({"pre": facility(0.2), "post": facility(0.45)}, ["hard"]),
        ({"pre": facility(0.8), "post": facility(0.6)}, ["fell"]),
        ({"pre": facility(0.8), "post": facility(0.6, interval=Interval(0.4, 0.85))}, []),
        ({"pre": facility(0.95, n=9), "post": facility(0.1, n=9)}, []),
        ({"post": facility(0.7)}, []),
    ],
)
def test_a_question_worth_a_look_is_pointed_out(asked: dict[Test, Facility], expected: list[str]) -> None:
    assert remarks(asked) == expected


@pytest.mark.parametrize(
    ("n", "corr", "expected"),
    [(29, None, "few"), (30, None, "alike"), (30, -0.01, "negative"), (30, 0.19, "weak"), (30, 0.2, "fair")],
)
def test_discrimination_is_judged(n: int, corr: float | None, expected: str) -> None:
    assert judged(facility(0.5, n, corr=corr)) == expected


# What is never there


def test_no_code_of_a_participant_is_in_the_report(small: Plan) -> None:
    tests: list[Test] = ["pre", "post"]
    attempts = [Attempt(f"zebra{n}", test, (1, 0, n % 2)) for n in range(40) for test in tests]
    assert "zebra" not in write_report(small, evaluate(small, attempts))


def test_the_report_asks_for_nothing_and_runs_nothing(large: str) -> None:
    assert re.findall(r"<script|<link|<img|<iframe|@import|url\(|\ssrc=|\shref=|\son\w+=|https?:", large) == []
    assert "default-src 'none'" in large


def test_words_of_questions_are_never_markup(large: str) -> None:
    assert "<first>" not in large
    assert "named &lt;first&gt;?" in large
    assert "<title>Evaluation: A small course</title>" in large


# Drawings


def words(svg: str) -> list[str]:
    return [node.text() for node in LexborHTMLParser(svg).css("text")]


def widths(svg: str, color: str) -> list[float]:
    """How wide the rectangles of a colour are."""
    paths = [str(path.attributes["d"]) for path in LexborHTMLParser(svg).css(f'path[fill="var({color})"]')]
    return [float(re.findall(r"h(-?[\d.]+)", path)[0]) for path in paths]


def test_bars_are_as_long_as_their_shares() -> None:
    bars = (Bar("before", "40%", 0.4, None), Bar("after", "80%", 0.8, None))
    svg = draw([Group("1. What?", bars)], "A name")
    short, long = widths(svg, "--bar")
    assert long == pytest.approx(2 * short)
    assert widths(svg, "--track") == [pytest.approx(long / 0.8)] * 2
    assert set(words(svg)) == {"1. What?", "before", "40%", "after", "80%"}


def test_an_interval_is_a_line_with_two_ends() -> None:
    svg = draw([Group("", (Bar("before", "40%", 0.4, Interval(0.2, 0.6)),))], "A name")
    line, *ends = sorted(widths(svg, "--ink"), reverse=True)
    assert len(ends) == 2
    assert line == pytest.approx(widths(svg, "--track")[0] * 0.4, rel=0.01)


def test_a_drawing_has_a_name_and_no_colours_or_styles_of_its_own() -> None:
    svg = draw([Group("Long " * 60, (Bar("before", "40%", 0.4, None),))], 'A "name"')
    assert 'role="img" aria-label="A &quot;name&quot;"' in svg
    assert set(re.findall(r'fill="([^"]*)"', svg)) <= {"var(--track)", "var(--bar)", "var(--ink)", "none"}
    assert "style=" not in svg
    assert max(len(line) for line in words(svg)) <= 42
