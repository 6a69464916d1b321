"""The numbers: worked out by hand, by Python's own `statistics`, by scipy, and by what must be true of any group."""

from __future__ import annotations

import json
import random
import statistics as stdlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oscec.evaluate.intervals import Interval, of_mean, of_share, student
from oscec.evaluate.plan import Plan, Test
from oscec.evaluate.responses import Attempt
from oscec.evaluate.statistics import CONCLUDED, DISCRIMINATION, HIDDEN, Change, Mean, Results, evaluate

SCIPY: dict[str, Any] = json.loads((Path(__file__).parent / "scipy.json").read_text(encoding="utf-8"))
SETTINGS = settings(max_examples=60)
SHARES = st.sampled_from([0, 0, 1, 1, 0.5, None])
Take = Callable[..., list[Attempt]]
PlanOf = Callable[[int], Plan]


def near(value: float) -> Any:
    return pytest.approx(value, abs=1e-6)


def change_of(results: Results, earlier: Test = "pre", later: Test = "post") -> Change:
    return next(change for change in results.changes if (change.earlier, change.later) == (earlier, later))


# Intervals


@pytest.mark.parametrize(("freedom", "quantile"), [(1, 12.706), (4, 2.776), (9, 2.262), (30, 2.042), (120, 1.980)])
def test_students_quantiles_are_those_of_printed_tables(freedom: int, quantile: float) -> None:
    assert student(freedom) == pytest.approx(quantile, abs=5e-4)


@pytest.mark.parametrize(("freedom", "quantile"), SCIPY["student"].items())
def test_students_quantiles_are_those_of_scipy(freedom: str, quantile: float) -> None:
    assert student(int(freedom)) == pytest.approx(quantile, abs=1e-9)


@pytest.mark.parametrize("case", SCIPY["wilson"])
def test_wilsons_interval_is_that_of_scipy(case: dict[str, Any]) -> None:
    interval = of_share(case["right"] / case["n"], case["n"])
    assert (interval.low, interval.high) == pytest.approx((case["low"], case["high"]), abs=1e-9)


@pytest.mark.parametrize("case", SCIPY["means"])
def test_the_interval_of_a_mean_is_that_of_scipy(case: dict[str, Any]) -> None:
    values = case["values"]
    interval = of_mean(stdlib.mean(values), stdlib.stdev(values), len(values))
    assert interval
    assert (interval.low, interval.high) == pytest.approx((case["low"], case["high"]), abs=1e-9)


def test_where_all_have_the_same_there_is_no_interval() -> None:
    assert of_mean(0.5, 0, 20) is None
    assert of_mean(0.5, 0, 1) is None


# By hand: five people, two questions.
#   before  10 00 11 01 00  scores .5 0 1 .5 0   mean .4, deviation .418330
#   after   11 10 11 11 01  scores 1 .5 1 1 .5   mean .8, deviation .273861
#   change  .5 .5 0 .5 .5                        mean .4, deviation .223607
# With 4 degrees of freedom the quantile is 2.776445.

BEFORE = [(1, 0), (0, 0), (1, 1), (0, 1), (0, 0)]
AFTER = [(1, 1), (1, 0), (1, 1), (1, 1), (0, 1)]


@pytest.fixture
def by_hand(plan_of: PlanOf, take: Take) -> Results:
    return evaluate(plan_of(2), take("pre", BEFORE) + take("post", AFTER))


def test_scores_by_hand(by_hand: Results) -> None:
    before, after = (score.value for score in by_hand.scores)
    assert (before.n, before.mean, after.n, after.mean) == (5, near(0.4), 5, near(0.8))
    assert before.interval == Interval(0, near(0.4 + 2.776445 * 0.418330 / 5**0.5))
    assert after.interval == Interval(near(0.8 - 2.776445 * 0.273861 / 5**0.5), 1)


def test_change_by_hand(by_hand: Results) -> None:
    change = change_of(by_hand)
    assert (change.value.n, change.value.mean) == (5, near(0.4))
    assert change.value.interval == Interval(near(0.122355), near(0.677645))


def test_questions_by_hand(by_hand: Results) -> None:
    first, second = by_hand.questions
    assert [first["pre"].share, first["post"].share] == [near(0.4), near(0.8)]
    assert [second["pre"].share, second["post"].share] == [near(0.4), near(0.8)]
    assert first["pre"].interval == Interval(near(0.117621), near(0.769276))


def test_the_gain_is_a_part_of_what_could_be_gained(plan_of: PlanOf, take: Take) -> None:
    results = evaluate(plan_of(2), take("pre", BEFORE * 2) + take("post", AFTER * 2))
    assert change_of(results).gained == near(0.4 / 0.6)


def test_a_loss_is_no_part_of_a_gain(plan_of: PlanOf, take: Take) -> None:
    results = evaluate(plan_of(2), take("pre", AFTER * 2) + take("post", BEFORE * 2))
    assert change_of(results).gained is None
    assert change_of(results).reading == "lower"


# What counts


def test_an_answer_that_was_not_given_counts_as_not_right_and_is_told(plan_of: PlanOf, take: Take) -> None:
    results = evaluate(plan_of(2), take("pre", [(1, None)] * 4 + [(1, 1)]))
    assert results.scores[0].value.mean == near(0.6)
    assert results.scores[0].unanswered == near(0.4)
    assert results.questions[1]["pre"].unanswered == 4


def test_a_question_that_nobody_answered_was_not_asked(plan_of: PlanOf, take: Take) -> None:
    results = evaluate(plan_of(2), take("pre", [(1, None)] * 6) + take("post", [(0, 1)] * 6))
    assert results.scores[0].value.mean == 1
    assert "pre" not in results.questions[1]
    assert change_of(results).value.mean == -1, "only the question that both tests asked is compared"


def test_the_change_is_of_those_who_took_both_tests(plan_of: PlanOf, take: Take) -> None:
    attempts = take("pre", [(0,)] * 12 + [(1,)] * 8) + take("post", [(1,)] * 6 + [(0,)] * 6)
    change = change_of(evaluate(plan_of(1), attempts))
    assert (change.value.n, change.value.mean) == (12, 0.5)


def test_all_tests_that_were_taken_are_compared(plan_of: PlanOf, take: Take) -> None:
    attempts = [attempt for test in ("pre", "post", "follow-up") for attempt in take(test, [(1,), (0,)] * 5)]
    tests = [(change.earlier, change.later) for change in evaluate(plan_of(1), attempts).changes]
    assert tests == [("pre", "post"), ("pre", "follow-up"), ("post", "follow-up")]


def test_one_test_alone_is_compared_with_nothing(plan_of: PlanOf, take: Take) -> None:
    results = evaluate(plan_of(1), take("post", [(1,), (0,)] * 5))
    assert ([score.test for score in results.scores], results.changes) == (["post"], [])


# Small groups


def test_below_five_people_there_is_no_number(plan_of: PlanOf, take: Take) -> None:
    few = HIDDEN - 1
    results = evaluate(plan_of(2), take("pre", BEFORE[:few]) + take("post", AFTER))
    before, after = results.scores
    assert (before.value, before.unanswered) == (Mean(few), None)
    assert after.value.mean is not None
    assert (change_of(results).value, change_of(results).reading) == (Mean(few), "hidden")
    question = results.questions[0]["pre"]
    assert (question.n, question.share, question.interval, question.unanswered) == (few, None, None, None)


@pytest.mark.parametrize(("people", "reading"), [(CONCLUDED - 1, "few"), (CONCLUDED, "higher")])
def test_below_ten_people_nothing_is_concluded(plan_of: PlanOf, take: Take, people: int, reading: str) -> None:
    rows = [(0, 0), (0, 1)] * people
    results = evaluate(plan_of(2), take("pre", rows[:people]) + take("post", [(1, 1)] * people))
    assert change_of(results).reading == reading
    assert (change_of(results).gained is None) == (people < CONCLUDED)


def test_a_change_that_may_be_none_is_unclear(plan_of: PlanOf, take: Take) -> None:
    attempts = take("pre", [(0,), (1,)] * 6) + take("post", [(1,), (0,)] * 5 + [(1,), (1,)])
    assert change_of(evaluate(plan_of(1), attempts)).reading == "unclear"


def test_the_same_change_for_all_has_no_interval(plan_of: PlanOf, take: Take) -> None:
    change = change_of(evaluate(plan_of(2), take("pre", [(0, 1)] * 12) + take("post", [(1, 1)] * 12)))
    assert (change.value.mean, change.value.interval, change.reading) == (0.5, None, "same")


# Discrimination


def test_a_question_that_goes_with_the_rest_and_one_that_goes_against_it(plan_of: PlanOf, take: Take) -> None:
    rows = [(right, right, 1 - right) for right in (1, 0) * 20]
    first, _, third = evaluate(plan_of(3), take("pre", rows)).questions
    assert first["pre"].discrimination is None, "the other two are one half right for everybody"
    assert third["pre"].discrimination == near(-1)


@SETTINGS
@given(st.integers(0, 999))
def test_discrimination_is_the_correlation_with_the_other_questions(plan_of: PlanOf, take: Take, seed: int) -> None:
    dice = random.Random(seed)
    rows = [[dice.choice((0, 0.5, 1)) for _ in range(5)] for _ in range(DISCRIMINATION + seed % 9)]
    results = evaluate(plan_of(5), take("post", rows))
    for position, asked in enumerate(results.questions):
        own = [row[position] for row in rows]
        others = [sum(row) - row[position] for row in rows]
        assert asked["post"].discrimination == near(stdlib.correlation(own, others))


@pytest.mark.parametrize("own", [0, 1])
def test_a_question_with_one_answer_from_all_has_none(plan_of: PlanOf, take: Take, own: int) -> None:
    rows = [(own, right, 1) for right in (0, 1) * 20]
    results = evaluate(plan_of(3), take("pre", rows))
    assert results.questions[0]["pre"].discrimination is None


def test_a_test_of_one_question_has_none(plan_of: PlanOf, take: Take) -> None:
    assert evaluate(plan_of(1), take("pre", [(0,), (1,)] * 20)).questions[0]["pre"].discrimination is None


def test_below_thirty_people_there_is_none(plan_of: PlanOf, take: Take) -> None:
    rows = [(right, right) for right in (0, 1) * 20]
    for people in (DISCRIMINATION - 1, DISCRIMINATION):
        asked = evaluate(plan_of(2), take("pre", rows[:people])).questions[0]["pre"]
        assert (asked.discrimination is None) == (people < DISCRIMINATION)


# What must be true of any group

GROUPS = st.lists(st.tuples(SHARES, SHARES, SHARES), min_size=1, max_size=40)


@SETTINGS
@given(GROUPS, GROUPS, st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_nothing(
    plan_of: PlanOf, take: Take, before: list[Any], after: list[Any], dice: random.Random
) -> None:
    attempts = take("pre", before) + take("post", after)
    mixed = list(attempts)
    dice.shuffle(mixed)
    assert evaluate(plan_of(3), mixed) == evaluate(plan_of(3), attempts)


@SETTINGS
@given(GROUPS)
def test_a_mean_lies_in_its_interval_and_all_of_it_is_possible(plan_of: PlanOf, take: Take, rows: list[Any]) -> None:
    results = evaluate(plan_of(3), take("pre", rows))
    for asked in results.questions:
        for question in asked.values():
            if question.share is not None and question.interval:
                assert 0 <= question.interval.low <= question.share + 1e-9
                assert question.share - 1e-9 <= question.interval.high <= 1
    for score in results.scores:
        if score.value.interval and score.value.mean is not None:
            assert 0 <= score.value.interval.low <= score.value.mean <= score.value.interval.high <= 1


@SETTINGS
@given(GROUPS)
def test_the_mean_is_that_of_pythons_own_statistics(plan_of: PlanOf, take: Take, rows: list[Any]) -> None:
    asked = [position for position in range(3) if any(row[position] is not None for row in rows)]
    results = evaluate(plan_of(3), take("pre", rows))
    scores = [stdlib.mean(row[position] or 0 for position in asked) for row in rows] if asked else []
    assert [score.value.mean for score in results.scores] == (
        [None if len(scores) < HIDDEN else near(stdlib.mean(scores))] if asked else []
    )


@SETTINGS
@given(st.integers(HIDDEN, 60), st.integers(1, 8))
def test_all_right_is_a_mean_of_one(plan_of: PlanOf, take: Take, people: int, questions: int) -> None:
    results = evaluate(plan_of(questions), take("pre", [[1] * questions] * people))
    assert results.scores[0].value == Mean(people, 1, None)
    assert {asked["pre"].share for asked in results.questions} == {1}


@SETTINGS
@given(GROUPS)
def test_a_test_compared_with_itself_has_not_changed(plan_of: PlanOf, take: Take, rows: list[Any]) -> None:
    results = evaluate(plan_of(3), take("pre", rows) + take("follow-up", rows))
    assert {change.value.mean for change in results.changes} <= {0, None}
