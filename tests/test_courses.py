"""Each course from its outcomes to its items: a trainer finds everything, and what is taught is what is tested."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from oscec.check.curriculum import activities_of
from oscec.load.knowledge import load_knowledge
from oscec.load.pages import read_page
from oscec.markdown import Renderer
from oscec.model.course import Course
from oscec.model.question import parse_questions

ROOT = Path(__file__).parents[1]
KNOWLEDGE = load_knowledge(ROOT, ()).knowledge
PARTS = 10
"""Who, before, room, care, running it, tests, boosters, country, limits, sources."""


@pytest.fixture(params=list(KNOWLEDGE.courses.values()), ids=list(KNOWLEDGE.courses))
def course(request: pytest.FixtureRequest) -> Course:
    """Each course in turn."""
    found: Course = request.param
    return found


def markdown_of(path: str) -> str:
    page, findings = read_page(ROOT, path)
    assert page is not None
    assert findings == []
    return page.markdown


def test_what_a_course_teaches_is_assessed_and_what_it_tests_is_taught(course: Course) -> None:
    taught = {outcome for activity in activities_of(course, KNOWLEDGE) for outcome in activity.outcomes}
    items = {item.id: item for module in KNOWLEDGE.modules.values() for item in module.questions}
    assessed = {item.outcome for item in items.values()}
    assert taught
    assert taught <= assessed
    assert course.items
    for identity in course.items:
        twin = items[items[identity].pair or ""]
        assert items[identity].outcome in taught, identity
        assert (twin.outcome, twin.difficulty) == (items[identity].outcome, items[identity].difficulty), identity
        assert twin.id not in course.items, f"{twin.id} would be known from the test before"


def test_every_part_of_a_running_order_is_written_out_for_the_trainer(course: Course) -> None:
    for activity in activities_of(course, KNOWLEDGE):
        module = next(m for m in KNOWLEDGE.modules.values() if activity in m.activities)
        text = markdown_of(f"curriculum/en/{module.id}/index.md")
        section = re.search(
            rf"^(#+) [^\n]*<!-- {activity.id} -->\n(.*?)(?=^#{{1,3}} |\Z)", text, re.MULTILINE | re.DOTALL
        )
        assert section, activity.id
        assert "[!TIP]" in section[2], f"{activity.id} says nothing to the trainer"
        assert len(section[2].split()) > 60, f"{activity.id} is a stub"


def test_every_item_of_the_tests_stands_in_a_bank_with_its_answer(course: Course) -> None:
    for identity in course.items:
        module = next(m for m in KNOWLEDGE.modules.values() if any(item.id == identity for item in m.questions))
        bank = {q.id: q for q in parse_questions(markdown_of(f"curriculum/en/{module.id}/questions.md"))}
        pair = next(item.pair for item in module.questions if item.id == identity)
        for question in (bank[identity], bank[pair or ""]):
            assert question.rows or any(option.right for option in question.options), question.id


def test_there_is_time_for_the_tests_and_a_test_before_and_after(course: Course) -> None:
    blocks = [block for session in course.sessions for block in session.blocks]
    for kind in ("pre-test", "post-test"):
        minutes = sum(block.minutes for block in blocks if block.kind == kind)
        assert minutes >= len(course.items), f"{kind}: a minute an item"
    assert course.boosters, "a single meeting is no dosage"


def test_a_course_page_has_everything_and_links_each_module_that_it_teaches(course: Course) -> None:
    text = markdown_of(f"curriculum/en/courses/{course.id}.md")
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert len(headings) >= PARTS
    html = Renderer().html(text)
    for activity in activities_of(course, KNOWLEDGE):
        module = next(m.id for m in KNOWLEDGE.modules.values() if activity in m.activities)
        assert module in html, f"{course.id} never links {module}"
    assert "112" in text
    assert "m14-care" in text
    assert f"evaluate RESPONSES.csv --course {course.id}" in text
