"""The plural forms of a language (Unicode CLDR, through Babel)."""

from __future__ import annotations

from functools import cache

from oscec.model.language import locale_of

OTHER = "other"
"""The form that every language has, if only for fractions."""
_LARGEST = 200
"""Further on, as far as a page counts, the forms repeat: the rules look at the last two digits."""


def plural_form(number: int, language: str) -> str:
    """'one', 'two', 'few', 'many', 'zero' or 'other': the form that goes with a number."""
    return str(locale_of(language).plural_form(number))


@cache
def plural_forms(language: str) -> tuple[str, ...]:
    """The forms that whole numbers from 1 take, and 'other': two in English, five in Irish."""
    return tuple(dict.fromkeys([*(plural_form(number, language) for number in range(1, _LARGEST + 1)), OTHER]))
