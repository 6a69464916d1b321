"""Charts as static SVG, drawn by Vega-Lite. No script reaches the reader; colours are the style sheet's variables."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import vl_convert

WIDTH = 300
"""Units of the drawing; the style sheet scales it to the column."""
_BARS = 246
"""Room for the bars; the number stands beside its bar."""
_LINE, _FONT, _BAR, _GAP = 17, 13, 14, 12
_LETTERS = 42
"""Letters of a label's line; wider alphabets fit too."""


@dataclass(frozen=True)
class Drawn:
    """A bar as it is drawn."""

    label: str
    number: str
    value: float


def whole_of(values: Sequence[float], bases: Sequence[int | None], *, percent: bool) -> float | None:
    """Where the track behind the bars ends: at 100 per cent or at a base that all share; None without a track.

    Parameters:
        values: the bars.
        bases: the base of each, None where it is not stated.
        percent: True where the values are percentages.
    """
    if percent:
        return 100 if max(values) <= 100 else None
    return bases[0] if len(set(bases)) == 1 and bases[0] else None


def draw(bars: tuple[Drawn, ...], whole: float | None) -> str:
    """The SVG of separate bars, one under the other, without words of its own for screen readers.

    Parameters:
        bars: what is drawn.
        whole: where the track ends; None for no track.
    """
    return _svg(bars, whole)


@cache
def _svg(bars: tuple[Drawn, ...], whole: float | None) -> str:
    lines: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    y = 0
    for bar in bars:
        for line in textwrap.wrap(bar.label, _LETTERS) or [""]:
            lines.append({"x": 0, "y": y + _FONT, "text": line})
            y += _LINE
        top = y + 2
        place = {"x": 0, "y": top, "bottom": top + _BAR, "middle": top + _BAR / 2}
        rows.append({**place, "value": bar.value, "whole": whole or 0, "number": bar.number})
        y += _BAR + _GAP
    end = max([bar.value for bar in bars] + [whole or 0]) or 1
    return vl_convert.vegalite_to_svg(_spec(lines, rows, y - _GAP + 4, end))


def _spec(lines: list[dict[str, Any]], rows: list[dict[str, Any]], height: int, end: float) -> dict[str, Any]:
    """Tracks, bars, numbers and labels, each a layer with its places worked out."""
    down = {"type": "quantitative", "scale": {"domain": [0, height], "range": [0, height]}, "axis": None}
    along = {"type": "quantitative", "scale": {"domain": [0, end], "range": [0, _BARS]}, "axis": None}

    def bar(field: str, color: str) -> dict[str, Any]:
        place = {
            "y": {"field": "y", **down},
            "y2": {"field": "bottom"},
            "x": {"field": "x", **along},
            "x2": {"field": field},
        }
        return {
            "data": {"values": rows},
            "mark": {"type": "rect", "color": color, "cornerRadius": 2},
            "encoding": place,
        }

    def text(data: list[dict[str, Any]], x: str, y: str, words: str, **mark: Any) -> dict[str, Any]:
        look = {"type": "text", "align": "left", "fontSize": _FONT, "font": "inherit", **mark}
        place = {"y": {"field": y, **down}, "x": {"field": x, **along}, "text": {"field": words}}
        return {"data": {"values": data}, "mark": look, "encoding": place}

    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": WIDTH,
        "height": height,
        "padding": 0,
        "autosize": "none",
        "layer": [
            bar("whole", "var(--o-data)"),
            bar("value", "var(--o-data-bar)"),
            text(
                rows, "value", "middle", "number", baseline="middle", dx=6, color="var(--o-data-ink)", fontWeight=600
            ),
            text(lines, "x", "y", "text", baseline="alphabetic", color="var(--o-ink)"),
        ],
        "config": {"view": {"stroke": None}, "background": None, "aria": False},
    }
