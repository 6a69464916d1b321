"""A language of the site: `curriculum/languages.yml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from oscec.model.base import Record, Text

Code = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
"""A two-letter ISO 639-1 code."""

SOURCE = "en"
"""The language in which every page is written first."""


class Language(Record):
    """One of the 24 official languages of the European Union."""

    code: Code
    name: Text
    """The language's name in itself, as its speakers write it."""
    english: Text
    """The language's name in English."""
    tier: Literal["source", "started", "planned"]
    """`source` is English; `started` languages are built by default; `planned` ones when asked for."""
    direction: Literal["ltr", "rtl"] = "ltr"
    quotes: Annotated[list[str], Field(min_length=2, max_length=2)]
    """The opening and the closing quotation mark."""


class LanguagesFile(Record):
    """The whole of `languages.yml`."""

    languages: list[Language]
