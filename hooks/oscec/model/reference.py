"""A work that the site cites: `curriculum/references.yml`, with CSL's field names."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from oscec.model.base import Id, Moment, Record, Text


class Name(Record):
    """A person (`family`, `given`) or a body (`literal`)."""

    family: Text | None = None
    given: Text | None = None
    literal: Text | None = None


class Reference(Record):
    """One work, in CSL fields."""

    id: Id
    type: Literal[
        "article-journal",
        "article-newspaper",
        "book",
        "chapter",
        "document",
        "legislation",
        "pamphlet",
        "report",
        "treaty",
        "webpage",
    ]
    title: Text
    title_short: Text | None = Field(default=None, alias="title-short")
    author: list[Name] = []
    editor: list[Name] = []
    issued: Moment | None = None
    publisher: Text | None = None
    publisher_place: Text | None = Field(default=None, alias="publisher-place")
    container_title: Text | None = Field(default=None, alias="container-title")
    volume: Text | None = None
    issue: Text | None = None
    page: Text | None = None
    number: Text | None = None
    DOI: Text | None = None
    URL: Text | None = None
    accessed: Moment | None = None
    language: Text | None = None
    note: Text | None = None
    footnotes: list[int] = []
    """Numbers of the footnotes of the 2017 report that cite the work; its text and boxes have none."""
    later: bool = False
    """True for a work that the 2017 report does not cite."""

    @property
    def year(self) -> str:
        """The year, or 'n.d.' where the work has no date."""
        return self.issued[:4] if self.issued else "n.d."

    @property
    def short(self) -> str:
        """Author and year, as a citation's label: 'Nation et al. 2003'."""
        names = [name.literal or name.family or "" for name in self.author or self.editor]
        several = len(names) > 2 or "et al." in names
        who = f"{names[0]} et al." if several else " and ".join(names)
        return f"{who or self.title_short or self.title} {self.year}"


class ReferencesFile(Record):
    """The whole of `references.yml`."""

    references: list[Reference]
