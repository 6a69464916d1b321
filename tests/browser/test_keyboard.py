"""The keyboard alone: the order of the first stops, focus that is seen, menus that open and close."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PAGES = [
    ("en/", 1280),
    ("en/", 390),
    ("en/words-matter/", 1280),
    ("fr/words-matter/", 390),
    ("en/glossary/", 1280),
    ("fr/statistics/", 390),
    ("en/404.html", 390),
    ("el/modules/m01-words-matter/", 1280),
]

STOP = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const style = getComputedStyle(e);
    const bar = document.querySelector(".o-bar");
    const top = bar && !bar.contains(e) && !e.matches(".o-skip") ? bar.getBoundingClientRect().bottom : 0;
    const seen = [...e.getClientRects()].some(r => r.width > 0 && r.height > 0 && r.bottom > top + 1
        && r.top < innerHeight - 1 && r.right > 0 && r.left < document.documentElement.clientWidth);
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return {name: `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 40)}`, seen, ring,
        hidden: style.visibility === "hidden" || e.closest("[inert], [aria-hidden=true]") !== null};
}"""


def test_after_the_way_out_come_the_text_and_help(open_page: Callable[..., Page]) -> None:
    page = open_page("en/words-matter/", 390)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    skip = page.locator(".o-skip[href='#o-text']")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Tab")
    expect(page.locator(".o-bar a").first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize(("address", "width"), PAGES)
def test_every_stop_is_seen_and_has_a_ring(open_page: Callable[..., Page], address: str, width: int) -> None:
    page = open_page(address, width)
    stops, faults = 0, []
    for _ in range(2500):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        stops += 1
        if not stop["seen"] or not stop["ring"] or stop["hidden"]:
            faults.append(stop)
    else:
        pytest.fail("The focus never leaves the page.")
    assert faults == []
    assert stops > 10


def test_the_menu_of_a_phone_opens_with_enter_and_closes_with_escape(open_page: Callable[..., Page]) -> None:
    page = open_page("en/words-matter/", 390)
    menu, entry = page.locator(".o-menu"), page.locator(".o-menu").get_by_role("link", name="Home")
    expect(entry).to_be_hidden()
    menu.locator("> summary").focus()
    page.keyboard.press("Enter")
    expect(entry).to_be_visible()
    page.keyboard.press("Tab")
    expect(entry).to_be_focused()
    page.keyboard.press("Escape")
    expect(entry).to_be_hidden()
    expect(menu.locator("> summary")).to_be_focused()


@pytest.mark.parametrize("name", ["search", "langs"])
def test_search_and_languages_close_with_escape_and_with_a_click_beside_them(
    open_page: Callable[..., Page], name: str
) -> None:
    page = open_page("en/words-matter/")
    summary, panel = page.locator(f".o-{name} > summary"), page.locator(f".o-{name} .o-drop__panel")
    summary.focus()
    page.keyboard.press("Enter")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(summary).to_be_focused()
    summary.click()
    expect(panel).to_be_visible()
    page.locator("h1").click(position={"x": 5, "y": 5})
    expect(panel).to_be_hidden()


def test_only_one_menu_is_open_at_a_time(open_page: Callable[..., Page]) -> None:
    page = open_page("en/words-matter/", 390)
    for name in ("search", "langs", "menu"):
        page.locator(f".o-{name} > summary").click()
        expect(page.locator(".o-drop[open]")).to_have_count(1)
        expect(page.locator(f".o-{name} .o-drop__panel")).to_be_visible()


def test_a_table_that_scrolls_can_be_reached_and_one_that_fits_is_no_stop(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("en/words-matter/", bypass_csp=True)
    table = page.locator(".o-table").first
    expect(table).to_have_attribute("tabindex", "-1")
    page.add_style_tag(content=".o-table > table { min-width: 90rem }")
    expect(table).to_have_attribute("tabindex", "0")
