"""What the tests for accessibility found: `curriculum/accessibility.yml`, written by `make accessibility`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from oscec.model.base import Moment, Record, Text


class Tool(Record):
    """A program that tested."""

    name: Text
    version: Text


class Tested(Record):
    """One page that stands for its kind."""

    page: Text
    """Its address, as 'glossary.md' or '404.html'."""
    runs: Annotated[int, Field(ge=1)]
    """How many times axe looked at it: in windows of several widths, light and dark, in several languages."""
    barriers: Annotated[int, Field(ge=0)]
    """What axe found in all of them."""
    lighthouse: Annotated[int, Field(ge=0, le=100)] | None = None
    """The lowest of Lighthouse's scores for accessibility, best practices and search; None where it did not look."""


class AccessibilityFile(Record):
    """The whole of `accessibility.yml`."""

    date: Moment
    tools: Annotated[list[Tool], Field(min_length=1)]
    pages: Annotated[list[Tested], Field(min_length=1)]
