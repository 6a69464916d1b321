"""All page rules on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from oscec.check import complete, curriculum, evidence, glossary, markup, picture, reference, terminology
from oscec.check.draft import Draft, View, settle
from oscec.check.forms import Forms
from oscec.check.visible import Visible, read_visible
from oscec.markdown import Renderer
from oscec.model.finding import Finding
from oscec.model.knowledge import Knowledge
from oscec.model.page import Page, Summary


@dataclass(frozen=True)
class Examined:
    """A page's own findings, and what the rules on the whole tree need to know of it."""

    summary: Summary
    findings: tuple[Finding, ...]


def look_at(page: Page, renderer: Renderer, heading_ids: Sequence[str]) -> View:
    """Render a page and read what it shows."""
    html = renderer.html(page.markdown, heading_ids)
    tree = LexborHTMLParser(html)
    return View(page, read_visible(tree), html, tree)


def examine(
    page: Page, knowledge: Knowledge, forms: Forms, renderer: Renderer, heading_ids: Sequence[str] = ()
) -> Examined:
    """Everything that can be said of a page without knowing other pages.

    Parameters:
        page: the page.
        knowledge: what it may link to.
        forms: the forms of its language.
        renderer: the site's Markdown.
        heading_ids: the ids of the source page's headings, for a translation.
    """
    view = look_at(page, renderer, heading_ids)
    findings = settle(view, list(_rules(view, knowledge, forms)), lambda body: renderer.html(body, heading_ids))
    return Examined(summarise(page, view.visible), tuple(sorted(set(findings))))


def _rules(view: View, knowledge: Knowledge, forms: Forms) -> Iterator[Draft]:
    yield from terminology.check_page(view, knowledge, forms)
    yield from glossary.check_page(view, knowledge, forms)
    yield from evidence.check_page(view, knowledge)
    yield from reference.check_page(view, knowledge)
    yield from curriculum.check_page(view, knowledge)
    yield from markup.check_page(view)
    yield from picture.check_page(view, knowledge)
    yield from complete.check_sections(view, knowledge)


def summarise(page: Page, visible: Visible) -> Summary:
    """What other pages need to know of a page."""

    def targets(scheme: str) -> tuple[str, ...]:
        return tuple(sorted({link.target for link in visible.links if link.scheme == scheme}))

    return Summary(
        path=page.path,
        language=page.language,
        address=page.address,
        headings=tuple(visible.headings),
        anchors=tuple(visible.anchors),
        links=tuple(link.href for link in visible.links),
        concepts=targets("term"),
        statistics=tuple(sorted({evidence.split_target(target)[0] for target in targets("stat")})),
        references=targets("ref"),
    )
