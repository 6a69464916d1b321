"""A number as the data files write it."""

from __future__ import annotations


def shortest(value: float) -> int | float:
    """78.0 -> 78: '78.0' would claim a precision that the source does not have."""
    return int(value) if value.is_integer() else value
