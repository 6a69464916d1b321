"""From the visible text back to the source: the exact character, whatever markup stands between."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oscec.check.locate import locate
from oscec.check.visible import read_visible
from oscec.markdown import Renderer

RENDERER = Renderer()
WORD = "zebraword"
FILLER = st.sampled_from(
    ["plain words", "*soft*", "**strong**", "`code zebraword`", "[link](a.md)", "&amp; more", "<b>raw</b>", "x[^1]"]
)
WRITE: dict[str, Callable[[str], str]] = {
    "plain": str,
    "strong inside": lambda word: f"{word[:3]}**{word[3:6]}**{word[6:]}",
    "entity": lambda word: f"&#{ord(word[0])};{word[1:]}",
    "link over a part": lambda word: f"{word[:4]}[{word[4:]}](b.md)",
    "comment inside": lambda word: f"{word[:5]}<!-- x -->{word[5:]}",
    "tag inside": lambda word: f"{word[:2]}<i>{word[2:]}</i>",
    "escape": lambda word: f"{word[:2]}\u00ad{word[2:]}",
}


@settings(max_examples=150)
@given(
    st.lists(FILLER, max_size=4),
    st.lists(FILLER, max_size=4),
    st.sampled_from(list(WRITE.values())),
    st.sampled_from(["{}", "- {}", "> {}", "## {}", "| a | b |\n| - | - |\n| {} | c |", "!!! note\n    {}"]),
)
def test_a_word_is_found_where_it_was_written(
    before: list[str], after: list[str], write: Callable[[str], str], block: str
) -> None:
    text = block.format(" ".join([*before, "\ue000", *after])) + "\n\n[^1]: A note.\n"
    body = text.replace("\ue000", write(WORD))
    visible = read_visible(RENDERER.html(body))
    spans = [match.span() for match in re.finditer(WORD, visible.raw.replace("\u00ad", ""))]
    shift = visible.raw.count("\u00ad")
    spans = [(start, end + shift) for start, end in spans]
    places = locate(body, visible, spans, {}, RENDERER.html)
    assert list(places.spans.values()) == [text.index("\ue000")] * len(spans)
    assert len(spans) == 1


def test_equal_words_are_told_apart_by_what_is_seen() -> None:
    body = "`zebraword` and zebraword, [x](zebraword.md) and **zebraword**"
    visible = read_visible(RENDERER.html(body))
    spans = [match.span() for match in re.finditer(WORD, visible.raw)]
    places = locate(body, visible, spans, {}, RENDERER.html)
    assert [places.spans[span] for span in spans] == [body.index(" and z") + 5, body.rindex("zebra")]


def test_equal_addresses_are_told_apart() -> None:
    body = "`[a](x.md)` then [a](x.md) and [b](x.md)"
    visible = read_visible(RENDERER.html(body))
    places = locate(body, visible, [], {0: "x.md", 1: "x.md"}, RENDERER.html)
    assert [body[:offset].count("(") for offset in places.links.values()] == [2, 3]


def test_a_word_from_an_abbreviation_has_no_place_of_its_own() -> None:
    body = "The ABC says so.\n\n*[ABC]: A zebraword explained\n"
    visible = read_visible(RENDERER.html(body))
    start = visible.raw.index(WORD)
    places = locate(body, visible, [(start, start + len(WORD))], {}, RENDERER.html)
    assert list(places.spans.values()) == [body.index(WORD)]


@pytest.mark.parametrize("body", ["", "\n", "[", "[]()", "<", "&", "`" * 50, "[a][b][c]", "![](x)", "> > >", "[^x]:"])
def test_odd_sources_do_no_harm(body: str) -> None:
    visible = read_visible(RENDERER.html(body))
    assert locate(body, visible, [], {}, RENDERER.html).spans == {}
