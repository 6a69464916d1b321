"""How far each language has come, as data: `translation-status.json`, and what `status --format json` prints."""

from __future__ import annotations

from oscec.export.jsonfile import json_file
from oscec.model.status import Status


def as_json(status: Status) -> bytes:
    """The states of all languages; the same states always give the same bytes."""
    return json_file(status.model_dump())
