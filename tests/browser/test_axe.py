"""Barriers that axe-core finds: every kind of page, narrow and wide, light and dark, closed and opened."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

KINDS = {
    "home": "",
    "reading page": "what-is-oscec/",
    "words matter": "words-matter/",
    "module": "modules/m01-words-matter/",
    "questions": "modules/m03-how-it-unfolds/questions/",
    "trainer view": "trainer/m03-how-it-unfolds/",
    "glossary": "glossary/",
    "statistics": "statistics/",
    "bibliography": "bibliography/",
    "charts": "motivation/",
    "diagram": "reporting/",
    "form on paper": "recommendation-8/",
    "country": "help/be/",
    "map of the report": "report-map/",
    "for a child": "help-now/",
    "not found": "404.html",
}
SMALL, NARROW, WIDE = 320, 390, 1280
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
"""Axe leaves the rule of WCAG 2.2 on the size of targets out unless it is asked."""


def addresses() -> list[tuple[str, int, str]]:
    """Address, width and colours: all in English twice, the other languages once, in turn."""
    found = [(address, *mode) for address in ("", "help/") for mode in ((NARROW, "light"), (WIDE, "dark"))]
    for address in KINDS.values():
        found += [(f"en/{address}", NARROW, "light"), (f"en/{address}", WIDE, "dark")]
    modes = [(NARROW, "dark"), (WIDE, "light")]
    found += [(f"fr/{address}", *modes[number % 2]) for number, address in enumerate(KINDS.values())]
    for number, language in enumerate(["el", "bg"]):
        for kind in ("home", "reading page", "glossary"):
            found.append((f"{language}/{KINDS[kind]}", *modes[number]))
    found += [("en/", SMALL, "dark"), ("fr/words-matter/", SMALL, "light")]
    return found


def violations(page: Page, part: str | None = None) -> list[str]:
    results = Axe().run(page, context=part, options=OPTIONS).response["violations"]
    return [f"{v['id']}: {n['target']} {n['failureSummary']}" for v in results for n in v["nodes"]]


@pytest.mark.parametrize(("address", "width", "scheme"), addresses())
def test_axe_finds_no_barrier(open_page: Callable[..., Page], address: str, width: int, scheme: str) -> None:
    page = open_page(address, width, scheme=scheme)
    assert violations(page) == []


@pytest.mark.parametrize(("width", "scheme"), [(NARROW, "dark"), (WIDE, "light")])
def test_axe_finds_no_barrier_in_what_can_be_opened(open_page: Callable[..., Page], width: int, scheme: str) -> None:
    page = open_page("fr/words-matter/", width, scheme=scheme)
    page.locator(".o-search > summary").click()
    page.locator(".o-search input").fill("enfant")
    page.locator(".o-search__list a").first.wait_for()
    assert violations(page, ".o-mast") == []
    page.locator(".o-langs > summary").click()
    assert violations(page, ".o-mast") == []
    if width == NARROW:
        page.locator(".o-menu > summary").click()
        assert violations(page, ".o-mast") == []
    page.keyboard.press("Escape")
    page.locator(".o-text .o-mention").first.focus()
    page.locator(".o-tip:focus-within .o-tip__box").wait_for()
    assert violations(page, ".o-tip:focus-within") == []


def test_axe_finds_no_barrier_in_the_parts_of_an_entry_that_open(open_page: Callable[..., Page]) -> None:
    page = open_page("en/glossary/", NARROW)
    page.locator("#csem + .o-entry details").evaluate_all("all => all.forEach(part => part.open = true)")
    assert violations(page) == []
