"""Courses and modules without their prose: `curriculum/courses.yml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from oscec.model.base import Id, Record

ModuleId = Annotated[str, StringConstraints(pattern=r"^m\d{2}-[a-z0-9]+(-[a-z0-9]+)*$")]
ActivityId = Annotated[str, StringConstraints(pattern=r"^m\d{2}-a\d+$")]


class Activity(Record):
    """A part of a module with its time."""

    id: ActivityId
    minutes: Annotated[int, Field(gt=0)]


class Module(Record):
    """A unit of teaching; its prose is in `curriculum/<lang>/<id>/index.md`."""

    id: ModuleId
    activities: list[Activity]

    @property
    def minutes(self) -> int:
        """The sum of its activities' minutes."""
        return sum(activity.minutes for activity in self.activities)


class Course(Record):
    """Modules in the order in which they are taught."""

    id: Id
    modules: list[ModuleId]


class CoursesFile(Record):
    """The whole of `courses.yml`."""

    modules: list[Module]
    courses: list[Course] = []
