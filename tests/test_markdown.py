"""The one Markdown configuration."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from oscec.markdown import STANDARD, Renderer


def html(text: str, ids: tuple[str, ...] = ()) -> str:
    return Renderer().html(text, ids)


def test_the_extensions_are_those_of_the_design() -> None:
    assert set(STANDARD) == {
        *("abbr", "admonition", "attr_list", "def_list", "footnotes", "tables", "toc"),
        *(f"pymdownx.{n}" for n in ("details", "mark", "quotes", "superfences", "tabbed", "tasklist", "highlight")),
    }


def test_the_id_comment_of_a_heading_is_not_shown() -> None:
    assert html("## Sort the words <!-- m01-a2 -->") == '<h2 id="sort-the-words">Sort the words</h2>'


def test_a_comment_in_code_is_kept() -> None:
    assert "&lt;!-- m01-a2 --&gt;" in html("```\n## Sort <!-- m01-a2 -->\n```")


def test_headings_of_a_translation_take_the_ids_of_the_source() -> None:
    tree = LexborHTMLParser(html("# Les mots\n\n## Pourquoi\n\n## Ensuite", ("words", "why")))
    assert [node.attributes["id"] for node in tree.css("h1, h2")] == ["words", "why", "ensuite"]


@pytest.mark.parametrize(("text", "identity"), [("# Λέξεις", "λέξεις"), ("# Думи", "думи"), ("# A b", "a-b")])
def test_ids_keep_the_letters_of_every_script(text: str, identity: str) -> None:
    assert f'id="{identity}"' in html(text)


def test_callouts_get_the_titles_of_the_language_and_keep_their_own() -> None:
    renderer = Renderer()
    renderer.settings.titles = {"note": "Remarque"}
    text = '> [!NOTE]\n> a\n\n!!! note "Own"\n    b\n\n!!! note\n    c'
    titles = [n.text() for n in LexborHTMLParser(renderer.html(text)).css(".admonition-title")]
    assert titles == ["Remarque", "Own", "Remarque"]


def test_every_link_and_image_goes_through_the_links_object() -> None:
    seen = []

    class Links:
        def rewrite(self, element: Element, parent: Element, index: int) -> None:
            assert parent[index] is element
            seen.append(element.get("href") or element.get("src"))

    Renderer(Links()).html(
        "[a](term:x) ![b](c.png) **[d](e.md)**\n\n[f]: g.md\n\n| [f] |\n| --- |\n| <https://h.i> |"
    )
    assert sorted(str(address) for address in seen) == ["c.png", "e.md", "g.md", "https://h.i", "term:x"]


PIECES = (
    *("a", "b c", " ", "\n", "\n\n", "  \n", "*", "**", "_", "`", "[", "](c.md)", "![", "]", "[^1]", "[^1]: n"),
    *(
        "<b>",
        "</b>",
        "&amp;",
        "&",
        "\\",
        "==",
        "<https://d.e>",
        "[x]: y.md",
        "[x]",
        "# ",
        "- ",
        "> ",
        "| a |",
        "| - |",
    ),
)


BLOCKS = (
    *(
        "",
        "",
        "    ",
        "        ",
        "- ",
        "1. ",
        "> ",
        "a",
        "b c",
        "# d",
        "#e",
        "[^1]",
        "[^1]: n",
        "*[b]: f",
        "[x]: y.md",
        "[x]",
    ),
    *(
        '!!! note "g"',
        "!!! note",
        "??? tip",
        '???+ tip "h"',
        '=== "i"',
        '===! "j"',
        "> [!NOTE]",
        "> [!TIP]- k",
        "===",
        "---",
    ),
)


@given(
    st.lists(st.sampled_from(PIECES)).map("".join)
    | st.lists(st.tuples(st.sampled_from(BLOCKS), st.sampled_from(BLOCKS)).map("".join)).map("\n".join)
)
@example("!!! note\n    a\n\n    goes on")
@example("??? note\n    a\n\n    goes on")
@example('=== "b"\n    a\n\n    goes on')
def test_what_a_page_cannot_have_is_spared_and_nothing_else(text: str) -> None:
    plain = markdown.Markdown(extensions=list(STANDARD), extension_configs=STANDARD)
    assert html(text) == plain.convert(text)


def test_rendering_a_page_leaves_no_trace_in_the_next() -> None:
    renderer = Renderer()
    first = renderer.html("# A[^1]\n\n[^1]: note\n\n*[B]: c\n\n[x]: y.md")
    renderer.html("# Other")
    assert renderer.html("# A[^1]\n\n[^1]: note\n\n*[B]: c\n\n[x]: y.md") == first
    assert "y.md" not in renderer.html("[x] B")
