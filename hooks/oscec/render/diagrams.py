"""Diagrams as static SVG: boxes in rows, and arrows between them. The arrows' words stand beside the drawing."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from oscec.model.diagram import Diagram

WIDTH = 320
"""Units of the drawing; the style sheet scales it to the column."""
_MARGIN, _BETWEEN, _ROW_GAP = 26, 16, 30
_FONT, _LINE, _PADDING = 12, 15, 9
_LETTER = 6.6
"""Width of a letter that also fits Greek and Cyrillic."""


@dataclass(frozen=True)
class _Place:
    """Where a box stands."""

    row: int
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


def draw(diagram: Diagram, words: dict[str, str], name: str) -> Element:
    """The SVG of a diagram.

    Parameters:
        diagram: the boxes and arrows.
        words: the text of each box in the reader's language.
        name: what the drawing is called for screen readers.
    """
    places, lines, height = _lay_out(diagram, words)
    svg = Element("svg", {"viewBox": f"0 0 {WIDTH} {height:g}", "role": "img", "aria-label": name})
    marker = f"o-arrow-{diagram.id}"
    _marker(svg, marker)
    for arrow in diagram.arrows:
        path = _path(places[arrow.start], places[arrow.end])
        SubElement(svg, "path", {"class": "o-arrow", "d": path, "marker-end": f"url(#{marker})"})
    for box in diagram.boxes:
        place = places[box.id]
        kind = f"o-box o-box--{box.kind}"
        size = {"x": place.x, "y": place.y, "width": place.width, "height": place.height}
        SubElement(svg, "rect", {"class": kind, "rx": "6", **{key: f"{value:g}" for key, value in size.items()}})
        text = SubElement(svg, "text", {"class": "o-box__text", "text-anchor": "middle", "font-size": str(_FONT)})
        x, y = place.middle
        top = y - (len(lines[box.id]) - 1) * _LINE / 2 + _FONT / 3
        for number, line in enumerate(lines[box.id]):
            span = SubElement(text, "tspan", {"x": f"{x:g}", "y": f"{top + number * _LINE:g}"})
            span.text = line
    return svg


def _lay_out(diagram: Diagram, words: dict[str, str]) -> tuple[dict[str, _Place], dict[str, list[str]], float]:
    places: dict[str, _Place] = {}
    lines: dict[str, list[str]] = {}
    y = 2.0
    for number, row in enumerate(diagram.rows):
        width = (WIDTH - _MARGIN - 2 - _BETWEEN * (len(row) - 1)) / len(row)
        for box in row:
            lines[box.id] = textwrap.wrap(words[box.id], int((width - 2 * _PADDING) / _LETTER)) or [""]
        height = max(len(lines[box.id]) for box in row) * _LINE + 2 * _PADDING
        for position, box in enumerate(row):
            places[box.id] = _Place(number, _MARGIN + position * (width + _BETWEEN), y, width, height)
        y += height + _ROW_GAP
    return places, lines, y - _ROW_GAP + 2


def _path(start: _Place, end: _Place) -> str:
    """Down to the next row, across within a row, or back up along the left edge."""
    (x1, y1), (x2, y2) = start.middle, end.middle
    if start.row == end.row:
        near, far = (start.x, end.x + end.width + 4) if x1 > x2 else (start.x + start.width, end.x - 4)
        return f"M{near:g},{y1:g}L{far:g},{y2:g}"
    if start.row < end.row:
        return f"M{x1:g},{start.y + start.height:g}L{x2:g},{end.y - 4:g}"
    return f"M{start.x:g},{y1:g}C4,{y1:g} 4,{y2:g} {end.x - 4:g},{y2:g}"


def _marker(svg: Element, identity: str) -> None:
    shape = {
        "viewBox": "0 0 8 8",
        "refX": "6",
        "refY": "4",
        "markerWidth": "7",
        "markerHeight": "7",
        "orient": "auto",
    }
    marker = SubElement(SubElement(svg, "defs"), "marker", {"id": identity, **shape})
    SubElement(marker, "path", {"class": "o-arrow__head", "d": "M0,0L8,4L0,8Z"})
