"""A fault in a data file, at the keys of its value."""

from __future__ import annotations

from dataclasses import dataclass

from oscec.model.finding import Severity


@dataclass(frozen=True)
class Fault:
    """What a rule on data says, before the keys become a line and a column."""

    keys: tuple[str | int, ...]
    rule: str
    message: str
    severity: Severity = Severity.ERROR
