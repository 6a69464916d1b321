"""How a language writes a number (Unicode CLDR, through Babel)."""

from __future__ import annotations

import re
from decimal import Decimal

from babel.numbers import format_decimal, format_percent

from oscec.model.language import locale_of
from oscec.model.statistic import Statistic


def write_number(value: float, language: str) -> str:
    """1428 -> '1,428' in English, '1 428' with a no-break space in French."""
    return format_decimal(value, format="#,##0.##", locale=locale_of(language))


def write_percent(value: float, language: str) -> str:
    """78 -> '78%' in English, '78 %' with a no-break space in French."""
    locale = locale_of(language)
    pattern = str(locale.percent_formats[None].pattern).replace("#,##0", "#,##0.##")
    return format_percent(Decimal(str(value)) / 100, format=pattern, locale=locale, decimal_quantization=False)


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
