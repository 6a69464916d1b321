"""Where the site tells what the 2017 report says: `curriculum/report.yml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from oscec.model.base import Id, Record, Text


class Statement(Record):
    """A statement of fact of the report, in our words, and where it stands on the site."""

    id: Id
    says: Text
    notes: list[int] = []
    """The footnotes that belong to it."""
    places: list[Text] = []
    """Pages with their anchors, as seen from the pages' folder: 'stages.md#threat'."""
    left_out: Text | None = None
    """Why it stands nowhere."""

    @model_validator(mode="after")
    def _is_placed(self) -> Statement:
        if bool(self.places) == bool(self.left_out):
            raise ValueError("name either 'places' or, with the reason, 'left_out'")
        return self


class Section(Record):
    """A part of the report."""

    section: Text
    title: Text
    statements: Annotated[list[Statement], Field(min_length=1)]


class ReportFile(Record):
    """The whole of `report.yml`."""

    sections: list[Section]
