"""What every data file's model has in common."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""An identifier: lower-case ASCII words joined by single hyphens."""

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Words for a reader: never empty."""


def _is_day(text: str) -> str:
    """Refuse a month or a day that the calendar does not have."""
    date.fromisoformat(f"{text}-01-01"[:10])
    return text


Moment = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"), AfterValidator(_is_day)]
"""A year, a month or a day: '2017', '2017-06', '2017-05-15'."""


class Record(BaseModel):
    """A part of a data file: unknown keys and silent conversions are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)
