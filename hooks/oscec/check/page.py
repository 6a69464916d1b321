"""All page rules on one page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from oscec.check import complete, curriculum, evidence, glossary, markup, picture, reference, terminology
from oscec.check.draft import Draft, View, settle
from oscec.check.forms import Forms
from oscec.check.locate import Render
from oscec.check.visible import Visible, read_visible
from oscec.model.finding import Finding
from oscec.model.knowledge import Knowledge
from oscec.model.page import Page, Summary


@dataclass(frozen=True)
class Examined:
    """A page's own findings, and what the rules on the whole tree need to know of it."""

    summary: Summary
    findings: tuple[Finding, ...]


def look_at(page: Page, html: str) -> View:
    """Read what a rendered page shows."""
    tree = LexborHTMLParser(html)
    return View(page, read_visible(tree), html, tree)


def examine(view: View, knowledge: Knowledge, forms: Forms, render: Render) -> Examined:
    """Everything that can be said of a page without knowing other pages.

    Parameters:
        view: the page and what it shows.
        knowledge: what it may link to.
        forms: the forms of its language.
        render: the site's Markdown, with the ids of the page's headings.
    """
    findings = settle(view, list(_rules(view, knowledge, forms)), render)
    return Examined(summarise(view.page, view.visible), tuple(sorted(set(findings))))


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
