"""Search: what it finds, and that it leaves the reader alone until it is opened."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from oscec.generator.site import build_site
from oscec.model.knowledge import Knowledge

ROOT = Path(__file__).parents[2]
QUERIES: dict[str, list[dict[str, str]]] = yaml.safe_load((ROOT / "tests/search/queries.yml").read_text("utf-8"))
BUDGET = 150_000
"""How many bytes, compressed, a first search may fetch."""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def elsewhere(
    tmp_path_factory: pytest.TempPathFactory, site: Path, serve: Callable[[Path], AbstractContextManager[str]]
) -> Iterator[tuple[Path, str]]:
    """The languages of the queries that no other test opens: their folder and address."""
    out = tmp_path_factory.mktemp("search") / "site"
    findings = build_site(ROOT, out, [code for code in QUERIES if not (site / code).is_dir()], 2)
    assert not [finding for finding in findings if finding.severity != "note"]
    with serve(out) as address:
        yield out, address


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


def compressed(site: Path, urls: list[str]) -> int:
    """How many bytes a host sends that compresses what it serves."""
    return sum(len(gzip.compress((site / urlsplit(url).path[1:]).read_bytes())) for url in urls)


def asked_by(page: Page) -> list[str]:
    """The addresses that a page asks for from now on."""
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    return urls


@pytest.mark.parametrize("language", QUERIES)
def test_what_readers_type_leads_where_it_should_within_the_budget(
    language: str, browser: Browser, site: Path, base: str, elsewhere: tuple[Path, str]
) -> None:
    folder, start = (site, base) if (site / language).is_dir() else elsewhere
    missed, heavy = [], []
    for case in QUERIES[language]:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{start}{language}/accessibility/")
        asked = asked_by(page)
        results = search(page, case["query"])
        assert all(url.startswith(start) for url in asked)
        found = results.evaluate_all("all => all.slice(0, 5).map(link => link.href)")
        if f"{start}{language}/{case['finds']}" not in found:
            missed.append((case["query"], found))
        if not 0 < compressed(folder, asked) < BUDGET:
            heavy.append((case["query"], compressed(folder, asked)))
        context.close()
    assert missed == []
    assert heavy == []


def test_english_passages_are_marked_on_a_site_in_another_language(open_page: Callable[..., Page]) -> None:
    results = search(open_page("fr/"), "tabletop")
    expect(results.first).to_have_attribute("lang", "en")


def test_arrows_lead_through_the_results_and_escape_closes_them(open_page: Callable[..., Page]) -> None:
    page = open_page("en/")
    results = search(page, "grooming")
    page.keyboard.press("ArrowDown")
    expect(results.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".o-search input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".o-search > summary")).to_be_focused()
    expect(page.locator(".o-search__list")).to_be_hidden()


def test_results_show_the_words_in_their_text(open_page: Callable[..., Page]) -> None:
    results = search(open_page("fr/"), "materiel")
    expect(results.locator("mark").first).to_contain_text("matériel", ignore_case=True)


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
    search(page, "enfant")
    status = page.locator(".o-search [role=status]")
    expect(status).to_contain_text("passages")
    results = page.locator(".o-search__list a")
    page.locator(".o-search input").fill("xyzzy")
    expect(status).to_have_text(knowledge.label("fr", "search_none"))
    expect(results).to_have_count(0)


def test_it_fetches_nothing_before_words_are_typed_and_keeps_the_words_out_of_the_address(
    open_page: Callable[..., Page], watch: object
) -> None:
    page = open_page("en/words-matter/")
    requests = getattr(watch, "requests", [])
    page.locator(".o-search > summary").click()
    page.locator(".o-search > summary").click()
    assert not [url for url in requests if "/search/" in url]
    before = page.url
    search(page, "offender")
    assert len([url for url in requests if url.endswith("/search/index.json")]) == 1
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
