"""The session planner: plans for every audience and length, what they look like, and what is saved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from axe_playwright_python.sync_playwright import Axe
from icalendar import Calendar
from playwright.sync_api import Browser, Page, Route, expect

from oscec.check.curriculum import activities_of
from oscec.model.course import PRINCIPLES
from oscec.model.knowledge import Knowledge
from oscec.render.planner import AUDIENCES, LENGTHS

if TYPE_CHECKING:
    from tests.conftest import Searched

pytestmark = pytest.mark.browser

ADDRESS = "planner/"
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
)
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
DATA = "JSON.parse(document.getElementById('planner-data').textContent)"
PLAN = f"request => planner.plan(request, {DATA})"
REST = ("break", "lunch")
Plan = dict[str, Any]
Planned = Callable[..., Plan]


@pytest.fixture
def planned(open_page: Callable[..., Page]) -> Planned:
    """Makes a plan with the page's own data, without its form."""
    page = open_page(f"en/{ADDRESS}")

    def plan(audience: str, minutes: int, **request: Any) -> Plan:
        made: Plan = page.evaluate(PLAN, {"audience": audience, "minutes": minutes, **request})
        return made

    return plan


def modules_of(made: Plan) -> list[str]:
    """The modules of a plan, in their order."""
    return list(dict.fromkeys(block["module"] for block in made["blocks"] if "module" in block))


def fill(page: Page, audience: str, minutes: int, *topics: str) -> None:
    """Fill in the form and make the plan."""
    page.locator("#planner-audience").select_option(audience)
    if minutes in LENGTHS:
        page.locator(f"#planner-{minutes}").check()
    else:
        page.locator("#planner-own").check()
        page.locator("#planner-number").fill(str(minutes))
    for topic in topics:
        page.locator(f"#planner-{topic}").check()
    page.locator(".o-planner__form [type=submit]").click()


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("minutes", [30, 47, 75, *LENGTHS, 120, 240, 300, 480])
def test_a_plan_keeps_to_its_rules(planned: Planned, knowledge: Knowledge, audience: str, minutes: int) -> None:
    made = planned(audience, minutes)
    blocks, activities = made["blocks"], {a.id: a for m in knowledge.modules.values() for a in m.activities}
    taught = [activities[block["activity"]] for block in blocks if "activity" in block]
    assert taught
    # What takes how long: nothing is cut, nothing overlaps, and it ends in time.
    assert [block["start"] for block in blocks] == [sum(b["minutes"] for b in blocks[:n]) for n in range(len(blocks))]
    assert made["total"] + made["left"] == minutes
    assert made["total"] == sum(block["minutes"] for block in blocks) <= minutes
    assert all(block["minutes"] == activities[block["activity"]].minutes for block in blocks if "activity" in block)
    assert len({activity.id for activity in taught}) == len(taught)
    # It stays just below where the activities would fill the time.
    offered = [
        a for m in knowledge.modules.values() if audience in m.audiences and m.sensitivity < 3 for a in m.activities
    ]
    if sum(activity.minutes for activity in offered) > minutes:
        assert made["left"] < 10
    # Around it: welcome, tests where there is time, contacts at the end.
    kinds = [block["kind"] for block in blocks]
    assert kinds[0] == "welcome"
    assert kinds[-1] == "close"
    assert ("pre-test" in kinds, "post-test" in kinds) == (minutes >= 90, minutes >= 90)
    if minutes >= 90:
        assert (kinds[1], kinds[-2]) == ("pre-test", "post-test")
    assert ("lunch" in kinds) <= (minutes >= 300)
    # No stretch of more than 90 minutes, and no rest at either end.
    stretch = 0
    for block in blocks:
        stretch = 0 if block["kind"] in REST else stretch + block["minutes"]
        assert stretch <= 90
    assert not any(a in REST and b in (*REST, "close", "post-test") for a, b in pairwise(kinds))
    # At most half is talk, and of no module is there only talk or only a check.
    talk = sum(activity.minutes for activity in taught if activity.kind == "talk")
    assert (made["talk"], made["taught"]) == (talk, sum(activity.minutes for activity in taught))
    assert talk * 2 <= made["taught"]
    for module in modules_of(made):
        assert {a.kind for a in taught if a.id[:3] == module[:3]} - {"talk", "check"}
    assert minutes < 90 or "check" not in kinds
    # Which principles it covers, each with the activities that do, and where else it is to be found.
    assert [principle["name"] for principle in made["principles"]] == list(PRINCIPLES)
    for principle in made["principles"]:
        assert principle["by"] == [a.id for a in taught if principle["name"] in a.principles]
        assert principle["tests"] == (principle["name"] == "outcome-evaluation" and minutes >= 90)
        for module in principle["elsewhere"]:
            assert any(principle["name"] in a.principles for a in knowledge.modules[module].activities)
            assert audience in knowledge.modules[module].audiences


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("minutes", LENGTHS)
def test_modules_are_for_the_audience_come_after_what_they_build_on_and_are_no_harder_than_its_courses(
    planned: Planned, knowledge: Knowledge, audience: str, minutes: int
) -> None:
    made = planned(audience, minutes)
    order = modules_of(made)
    data = [knowledge.modules[identity] for identity in order]
    assert all(audience in module.audiences for module in data)
    for place, module in enumerate(data):
        assert set(module.prerequisites) <= set(order[:place])
    assert made["assumed"] == []
    assert made["sensitivity"] == max(module.sensitivity for module in data)
    courses = [course for course in knowledge.courses.values() if audience in course.audiences]
    taught = {activity.id for course in courses for activity in activities_of(course, knowledge)}
    hard = {
        b["activity"] for b in made["blocks"] if "module" in b and knowledge.modules[b["module"]].sensitivity == 3
    }
    assert hard <= taught


def test_what_matters_most_to_an_audience_comes_first(planned: Planned) -> None:
    assert modules_of(planned("officer", 45)) == ["m08-first-conversation"]
    assert modules_of(planned("professional", 90)) == ["m02-key-elements", "m08-first-conversation"]
    assert "m04-offenders" in modules_of(planned("investigator", 360))
    assert "m07-effective-prevention" in modules_of(planned("school-officer", 180))
    assert "m14-care" in modules_of(planned("trainer", 360))


def test_nothing_of_the_highest_sensitivity_only_fills_the_time(planned: Planned) -> None:
    assert planned("officer", 360, topics=["m01-words-matter"])["sensitivity"] == 2
    assert planned("officer", 360, topics=["m01-words-matter"], sensitive=True)["sensitivity"] == 3


HARD = {
    "stretch": 90,
    "principles": [],
    "elements": [],
    "stages": [],
    "audiences": [{"id": "officer", "share": {}}, {"id": "trainer", "share": {"m02-a1": 100}}],
    "modules": [
        {
            "id": f"m0{number}-x",
            "audiences": ["officer", "trainer"],
            "sensitivity": sensitivity,
            "prerequisites": [],
            "tests": [],
            "ways": [[f"m0{number}-a1"]],
            "activities": [
                {
                    "id": f"m0{number}-a1",
                    "kind": "exercise",
                    "minutes": 20,
                    "outcomes": [],
                    "elements": [],
                    "stages": [],
                    "principles": [],
                }
            ],
        }
        for number, sensitivity in ((1, 2), (2, 3))
    ],
}


@pytest.mark.parametrize(
    ("request_", "hard"),
    [
        ({"audience": "officer"}, False),
        ({"audience": "officer", "sensitive": True}, True),
        ({"audience": "officer", "topics": ["m02-x"]}, True),
        ({"audience": "trainer"}, True),
    ],
)
def test_the_most_sensitive_activities_come_only_when_asked_for_or_in_a_course_of_the_audience(
    open_page: Callable[..., Page], request_: Plan, hard: bool
) -> None:
    page = open_page(f"en/{ADDRESS}")
    made = page.evaluate("([request, data]) => planner.plan(request, data)", [{"minutes": 60, **request_}, HARD])
    assert ("m02-x" in modules_of(made)) == hard
    assert made["sensitivity"] == (3 if hard else 2)
    assert made["left"] == (10 if hard else 30)


def test_where_nothing_fits_the_plan_is_empty(open_page: Callable[..., Page]) -> None:
    page = open_page(f"en/{ADDRESS}")
    empty = page.evaluate(
        "([request, data]) => planner.plan(request, data)", [{"minutes": 60, "audience": "x"}, HARD]
    )
    assert [block["kind"] for block in empty["blocks"]] == ["welcome", "close"]
    assert (empty["left"], empty["taught"], empty["sensitivity"]) == (50, 0, 0)


def test_topics_come_first_with_what_they_build_on(planned: Planned, knowledge: Knowledge) -> None:
    module = next(m for m in knowledge.modules.values() if m.prerequisites)
    audience = module.audiences[0]
    made = planned(audience, 90, topics=[module.id])
    assert module.id in modules_of(made)
    assert set(module.prerequisites) <= set(made["needed"])
    assert made["missing"] == []
    known = planned(audience, 45, topics=[module.id], known=True)
    assert modules_of(known) == [module.id]
    assert known["assumed"] == module.prerequisites


def test_topics_for_which_there_is_no_room_are_named(planned: Planned, knowledge: Knowledge) -> None:
    topics = [module.id for module in knowledge.modules.values() if "officer" in module.audiences]
    made = planned("officer", 45, topics=topics)
    assert set(made["missing"]) == set(topics) - set(modules_of(made))
    assert made["missing"]


def test_the_tests_ask_what_is_taught_and_have_twins(planned: Planned, knowledge: Knowledge) -> None:
    made = planned("officer", 180)
    items = {item.id: item for module in knowledge.modules.values() for item in module.questions}
    activities = {a.id: a for m in knowledge.modules.values() for a in m.activities}
    outcomes = {o for block in made["blocks"] if "activity" in block for o in activities[block["activity"]].outcomes}
    assert made["tests"]
    for test in made["tests"]:
        assert items[test["id"]].pair == test["pair"]
        assert items[test["id"]].outcome in outcomes


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_the_page_shows_the_plan_and_has_no_barrier(
    open_page: Callable[..., Page], knowledge: Knowledge, language: str, width: int, scheme: str
) -> None:
    page = open_page(f"{language}/{ADDRESS}", width, scheme=scheme)
    page.locator("#planner-180").check()
    page.locator(".o-planner__form [type=submit]").press("Enter")
    heading = page.locator("#planner-plan")
    expect(heading).to_be_focused()
    expect(heading).to_contain_text(knowledge.label(language, f"audience_{AUDIENCES[0]}"))
    rows = page.locator(".o-planner .o-order tbody tr")
    assert rows.count() > 8
    expect(rows.first).to_contain_text(knowledge.label(language, "block_welcome"))
    expect(rows.last).to_contain_text(knowledge.label(language, "block_close"))
    reasons = page.locator(".o-planner .o-coverage tbody td").all_text_contents()
    assert len([reason for reason in reasons if reason.strip()]) == len(PRINCIPLES)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.evaluate("scrollTo(0, 0)")  # else the bar at the top covers what was scrolled under it
    results = Axe().run(page, options=OPTIONS).response["violations"]
    assert [f"{v['id']}: {n['target']} {n['failureSummary']}" for v in results for n in v["nodes"]] == []


def test_the_keyboard_is_enough(open_page: Callable[..., Page]) -> None:
    page = open_page(f"en/{ADDRESS}")
    page.locator("#planner-audience").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#planner-45")).to_be_checked()
    page.locator("#planner-start").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#planner-plan")).to_contain_text("Investigators: 45 of 45")


def test_topics_of_other_audiences_are_not_offered(open_page: Callable[..., Page], knowledge: Knowledge) -> None:
    page = open_page(f"en/{ADDRESS}")
    for audience in AUDIENCES:
        page.locator("#planner-audience").select_option(audience)
        shown = page.locator("[name=topic]").evaluate_all(
            "all => all.filter(b => b.checkVisibility()).map(b => b.value)"
        )
        assert shown == [module.id for module in knowledge.modules.values() if audience in module.audiences]


def test_an_own_length_has_its_limits(open_page: Callable[..., Page]) -> None:
    page = open_page(f"en/{ADDRESS}")
    fill(page, "officer", 10)
    expect(page.locator(".o-planner__plan")).to_be_hidden()
    fill(page, "officer", 100)
    expect(page.locator("#planner-plan")).to_contain_text("of 100 minutes")


@pytest.mark.parametrize("address", [f"en/{ADDRESS}", f"fr/{ADDRESS}"])
def test_the_calendar_holds_the_plan(open_page: Callable[..., Page], tmp_path: Path, address: str) -> None:
    page = open_page(address, timezone_id="Europe/Brussels")
    page.locator("#planner-180").check()
    page.locator(".o-planner__form [type=submit]").click()
    save = page.locator(".o-planner__ways button").nth(1)
    save.click()
    expect(page.locator("#planner-start")).to_be_focused()
    expect(page.locator(".o-planner__status")).not_to_be_empty()
    page.locator("#planner-start").fill("2026-10-25T01:30")
    expect(page.locator(".o-planner .o-order caption")).to_contain_text("2026")
    expect(page.locator(".o-planner .o-order tbody tr").first).to_contain_text("01:30")
    shown = page.locator(".o-planner .o-order tbody th").all_text_contents()
    with page.expect_download() as download:
        save.click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    text = file.read_bytes()
    assert file.suffix == ".ics"
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert b"\n" not in text.replace(b"\r\n", b"")
    calendar = Calendar.from_ical(text)
    assert {"VERSION", "PRODID"} <= set(calendar)
    assert calendar.errors == []
    events = calendar.walk("VEVENT")
    assert all(not event.errors for event in events)
    assert [str(event["SUMMARY"]) for event in events] == shown
    assert len({str(event["UID"]) for event in events}) == len(events)
    # The night on which clocks go back: an hour and a half stays an hour and a half.
    begins, ends = ([event.decoded(name) for event in events] for name in ("DTSTART", "DTEND"))
    assert begins[0] == datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
    assert begins[1:] == ends[:-1]
    assert timedelta(minutes=170) <= ends[-1] - begins[0] <= timedelta(minutes=180)


def test_the_table_holds_the_plan(open_page: Callable[..., Page], tmp_path: Path, knowledge: Knowledge) -> None:
    page = open_page(f"en/{ADDRESS}")
    fill(page, "officer", 180)
    with page.expect_download() as download:
        page.locator(".o-planner__ways button").nth(2).click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    table = pl.read_csv(file)
    assert table.columns[:4] == [
        knowledge.label("en", key) for key in ("course_start", "planner_end", "course_minutes", "course_what")
    ]
    assert table["Minutes"].dtype == pl.Int64
    assert 170 <= table["Minutes"].sum() <= 180
    assert table["What"].to_list() == page.locator(".o-planner .o-order tbody th").all_text_contents()
    assert table["From"][0] == "0:00"


def test_what_is_saved_cannot_be_run_and_reads_as_it_was(open_page: Callable[..., Page]) -> None:
    page = open_page(f"en/{ADDRESS}")
    title = '=1+1; a "word", back\\slash\nline ' + "é" * 80
    row = {"start": 0, "end": 5, "minutes": 5, "title": title, "grouping": "", "principles": []}
    words = page.evaluate(f"{DATA}.words")
    table = page.evaluate("([rows, words]) => planner.table(rows, null, words)", [[row], words])
    assert pl.read_csv(table.removeprefix("\ufeff").encode())["What"][0] == f"'{title}"
    text = page.evaluate("rows => planner.calendar(rows, new Date(0), { stamp: new Date(0), key: 'k' })", [row])
    assert str(Calendar.from_ical(text).walk("VEVENT")[0]["SUMMARY"]) == title
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_print_is_the_plan(open_page: Callable[..., Page]) -> None:
    page = open_page(f"en/{ADDRESS}", reduced_motion="reduce")
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    fill(page, "officer", 90)
    page.locator(".o-planner__ways button").first.click()
    assert page.title() == "printed"
    page.emulate_media(media="print")
    for hidden in (".o-planner__form", ".o-planner__ways", ".o-planner__courses"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(".o-planner .o-order")).to_be_visible()


def test_a_strict_policy_blocks_nothing_and_nothing_is_stored(
    open_page: Callable[..., Page], base: str, watch: Any
) -> None:
    page = open_page("en/", accept_downloads=True)

    def strictly(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": STRICT})

    page.route(f"**/{ADDRESS}", strictly)
    page.goto(f"{base}en/{ADDRESS}")
    fill(page, "professional", 90)
    page.locator("#planner-start").fill("2026-09-01T09:00")
    asked = len(watch.requests)
    for number in (1, 2):
        with page.expect_download():
            page.locator(".o-planner__ways button").nth(number).click()
    assert [url for url in watch.requests[asked:] if not url.startswith("blob:")] == []
    assert page.url == f"{base}en/{ADDRESS}"
    assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
    page.unroute(f"**/{ADDRESS}")


def test_without_a_script_the_ready_courses_are_there(browser: Browser, base: str, knowledge: Knowledge) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}en/{ADDRESS}")
    expect(page.locator(".o-planner__form")).to_be_hidden()
    expect(page.locator(".o-planner__courses li")).to_have_count(len(knowledge.courses))
    context.close()


def test_the_search_does_not_read_the_data(site: Path, searched: Searched) -> None:
    texts = [text for where, text in searched(site, "en") if where.startswith(ADDRESS)]
    assert texts
    assert not [text for text in texts if "prerequisites" in text or "planner_" in text]
