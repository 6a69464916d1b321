"""What every data file's model has in common."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""An identifier: lower-case ASCII words joined by single hyphens."""

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Words for a reader: never empty."""


class Record(BaseModel):
    """A part of a data file: unknown keys and silent conversions are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)
