"""What the data say of a course, under the words of its page: running order, coverage, tests, dosage."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from oscec.check.curriculum import activities_of
from oscec.model.course import ELEMENTS, PRINCIPLES, REST, STAGES, Activity, Block, Course, Session
from oscec.model.knowledge import Knowledge
from oscec.model.language import SOURCE
from oscec.model.page import Page
from oscec.model.passage import passages
from oscec.render.marked import heading, speaker
from oscec.render.templates import TEMPLATES
from oscec.render.words import Said, clock, label

_TITLE = re.compile(r"#{1,6} (?P<title>.*?)[ \t]*<!--[ \t]*(?P<id>m\d{2}-a\d+)[ \t]*-->[ \t]*$")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*`]")


@dataclass(frozen=True)
class Line:
    """A line of a running order."""

    start: str
    """Hours and minutes from the beginning: '01:05'."""
    minutes: int
    title: Said
    module: str | None
    """The module that it comes from; None for what stands around the activities."""
    anchor: str
    """The anchor of the activity on its module's page; empty for none."""
    grouping: Said | None
    rest: bool


class Courses:
    """Makes the data's part of one language's course pages."""

    def __init__(
        self,
        knowledge: Knowledge,
        language: str,
        pages: Iterable[Page],
        headings: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """The courses of a language.

        Parameters:
            knowledge: the data.
            language: the site's language.
            pages: the pages of this site, the fallback pages too.
            headings: path of a page -> the ids of its headings; a page without them is linked as a whole.
        """
        self._knowledge = knowledge
        self._language = language
        self._headings = headings or {}
        self._titles: dict[str, Said] = {}
        self._anchors: dict[str, str] = {}
        self._modules: dict[str, Said] = {}
        for page in pages:
            if page.address.startswith("modules/") and page.address.endswith("/index.md"):
                self._read_titles(page)
        self._activities = {a.id: a for module in knowledge.modules.values() for a in module.activities}
        self._owner = {a.id: module.id for module in knowledge.modules.values() for a in module.activities}

    def _read_titles(self, page: Page) -> None:
        headings = [passage.text for passage in passages(page.markdown) if passage.kind == "heading"]
        for title, anchor in zip_longest(headings, self._headings.get(page.path, ()), fillvalue=""):
            if match := _TITLE.match(title):
                self._titles[match["id"]] = Said(_LINK.sub(r"\1", match["title"]), page.language)
                self._anchors[match["id"]] = anchor
        if page.meta:
            self._modules[page.address.split("/")[1]] = Said(page.meta.title, page.language)

    def _say(self, key: str) -> Said:
        return label(self._knowledge, self._language, key)

    def markdown(self, identity: str, up: str, *, trainer: bool) -> str:
        """The data's part of a course's page, as Markdown with HTML blocks.

        Parameters:
            identity: a course of courses.yml.
            up: from the course's page to the start page of its language: '../../'.
            trainer: whether the page is of the trainer view; learners aren't told which questions a test asks.
        """
        course = self._knowledge.courses[identity]
        sessions = [(session, self.lines(session)) for session in course.sessions]
        boosters = [(booster, self._booster(booster.activity)) for booster in course.boosters]
        parts: list[tuple[str, str, dict[str, Any]]] = [
            ("running-order", "course.html", {"sessions": sessions, "view": "trainer" if trainer else "modules"}),
            ("coverage", "coverage.html", {"rows": list(self._coverage(course)), "uncovered": course.uncovered}),
            ("boosters", "boosters.html", {"boosters": boosters}),
        ]
        if trainer:
            parts.append(("tests", "tests.html", {"items": [self._pair(item) for item in course.items]}))
        return "\n".join(self._part(key, template, up, **values) for key, template, values in parts)

    def lines(self, session: Session) -> list[Line]:
        """The running order of a session."""
        found, passed = [], 0
        for block in session.blocks:
            activity = self._activities.get(block.activity or "")
            found.append(
                Line(
                    start=clock(passed, self._language),
                    minutes=block.minutes,
                    title=self._title(block),
                    module=self._owner.get(block.activity or "") or next(iter(block.modules), None),
                    anchor=self._anchors.get(block.activity or "", ""),
                    grouping=self._say(f"grouping_{activity.grouping}") if activity else None,
                    rest=block.kind in REST,
                )
            )
            passed += block.minutes
        return found

    def title_of(self, activity: str) -> Said:
        """The heading of an activity in its module's page."""
        return self._titles.get(activity, Said(activity, SOURCE))

    def module_title(self, module: str) -> Said:
        """The title of a module's page."""
        return self._modules.get(module, Said(module, SOURCE))

    def _title(self, block: Block) -> Said:
        if block.activity:
            return self.title_of(block.activity)
        if block.kind == "unit":
            return self.module_title(block.modules[0]) if block.modules else Said("", self._language)
        return self._say(f"block_{block.kind}")

    def _coverage(self, course: Course) -> Iterable[tuple[Said, str, list[Said]]]:
        activities = activities_of(course, self._knowledge)
        groups: list[tuple[str, tuple[str, ...], Callable[[Activity], list[Any]]]] = [
            ("principle", PRINCIPLES, lambda activity: list(activity.principles)),
            ("element", ELEMENTS, lambda activity: list(activity.elements)),
            ("stage", STAGES, lambda activity: list(activity.stages)),
        ]
        for group, names, of in groups:
            for name in names:
                titles = list(dict.fromkeys(self.title_of(a.id) for a in activities if name in of(a)))
                if name == "sufficient-dosage" and course.boosters:
                    titles.append(self._say("course_boosters"))
                if name == "outcome-evaluation" and course.items:
                    titles.append(self._say("course_tests"))
                key = f"stage-{name}" if group == "stage" else name
                yield self._say(f"{group}_{name}"), key, titles

    def _pair(self, identity: str) -> tuple[str, str, str]:
        """An item, its twin, and the module whose bank holds them."""
        for module in self._knowledge.modules.values():
            for item in module.questions:
                if item.id == identity:
                    return identity, item.pair or "", module.id
        return identity, "", ""

    def _booster(self, activity: str | None) -> Said:
        return self.title_of(activity) if activity else self._say("course_case_question")

    def _part(self, key: str, template: str, up: str, **values: Any) -> str:
        html = TEMPLATES.get_template(template).render(
            language=self._language, label=speaker(self._knowledge, self._language), up=up, courses=self, **values
        )
        html = re.sub(r"\n\s*\n+", "\n", html).strip()
        return f"{heading(2, self._say(f'course_{key}'), self._language, key)}\n{html}\n"
