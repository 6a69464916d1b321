"""Edits of source pages that gave translators nothing to do: `curriculum/same.yml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from oscec.model.base import Record, Text

Stamp = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{6}\.[0-9a-f]{4}$")]
"""The stamp of a passage; see `model/passage.py`."""


class SameFile(Record):
    """The whole of `same.yml`; `translate same` writes it."""

    same: dict[Text, dict[Stamp, Stamp]] = {}
    """Path of a source page -> earlier stamp -> later stamp of the same passage."""
