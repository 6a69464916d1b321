"""All 24 languages in a browser: the switcher on a phone and by keyboard, the chooser, no request to another host."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from oscec.generator.site import build_site
from oscec.load.knowledge import load_knowledge

pytestmark = pytest.mark.browser

LANGUAGES = list(load_knowledge(Path(__file__).parents[2], ()).knowledge.languages)
SWITCHER = ".o-langs > summary"
FITS = """() => {
    const panel = document.querySelector('.o-langs .o-drop__panel');
    const { left, right, top, bottom } = panel.getBoundingClientRect();
    return left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight
        && document.documentElement.scrollWidth <= innerWidth && panel.scrollWidth <= panel.clientWidth;
}"""


@pytest.fixture(scope="module")
def base(
    tmp_path_factory: pytest.TempPathFactory,
    small_tree: Callable[[Path], Path],
    serve: Callable[[Path], AbstractContextManager[str]],
) -> Iterator[str]:
    """The address of a small site in all languages."""
    root = small_tree(tmp_path_factory.mktemp("languages") / "tree")
    assert build_site(root, root / "site", [], 2) == []
    with serve(root / "site") as address:
        yield address


@pytest.mark.parametrize("code", ["el", "bg", "mt"])
@pytest.mark.parametrize(("width", "height"), [(320, 640), (640, 360), (1280, 800)])
def test_all_languages_can_be_seen_and_chosen_in_any_window(
    open_page: Callable[..., Page], width: int, height: int, code: str
) -> None:
    page = open_page(f"{code}/words-matter/", width, height)
    page.locator(SWITCHER).click()
    assert page.evaluate(FITS)
    links = page.locator(".o-langs li a")
    assert links.evaluate_all("all => all.map(a => a.hreflang)") == LANGUAGES
    last = links.last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport(ratio=1)
    last.click()
    page.wait_for_url(f"**/{LANGUAGES[-1]}/words-matter/")


def test_the_keyboard_is_enough_to_change_the_language(open_page: Callable[..., Page]) -> None:
    page = open_page("mt/words-matter/", 320, 640)
    page.locator(SWITCHER).focus()
    page.keyboard.press("Enter")
    for code in LANGUAGES[:3]:
        page.keyboard.press("Tab")
        expect(page.locator(f".o-langs a[hreflang={code}]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".o-langs")).not_to_have_attribute("open", "")
    expect(page.locator(SWITCHER)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{LANGUAGES[0]}/words-matter/")


def test_a_missing_page_leads_to_the_start_page_of_every_language(
    open_page: Callable[..., Page], watch: object
) -> None:
    page = open_page("ga/no/such/page/", 320, 640)
    getattr(watch, "complaints", []).clear()
    page.locator(SWITCHER).click()
    assert page.evaluate(FITS)
    assert page.locator(".o-langs small").count() == 0
    page.locator(".o-langs a[hreflang=el]").click()
    page.wait_for_url("**/el/")


@pytest.mark.parametrize("code", ["el", "bg", "ga", "mt", "lt"])
def test_every_language_reads_well_without_a_request_to_another_host(
    open_page: Callable[..., Page], code: str
) -> None:
    for address in ("", "words-matter/", "glossary/", "statistics/", "trainer/", "modules/m01-words-matter/"):
        page = open_page(f"{code}/{address}", 320, 640)
        expect(page.locator("html")).to_have_attribute("lang", code)
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate("document.styleSheets[0].cssRules.length") > 0


def test_a_word_that_is_only_mentioned_stands_in_the_quotation_marks_of_its_language(
    open_page: Callable[..., Page],
) -> None:
    languages = load_knowledge(Path(__file__).parents[2], ()).knowledge.languages
    page = open_page("en/")
    marks = page.evaluate(
        """codes => codes.map(code => {
            const parent = document.body.appendChild(document.createElement('p'));
            parent.lang = code;
            return getComputedStyle(parent.appendChild(document.createElement('q'))).quotes.split('"')[1].trim();
        })""",
        list(languages),
    )
    british = {"en": "‘"}
    assert marks == [british.get(code, language.quotes[0]) for code, language in languages.items()]


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_the_chooser_shows_every_language_and_sends_nobody_anywhere(
    open_page: Callable[..., Page], base: str, script: bool
) -> None:
    page = open_page("", 320, 640, locale="mt-MT", java_script_enabled=script)
    names = page.locator(".o-choices__name")
    assert sorted(names.evaluate_all("all => all.map(a => a.hreflang)")) == LANGUAGES
    assert page.url == base
    first = names.first
    expect(first).to_have_attribute("hreflang", "mt" if script else LANGUAGES[0])
    expect(first).to_be_in_viewport()
    assert page.context.cookies() == []
    first.click()
    page.wait_for_url(f"**/{'mt' if script else LANGUAGES[0]}/")
