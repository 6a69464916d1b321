"""What a learner sees of a module: never a trainer's note, nor the slides with theirs."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

SLIDES = "slides"
"""The anchor of the part with the slides; a translation's headings take the English anchors."""


def for_learners(html: str) -> str:
    """A module's rendered page without trainer notes and without its slides."""
    tree = LexborHTMLParser(html)
    for note in tree.css(".admonition.tip"):
        note.decompose()
    inside = False
    for node in list(tree.body.iter()) if tree.body else []:
        if node.tag in ("h1", "h2"):
            inside = node.attributes.get("id") == SLIDES
        if inside:
            node.decompose()
    return (tree.body.inner_html if tree.body else None) or ""
