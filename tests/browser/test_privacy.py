"""The reader leaves no trace: no other host, no cookie, nothing stored, no address sent along."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

STORED = """async () => ({
    local: localStorage.length, session: sessionStorage.length, cookie: document.cookie,
    databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"local": 0, "session": 0, "cookie": "", "databases": 0, "caches": 0, "workers": 0}


def test_nothing_is_stored_and_no_other_host_is_asked(
    open_page: Callable[..., Page], watch: object, base: str
) -> None:
    page = open_page("")
    for address in ("en/", "en/words-matter/", "fr/key-elements/", "el/glossary/", "en/statistics/", "en/404.html"):
        page.goto(base + address)
        page.locator(".o-langs > summary").click()
        page.locator(".o-search > summary").click()
        page.locator(".o-search input").fill("sextortion")
        expect(page.locator(".o-search [role=status]")).not_to_be_empty()
        assert page.evaluate(STORED) == NOTHING
    assert page.context.cookies() == []
    assert all(url.startswith(base) for url in getattr(watch, "requests", []))
    assert len(getattr(watch, "requests", [])) > 12


def test_no_address_of_this_site_is_told_to_another(open_page: Callable[..., Page]) -> None:
    outward = "all => all.filter(link => !link.relList.contains('noreferrer')).map(link => link.href)"
    for address in ("", "en/bibliography/", "fr/glossary/", "en/404.html"):
        page = open_page(address)
        assert page.locator("meta[name=referrer]").get_attribute("content") == "no-referrer"
        assert page.locator("a[href^=http]").evaluate_all(outward) == []


@pytest.mark.parametrize("address", ["en/", "fr/words-matter/"])
def test_the_mark_of_a_visited_link_does_not_show(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(address)
    rules = page.evaluate(
        "[...document.styleSheets].flatMap(s => [...s.cssRules]).map(r => r.cssText)"
        ".filter(t => t.includes(':visited'))"
    )
    assert rules == []


def test_the_title_of_a_page_begins_with_plain_words(open_page: Callable[..., Page]) -> None:
    page = open_page("en/")
    assert page.title() == "oSCEC training"
