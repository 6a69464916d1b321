"""The report of an evaluation in a real browser: opened from a folder, without a barrier and without a request."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from oscec.evaluate.plan import TESTS, Asked, Pair, Plan
from oscec.evaluate.report import write_report
from oscec.evaluate.responses import Attempt
from oscec.evaluate.statistics import evaluate

pytestmark = pytest.mark.browser

WORDS = "Somebody holds a private picture and says that the family will see it. What is not known yet, and why?"
PAIRS = [Pair(Asked(f"m01-q{number}", WORDS), Asked(f"m01-q{number + 50}", WORDS)) for number in range(5)]
PLAN = Plan("made-up", "A made-up course", tuple(PAIRS))
PEOPLE = {"large": 40, "small": 7, "tiny": 3}
NARROW, WIDE = 320, 1280


@pytest.fixture(scope="module", params=sorted(PEOPLE))
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a group of that size."""
    dice = random.Random(1)
    attempts = [
        Attempt(f"p{number}", test, tuple(dice.choice((0.0, 1.0, None)) for _ in PLAN.pairs))
        for test in TESTS
        for number in range(PEOPLE[request.param])
    ]
    file = tmp_path_factory.mktemp("evaluation") / "report.html"
    file.write_text(write_report(PLAN, evaluate(PLAN, attempts)), encoding="utf-8")
    return file


@pytest.fixture
def page(desk: Any, watch: Any, report: Path) -> Iterator[Page]:
    """The report as it is opened from a folder: nothing but itself may be asked for."""
    page: Page = desk.page()
    page.goto(report.as_uri())
    yield page
    asked, complaints = set(watch.requests), list(watch.complaints)
    desk.clear()
    assert asked == {report.as_uri()}
    assert complaints == []


@pytest.mark.parametrize(("width", "scheme"), [(NARROW, "dark"), (WIDE, "light"), (WIDE, "dark")])
def test_axe_finds_no_barrier(page: Page, width: int, scheme: Literal["light", "dark"]) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media="null", color_scheme=scheme)
    results = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [f"{found['id']}: {node['target']}" for found in results for node in found["nodes"]] == []


def test_the_page_is_no_wider_than_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": NARROW, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW


def test_words_stay_inside_the_drawings(page: Page) -> None:
    page.set_viewport_size({"width": WIDE, "height": 900})
    outside = page.evaluate(
        """[...document.querySelectorAll('svg text')].filter(text =>
            text.getBoundingClientRect().right > text.closest('svg').getBoundingClientRect().right + 1
        ).map(text => text.textContent)"""
    )
    assert outside == []


def test_it_prints_black_on_white_even_where_the_screen_is_dark(page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert ink == "rgb(27, 37, 39)"
