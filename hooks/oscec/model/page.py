"""A Markdown page of one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from oscec.model.base import Record, Text

MetaText = Annotated[Text, StringConstraints(pattern=r'^[^<>&"]*$')]
"""Text that themes print unescaped: without < > & and straight double quotes."""


class Translation(Record):
    """The state of a translated page."""

    status: Literal["draft", "translated", "reviewed"]
    translator: Text | None = None
    reviewer: Text | None = None
    """Who read the page as a native professional; another person than the translator."""
    reviewed: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")] | None = None
    """The stamp of the text that was reviewed; another text has not been."""
    source: (
        Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{6}\.[0-9a-f]{4}(\s+[0-9a-f]{6}\.[0-9a-f]{4})*$")] | None
    ) = None
    """The stamps of the source passages that it translates; see `model/passage.py`."""


class PageMeta(Record):
    """The front matter of a page."""

    title: MetaText
    description: MetaText
    tab: MetaText | None = None
    """What the tab and the history of the browser show instead of a title that others should not read."""
    report: list[Text] | None = None
    """Sections of the 2017 report on which the page draws; empty for none, missing is a finding."""
    sensitivity: Annotated[int, Field(ge=0, le=3)] = 0
    translation: Translation | None = None


@dataclass(frozen=True)
class Page:
    """A page as it was read."""

    path: str
    """Relative to the repository: `docs/fr/words-matter.md`."""
    language: str
    address: str
    """The same in every language: `words-matter.md`, `modules/m01-words-matter/index.md`."""
    text: str
    """The whole file, front matter included."""
    body: int
    """The offset at which the Markdown begins."""
    meta: PageMeta | None
    """None where the front matter is wrong; a finding says so."""

    @property
    def markdown(self) -> str:
        """The text without its front matter."""
        return self.text[self.body :]


@dataclass(frozen=True)
class Heading:
    """A heading of a rendered page."""

    level: int
    id: str
    text: str


@dataclass(frozen=True)
class Summary:
    """What other pages and the whole tree need to know of a page."""

    path: str
    language: str
    address: str
    headings: tuple[Heading, ...] = ()
    anchors: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    """The address of every link, as written."""
    concepts: tuple[str, ...] = ()
    """The concepts that it links."""
    statistics: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


def address_of(path: str) -> tuple[str, str] | None:
    """Language and address of a page's path, or None where no page can be."""
    parts = path.split("/")
    if len(parts) < 3 or not path.endswith(".md"):
        return None
    tree, language, rest = parts[0], parts[1], "/".join(parts[2:])
    if tree == "docs":
        return language, rest
    if tree == "curriculum":
        return language, rest if rest.startswith("courses/") else f"modules/{rest}"
    return None


def path_of(address: str, language: str) -> str:
    """Where the page of an address stands in a language."""
    if address.startswith("courses/"):
        return f"curriculum/{language}/{address}"
    if address.startswith("modules/"):
        return f"curriculum/{language}/{address.removeprefix('modules/')}"
    return f"docs/{language}/{address}"
