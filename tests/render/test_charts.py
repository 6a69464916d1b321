"""Charts: separate bars to scale, readable words, no colours of their own."""

from __future__ import annotations

import re
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oscec.render.charts import WIDTH, Drawn, draw, whole_of


def widths(svg: str, color: str) -> list[float]:
    """How wide the shapes of a colour are."""
    found = []
    for path in fromstring(svg).iter(  # noqa: S314 - drawn here
        "{http://www.w3.org/2000/svg}path"
    ):
        if path.get("fill") == f"var({color})":
            across = [float(x) for x, _ in re.findall(r"(-?[\d.]+(?:e-?\d+)?),(-?[\d.]+)", str(path.get("d")))]
            found.append(max(across) - min(across))
    return found


def words(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314 - drawn here


BARS = (Drawn("Bilder", "78 %", 78), Drawn("Пари", "39 %", 39), Drawn("Τίποτα", "0 %", 0))


def test_bars_are_as_long_as_their_values() -> None:
    full, half, none = widths(draw(BARS, 100), "--o-data-bar")
    assert full == pytest.approx(2 * half)
    assert none == 0
    assert widths(draw(BARS, 100), "--o-data") == [pytest.approx(full / 78 * 100)] * 3


def test_without_a_whole_there_is_no_track_and_the_longest_bar_fills_the_room() -> None:
    svg = draw((Drawn("2015", "386", 386), Drawn("2016", "1,247", 1247)), None)
    assert max(widths(svg, "--o-data")) == 0
    first, second = widths(svg, "--o-data-bar")
    assert first / second == pytest.approx(386 / 1247)


def test_words_and_numbers_stand_in_the_drawing_in_any_alphabet() -> None:
    assert {"Bilder", "78 %", "Пари", "Τίποτα"} <= set(words(draw(BARS, 100)))


def test_a_long_label_is_broken_and_stays_inside() -> None:
    label = "Reports in which an offender threatened to publish something where family and friends see it"
    lines = words(draw((Drawn(label, "29%", 29),), 100))
    assert " ".join(line for line in lines if line != "29%") == label
    assert max(len(line) for line in lines) * 7 <= WIDTH


def test_colours_are_those_of_the_style_sheet_and_nothing_is_styled_inline() -> None:
    svg = draw(BARS, 100)
    assert " style=" not in svg
    assert {color for color in re.findall(r'(?:fill|stroke)="([^"]*)"', svg) if color != "none"} == {
        "var(--o-data)",
        "var(--o-data-bar)",
        "var(--o-data-ink)",
        "var(--o-ink)",
    }


@given(st.lists(st.floats(min_value=0, max_value=1e9), min_size=1, max_size=6))
def test_any_values_can_be_drawn_and_stay_inside(values: list[float]) -> None:
    bars = tuple(Drawn(f"bar {number}", f"{value:g}", value) for number, value in enumerate(values))
    assert all(width <= WIDTH for width in widths(draw(bars, None), "--o-data-bar"))


@pytest.mark.parametrize(
    ("values", "bases", "percent", "whole"),
    [
        ([78, 7], [None, None], True, 100),
        ([90, 150], [None, None], True, None),
        ([22, 2], [24, 24], False, 24),
        ([22, 2], [24, 23], False, None),
        ([386, 1247], [None, None], False, None),
    ],
)
def test_the_track_ends_at_a_whole_only_where_there_is_one(
    values: list[float], bases: list[int | None], percent: bool, whole: float | None
) -> None:
    assert whole_of(values, bases, percent=percent) == whole
