"""Barriers that axe-core finds: every kind of page, narrow and wide, light and dark, closed and opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from oscec.model.knowledge import Knowledge
from oscec.render.addresses import NOT_FOUND, published

pytestmark = pytest.mark.browser

KINDS: list[str] = yaml.safe_load((Path(__file__).parent / "kinds.yml").read_text(encoding="utf-8"))
SMALL, NARROW, WIDE = 320, 390, 1280
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
"""Axe leaves the rule of WCAG 2.2 on the size of targets out unless it is asked."""
Case = tuple[str, str, int, str]
"""Language, address, width of the window, colours."""


def cases() -> list[Case]:
    """Every kind in English twice and in French once, a few in Greek and Bulgarian."""
    modes = [(NARROW, "dark"), (WIDE, "light")]
    found = [("en", kind, *mode) for kind in KINDS for mode in ((NARROW, "light"), (WIDE, "dark"))]
    found += [("fr", kind, *modes[number % 2]) for number, kind in enumerate(KINDS)]
    for number, language in enumerate(["el", "bg"]):
        found += [(language, kind, *modes[number]) for kind in ("index.md", "what-is-oscec.md", "glossary.md")]
    return [*found, ("en", "index.md", SMALL, "dark"), ("fr", "words-matter.md", SMALL, "light")]


def looked_at(page: Page, part: str | None = None) -> tuple[list[str], str]:
    """The violations that axe found, and its version."""
    response = Axe().run(page, context=part, options=OPTIONS).response
    found = [f"{v['id']}: {n['target']} {n['failureSummary']}" for v in response["violations"] for n in v["nodes"]]
    return found, response["testEngine"]["version"]


def violations(page: Page, part: str | None = None) -> list[str]:
    return looked_at(page, part)[0]


@pytest.mark.parametrize(("language", "kind", "width", "scheme"), cases())
def test_axe_finds_no_barrier(
    browser: Browser,
    open_page: Callable[..., Page],
    record_property: Callable[[str, object], None],
    language: str,
    kind: str,
    width: int,
    scheme: str,
) -> None:
    page = open_page(f"{language}/{kind if kind == NOT_FOUND else published(kind)}", width, scheme=scheme)
    found, version = looked_at(page)
    record_property("axe", f"{kind} {len(found)}")
    record_property("tool", f"Chromium {browser.version}")
    record_property("tool", f"axe {version}")
    assert found == []


@pytest.mark.parametrize(("width", "scheme"), [(NARROW, "light"), (WIDE, "dark")])
@pytest.mark.parametrize("address", ["", "help/"])
def test_axe_finds_no_barrier_above_the_languages(
    open_page: Callable[..., Page], address: str, width: int, scheme: str
) -> None:
    assert violations(open_page(address, width, scheme=scheme)) == []


def test_the_published_results_are_those_of_these_tests(knowledge: Knowledge, open_page: Callable[..., Page]) -> None:
    published_results = knowledge.accessibility
    assert published_results is not None
    runs = Counter(kind for _, kind, _, _ in cases())
    assert {tested.page: tested.runs for tested in published_results.pages} == runs, "make accessibility"
    assert sum(tested.barriers for tested in published_results.pages) == 0
    tools = {tool.name: tool.version for tool in published_results.tools}
    _, version = looked_at(open_page("en/404.html"))
    assert tools["axe"] == version, "make accessibility"


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
