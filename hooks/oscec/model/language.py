"""A language of the site: `curriculum/languages.yml`."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from babel import Locale
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


_REGIONS = {"en": "en_IE", "pt": "pt_PT"}
"""Where a language of the European Union is at home, where its bare code means another continent's usage."""


@cache
def locale_of(language: str) -> Locale:
    """How a language writes numbers, dates, lists and plurals: its locale in the CLDR."""
    return Locale.parse(_REGIONS.get(language, language))


class Language(Record):
    """One of the 24 official languages of the European Union."""

    code: Code
    name: Text
    """The language's name in itself, as its speakers write it."""
    english: Text
    """The language's name in English."""
    tier: Literal["source", "started", "planned"]
    """`source` is English; `started` languages are published; a `planned` one is built when it is named."""
    direction: Literal["ltr", "rtl"] = "ltr"
    quotes: Annotated[list[str], Field(min_length=2, max_length=2)]
    """The opening and the closing quotation mark."""
    spacing: dict[Text, Literal["\u00a0", "\u202f"]] = {}
    """Sign -> the no-break space before it; after it where the sign opens a quotation."""


class LanguagesFile(Record):
    """The whole of `languages.yml`."""

    languages: list[Language]
