"""What is wrong with a file of answers, for the person who can mend it; never with the words of a cell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that stands in the way of an evaluation."""

    file: str
    line: int
    """From 1."""
    message: str
    """What is wrong, what is allowed, how to mend it."""

    def __str__(self) -> str:
        """'answers.csv:3: …'."""
        return f"{self.file}:{self.line}: {self.message}"


class NotReadableError(Exception):
    """A file of answers from which nothing can be read."""

    def __init__(self, problems: list[Problem]) -> None:
        """Say why.

        Parameters:
            problems: at least one.
        """
        super().__init__(str(problems[0]))
        self.problems = problems
