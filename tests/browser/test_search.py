"""Search: what it finds, and that it leaves the reader alone until it is opened."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from oscec.model.knowledge import Knowledge

pytestmark = pytest.mark.browser


def search(page: Page, text: str) -> Locator:
    """Type words into the search; the results."""
    page.locator(".o-search > summary").click()
    field = page.locator(".o-search input")
    expect(field).to_be_focused()
    field.fill(text)
    expect(page.locator(".o-search [role=status]")).not_to_be_empty()
    return page.locator(".o-search__list a")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_word_to_avoid_leads_to_the_term_to_use(open_page: Callable[..., Page], width: int) -> None:
    page = open_page("en/key-elements/", width)
    first = search(page, "sextortion").first
    expect(first).to_have_attribute("href", page.url.replace("key-elements/", "glossary/#oscec"))
    first.click()
    page.wait_for_url("**/en/glossary/#oscec")
    expect(page.locator("#oscec")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(("typed", "found"), [("materiel", "matériel"), ("MATÉRIEL", "matériel"), ("cle", "clés")])
def test_a_french_word_is_found_without_its_accents(open_page: Callable[..., Page], typed: str, found: str) -> None:
    results = search(open_page("fr/"), typed)
    assert any(found in text.lower() for text in results.all_text_contents())


def test_a_greek_word_is_found_without_its_accents(open_page: Callable[..., Page]) -> None:
    results = search(open_page("el/"), "εξαναγκασμος")
    expect(results.first).to_contain_text("εξαναγκασμός")


def test_a_part_of_a_page_is_found_once_and_not_with_its_whole_page(open_page: Callable[..., Page]) -> None:
    results = search(open_page("en/"), "press card")
    addresses = results.evaluate_all("all => all.map(link => link.href)")
    assert len(addresses) == len(set(addresses))
    assert any(address.endswith("words-matter/#press-card") for address in addresses)
    assert not any(address.endswith("/words-matter/") for address in addresses)


def test_tips_are_not_found_as_text_of_the_page(open_page: Callable[..., Page], knowledge: Knowledge) -> None:
    definition = knowledge.entries["en"]["oscec"].definition
    assert definition is not None
    results = search(open_page("en/"), " ".join(definition.split()[:14]))
    addresses = results.evaluate_all("all => all.map(link => new URL(link.href).pathname)")
    assert set(addresses) == {"/en/glossary/"}


def test_it_says_how_much_it_found_and_that_it_found_nothing(
    open_page: Callable[..., Page], knowledge: Knowledge
) -> None:
    page = open_page("fr/")
    results = search(page, "enfant")
    count = results.count()
    status = page.locator(".o-search [role=status]")
    expect(status).to_contain_text(str(count) if count < 20 else "passages")
    page.locator(".o-search input").fill("xyzzy")
    expect(status).to_have_text(knowledge.label("fr", "search_none"))
    expect(results).to_have_count(0)


def test_it_fetches_nothing_before_it_is_opened_and_keeps_the_words_out_of_the_address(
    open_page: Callable[..., Page], watch: object
) -> None:
    page = open_page("en/words-matter/")
    requests = getattr(watch, "requests", [])
    assert not [url for url in requests if "search_index" in url]
    before = page.url
    search(page, "offender")
    assert len([url for url in requests if "search_index" in url]) == 1
    page.keyboard.press("Enter")
    assert page.url == before
    expect(page.locator(".o-search__list a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_function("address => location.href !== address", arg=before)
    assert "offender" not in page.url.partition("#")[0]
    assert "?" not in page.url


def test_it_works_on_a_page_that_is_not_there(open_page: Callable[..., Page], watch: object) -> None:
    page = open_page("fr/no/such/page/")
    search(page, "enfant").first.click()
    page.wait_for_url("**/fr/*/#**")
    expect(page.locator("h1")).to_be_visible()
    complaints = getattr(watch, "complaints", [])
    assert len(complaints) == 1
    complaints.clear()
