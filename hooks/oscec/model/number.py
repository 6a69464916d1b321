"""How a language writes a number (Unicode CLDR, through Babel)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from babel.numbers import format_decimal, format_percent

from oscec.model.language import locale_of
from oscec.model.statistic import Statistic

_SPACES = r"[ \u00a0\u202f]"
_NUMBER = re.compile(rf"(?<!\d)\d{{1,3}}(?:{_SPACES}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,’'](?=\d)\d+)*")
_BETWEEN = re.compile(r"[ \u00a0\u202f’']")
_DATE = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})(?:\.{_SPACES}?|/)\d{{1,2}}(?:\.{_SPACES}?|/)(?P<year>\d{{4}})(?!\d)")


_FOUR_TOGETHER = frozenset({"bg", "es", "et", "hu", "it", "lv", "pl", "pt", "sl"})
"""Languages that leave four digits together: CLDR's minimumGroupingDigits, which Babel does not read."""


def write_number(value: float, language: str) -> str:
    """1428 -> '1,428' in English, '1 428' with a no-break space in French, '1428' in Spanish."""
    grouped = _is_grouped(value, language)
    return format_decimal(value, format="#,##0.##", locale=locale_of(language), group_separator=grouped)


def _is_grouped(value: float, language: str) -> bool:
    return language not in _FOUR_TOGETHER or round(abs(value), 2) >= 10_000


def write_percent(value: float, language: str) -> str:
    """78 -> '78%' in English, '78 %' with a no-break space in French."""
    locale = locale_of(language)
    pattern = str(locale.percent_formats[None].pattern).replace("#,##0", "#,##0.##")
    return format_percent(
        Decimal(str(value)) / 100,
        format=pattern,
        locale=locale,
        decimal_quantization=False,
        group_separator=_is_grouped(value, language),
    )


def read_numbers(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Every number of a text: as it is written, and without grouping and with a decimal point.

    '1 428,5' in French and '1,428.5' in English are both '1428.5'. A date in digits gives its day and its year, as
    one with the month's name does.

    Parameters:
        text: prose.
        language: whose numbers it has.
    """
    group, decimal = _signs(language)
    for match in _NUMBER.finditer(_DATE.sub(r"\g<day> \g<year>", text)):
        plain = _BETWEEN.sub("", match.group())
        if group in ",.":
            plain = re.sub(rf"(?<=\d){re.escape(group)}(?=\d{{3}}(?!\d))", "", plain)
        yield match.group(), plain.replace(decimal, ".")


@cache
def _signs(language: str) -> tuple[str, str]:
    """Between groups of digits, and before decimals."""
    symbols = locale_of(language).number_symbols["latn"]
    return symbols["group"], symbols["decimal"]


def space_before(sign: str, language: str) -> str:
    """The no-break space between a number and the percent or euro sign behind it; '' where the language has none."""
    locale = locale_of(language)
    pattern = locale.percent_formats[None] if sign == "%" else locale.currency_formats["standard"]
    found = re.search(r"0([\u00a0\u202f])[%¤]", str(pattern.pattern))
    return found[1] if found else ""


def write_value(statistic: Statistic, language: str) -> str:
    """The value of a statistic as its link's label shows it."""
    if statistic.unit == "percent":
        return write_percent(statistic.value, language)
    return write_number(statistic.value, language)
