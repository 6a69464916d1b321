"""Diagrams: every box and arrow is drawn, words stay in their boxes, boxes don't overlap."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from oscec.load.knowledge import load_knowledge
from oscec.model.diagram import Arrow, Box, Diagram
from oscec.render.diagrams import WIDTH, draw

DIAGRAMS = load_knowledge(Path(__file__).parents[2], ()).knowledge.diagrams
CASES = [pytest.param(diagram, id=identity) for identity, diagram in DIAGRAMS.items()]


def drawn(diagram: Diagram, words: dict[str, str] | None = None) -> Element:
    return draw(diagram, words or {box.id: box.text for box in diagram.boxes}, "A drawing")


def boxes(svg: Element) -> list[tuple[float, float, float, float]]:
    def side(box: Element, key: str) -> float:
        return float(str(box.get(key)))

    return [
        (side(b, "x"), side(b, "y"), side(b, "x") + side(b, "width"), side(b, "y") + side(b, "height"))
        for b in svg.iter("rect")
    ]


@pytest.mark.parametrize("diagram", CASES)
def test_every_box_and_every_arrow_is_drawn(diagram: Diagram) -> None:
    svg = drawn(diagram)
    assert len(boxes(svg)) == len(diagram.boxes)
    assert len([path for path in svg.iter("path") if path.get("class") == "o-arrow"]) == len(diagram.arrows)
    texts = [" ".join(str(span.text) for span in text.iter("tspan")) for text in svg.iter("text")]
    assert texts == [box.text for box in diagram.boxes]


@pytest.mark.parametrize("diagram", CASES)
def test_boxes_stand_apart_and_inside_the_drawing(diagram: Diagram) -> None:
    found = boxes(drawn(diagram))
    for number, (left, top, right, bottom) in enumerate(found):
        assert 0 <= left < right <= WIDTH
        for other_left, other_top, other_right, other_bottom in found[number + 1 :]:
            assert right <= other_left or other_right <= left or bottom <= other_top or other_bottom <= top


@pytest.mark.parametrize("diagram", CASES)
def test_words_that_are_longer_in_another_language_make_higher_boxes(diagram: Diagram) -> None:
    longer = {box.id: f"{box.text} {box.text}" for box in diagram.boxes}
    height = float(str(drawn(diagram).get("viewBox")).split()[-1])
    assert float(str(drawn(diagram, longer).get("viewBox")).split()[-1]) > height


def test_it_has_a_name_for_those_who_cannot_see_it() -> None:
    svg = drawn(DIAGRAMS["stages"])
    assert (svg.get("role"), svg.get("aria-label")) == ("img", "A drawing")


def test_an_arrow_back_goes_round_the_left_side() -> None:
    rows = [[Box(id="a", text="First")], [Box(id="b", text="Second")]]
    svg = drawn(Diagram(id="x", title="X", rows=rows, arrows=[Arrow(start="b", end="a", label="Back.")]))
    path = next(str(path.get("d")) for path in svg.iter("path") if path.get("class") == "o-arrow")
    assert "C4," in path
