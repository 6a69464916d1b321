"""The policy of the pages: nothing runs or loads that is not ours, and the browser sees to it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Page, Route, expect
from selectolax.lexbor import LexborHTMLParser

from oscec.render.hosts import HEADERS, POLICY

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
SCRIPTS: dict[str, str] = yaml.safe_load((ROOT / "tests" / "golden" / "scripts.yml").read_text(encoding="utf-8"))
DATA = ("application/ld+json", "application/json")
"""Kinds of `script` that hold data: no browser runs them."""

BANK = "en/modules/m03-how-it-unfolds/questions/"
KINDS = [
    "",
    "help/",
    "en/",
    "en/words-matter/",
    "en/glossary/",
    "en/statistics/",
    "en/motivation/",
    "en/reporting/",
    "en/help/be/",
    "en/help-now/",
    "en/trainer/m03-how-it-unfolds/",
    "en/courses/c1-awareness/",
    "en/404.html",
    "fr/key-elements/",
    "el/glossary/",
    "bg/translation-status/",
]
COUNT = """
    window.violations = [];
    addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
        violations.push(`${effectiveDirective} ${URL.canParse(blockedURI) ? new URL(blockedURI).host : blockedURI}`));
"""

Guarded = Callable[..., Page]


@pytest.fixture
def guarded(browser: Browser, base: str) -> Iterator[Guarded]:
    """Opens an address in a page that counts what the policy refuses."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(COUNT)
    context.route("https://**", lambda route: route.abort())

    def opened(address: str, change: Callable[[Route], None] | None = None) -> Page:
        page = context.new_page()
        if change:
            page.route(f"{base}**", change)
        page.goto(base + address)
        return page

    yield opened
    context.close()


def refused(page: Page) -> list[str]:
    """What the policy has refused so far."""
    page.wait_for_timeout(100)
    found: list[str] = page.evaluate("violations")
    return found


@pytest.fixture(scope="module")
def documents(site: Path) -> dict[Path, LexborHTMLParser]:
    return {file: LexborHTMLParser(file.read_text(encoding="utf-8")) for file in sorted(site.rglob("*.html"))}


def test_every_page_carries_the_policy_before_anything_that_it_governs(
    documents: dict[Path, LexborHTMLParser],
) -> None:
    for file, tree in documents.items():
        policies = tree.css("meta[http-equiv]")
        assert [node.attributes["content"] for node in policies] == [POLICY], file
        before = file.read_text(encoding="utf-8").partition("<meta http-equiv")[0]
        assert not {"<link", "<script", "<style"} & set(before.split()), file


def test_no_page_holds_a_script_a_style_or_a_handler(documents: dict[Path, LexborHTMLParser]) -> None:
    for file, tree in documents.items():
        assert not tree.css("style, [style], base, iframe, object, embed, [srcdoc]"), file
        inline = [node for node in tree.css("script:not([src])") if node.attributes.get("type") not in DATA]
        assert not inline, file
        handlers = [name for node in tree.css("*") for name in node.attributes if name.startswith("on")]
        assert not handlers, file
        assert not tree.css('[href^="javascript:" i], [href^="data:" i], meta[http-equiv="refresh" i]'), file


def test_every_script_is_one_of_the_known_ones(site: Path, documents: dict[Path, LexborHTMLParser]) -> None:
    known = set(SCRIPTS.values())
    loaded = set()
    for file, tree in documents.items():
        for node in tree.css("script[src]"):
            source = urlsplit(str(node.attributes["src"])).path
            loaded.add(site / source.lstrip("/") if source.startswith("/") else (file.parent / source).resolve())
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in loaded}
    assert {name: digest for name, digest in found.items() if digest not in known} == {}, "see golden/scripts.yml"
    theme = sorted((ROOT / "overrides").rglob("*.js"))
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in theme} == SCRIPTS
    assert {path.resolve() for path in site.rglob("*.js")} >= loaded
    assert len(list(site.rglob("*.js"))) == len(SCRIPTS)


@pytest.mark.parametrize("address", KINDS)
def test_the_policy_refuses_nothing_on_a_page_of_this_kind(guarded: Guarded, address: str) -> None:
    page = guarded(address)
    for part in page.locator("details > summary").all():
        if part.is_visible():
            part.click()
    page.keyboard.press("Shift")
    assert refused(page) == []


def test_the_policy_refuses_nothing_of_search_tips_self_checks_and_plans(guarded: Guarded) -> None:
    page = guarded("en/words-matter/")
    page.locator(".o-search > summary").click()
    page.locator(".o-search input").fill("threat")
    page.locator(".o-search__list a").first.wait_for()
    page.keyboard.press("Escape")
    page.locator(".o-text .o-mention").first.focus()
    page.locator(".o-tip:focus-within .o-tip__box").wait_for()
    assert refused(page) == []
    page = guarded(BANK)
    page.locator(".o-question button").first.click()
    assert refused(page) == []
    page = guarded("en/planner/")
    page.locator(".o-planner__form [type=submit]").click()
    with page.expect_download():
        page.locator(".o-planner__ways button").nth(2).click()
    assert refused(page) == []


PLANTED = {
    "<script>window.planted = true</script>": "script-src-elem inline",
    '<script src="https://other.example/x.js"></script>': "script-src-elem other.example",
    "<style>body { display: none }</style>": "style-src-elem inline",
    '<p style="color: red">planted</p>': "style-src-attr inline",
    '<img src="x.png" onerror="window.planted = true" alt="">': "script-src-attr inline",
    '<img src="https://other.example/x.png" alt="">': "img-src other.example",
    '<iframe src="https://other.example/"></iframe>': "frame-src other.example",
    '<base href="https://other.example/">': "base-uri other.example",
    '<object data="https://other.example/x"></object>': "object-src other.example",
}


def planting(markup: str) -> Callable[[Route], None]:
    """Puts markup before the heading of the page that is opened."""

    def plant(route: Route) -> None:
        if not route.request.is_navigation_request():
            route.continue_()
            return
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("<h1", f"{markup}<h1", 1))

    return plant


@pytest.mark.parametrize("markup", PLANTED)
def test_what_is_planted_into_a_page_is_refused_and_counted(guarded: Guarded, base: str, markup: str) -> None:
    page = guarded("en/about/", planting(markup))
    assert refused(page) == [PLANTED[markup]]
    assert page.evaluate("window.planted") is None
    assert page.url == f"{base}en/about/"


def test_a_form_that_leads_elsewhere_is_not_sent(guarded: Guarded, base: str) -> None:
    form = '<form action="https://other.example/"><button id="planted">Send</button></form>'
    page = guarded("en/about/", planting(form))
    page.evaluate("document.getElementById('planted').click()")
    assert refused(page) == ["form-action other.example"]
    assert page.url == f"{base}en/about/"


@pytest.mark.parametrize("address", ["", "help/", "en/", "en/words-matter/", "en/motivation/", "en/planner/"])
def test_the_headers_for_hosts_refuse_nothing_either(guarded: Guarded, address: str) -> None:
    def send(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer, headers=answer.headers | {name.lower(): text for name, text in HEADERS.items()}
        )

    page = guarded(address, send)
    complaints: list[str] = []
    page.on("console", lambda line: complaints.append(line.text))
    page.reload()
    expect(page.locator("main")).to_be_visible()
    colour = page.locator(".o-bar").evaluate("e => getComputedStyle(e).backgroundColor")
    assert colour == "rgb(15, 76, 71)"
    assert refused(page) == []
    assert complaints == []
