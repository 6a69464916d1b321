"""A JSON file that people read too."""

from __future__ import annotations

import json
from typing import Any

from oscec.export.number import shortest


def json_file(data: Any) -> bytes:
    """UTF-8 without escapes, indented, keys in their given order, whole numbers without a fraction."""
    return (json.dumps(_plain(data), ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def _plain(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_plain(value) for value in data]
    return shortest(data) if isinstance(data, float) else data
