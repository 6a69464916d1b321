"""What the answers of a group add up to, with how sure one can be. Too few people, and there is no number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import polars as pl

from oscec.evaluate.intervals import Interval, of_mean, of_share
from oscec.evaluate.plan import TESTS, Plan, Test
from oscec.evaluate.responses import Attempt

HIDDEN = 5
"""Below it numbers could be traced to a person, so there are none."""
CONCLUDED = 10
"""Below it there is a number and no conclusion: even of ten, five may stand for a quarter or three quarters."""
DISCRIMINATION = 30
"""Below it a correlation is not interpreted: even among thirty people, 0.3 may stand for -0.07 or for 0.6."""
WEAK = 0.2
"""Below it a question hardly tells those who know much from those who know little."""

COMPARED: tuple[tuple[Test, Test], ...] = (("pre", "post"), ("pre", "follow-up"), ("post", "follow-up"))

Reading = Literal["hidden", "few", "same", "higher", "lower", "unclear"]


@dataclass(frozen=True)
class Mean:
    """The mean of a group; no number where the group is too small to show one."""

    n: int
    mean: float | None = None
    interval: Interval | None = None
    """None also where all had the same."""


@dataclass(frozen=True)
class Score:
    """How a group did in a test: the mean share of right answers, one not given counting as not right."""

    test: Test
    value: Mean
    unanswered: float | None
    """The share of answers that were not given."""


@dataclass(frozen=True)
class Change:
    """How the same people did in two tests, counting only the questions that stand in both."""

    earlier: Test
    later: Test
    value: Mean
    """The mean of each person's later score less the earlier one."""
    gained: float | None
    """Which part of what was still to be gained was gained; None where there was no gain, or the group is small."""

    @property
    def reading(self) -> Reading:
        """What may be concluded."""
        interval = self.value.interval
        if self.value.mean is None:
            return "hidden"
        if self.value.n < CONCLUDED:
            return "few"
        if interval is None:
            return "same"
        if interval.low > 0:
            return "higher"
        return "lower" if interval.high < 0 else "unclear"


@dataclass(frozen=True)
class Facility:
    """How one question went in a test: how many got it right, and whether they were those who did well elsewhere."""

    n: int
    share: float | None
    interval: Interval | None
    unanswered: int | None
    discrimination: float | None
    """The correlation with the score in the other questions; None where it cannot be had, or few people answered."""


@dataclass(frozen=True)
class Results:
    """Everything that the report shows. Nothing in it is about a single person."""

    scores: list[Score]
    changes: list[Change]
    questions: list[dict[Test, Facility]]
    """For each pair of the plan the tests that asked it."""


def evaluate(plan: Plan, attempts: Iterable[Attempt]) -> Results:
    """The results of a course.

    Parameters:
        plan: its tests.
        attempts: what people answered. A question that nobody answered in a test counts as not asked.
    """
    answers = _answers(attempts)
    taken = [test for test in TESTS if test in answers["test"]]
    return Results(
        scores=[_score(test, answers) for test in taken],
        changes=[_change(pair, answers) for pair in COMPARED if set(pair) <= set(taken)],
        questions=[_question(pair, taken, answers) for pair in range(len(plan.pairs))],
    )


def _answers(attempts: Iterable[Attempt]) -> pl.DataFrame:
    """A row for every person, test and question that was asked in it, in an order that the files do not matter to."""
    rows = [
        (attempt.participant, attempt.test, pair, share)
        for attempt in attempts
        for pair, share in enumerate(attempt.shares)
    ]
    schema = {"participant": pl.String, "test": pl.String, "pair": pl.Int64, "given": pl.Float64}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    asked = frame.filter(pl.col("given").is_not_null().any().over("test", "pair"))
    return asked.with_columns(share=pl.col("given").fill_null(0)).sort("test", "participant", "pair")


def _score(test: Test, answers: pl.DataFrame) -> Score:
    rows = answers.filter(test=test)
    value = _mean(_totals(rows)["share"], 0)
    unanswered = rows["given"].is_null().mean()
    return Score(test, value, None if value.mean is None else _number(unanswered))


def _change(tests: tuple[Test, Test], answers: pl.DataFrame) -> Change:
    earlier, later = (answers.filter(test=test) for test in tests)
    before = _totals(earlier.join(later, on="pair", how="semi"))
    after = _totals(later.join(earlier, on="pair", how="semi"))
    both = before.join(after, on="participant", suffix="_later").sort("participant")
    value = _mean(both["share_later"] - both["share"], -1)
    return Change(*tests, value, _gained(both["share"], value))


def _gained(before: pl.Series, change: Mean) -> float | None:
    """The gain as a part of the room that was left for one."""
    if change.mean is None or change.mean <= 0 or change.n < CONCLUDED:
        return None
    return change.mean / (1 - _number(before.mean()))


def _totals(answers: pl.DataFrame) -> pl.DataFrame:
    """Each person's score in a test."""
    return answers.group_by("participant", maintain_order=True).agg(pl.col("share").mean())


def _mean(values: pl.Series, least: float) -> Mean:
    """The mean of values between `least` and 1."""
    n = len(values)
    if n < HIDDEN:
        return Mean(n)
    mean, deviation = _number(values.mean()), _number(values.std())
    interval = of_mean(mean, deviation, n)
    return Mean(n, mean, interval and interval.within(least, 1))


def _question(pair: int, tests: Iterable[Test], answers: pl.DataFrame) -> dict[Test, Facility]:
    asked = {test: answers.filter(test=test) for test in tests}
    return {test: _facility(pair, rows) for test, rows in asked.items() if pair in rows["pair"]}


def _facility(pair: int, answers: pl.DataFrame) -> Facility:
    """A question among the others of its test."""
    own = answers.filter(pair=pair)
    n = len(own)
    if n < HIDDEN:
        return Facility(n, None, None, None, None)
    share = _number(own["share"].mean())
    discrimination = _discrimination(pair, answers) if n >= DISCRIMINATION else None
    return Facility(n, share, of_share(share, n), own["given"].null_count(), discrimination)


def _discrimination(pair: int, answers: pl.DataFrame) -> float | None:
    """The correlation of a question with the mean of the others; None where either is the same for all."""
    others = _totals(answers.filter(pl.col("pair") != pair))
    both = answers.filter(pair=pair).join(others, on="participant", suffix="_others")
    if len(both) < DISCRIMINATION or min(_number(both[name].std()) for name in ("share", "share_others")) < 1e-9:
        return None
    return _number(both.select(pl.corr("share", "share_others")).item())


def _number(value: object) -> float:
    """What polars computed, as the number that it is here."""
    if not isinstance(value, int | float):
        raise TypeError(f"no number: {value!r}")
    return float(value)
