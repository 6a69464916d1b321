"""Courses and modules without their prose: `curriculum/courses.yml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from oscec.model.base import Id, Record, Text

ModuleId = Annotated[str, StringConstraints(pattern=r"^m\d{2}-[a-z0-9]+(-[a-z0-9]+)*$")]
OutcomeId = Annotated[str, StringConstraints(pattern=r"^m\d{2}-o\d+$")]
ActivityId = Annotated[str, StringConstraints(pattern=r"^m\d{2}-a\d+$")]
QuestionId = Annotated[str, StringConstraints(pattern=r"^m\d{2}-q\d+$")]
Minutes = Annotated[int, Field(gt=0, le=480)]

Bloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
Audience = Literal["officer", "investigator", "prosecutor", "school-officer", "trainer", "professional"]
ActivityKind = Literal["talk", "discussion", "case", "role-play", "tabletop", "exercise", "check"]
Grouping = Literal["plenary", "individual", "pairs", "threes", "groups-of-4", "groups-of-6-to-8"]
Element = Literal["material", "threat", "value"]
Stage = Literal["approach", "trust", "acquiring-material", "threat", "demand", "aftermath"]
Principle = Literal[
    "comprehensive",
    "varied-teaching-methods",
    "sufficient-dosage",
    "theory-driven",
    "positive-relationships",
    "appropriately-timed",
    "socioculturally-relevant",
    "outcome-evaluation",
    "well-trained-staff",
]
QuestionKind = Literal["single", "multiple", "true-false", "short", "match"]
BlockKind = Literal[
    "welcome",
    "pre-test",
    "post-test",
    "follow-up-test",
    "recall",
    "break",
    "lunch",
    "pause",
    "preparation",
    "teach-back",
    "clinic",
    "national-sheet",
    "exchange",
    "feedback",
    "action-plan",
    "close",
    "unit",
]
REST: tuple[BlockKind, ...] = ("break", "lunch", "pause")
"""Kinds of blocks in which nothing is taught."""
PRINCIPLES: tuple[Principle, ...] = Principle.__args__  # type: ignore[attr-defined] # typing's name for the alternatives
ELEMENTS: tuple[Element, ...] = Element.__args__  # type: ignore[attr-defined] # the same
STAGES: tuple[Stage, ...] = Stage.__args__  # type: ignore[attr-defined] # the same


class Outcome(Record):
    """What a participant can do after a module; its words stand in the module's page."""

    id: OutcomeId
    bloom: Bloom


class Activity(Record):
    """A part of a module with its time."""

    id: ActivityId
    kind: ActivityKind = "discussion"
    minutes: Minutes
    grouping: Grouping = "plenary"
    outcomes: list[OutcomeId] = []
    elements: list[Element] = []
    stages: list[Stage] = []
    """Stages of the offence; the names are this site's."""
    principles: list[Principle] = []


class Item(Record):
    """A question of a module's bank; its words stand in `questions.md`."""

    id: QuestionId
    kind: QuestionKind
    outcome: OutcomeId
    difficulty: Literal["easy", "medium", "hard"] = "medium"
    pair: QuestionId | None = None
    """Its twin: the same outcome and difficulty in another surface, for a test after the course."""


class Module(Record):
    """A unit of teaching; its prose is in `curriculum/<lang>/<id>/`."""

    id: ModuleId
    level: Literal["introductory", "intermediate", "advanced"] = "introductory"
    audiences: list[Audience] = []
    sensitivity: Annotated[int, Field(ge=0, le=3)] = 0
    prerequisites: list[ModuleId] = []
    outcomes: list[Outcome] = []
    activities: list[Activity]
    questions: list[Item] = []

    @property
    def minutes(self) -> int:
        """The sum of its activities' minutes."""
        return sum(activity.minutes for activity in self.activities)


class Block(Record):
    """A stretch of a session: an activity of a module, or something around it."""

    activity: ActivityId | None = None
    kind: BlockKind | None = None
    minutes: Minutes
    modules: list[ModuleId] = []
    """The modules of a block of the kind 'unit'."""

    @model_validator(mode="after")
    def _is_one_thing(self) -> Block:
        if (self.activity is None) == (self.kind is None):
            raise ValueError("a block names either an 'activity' or a 'kind'")
        return self


class Session(Record):
    """What is taught in one go, with its breaks."""

    id: Id
    minutes: Minutes
    blocks: Annotated[list[Block], Field(min_length=1)]


class Booster(Record):
    """A short return to the subject some weeks later: the dosage of a course."""

    week: Annotated[int, Field(gt=0, le=52)]
    minutes: Minutes
    activity: ActivityId | None = None
    """What is repeated; None for a case question of the bank."""


class Course(Record):
    """Sessions with what is taught in them; the prose is in `curriculum/<lang>/courses/<id>.md`."""

    id: Id
    audiences: Annotated[list[Audience], Field(min_length=1)]
    sensitivity: Annotated[int, Field(ge=0, le=3)]
    prerequisites: list[Id] = []
    """Courses of which one must have been taken; empty for none."""
    sessions: Annotated[list[Session], Field(min_length=1)]
    items: list[QuestionId] = []
    """The questions of the test before; their twins make the test after, the same ones the follow-up."""
    boosters: list[Booster] = []
    uncovered: dict[Id, Text] = {}
    """Principles, elements or stages that no activity covers, each with the reason."""

    @property
    def minutes(self) -> int:
        """The sum of its sessions' minutes."""
        return sum(session.minutes for session in self.sessions)


class CoursesFile(Record):
    """The whole of `courses.yml`."""

    modules: list[Module]
    courses: list[Course] = []
    retired: list[Text] = []
    """Ids that were once used; grade books remember them, so they are never used again."""
