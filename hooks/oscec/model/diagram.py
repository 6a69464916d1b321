"""A drawing of boxes and arrows: `curriculum/diagrams.yml`, and its words in `curriculum/<lang>/diagrams.yml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from oscec.model.base import Id, Record, Text


class Box(Record):
    """Something with a name; `help` is a point where help can step in."""

    id: Id
    text: Text
    kind: Literal["plain", "help"] = "plain"


class Arrow(Record):
    """How one box leads to another, in words."""

    start: Id
    end: Id
    label: Text


class Diagram(Record):
    """Boxes in rows; the words of the arrows are also the text beside the drawing."""

    id: Id
    title: Text
    rows: Annotated[list[Annotated[list[Box], Field(min_length=1, max_length=3)]], Field(min_length=1)]
    arrows: list[Arrow]
    ours: bool = False
    """True where the drawing is our reading and not the report's."""

    @property
    def boxes(self) -> list[Box]:
        """All boxes, row by row."""
        return [box for row in self.rows for box in row]


class DiagramsFile(Record):
    """The whole of `diagrams.yml`."""

    diagrams: list[Diagram]


class DiagramWords(Record):
    """A diagram's words in another language; what is missing is shown in English, marked."""

    title: Text | None = None
    boxes: dict[Id, Text] = {}
    arrows: list[Text] | None = None
    """The labels of the arrows, in their order."""


class DiagramWordsFile(Record):
    """The whole of a `<lang>/diagrams.yml`."""

    diagrams: dict[Id, DiagramWords] = {}
