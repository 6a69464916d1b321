"""The page of the planner: what its script is given, and what stands there without it."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from oscec.model.course import PRINCIPLES, Activity, Course, Module
from oscec.model.knowledge import Knowledge
from oscec.model.page import Page
from oscec.render.course import Courses
from oscec.render.planner import AUDIENCES, LENGTHS, planner_data, planner_html
from oscec.render.words import Said

SCRIPT = (Path(__file__).parents[2] / "overrides/assets/javascripts/planner.js").read_text(encoding="utf-8")
MODULES = [
    Module(
        id="m01-first",
        audiences=["officer", "trainer"],
        activities=[
            Activity(id="m01-a0", kind="talk", minutes=10),
            Activity(id="m01-a1", kind="case", minutes=20, principles=["comprehensive"], elements=["threat"]),
        ],
    ),
    Module(
        id="m02-second",
        audiences=["trainer"],
        sensitivity=3,
        prerequisites=["m01-first"],
        activities=[Activity(id="m02-a1", kind="exercise", minutes=30)],
    ),
]
COURSE = Course.model_validate(
    {
        "id": "c1-course",
        "audiences": ["officer", "professional"],
        "sensitivity": 1,
        "sessions": [
            {
                "id": "c1",
                "minutes": 60,
                "blocks": [
                    {"activity": "m01-a1", "minutes": 20},
                    {"kind": "unit", "minutes": 40, "modules": ["m02-second"]},
                ],
            }
        ],
    }
)


@pytest.fixture
def small(knowledge: Knowledge) -> Knowledge:
    """Two modules and a course, with the words of the site."""
    modules = {module.id: module for module in MODULES}
    return dataclasses.replace(knowledge, modules=modules, courses={COURSE.id: COURSE})


@pytest.fixture
def titles(small: Knowledge) -> Courses:
    """No page of these modules is there, so ids stand in for titles, and they are no French."""
    no_pages: list[Page] = []
    return Courses(small, "fr", no_pages)


def test_the_script_gets_modules_audiences_and_words(small: Knowledge, titles: Courses) -> None:
    data = planner_data(small, "fr", titles)
    assert [module["id"] for module in data["modules"]] == ["m01-first", "m02-second"]
    assert data["modules"][1]["prerequisites"] == ["m01-first"]
    assert data["modules"][0]["activities"][1] == {
        "id": "m01-a1",
        "title": "m01-a1",
        "lang": "en",
        "kind": "case",
        "minutes": 20,
        "grouping": "plenary",
        "outcomes": [],
        "elements": ["threat"],
        "stages": [],
        "principles": ["comprehensive"],
    }
    share = {audience["id"]: audience["share"] for audience in data["audiences"]}
    assert tuple(share) == AUDIENCES
    assert share["officer"] == share["professional"] == {"m01-a1": 100, "m02-a1": 0}
    assert share["trainer"] == {}
    assert data["principles"] == PRINCIPLES
    assert data["words"]["block_close"] == small.label("fr", "block_close")


def test_only_titles_of_another_language_are_marked(small: Knowledge) -> None:
    data = planner_data(small, "en", Courses(small, "en", []))
    assert all("lang" not in module for module in data["modules"])


def test_a_part_of_a_short_course_counts_more_than_the_same_of_a_long_one(small: Knowledge) -> None:
    long = Course.model_validate(
        {
            "id": "c2-long",
            "audiences": ["officer"],
            "sensitivity": 3,
            "sessions": [
                {"id": "c2", "minutes": 120, "blocks": [{"activity": "m02-a1", "minutes": 20}]},
            ],
        }
    )
    data = planner_data(
        dataclasses.replace(small, courses=small.courses | {long.id: long}), "en", Courses(small, "en", [])
    )
    assert data["audiences"][0] == {"id": "officer", "share": {"m01-a1": 66.7, "m02-a1": 33.3}}


def test_ways_to_teach_a_module_are_its_beginnings_and_what_courses_take(small: Knowledge) -> None:
    kinds = ("talk", "case", "discussion", "exercise", "check")
    module = Module(
        id="m01-first",
        activities=[Activity(id=f"m01-a{n}", kind=kind, minutes=10) for n, kind in enumerate(kinds)],  # type: ignore[arg-type] # a str
    )
    course = Course.model_validate(
        {
            "id": "c1-course",
            "audiences": ["officer"],
            "sensitivity": 1,
            "sessions": [
                {
                    "id": f"c{number}",
                    "minutes": 30,
                    "blocks": [{"activity": activity, "minutes": 10} for activity in activities],
                }
                for number, activities in enumerate((["m01-a3", "m01-a4"], ["m01-a0"]))
            ],
        }
    )
    knowledge = dataclasses.replace(small, modules={module.id: module}, courses={course.id: course})
    ways = planner_data(knowledge, "en", Courses(knowledge, "en", []))["modules"][0]["ways"]
    assert ways == [["m01-a0", "m01-a1", "m01-a2"], ["m01-a0", "m01-a1", "m01-a2", "m01-a3"], ["m01-a3"]]


def test_every_activity_but_a_talk_or_check_alone_can_be_reached(knowledge: Knowledge) -> None:
    for module in planner_data(knowledge, "en", Courses(knowledge, "en", []))["modules"]:
        reached = {activity for way in module["ways"] for activity in way}
        assert reached == {a["id"] for a in module["activities"] if a["kind"] != "check"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_word_that_the_script_says_is_given_to_it(knowledge: Knowledge, language: str) -> None:
    words = planner_data(knowledge, language, Courses(knowledge, language, []))["words"]
    assert all(words.values())
    said = set(
        re.findall(r"(?:planner|course)_(?!_)[a-z_-]+|(?:block|grouping|principle|element|stage|audience)_", SCRIPT)
    )
    assert "planner_summary" in said
    for key in said:
        assert key in words or (key.endswith("_") and any(word.startswith(key) for word in words)), key


def test_without_a_script_the_ready_courses_are_there(small: Knowledge, titles: Courses) -> None:
    page = LexborHTMLParser(planner_html(small, "fr", titles, {"c1-course": Said("First steps", "en")}))
    form, link = page.css_first("form"), page.css_first(".o-planner__courses li a")
    assert form is not None
    assert "hidden" in form.attributes
    assert link is not None
    assert link.attributes["href"] == "../courses/c1-course/"
    assert "60" in (link.parent.text() if link.parent else "")
    spoken = link.css_first("[lang=en]")
    assert spoken is not None
    assert spoken.text() == "First steps"


def test_every_field_has_its_label(small: Knowledge, titles: Courses) -> None:
    page = LexborHTMLParser(planner_html(small, "fr", titles, {}))
    fields = [field.attributes["id"] for field in page.css("input, select")]
    assert len(fields) == len(set(fields)) == 1 + len(LENGTHS) + 2 + len(MODULES) + 3
    assert {label.attributes["for"] for label in page.css("label")} == set(fields)


def test_no_text_can_end_the_data(small: Knowledge) -> None:
    titles = Courses(small, "en", [])
    titles.module_title = lambda module: Said(f'</script><b a="x">\n\n&{module}', "en")  # type: ignore[method-assign]
    html = planner_html(small, "en", titles, {})
    assert html.count("</script>") == 1
    assert "\n\n" not in html
    data = re.search(r'<script type="application/json"[^>]*>(.*?)</script>', html, re.DOTALL)
    assert data
    assert json.loads(data[1])["modules"][0]["title"] == '</script><b a="x">\n\n&m01-first'


def test_nothing_in_the_page_runs_or_has_a_style_of_its_own(small: Knowledge, titles: Courses) -> None:
    page = LexborHTMLParser(planner_html(small, "fr", titles, {}))
    assert [script.attributes["type"] for script in page.css("script")] == ["application/json"]
    assert not page.css("style, [style]")
    assert not [name for node in page.css("*") for name in node.attributes if name.startswith("on")]
