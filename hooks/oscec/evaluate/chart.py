"""Shares as bars with their intervals: static SVG, drawn by Vega-Lite, in the colours of the report's style."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import vl_convert

from oscec.evaluate.intervals import Interval

_WIDTH, _LEFT, _RIGHT = 340, 66, 296
"""The drawing, and where the tracks begin and end; the number stands behind its track."""
_FONT, _LINE, _BAR, _GAP = 12, 16, 12, 6
_LETTERS = 42
"""Letters of a title's line; wide alphabets fit too."""
_MOST = 110
"""Letters of a title; the table below has all of it."""
_ROLES = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
"""What Vega says to screen readers of the parts of a drawing, which is one picture with a table below it."""

Shape = dict[str, Any]


@dataclass(frozen=True)
class Bar:
    """A share between 0 and 1."""

    label: str
    number: str
    value: float
    interval: Interval | None


@dataclass(frozen=True)
class Group:
    """Bars under a title."""

    title: str
    bars: tuple[Bar, ...]


def draw(groups: Iterable[Group], name: str) -> str:
    """The SVG of all groups, one under the other.

    Parameters:
        groups: what is drawn; a group without a title has none above it.
        name: what a screen reader says of the drawing.
    """
    shapes: list[Shape] = []
    texts: list[Shape] = []
    y = 0
    for group in groups:
        for line in textwrap.wrap(textwrap.shorten(group.title, _MOST, placeholder=" …"), _LETTERS):
            texts.append(_text(0, y + _FONT, line, weight=600))
            y += _LINE
        for bar in group.bars:
            y += _GAP // 2
            shapes += _shapes(bar, y)
            texts += [_text(0, y + _BAR - 2, bar.label), _text(_RIGHT + 6, y + _BAR - 2, bar.number, weight=600)]
            y += _BAR + _GAP // 2
        y += 3 * _GAP
    svg = _ROLES.sub("", vl_convert.vegalite_to_svg(_spec(shapes, texts, y)))
    opening = f'<svg viewBox="0 0 {_WIDTH} {y}" role="img" aria-label="{html.escape(name)}">'
    return re.sub(r"^<svg [^>]*>", opening, svg, count=1)


def _shapes(bar: Bar, y: int) -> list[Shape]:
    """The track, the bar, and a line with two ends from where to where the value may lie."""
    found = [_rect(0, 1, y, y + _BAR, "var(--track)"), _rect(0, bar.value, y, y + _BAR, "var(--bar)")]
    if bar.interval:
        low, high, middle = bar.interval.low, bar.interval.high, y + _BAR / 2
        found.append(_rect(low, high, middle - 0.75, middle + 0.75, "var(--ink)"))
        found += [_rect(end - 0.003, end + 0.003, y + 2, y + _BAR - 2, "var(--ink)") for end in (low, high)]
    return found


def _rect(start: float, end: float, top: float, bottom: float, color: str) -> Shape:
    x, x2 = (_LEFT + share * (_RIGHT - _LEFT) for share in (start, end))
    return {"x": x, "x2": x2, "y": top, "y2": bottom, "color": color}


def _text(x: float, y: float, words: str, weight: int = 400) -> Shape:
    return {"x": x, "y": y, "words": words, "weight": weight}


def _spec(shapes: list[Shape], texts: list[Shape], height: int) -> dict[str, Any]:
    """Rectangles and words at places that are worked out already."""

    def place(name: str, end: int) -> dict[str, Any]:
        scale = {"domain": [0, end], "range": [0, end]}
        return {"field": name, "type": "quantitative", "scale": scale, "axis": None}

    here = {"x": place("x", _WIDTH), "y": place("y", height)}
    color = {"field": "color", "type": "nominal", "scale": None}
    rect = {"x2": {"field": "x2"}, "y2": {"field": "y2"}, "fill": color}
    words = {"type": "text", "align": "left", "baseline": "alphabetic", "fontSize": _FONT, "font": "inherit"}

    def layer(weight: int) -> dict[str, Any]:
        data = {"values": [text for text in texts if text["weight"] == weight]}
        mark = {**words, "color": "var(--ink)", "fontWeight": weight}
        return {"data": data, "mark": mark, "encoding": {**here, "text": {"field": "words"}}}

    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": _WIDTH,
        "height": height,
        "padding": 0,
        "autosize": "none",
        "layer": [
            {"data": {"values": shapes}, "mark": {"type": "rect"}, "encoding": {**here, **rect}},
            layer(400),
            layer(600),
        ],
        "config": {"view": {"stroke": None}, "background": None, "aria": False},
    }
