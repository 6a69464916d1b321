"""The boxes of terms, mentions, numbers and citations: without a script, by pointer, keyboard and touch."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from oscec.model.knowledge import Knowledge
from oscec.render import words

pytestmark = pytest.mark.browser

TERM = "a.o-term:not(.o-mention)"
KINDS = {
    "term": ("en/words-matter/", TERM),
    "mention": ("en/words-matter/", "a.o-mention"),
    "number": ("en/what-is-oscec/", "a.o-stat"),
    "citation": ("en/words-matter/", "a.o-ref"),
}


def identity(link: Locator) -> str:
    return str(link.get_attribute("href")).partition("#")[2]


def box_of(link: Locator) -> Locator:
    return link.page.locator(f"#{link.get_attribute('aria-describedby')}")


def expected(knowledge: Knowledge, kind: str, target: str, language: str = "en") -> list[str]:
    """The texts that the tip of such a link must show."""

    def label(key: str) -> str:
        return knowledge.label(language, key)

    if kind == "term":
        entry, _ = words.entry_for(knowledge, target, language)
        return [words.term_with_abbreviation(entry), words.definition_of(knowledge, target, language).text]
    if kind == "mention":
        return [label("term_instead"), label("term_why")]
    if kind == "citation":
        return [words.citation(knowledge.references[target], knowledge, language)]
    statistic = knowledge.statistics[target]
    return [
        words.value(statistic, language),
        words.measures(knowledge, statistic, language).text,
        f"{label('stat_base')} {words.base(knowledge, statistic, language).text}",
        f"{label('stat_period')} {words.period(knowledge, statistic.period, language).text}",
        f"{label('stat_source')} {words.source_label(knowledge, statistic, language).text}",
        words.limits(knowledge, statistic, language)[0].text,
    ]


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_tip_shows_on_hover_and_on_focus_and_says_what_the_data_say(
    open_page: Callable[..., Page], knowledge: Knowledge, kind: str, script: bool
) -> None:
    address, selector = KINDS[kind]
    page = open_page(address, java_script_enabled=script)
    link = page.locator(f".o-text {selector}").first
    box = box_of(link)
    expect(box).to_be_hidden()
    link.hover()
    expect(box).to_be_visible()
    for text in expected(knowledge, kind, identity(link)):
        expect(box).to_contain_text(text)
    page.mouse.move(1, 1)
    expect(box).to_be_hidden()
    link.focus()
    expect(box).to_be_visible()
    page.locator(".o-logo").focus()
    expect(box).to_be_hidden()


@pytest.mark.parametrize(
    ("kind", "address", "selector"),
    [("term", "words-matter/", TERM), ("mention", "words-matter/", "a.o-mention"), ("number", "", "a.o-stat")],
)
def test_a_french_tip_speaks_french(
    open_page: Callable[..., Page], knowledge: Knowledge, kind: str, address: str, selector: str
) -> None:
    page = open_page(f"fr/{address}")
    link = page.locator(f".o-text {selector}").first
    link.focus()
    for text in expected(knowledge, kind, identity(link), "fr"):
        expect(box_of(link)).to_contain_text(text)


@pytest.mark.parametrize("kind", KINDS)
def test_escape_hides_a_tip_until_it_is_asked_for_again(open_page: Callable[..., Page], kind: str) -> None:
    address, selector = KINDS[kind]
    page = open_page(address)
    link = page.locator(f".o-text {selector}").first
    for show in (link.hover, link.focus):
        show()
        expect(box_of(link)).to_be_visible()
        page.keyboard.press("Escape")
        expect(box_of(link)).to_be_hidden()
        page.mouse.move(1, 1)
        page.locator(".o-logo").focus()
        show()
        expect(box_of(link)).to_be_visible()
        page.mouse.move(1, 1)
        page.locator(".o-logo").focus()


@pytest.mark.parametrize(("kind", "width"), [*((kind, 1280) for kind in KINDS), ("term", 700)])
def test_the_pointer_can_move_onto_a_tip_and_stay_there(
    open_page: Callable[..., Page], kind: str, width: int
) -> None:
    address, selector = KINDS[kind]
    page = open_page(address, width)
    for link in page.locator(f".o-text p {selector}").all()[:2]:
        link.hover()
        box = box_of(link)
        expect(box).to_be_visible()
        area = box.bounding_box()
        assert area is not None
        page.mouse.move(area["x"] + area["width"] / 2, area["y"] + area["height"] / 2, steps=8)
        page.wait_for_timeout(250)  # longer than a tip outlives the pointer
        expect(box).to_be_visible()
        page.mouse.move(1, 1)
        expect(box).to_be_hidden()


OUTSIDE = """async () => {
    const found = [];
    for (const link of document.querySelectorAll(".o-tip > a")) {
        link.scrollIntoView({block: "center"});
        link.focus();
        // A box is judged where it rests: in the same place in five frames, one after the other.
        let box, still = 0;
        for (let frames = 0; still < 5 && frames < 120; frames++) {
            await new Promise(done => requestAnimationFrame(done));
            const now = link.nextElementSibling.getBoundingClientRect();
            still = box && ["left", "top", "right", "bottom"].every(side => box[side] === now[side]) ? still + 1 : 0;
            box = now;
        }
        const width = document.documentElement.clientWidth, height = innerHeight;
        if (box.left < 0 || box.top < 0 || box.right > width + .5 || box.bottom > height + .5 || box.width < 200)
            found.push(`${link.textContent}: ${box.left} ${box.top} ${box.right} ${box.bottom}`);
    }
    return found;
}"""


@pytest.mark.parametrize(
    ("address", "width", "height"),
    [
        ("en/words-matter/", 1280, 900),
        ("en/words-matter/", 390, 664),
        ("fr/words-matter/", 390, 664),
        ("en/key-elements/", 320, 640),
    ],
)
def test_every_tip_stays_inside_the_window(
    open_page: Callable[..., Page], address: str, width: int, height: int
) -> None:
    page = open_page(address, width, height)
    assert page.locator(".o-tip > a").count() > 20
    assert page.evaluate(OUTSIDE) == []


def test_a_tip_on_a_touch_screen_docks_at_the_bottom_of_the_window(open_page: Callable[..., Page]) -> None:
    page = open_page("en/words-matter/", 390, 664, has_touch=True, is_mobile=True)
    link = page.locator(f".o-text {TERM}").first
    link.focus()
    expect(box_of(link)).to_be_visible()
    area = box_of(link).bounding_box()
    assert area is not None
    assert area["y"] + area["height"] == pytest.approx(664, abs=1)
    assert area["x"] >= 0
    assert area["x"] + area["width"] <= 390


def test_software_that_reads_aloud_gets_a_tip_as_the_description_of_its_link_and_not_as_text(
    open_page: Callable[..., Page], knowledge: Knowledge
) -> None:
    page = open_page("en/words-matter/")
    link = page.locator(f".o-text {TERM}").first
    definition = words.definition_of(knowledge, identity(link), "en").text
    assert definition not in page.locator("main").aria_snapshot()
    expect(link).to_have_accessible_description(re.compile(re.escape(definition)))
