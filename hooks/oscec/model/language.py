"""A language of the site: `curriculum/languages.yml`."""

from __future__ import annotations

from typing import Annotated, Literal

from babel.localedata import exists
from pydantic import AfterValidator, Field, StringConstraints

from oscec.model.base import Record, Text


def _is_known(code: str) -> str:
    """Refuse a code without a language in the CLDR: its numbers and dates could not be written."""
    if not exists(code):
        raise ValueError("no language has this code")
    return code


Code = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$"), AfterValidator(_is_known)]
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
