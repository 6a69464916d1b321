"""Numbers as the languages write them."""

from __future__ import annotations

import json
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oscec.load.knowledge import load_knowledge
from oscec.model.language import locale_of
from oscec.model.number import read_numbers, space_before, write_number

LANGUAGES = sorted(load_knowledge(Path(__file__).parents[2], ()).knowledge.languages)


@given(st.decimals(0, 10**9, places=2), st.sampled_from(LANGUAGES))
def test_what_a_language_writes_is_read_back(value: Decimal, language: str) -> None:
    written = write_number(float(value), language)
    assert [float(plain) for _, plain in read_numbers(f"x {written} y", language)] == [float(value)]


def test_numbers_are_written_as_a_browser_writes_them(node: Path) -> None:
    values = [0, 0.5, 12, 999, 1000, 1428, 9999.25, 9999.999, 10_000, 14_280, 1_234_567.5]
    locales = {code: str(locale_of(code)).replace("_", "-") for code in LANGUAGES}
    script = """
        const [values, locales] = JSON.parse(process.argv[1]);
        const written = (locale) => values.map((value) =>
          new Intl.NumberFormat(locale, {maximumFractionDigits: 2}).format(value));
        console.log(JSON.stringify(Object.fromEntries(Object.entries(locales).map(([code, locale]) =>
          [code, written(locale)]))));
    """
    shown = subprocess.check_output([str(node / "node"), "-e", script, json.dumps([values, locales])])
    assert {code: [write_number(value, code) for value in values] for code in LANGUAGES} == json.loads(shown)


@pytest.mark.parametrize(
    ("text", "language", "plain"),
    [
        ("in 2016, 300 of 1,397", "en", ["2016", "300", "1397"]),
        ("en 2016 300 sur 1 397", "fr", ["2016", "300", "1397"]),
        ("am 15.05.2017 und am 3. 4. 2018", "de", ["15", "2017", "3", "2018"]),
        ("Abschnitt 1.3.2 von 1.397,5", "de", ["1.3.2", "1397.5"]),
        ("le 116 000, à 10:30", "fr", ["116000", "10", "30"]),
    ],
)
def test_years_dates_sections_and_telephone_numbers_are_told_apart(
    text: str, language: str, plain: list[str]
) -> None:
    assert [number for _, number in read_numbers(text, language)] == plain


def test_the_space_before_a_sign_is_that_of_the_language() -> None:
    assert [space_before("%", code) for code in ("en", "fr", "bg")] == ["", "\u00a0", ""]
    assert [space_before("€", code) for code in ("en", "fr", "bg")] == ["", "\u00a0", "\u00a0"]
