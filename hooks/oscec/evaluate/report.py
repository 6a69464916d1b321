"""The report: one HTML file that asks for nothing. Charts, tables of the same numbers, and what they mean."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from oscec.evaluate import statistics
from oscec.evaluate.chart import Bar, Group, draw
from oscec.evaluate.intervals import Interval
from oscec.evaluate.plan import Pair, Plan, Test
from oscec.evaluate.statistics import CONCLUDED, DISCRIMINATION, WEAK, Facility, Mean, Results

MARK = '<meta name="generator" content="oscec evaluate">'
"""By which a file is known to be a report, which may be written anew."""

NAMES: dict[Test, str] = {"pre": "before", "post": "after", "follow-up": "follow-up"}

_MOSTLY_KNOWN = 0.9
_HALF = 0.5

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def write_report(plan: Plan, results: Results) -> str:
    """The report of a course, as HTML.

    Parameters:
        plan: its tests.
        results: what the answers added up to.
    """
    return _TEMPLATES.get_template("report.html").render(
        mark=MARK,
        plan=plan,
        results=results,
        names=NAMES,
        limits=statistics,
        percent=percent,
        points=points,
        span=span,
        count=count,
        shift=shift,
        correlation=correlation,
        remarks=remarks,
        judged=judged,
        scores_chart=_scores_chart(results),
        questions_chart=_questions_chart(plan, results),
        smallest=min(value.n for value in _means(results)),
    )


def percent(share: float) -> str:
    """'62%'."""
    return f"{100 * share:.0f}%"


def points(change: float) -> str:
    """'+18', '−4' or '0': parts of a hundred."""
    whole = round(100 * change)
    return f"{whole:+d}".replace("-", "−") if whole else "0"


def span(interval: Interval) -> str:
    """'41% to 79%'."""
    return f"{percent(interval.low)} to {percent(interval.high)}"


def count(question: Facility) -> str:
    """'7 of 12'; '6.5 of 12' where answers may be partly right."""
    return f"{round((question.share or 0) * question.n, 1):g} of {question.n}"


def shift(interval: Interval) -> str:
    """'+9 to +27'."""
    return f"{points(interval.low)} to {points(interval.high)}"


def correlation(value: float) -> str:
    """'0.31' or '−0.10'."""
    return f"{value:.2f}".replace("-", "−")


def judged(question: Facility) -> str:
    """What a question's discrimination may be taken for: 'few', 'alike', 'negative', 'weak' or 'fair'."""
    if question.n < DISCRIMINATION:
        return "few"
    if question.discrimination is None:
        return "alike"
    if question.discrimination < 0:
        return "negative"
    return "weak" if question.discrimination < WEAK else "fair"


def remarks(asked: dict[Test, Facility]) -> list[str]:
    """What is worth a look in a question: 'known', 'hard' or 'fell'; nothing in a small group."""
    clear = {test: f for test, f in asked.items() if f.share is not None and f.n >= CONCLUDED}
    shares = {test: facility.share or 0 for test, facility in clear.items()}
    found = []
    if shares.get("pre", 0) >= _MOSTLY_KNOWN:
        found.append("known")
    if shares.get("post", 1) < _HALF:
        found.append("hard")
    before, after = (clear[test].interval if test in clear else None for test in ("pre", "post"))
    if before and after and after.high < before.low:
        found.append("fell")
    return found


def _means(results: Results) -> list[Mean]:
    """Of every test and of every comparison of two."""
    return [*(score.value for score in results.scores), *(change.value for change in results.changes)]


def _scores_chart(results: Results) -> str:
    bars = [
        Bar(NAMES[score.test], percent(score.value.mean), score.value.mean, score.value.interval)
        for score in results.scores
        if score.value.mean is not None
    ]
    name = "Bars: the mean score in each test, with its interval. The table below has the same numbers."
    return draw([Group("", tuple(bars))], name) if bars else ""


def _questions_chart(plan: Plan, results: Results) -> str:
    numbered = enumerate(zip(plan.pairs, results.questions, strict=True), 1)
    groups = [_group(number, pair, asked) for number, (pair, asked) in numbered]
    name = "Bars: how many got each question right in each test, with its interval. The table below has the same."
    shown = [group for group in groups if group.bars]
    return draw(shown, name) if shown else ""


def _group(number: int, pair: Pair, asked: dict[Test, Facility]) -> Group:
    bars = [
        Bar(NAMES[test], percent(facility.share), facility.share, facility.interval)
        for test, facility in asked.items()
        if facility.share is not None
    ]
    return Group(f"{number}. {pair.before.words}", tuple(bars))
