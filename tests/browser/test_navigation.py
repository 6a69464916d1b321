"""Ways through the site, with and without a script; the language of every text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from oscec.model.knowledge import Knowledge

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_language_switcher_leads_to_the_same_page(
    open_page: Callable[..., Page], width: int, script: bool
) -> None:
    page = open_page("en/words-matter/", width, java_script_enabled=script)
    for code in ("fr", "el", "bg", "en"):
        page.locator(".o-langs > summary").click()
        page.locator(f".o-langs a[hreflang={code}]").click()
        page.wait_for_url(f"**/{code}/words-matter/")
        expect(page.locator("html")).to_have_attribute("lang", code)
        expect(page.locator("h1")).to_be_visible()


def test_the_switcher_says_which_languages_show_this_page_in_english(open_page: Callable[..., Page]) -> None:
    page = open_page("en/motivation/")
    page.locator(".o-langs > summary").click()
    expect(page.locator(".o-langs a[hreflang=fr] small")).to_have_count(0)
    expect(page.locator(".o-langs a[hreflang=el] small")).to_be_visible()
    expect(page.locator(".o-langs a[aria-current]")).to_have_attribute("hreflang", "en")


@pytest.mark.parametrize("address", ["el/stages/", "bg/stages/", "fr/modules/m03-how-it-unfolds/"])
def test_english_text_that_stands_in_is_marked_and_announced(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(address)
    code = address.split("/", maxsplit=1)[0]
    expect(page.locator("html")).to_have_attribute("lang", code)
    expect(page.locator("article .o-notice").first).to_be_visible()
    languages = page.locator("article :is(h1, h2, .o-text p, .o-text li)").evaluate_all(
        "all => [...new Set(all.filter(e => !e.closest('.o-tip__box')).map(e => e.closest('[lang]').lang))]"
    )
    assert languages == ["en"]
    expect(page.locator("article .o-notice").first).not_to_have_attribute("lang", "en")


def test_a_translated_page_has_no_english_text_but_quotations(open_page: Callable[..., Page]) -> None:
    page = open_page("fr/words-matter/")
    expect(page.locator("article .o-notice--open")).to_have_count(1)
    marked = "all => all.filter(e => !e.closest('.o-tip__box')).map(e => e.textContent)"
    assert page.locator("article .o-text [lang=en]").evaluate_all(marked) == []


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_the_menu_of_a_phone_leads_to_every_page(open_page: Callable[..., Page], script: bool) -> None:
    page = open_page("en/", 390, java_script_enabled=script)
    page.locator(".o-menu > summary").click()
    for group in page.locator(".o-menu li > details").all():
        if group.get_attribute("open") is None:
            group.locator("> summary").click()
    links = page.locator(".o-menu li a")
    addresses = {str(link.get_attribute("href")) for link in links.all() if link.is_visible()}
    assert len(addresses) == links.count() >= 9
    page.locator(".o-menu").get_by_role("link", name="Words matter", exact=True).click()
    page.wait_for_url("**/en/words-matter/")
    page.locator(".o-menu > summary").click()
    current = page.locator(".o-menu a[aria-current=page]")
    expect(current).to_be_visible()
    expect(current).to_have_text("Words matter")


def test_the_parts_of_the_site_lead_on_without_a_script(open_page: Callable[..., Page]) -> None:
    page = open_page("en/", java_script_enabled=False)
    for name, address in (("Words", "words-matter/"), ("Sources", "open-questions/"), ("Courses", "courses/")):
        page.locator(".o-main").get_by_role("link", name=name, exact=True).click()
        page.wait_for_url(f"**/en/{address}**")
        expect(page.locator(".o-main [aria-current]")).to_have_text(name)
    page.locator(".o-search > summary").click()
    expect(page.locator(".o-search input")).to_be_hidden()
    page.locator(".o-search a:visible").click()
    page.wait_for_url("**/en/glossary/")


def test_pages_lead_to_the_next_and_back(open_page: Callable[..., Page]) -> None:
    page = open_page("en/what-is-oscec/")
    page.locator(".o-next__on").click()
    page.wait_for_url("**/en/key-elements/")
    page.locator(".o-next__back").click()
    page.wait_for_url("**/en/what-is-oscec/")


def test_contents_lead_to_their_heading(open_page: Callable[..., Page]) -> None:
    page = open_page("fr/words-matter/", 390)
    page.locator(".o-toc--small summary").click()
    link = page.locator(".o-toc--small a").nth(3)
    name = str(link.text_content())
    link.click()
    expect(page.get_by_role("heading", name=name).first).to_be_in_viewport()


def test_the_chooser_leads_into_each_language_and_straight_to_help(open_page: Callable[..., Page]) -> None:
    page = open_page("")
    for code in ("en", "fr", "el", "bg"):
        expect(page.locator(f"li[lang={code}] a[hreflang={code}]")).to_be_visible()
    page.locator("li[lang=fr] .o-button--warm").click()
    page.wait_for_url("**/fr/#if-this-is-happening-to-you")
    expect(page.locator("#if-this-is-happening-to-you")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("address", ["en/no/such/page/", "fr/nothing", "el/glossary/nothing.html"])
def test_a_missing_page_comforts_and_leads_on(
    open_page: Callable[..., Page], watch: object, knowledge: Knowledge, address: str
) -> None:
    page = open_page(address)
    code = address.split("/", maxsplit=1)[0]
    expect(page.locator("h1")).to_have_text(knowledge.label(code, "not_found_title"))
    page.locator("main .o-button").click()
    page.wait_for_url(f"**/{code}/")
    complaints = getattr(watch, "complaints", [])
    assert len(complaints) == 1
    assert "404" in complaints.pop()


def test_the_entry_of_a_word_leads_to_its_pages_and_they_lead_back(open_page: Callable[..., Page]) -> None:
    page = open_page("en/words-matter/")
    page.locator(".o-text a.o-mention").first.click()
    page.wait_for_url("**/en/glossary/#oscec")
    entry = page.locator("#oscec + .o-entry")
    entry.get_by_role("link", name="Words matter", exact=True).click()
    page.wait_for_url("**/en/words-matter/")
