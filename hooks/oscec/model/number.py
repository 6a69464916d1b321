"""How a language writes a number (Unicode CLDR, through Babel)."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from babel import Locale
from babel.numbers import format_decimal, format_percent

from oscec.model.statistic import Statistic


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


def write_number(value: float, language: str) -> str:
    """1428 -> '1,428' in English, '1 428' with a no-break space in French."""
    return format_decimal(value, format="#,##0.##", locale=_locale(language))


def write_percent(value: float, language: str) -> str:
    """78 -> '78%' in English, '78 %' with a no-break space in French."""
    locale = _locale(language)
    pattern = str(locale.percent_formats[None].pattern).replace("#,##0", "#,##0.##")
    return format_percent(Decimal(str(value)) / 100, format=pattern, locale=locale, decimal_quantization=False)


def write_value(statistic: Statistic, language: str) -> str:
    """The value of a statistic as its link's label shows it."""
    if statistic.unit == "percent":
        return write_percent(statistic.value, language)
    return write_number(statistic.value, language)
