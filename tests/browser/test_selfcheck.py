"""Self-checks: comfort with a script, answers without one, nothing stored."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

BANK = "en/modules/m03-how-it-unfolds/questions/"


def question(page: Page, kind: str) -> str:
    """The selector of the first question of a kind."""
    return f"#{page.locator(f'.o-question[data-kind={kind}]').first.get_attribute('id')}"


@pytest.mark.parametrize("kind", ["single", "multiple", "true-false"])
def test_the_right_choice_is_told_right_and_a_wrong_one_explains(open_page: Callable[..., Page], kind: str) -> None:
    page = open_page(BANK, 390)
    section = page.locator(question(page, kind))
    section.locator("input:not([data-right])").first.check()
    section.get_by_role("button").click()
    expect(section.locator("[role=status]")).to_contain_text("Not quite")
    expect(section.locator("details")).to_have_attribute("open", "")
    if kind == "multiple":
        section.locator("input:not([data-right])").first.uncheck()
    for box in section.locator("input[data-right]").all():
        box.check()
    section.get_by_role("button").click()
    expect(section.locator("[role=status]")).to_contain_text("That is right")
    expect(page.locator(".o-question__score")).to_contain_text("1 right of 1 checked")


def test_a_written_answer_and_a_match_are_checked(open_page: Callable[..., Page]) -> None:
    page = open_page(BANK, 1280)
    section = page.locator(question(page, "short"))
    right = section.locator(".o-right > span").first.text_content() or ""
    section.locator("input").fill(f" {right.upper()}. ")
    section.get_by_role("button").click()
    expect(section.locator("[role=status]")).to_contain_text("That is right")
    match = page.locator(question(page, "match"))
    for select in match.locator("select").all():
        select.select_option(select.get_attribute("data-right"))
    match.get_by_role("button").click()
    expect(match.locator("[role=status]")).to_contain_text("That is right")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_without_a_script_each_answer_is_in_a_disclosure(open_page: Callable[..., Page]) -> None:
    page = open_page(BANK, 390, java_script_enabled=False)
    section = page.locator(".o-question").first
    expect(section.get_by_role("button")).to_have_count(0)
    section.locator("summary").click()
    expect(section.locator("details li").first).to_be_visible()
