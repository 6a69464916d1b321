"""The page on which a trainer plans a session: what its script works with, and what stands there without it.

`planner.js` plans in the reader's browser; nothing is stored or sent. It knows no word and no module by
itself: the page carries them as JSON, which no browser runs. Without a script the ready courses are there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

from oscec.check.curriculum import CARE_MODULE, STRETCH, activities_of
from oscec.model.course import ELEMENTS, PRINCIPLES, STAGES, Activity, Audience, Module
from oscec.model.knowledge import Knowledge
from oscec.model.language import SOURCE, locale_of
from oscec.render import words
from oscec.render.course import Courses
from oscec.render.structured import as_script_text
from oscec.render.templates import TEMPLATES
from oscec.render.words import Said

LENGTHS = (45, 90, 180, 360)
"""Minutes to choose from; a trainer may also write another number."""
SHORTEST, LONGEST = 30, 480
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
_SAID = (
    *("planner_", "course_", "block_", "grouping_", "principle_", "element_", "stage_", "audience_"),
    *("minutes", "table"),
)
"""How the keys of the words begin that the page and its script say."""


def planner_data(knowledge: Knowledge, language: str, titles: Courses) -> dict[str, Any]:
    """What the script plans with: modules, activities, audiences, and every word that it says.

    Parameters:
        knowledge: the data.
        language: the site's language.
        titles: knows the titles of modules and activities. A title of another language is marked with it.
    """
    return {
        "locale": str(locale_of(language)).replace("_", "-"),
        "stretch": STRETCH,
        "principles": PRINCIPLES,
        "elements": ELEMENTS,
        "stages": STAGES,
        "audiences": [{"id": audience, "share": _share(knowledge, audience)} for audience in AUDIENCES],
        "modules": [_module(module, knowledge, language, titles) for module in knowledge.modules.values()],
        "care": CARE_MODULE if CARE_MODULE in knowledge.modules else None,
        "words": {key: knowledge.label(language, key) for key in _keys(knowledge)},
    }


def planner_html(knowledge: Knowledge, language: str, titles: Courses, courses: Mapping[str, Said]) -> str:
    """The HTML of the page under its introduction: the form, the ready courses, the data.

    All of it is in English, and marked, until the language has all of its words: sentences are put together.

    Parameters:
        knowledge: the data.
        language: the site's language.
        titles: knows the titles of modules and activities.
        courses: the title of each course's page, by id; a course without one shows its id.
    """
    language = knowledge.language_of(language, *_keys(knowledge))
    html = TEMPLATES.get_template("planner.html").render(
        language=language,
        label=lambda key: knowledge.label(language, key),
        audiences=AUDIENCES,
        lengths=LENGTHS,
        shortest=SHORTEST,
        longest=LONGEST,
        modules=[(module, titles.module_title(module.id)) for module in knowledge.modules.values()],
        courses=[
            (
                course,
                courses.get(course.id, Said(course.id, language)),
                _listed(knowledge, language, course.audiences),
            )
            for course in knowledge.courses.values()
        ],
        data=as_script_text(planner_data(knowledge, language, titles)),
    )
    # A blank line would end the HTML block for Markdown.
    return re.sub(r"\n\s*\n+", "\n", html).strip() + "\n"


def _keys(knowledge: Knowledge) -> list[str]:
    """The keys of all words of the page."""
    return [key for key in knowledge.labels[SOURCE].labels if key.startswith(_SAID)]


def _listed(knowledge: Knowledge, language: str, audiences: list[Audience]) -> str:
    return words.listed([knowledge.label(language, f"audience_{audience}") for audience in audiences], language)


def _share(knowledge: Knowledge, audience: Audience) -> dict[str, float]:
    """The activities of an audience's ready courses, each with its part, in percent, of the time that they teach.

    Every course counts the same, so what also stands in a short one counts more. Units to learn alone and
    boosters have no part.
    """
    found: dict[str, float] = {}
    for course in knowledge.courses.values():
        if audience in course.audiences:
            found |= {activity.id: found.get(activity.id, 0) for activity in activities_of(course, knowledge)}
            for block in (block for session in course.sessions for block in session.blocks):
                if block.activity in found:
                    found[block.activity] += block.minutes / course.minutes
    whole = sum(found.values()) or 1
    return {activity: round(100 * part / whole, 1) for activity, part in found.items()}


def _ways(module: Module, knowledge: Knowledge) -> list[list[str]]:
    """What can be taught of a module: what a session of a ready course takes, or its first activities.

    Talk alone is no way, and no way stops before the discussion of what was done. The check of a module is
    left out: the script adds it where there are no tests.
    """
    parts = [activity for activity in module.activities if activity.kind != "check"]
    ways = [
        parts[:end] for end in range(1, len(parts) + 1) if [a.kind for a in parts[end : end + 1]] != ["discussion"]
    ]
    for session in (session for course in knowledge.courses.values() for session in course.sessions):
        taken = {block.activity for block in session.blocks}
        ways.append([activity for activity in parts if activity.id in taken])
    active = [[activity.id for activity in way] for way in ways if any(activity.kind != "talk" for activity in way)]
    return [way for number, way in enumerate(active) if way not in active[:number]]


def _module(module: Module, knowledge: Knowledge, language: str, titles: Courses) -> dict[str, Any]:
    return {
        "id": module.id,
        **_said(titles.module_title(module.id), language),
        "audiences": module.audiences,
        "sensitivity": module.sensitivity,
        "prerequisites": module.prerequisites,
        "activities": [_activity(activity, language, titles) for activity in module.activities],
        "ways": _ways(module, knowledge),
        "tests": [{"id": q.id, "pair": q.pair, "outcome": q.outcome} for q in module.questions if q.pair],
    }


def _activity(activity: Activity, language: str, titles: Courses) -> dict[str, Any]:
    return {
        "id": activity.id,
        **_said(titles.title_of(activity.id), language),
        "kind": activity.kind,
        "minutes": activity.minutes,
        "grouping": activity.grouping,
        "outcomes": activity.outcomes,
        "elements": activity.elements,
        "stages": activity.stages,
        "principles": activity.principles,
    }


def _said(title: Said, language: str) -> dict[str, str]:
    return {"title": title.text} | ({"lang": title.language} if title.language != language else {})
