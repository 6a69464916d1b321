"""The way out: first on every page, always in sight, quick, and honest about what it does not do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, Request, Route, expect

from oscec.model.knowledge import Knowledge

pytestmark = pytest.mark.browser

PAGES = [
    "",
    "help/",
    "report/",
    "en/",
    "fr/help-now/",
    "en/help/be/",
    "el/key-elements/",
    "bg/glossary/",
    "en/planner/",
    "en/trainer/m03-how-it-unfolds/",
    "en/404.html",
]
WIDTHS = (320, 1280)


class Outside:
    """Every other host, played by a page with one sentence."""

    def __init__(self) -> None:
        self.asked: list[Request] = []

    def __call__(self, route: Route) -> None:
        self.asked.append(route.request)
        route.fulfill(body="<!doctype html><title>Outside</title><p>Something else", content_type="text/html")

    @property
    def hosts(self) -> list[str]:
        return [urlsplit(request.url).netloc for request in self.asked]


@pytest.fixture
def outside() -> Outside:
    return Outside()


@pytest.fixture
def leaving(open_page: Callable[..., Page], outside: Outside, watch: object) -> Iterator[Callable[..., Page]]:
    """Opens a page from which a test may leave."""
    pages: list[Page] = []

    def opened(address: str, width: int = 1280, **options: object) -> Page:
        page = open_page(address, width, **options)
        page.route("https://**", outside)
        pages.append(page)
        return page

    yield opened
    for page in pages:
        page.unroute_all(behavior="ignoreErrors")
    requests = getattr(watch, "requests", [])
    requests[:] = [url for url in requests if not url.startswith("https:")]


def button(page: Page) -> Locator:
    return page.locator(".o-bar__leave")


@pytest.mark.parametrize("address", PAGES)
def test_the_way_out_is_the_first_stop_and_stays_in_sight(open_page: Callable[..., Page], address: str) -> None:
    for width in WIDTHS:
        page = open_page(address, width, 640)
        page.keyboard.press("Tab")
        first = page.locator("a").first
        expect(first).to_be_focused()
        expect(first).to_be_in_viewport(ratio=1)
        assert first.get_attribute("data-leave") is not None
        page.keyboard.press("Tab")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        expect(button(page)).to_be_in_viewport(ratio=1)
        box = button(page).bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
        covered = "e => !e.contains(document.elementFromPoint(...(r => [r.x + r.width / 2, r.y + r.height / 2])"
        assert not button(page).evaluate(f"{covered}(e.getBoundingClientRect())))")


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
@pytest.mark.parametrize("address", ["", "en/404.html", "fr/help-now/", "el/key-elements/", "bg/glossary/"])
def test_it_leads_to_a_neutral_page_in_the_reader_s_language_and_tells_nothing(
    leaving: Callable[..., Page], outside: Outside, address: str, script: bool
) -> None:
    page = leaving(address, java_script_enabled=script)
    language = page.locator("html").get_attribute("lang")
    button(page).click()
    page.wait_for_url("https://**")
    assert outside.hosts == [f"{language}.wikipedia.org"]
    assert "referer" not in outside.asked[0].all_headers()


COVERED = """() => {
    document.querySelector(".o-bar__leave").click();
    const cover = document.querySelector("[role=alert]");
    const found = {
        said: cover.textContent, title: document.title,
        seen: [...document.body.children].filter(e => e.checkVisibility()).map(e => e.className),
        top: document.elementFromPoint(innerWidth / 2, innerHeight / 2) === cover,
    };
    stop();
    return found;
}"""
"""What shows in the very moment of the click; the way to the other page is cut off."""


def test_it_covers_the_page_at_once_and_the_way_back_uncovers_it(leaving: Callable[..., Page]) -> None:
    page = leaving("en/help-now/")
    title = page.title()
    assert page.evaluate(COVERED) == {"said": "Loading", "title": "Loading", "seen": ["o-cover"], "top": True}
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator("main")).to_be_visible()
    assert page.title() == title


def test_the_way_back_leads_past_the_page_that_was_left(leaving: Callable[..., Page], base: str) -> None:
    page = leaving("en/about/")
    page.goto(f"{base}en/help-now/")
    button(page).click()
    page.wait_for_url("https://**")
    page.go_back()
    page.wait_for_url("**/en/about/")
    expect(page.locator("main")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("address", ["", "help/", "fr/help-now/", "en/planner/", "en/404.html"])
def test_three_presses_of_shift_leave_and_each_is_announced(leaving: Callable[..., Page], address: str) -> None:
    page = leaving(address)
    said = page.locator("[data-leave-status]")
    expect(said).to_have_attribute("role", "status")
    two, one = said.get_attribute("data-two"), said.get_attribute("data-one")
    page.keyboard.press("Shift")
    expect(said).to_have_text(str(two))
    page.keyboard.press("Shift")
    expect(said).to_have_text(str(one))
    page.keyboard.press("Shift")
    page.wait_for_url("https://**")


def test_presses_that_come_too_late_do_not_count(leaving: Callable[..., Page]) -> None:
    page = leaving("en/about/")
    page.clock.install()
    page.reload()
    said = page.locator("[data-leave-status]")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.clock.fast_forward(5_100)
    expect(said).to_have_text("You are still on this site.")
    page.keyboard.press("Shift")
    expect(said).to_have_text("Press Shift two more times to leave this site.")
    expect(page.locator("main")).to_be_visible()


@pytest.mark.parametrize("keys", [["Shift+A"] * 4, ["Shift+Tab"] * 4, ["Shift", "Shift", "a", "Shift"]])
def test_capital_letters_and_ways_back_do_not_leave(leaving: Callable[..., Page], keys: list[str]) -> None:
    page = leaving("en/words-matter/")
    page.locator(".o-search > summary").click()
    page.locator(".o-search input").focus()
    for key in keys:
        page.keyboard.press(key)
    expect(page.locator("main")).to_be_visible()
    expect(page.locator(".o-cover")).to_have_count(0)
    if "Shift" not in keys:
        expect(page.locator("[data-leave-status]")).to_be_empty()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_site_says_that_the_history_stays_and_how_to_clear_it(
    open_page: Callable[..., Page], knowledge: Knowledge, language: str
) -> None:
    page = open_page(f"{language}/stages/")
    foot = page.locator(".o-foot")
    expect(foot).to_contain_text(knowledge.label(language, "leave_text"))
    foot.get_by_role("link", name=knowledge.label(language, "leave_more")).click()
    page.wait_for_url(f"**/{language}/safety/")
    page.goto(page.url.replace("safety", "help-now"))
    expect(page.locator("main a[href$='safety/']").first).to_be_visible()
