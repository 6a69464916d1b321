"""What a check says: a finding at a place in a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """`error` fails; `warning` fails with `--strict`; `note` never fails."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, order=True)
class Fix:
    """A replacement that is safe to make: the characters from `start` to `end` become `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong, for the person who can mend it."""

    path: str
    """Relative to the repository, with forward slashes."""
    line: int
    """From 1."""
    column: int
    """From 1, in characters."""
    rule: str
    """`family/rule`."""
    severity: Severity
    message: str
    """What is wrong and what is allowed."""
    suggestion: str | None = None
    """What to write instead."""
    fix: Fix | None = field(default=None, compare=False)

    def as_json(self) -> dict[str, Any]:
        """The finding as the JSON output of `check` shows it."""
        return {
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "rule": self.rule,
            "severity": str(self.severity),
            "message": self.message,
            "suggestion": self.suggestion,
        }


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of a character offset in a text."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
