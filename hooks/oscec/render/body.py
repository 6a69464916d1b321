"""The text of a page as the site shows it: rendered once, for the checks and for all languages that show it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from oscec.markdown import Content, Renderer
from oscec.model.knowledge import Knowledge
from oscec.model.page import Page
from oscec.model.question import parse_questions
from oscec.render import addresses, marked, words
from oscec.render.addresses import MODULES
from oscec.render.links import SiteLinks
from oscec.render.selfcheck import as_self_checks

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


@dataclass(frozen=True)
class Body:
    """The text of a page as the site shows it."""

    html: str
    """Its links lead to addresses of the site; those of pictures are still without their published names."""
    contents: tuple[Content, ...]
    """Its headings."""


class Bodies:
    """Renders the pages of all languages."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Pages that link to this knowledge."""
        self._knowledge = knowledge
        self._links = SiteLinks(knowledge, addresses.relative_url)
        self._renderer = Renderer(self._links)

    def render(self, page: Page, address: str, markdown: str, heading_ids: Sequence[str]) -> tuple[str, Body]:
        """A page as it is written, which the checks read, and as the site shows it.

        Parameters:
            page: the page.
            address: where the site shows it: a page of a module is shown to learners and to trainers.
            markdown: its Markdown, with what is made from the data.
            heading_ids: the ids of the source page's headings, for a translation.

        Returns:
            The HTML without anything of the site, and the body: the same HTML where a link leads to nothing.
        """
        self._links.turn_to(page.path, address, page.language)
        settings = self._renderer.settings
        settings.titles = callout_titles(self._knowledge, page.language)
        settings.finish = self_checks(self._knowledge, page, address)
        settings.written = ""
        try:
            html = self._renderer.html(markdown, heading_ids)
        except LookupError:  # what there is not; the checks say so
            html = settings.written
        return settings.written, Body(html, self._renderer.contents)


def callout_titles(knowledge: Knowledge, language: str) -> dict[str, str]:
    """Kind of callout -> its title in that language."""
    prefix = "callout_"
    return {key.removeprefix(prefix): knowledge.label(language, key) for key in knowledge.label_keys(prefix)}


def self_checks(knowledge: Knowledge, page: Page, address: str) -> Callable[[Element], None] | None:
    """What turns a learner's question bank into self-checks; None for any other page."""
    module = knowledge.modules.get(address.split("/")[1]) if address.startswith(MODULES) else None
    if module is None or not address.endswith("/questions.md"):
        return None

    def say(element: Element, key: str) -> None:
        marked.write(element, words.label(knowledge, page.language, key), page.language)

    return partial(as_self_checks, questions=parse_questions(page.markdown), items=module.questions, say=say)
