"""The short addresses `/help/` and `/report/`, and the country that goes along with the reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from oscec.model.knowledge import Knowledge
from oscec.render.door import DOORS, country_codes

pytestmark = pytest.mark.browser


def addresses(page: Page) -> list[str]:
    """Where the choices lead, in their order."""
    found: list[str] = page.locator("[data-country] a").evaluate_all("all => all.map(a => a.pathname)")
    return found


@pytest.mark.parametrize("door", DOORS)
def test_without_a_script_every_country_is_a_choice_in_its_own_languages(
    open_page: Callable[..., Page], site: Path, knowledge: Knowledge, door: str
) -> None:
    page = open_page(f"{door}/", 320, java_script_enabled=False)
    expect(page.locator("h1:visible")).to_have_text("Choose your country")
    codes = page.locator("[data-country]").evaluate_all("all => all.map(e => e.dataset.country)")
    assert sorted(codes) == sorted(country_codes(knowledge))
    assert len(codes) == 27
    found = addresses(page)
    assert all((site / address.strip("/") / "index.html").is_file() for address in found)
    belgium = page.locator("[data-country=be]")
    for language, name in (("nl", "België"), ("fr", "Belgique"), ("de", "Belgien"), ("en", "Belgium")):
        expect(belgium.locator(f"a[lang={language}]")).to_have_text(name)
    assert "/fr/help/be/" in found
    page.get_by_role("link", name="Ελλάδα").click()
    page.wait_for_url("**/el/help/gr/")
    expect(page.locator("main a[href='tel:112']").first).to_be_visible()


@pytest.mark.parametrize(
    ("locale", "heading", "name", "address"),
    [
        ("fr-BE", "Choisissez votre pays", "Belgique", "/fr/help/be/"),
        ("el-CY", None, "Κύπρος", "/el/help/cy/"),
        ("bg-DE", None, "Германия", "/bg/help/de/"),
        ("de-AT", "Choose your country", "Austria", "/en/help/at/"),
        ("en-IE", "Choose your country", "Ireland", "/en/help/ie/"),
    ],
)
def test_the_country_that_the_browser_names_comes_first_in_the_reader_s_language(
    open_page: Callable[..., Page], locale: str, heading: str | None, name: str, address: str
) -> None:
    page = open_page("help/", locale=locale)
    first = page.locator("[data-country] a").first
    expect(first).to_have_text(name)
    assert addresses(page)[0] == address
    expect(page.locator("[data-first]:visible")).to_have_count(1)
    expect(page.locator("h1:visible")).to_have_count(1)
    if heading:
        expect(page.locator("h1:visible")).to_have_text(heading)
    expect(page.locator("[data-country]")).to_have_count(27)
    assert page.url.endswith("/help/")


@pytest.mark.parametrize("locale", ["en-US", "fr", "zh-Hant-TW"])
def test_a_language_that_names_no_country_of_ours_changes_no_order(
    open_page: Callable[..., Page], locale: str
) -> None:
    page = open_page("report/", locale=locale)
    expect(page.locator("[data-country]").first).to_have_attribute("data-country", "be")
    expect(page.locator("[data-first]:visible")).to_have_count(0)


def test_a_country_goes_along_in_the_address_and_nowhere_else(open_page: Callable[..., Page], watch: object) -> None:
    page = open_page("fr/help/be/")
    strip = page.locator("[data-countries]")
    expect(strip).to_have_text("De l’aide dans votre pays\u00a0: Belgique")
    page.locator(".o-bar a").first.click()
    page.wait_for_url("**/fr/?country=be#if-this-is-happening-to-you")
    page.locator(".o-langs > summary").click()
    page.locator(".o-langs a[hreflang=en]").click()
    page.wait_for_url("**/en/?country=be")
    expect(strip).to_have_text("Help in your country: Belgium")
    strip.click()
    page.wait_for_url("**/en/help/be/?country=be")
    page.goto(page.url.replace("help/be", "help/at"))
    expect(strip).to_have_text("Help in your country: Austria")
    assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
    assert getattr(watch, "requests", [])


@pytest.mark.parametrize(
    ("address", "script"),
    [("en/about/?country=zz", True), ("en/about/", True), ("en/help/eu/", True), ("en/about/?country=be", False)],
)
def test_without_a_country_or_a_script_the_strip_leads_to_the_list_of_countries(
    open_page: Callable[..., Page], address: str, script: bool
) -> None:
    page = open_page(address, java_script_enabled=script)
    strip = page.locator("[data-countries]")
    expect(strip).to_have_text("Help in your country")
    strip.click()
    page.wait_for_url("**/en/get-help/#choose-your-country")
    expect(page.locator("#choose-your-country")).to_be_in_viewport()


STEPS = ["", "help/", "en/", "en/stages/", "fr/glossary/", "en/modules/m03-how-it-unfolds/", "en/404.html"]


@pytest.mark.parametrize("address", STEPS)
def test_the_page_for_a_child_is_two_steps_away_by_keyboard_on_a_phone_without_scripts(
    open_page: Callable[..., Page], address: str
) -> None:
    page = open_page(address, 390, 664, java_script_enabled=False)
    start = page.url
    for number in range(10):
        page.keyboard.press("Tab")
        if number > 1 and page.locator(".o-bar a:focus").count():
            break
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != start)
    if address == "":
        page.wait_for_url("**/help/")
        page.locator(".o-bar a").first.press("Enter")
    page.wait_for_url("**/#if-this-is-happening-to-you")
    child = page.locator("main a[href='help-now/']:focus")
    for _ in range(30):
        page.keyboard.press("Tab")
        if child.count():
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/help-now/")


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_a_difficult_page_has_a_way_past_its_text_and_to_help(open_page: Callable[..., Page], script: bool) -> None:
    page = open_page("en/key-elements/", 390, java_script_enabled=script)
    ways = page.locator(".o-round a")
    first = page.locator("main .admonition").first
    assert ways.first.bounding_box()["y"] < first.bounding_box()["y"]  # type: ignore[index] # both are shown
    ways.first.click()
    expect(page.locator(".o-next")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator(".o-next a").first).to_be_focused()
    ways.last.click()
    page.wait_for_url("**/en/#if-this-is-happening-to-you")
    for address in ("en/help-now/", "en/words-matter/"):
        expect(open_page(address, java_script_enabled=script).locator(".o-round")).to_have_count(0)


def test_the_tab_of_the_page_for_a_child_says_nothing_alarming(open_page: Callable[..., Page]) -> None:
    assert open_page("en/help-now/").title() == "A page for young people – oSCEC training"
    assert open_page("fr/help-now/").title() == "Une page pour les jeunes – Formation oSCEC"
