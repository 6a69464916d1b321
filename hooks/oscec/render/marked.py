"""Words in another language than the page's are marked with it, so that they are read out and searched rightly."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from oscec.model.knowledge import Knowledge
from oscec.render import words
from oscec.render.words import Said

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def markup(said: Said, language: str) -> Markup:
    """Words as HTML for a page of a language."""
    if said.language == language:
        return escape(said.text)
    return Markup('<span lang="{}">{}</span>').format(said.language, said.text)


def write(element: Element, said: Said, language: str) -> None:
    """Put words into an element of a page of a language."""
    if said.language != language:
        element.set("lang", said.language)
    element.text = said.text


def heading(level: int, said: Said, language: str, identity: str | None = None) -> str:
    """Words as a Markdown heading for a page of a language, with everything escaped that Markdown would read.

    Parameters:
        level: 1 to 6.
        said: the words.
        language: the language of the page.
        identity: the heading's anchor; None for one made of its words.
    """
    text = re.sub(r"([\\`*_{}\[\]<>#|~^=])", r"\\\1", " ".join(said.text.split()))
    attributes = [f"#{identity}"] if identity else []
    attributes += [f'lang="{said.language}"'] if said.language != language else []
    listed = f" {{: {' '.join(attributes)} }}" if attributes else ""
    return f"{'#' * level} {text}{listed}\n"


def speaker(knowledge: Knowledge, language: str) -> Callable[[str], Markup]:
    """What gives the site's words for a page of a language, as HTML, by their key."""
    return lambda key: markup(words.label(knowledge, language, key), language)
