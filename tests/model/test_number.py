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
from oscec.model.number import read_numbers, space_before, write_number, write_percent

LANGUAGES = sorted(load_knowledge(Path(__file__).parents[2], ()).knowledge.languages)


@given(st.decimals(0, 10**9, places=2), st.sampled_from(LANGUAGES))
def test_what_a_language_writes_is_read_back(value: Decimal, language: str) -> None:
    written = write_number(float(value), language)
    assert [float(plain) for _, plain in read_numbers(f"x {written} y", language)] == [float(value)]


def test_numbers_are_written_as_a_browser_writes_them(node: Path) -> None:
    numbers = [0, 0.5, 12, 999, 1000, 1428, 9999.25, 9999.999, 10_000, 14_280, 1_234_567.5]
    shares = [0, 7, 46.56, 100, 1250, 12_500]
    locales = {code: str(locale_of(code)).replace("_", "-") for code in LANGUAGES}
    script = """
        const [numbers, shares, locales] = JSON.parse(process.argv[1]);
        const written = (locale) => [
          ...numbers.map(new Intl.NumberFormat(locale, {maximumFractionDigits: 2}).format),
          ...shares.map((share) => share / 100)
            .map(new Intl.NumberFormat(locale, {style: "percent", maximumFractionDigits: 2}).format),
        ];
        console.log(JSON.stringify(Object.fromEntries(Object.entries(locales).map(([code, locale]) =>
          [code, written(locale)]))));
    """
    shown = subprocess.check_output([str(node / "node"), "-e", script, json.dumps([numbers, shares, locales])])
    assert json.loads(shown) == {
        code: [*(write_number(number, code) for number in numbers), *(write_percent(share, code) for share in shares)]
        for code in LANGUAGES
    }


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
