"""What fits and what is seen: no sideways scroll, the start page, preferences of the reader, print."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

PAGES = [
    "",
    "help/",
    *(f"{language}/{address}" for language in ("en", "fr") for address in ("", "words-matter/", "statistics/")),
    "en/404.html",
    "en/bibliography/",
    "fr/bibliography/",
    "en/glossary/",
    "fr/glossary/",
    "el/glossary/",
    "bg/glossary/",
    "en/modules/m01-words-matter/",
    "fr/what-is-oscec/",
    "el/",
    "bg/key-elements/",
]
OPENED = "document.querySelectorAll('main details').forEach(part => part.open = true)"
TOO_WIDE = """() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    return [...document.body.querySelectorAll("*")]
        .filter(e => e.getBoundingClientRect().right > root.clientWidth && !e.closest(".o-table, .o-tip__box"))
        .map(e => `${e.tagName}.${e.className} ${e.getBoundingClientRect().right}`)
        .concat(`scrollWidth ${root.scrollWidth}`);
}"""


@pytest.mark.parametrize("address", PAGES)
def test_no_page_scrolls_sideways_not_even_with_text_of_twice_the_size(
    open_page: Callable[..., Page], address: str
) -> None:
    page = open_page(address, bypass_csp=True)
    page.evaluate(OPENED)
    for width in (1280, 1024, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(TOO_WIDE) == [], width
    page.add_style_tag(content="html { font-size: 200% }")
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(TOO_WIDE) == [], f"{width}, text of twice the size"


@pytest.mark.parametrize("address", ["en/", "fr/", "el/", "bg/", "ga/"])
def test_a_wide_window_shows_at_first_sight_where_each_reader_should_go(
    open_page: Callable[..., Page], address: str
) -> None:
    page = open_page(address)
    ways = page.locator("#if-this-is-happening-to-you ~ ul > li > a")
    expect(ways).to_have_count(3)
    assert (ways.first.get_attribute("href") or "").endswith("help-now/")
    doors = page.locator("#who-this-site-is-for ~ ul > li > strong > a")
    expect(doors).to_have_count(3)
    for way in (*ways.all(), *doors.all()):
        expect(way).to_be_in_viewport(ratio=1)


def test_a_door_opens_wherever_it_is_clicked(open_page: Callable[..., Page]) -> None:
    page = open_page("en/")
    door = page.locator("#who-this-site-is-for ~ ul > li").first
    door.scroll_into_view_if_needed()
    box = door.bounding_box()
    assert box is not None
    door.click(position={"x": box["width"] - 4, "y": box["height"] - 4})
    page.wait_for_url("**/en/courses/")


@pytest.mark.parametrize("address", ["en/", "fr/", "el/", "bg/"])
def test_a_phone_shows_help_before_everything_else(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(address, 390, 664)
    card = page.locator(".o-part").first
    expect(card.locator("#if-this-is-happening-to-you")).to_be_in_viewport(ratio=1)
    colours = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(document.body).backgroundColor]"
    of_card, of_page = card.evaluate(colours)
    assert of_card != of_page


@pytest.mark.parametrize("address", ["en/words-matter/", "en/404.html"])
def test_the_link_to_help_stays_in_sight_and_leads_to_help(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(address, 390, 664)
    link = page.locator(".o-bar a").first
    page.mouse.wheel(0, 600)
    expect(link).to_be_in_viewport(ratio=1)
    link.click()
    expect(page.locator("#if-this-is-happening-to-you")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("address", ["en/", "en/glossary/#oscec", "en/statistics/#ncmec-demand-content"])
def test_the_bar_does_not_cover_what_a_link_leads_to(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(address)
    target = address.partition("#")[2] or "who-this-site-is-for"
    page.goto(f"{page.url.partition('#')[0]}#{target}")
    bar, shown = page.locator(".o-bar").bounding_box(), page.locator(f"#{target}").bounding_box()
    assert bar is not None
    assert shown is not None
    assert bar["y"] + bar["height"] <= shown["y"] < 300


def test_light_and_dark_follow_the_device(open_page: Callable[..., Page]) -> None:
    page = open_page("en/")
    brightness = "sum => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).reduce((a, b) => a + +b, 0)"
    assert page.evaluate(brightness) > 3 * 200
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(brightness) < 3 * 60


MOVING = """() => [...document.querySelectorAll("*")]
    .map(e => [e, getComputedStyle(e)])
    .filter(([e, s]) => s.animationName !== "none" || s.transitionDuration.split(", ").some(d => d !== "0s"))
    .map(([e]) => `${e.tagName}.${e.className}`)"""


def test_nothing_moves_for_a_reader_who_asks_for_less_motion(open_page: Callable[..., Page]) -> None:
    page = open_page("en/words-matter/", reduced_motion="reduce")
    assert page.evaluate(MOVING) == []
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_numbers_and_badges_keep_an_edge_in_forced_colours(open_page: Callable[..., Page]) -> None:
    page = open_page("en/key-elements/", forced_colors="active")
    edge = "e => getComputedStyle(e).borderTopStyle"
    assert page.locator(".o-stat").first.evaluate(edge) == "solid"
    assert page.locator(".o-badge").first.evaluate(edge) == "solid"


UNPRINTED = ".o-bar, .o-skip, .o-main, .o-drop, .o-side, .o-toc, .o-next, .o-tip__box"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["en/words-matter/", "fr/what-is-oscec/", "en/"])
def test_print_is_the_text_with_its_source_in_black_on_white(
    open_page: Callable[..., Page], address: str, scheme: str
) -> None:
    page = open_page(address, scheme=scheme, reduced_motion="reduce")
    page.emulate_media(media="print")
    shown = page.locator(UNPRINTED).evaluate_all("all => all.filter(e => e.checkVisibility()).map(e => e.className)")
    assert shown == []
    for seen in (".o-logo", "h1", ".o-source", ".o-help", ".o-help a[href='tel:112']", ".o-foot a[rel~=license]"):
        expect(page.locator(seen).first).to_be_visible()
    printed = page.locator(".o-printed")
    expect(printed).to_be_visible()
    assert f"/{address}" in printed.inner_text()
    assert re.search(r"\b20[0-9]{2}\b", printed.inner_text()), "no date"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    colours = page.locator(".o-text :is(p, li, h1, h2, a, td)").evaluate_all(
        "all => [...new Set(all.map(e => getComputedStyle(e).color))]"
    )
    assert set(colours) <= {"rgb(0, 0, 0)", "rgb(51, 51, 51)"}


def test_print_writes_out_where_a_link_to_another_site_leads(open_page: Callable[..., Page]) -> None:
    page = open_page("en/accessibility/")
    page.emulate_media(media="print")
    link = page.locator(".o-text a[href^=http]").first
    after = link.evaluate("e => getComputedStyle(e, '::after').content")
    assert str(link.get_attribute("href")) in after


def test_print_opens_what_is_closed_on_the_screen(open_page: Callable[..., Page]) -> None:
    page = open_page("en/glossary/")
    row = page.locator("#csem + .o-entry table tr").first
    expect(row).to_be_hidden()
    page.emulate_media(media="print")
    expect(row).to_be_visible()


def test_the_site_prints_as_a_file(open_page: Callable[..., Page], browser: Browser) -> None:
    assert browser.is_connected()
    assert open_page("en/words-matter/").pdf(format="A4").startswith(b"%PDF")
