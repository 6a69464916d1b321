"""A finding before its place in the source is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser

from oscec.check.fold import Folded, fold
from oscec.check.locate import Render, locate
from oscec.check.visible import Visible
from oscec.model.finding import Finding, Fix, Severity, place
from oscec.model.page import Page


@dataclass(frozen=True)
class Draft:
    """What a page rule says: of a span of the visible text, of a link, or of an offset in the file."""

    rule: str
    message: str
    severity: Severity = Severity.ERROR
    suggestion: str | None = None
    span: tuple[int, int] | None = None
    link: int | None = None
    """The number of the link among the page's links."""
    offset: int | None = None
    """An offset in the whole file."""
    label: str | None = None
    """The label that the link should have: a safe fix."""
    fix: Fix | None = None
    """A safe fix whose place is known already."""


@dataclass(frozen=True)
class View:
    """A page as its rules see it."""

    page: Page
    visible: Visible
    html: str
    tree: LexborHTMLParser
    """The same, parsed."""

    @cached_property
    def folded(self) -> Folded:
        """The visible text, folded."""
        return fold(self.visible.text)


def placed(page: Page, draft: Draft) -> Finding:
    """A draft whose offset is known, as a finding."""
    line, column = place(page.text, draft.offset or 0)
    return Finding(page.path, line, column, draft.rule, draft.severity, draft.message, draft.suggestion, draft.fix)


def settle(view: View, drafts: list[Draft], render: Render) -> list[Finding]:
    """Drafts with their exact places in the file.

    A draft whose words stand nowhere in the source (an abbreviation's list, generated markup) gets the
    page's first line and says what surrounds the words.
    """
    if not drafts:
        return []
    page, links = view.page, view.visible.links
    spans = [draft.span for draft in drafts if draft.span is not None]
    hrefs = {draft.link: links[draft.link].href for draft in drafts if draft.link is not None}
    places = locate(page.markdown, view.visible, spans, hrefs, render)
    findings = []
    for draft in drafts:
        offset, fix, message = draft.offset, None, draft.message
        if draft.span is not None and draft.span in places.spans:
            offset = page.body + places.spans[draft.span]
        elif draft.link is not None and draft.link in places.links:
            address = page.body + places.links[draft.link]
            label = _label_before(page.text, address)
            offset = label[0] - 1 if label else address
            if label and draft.label is not None:
                fix = Fix(label[0], label[1], draft.label)
        if offset is None:
            offset = page.body
            message += _context(view.visible, draft)
        line, column = place(page.text, offset)
        findings.append(Finding(page.path, line, column, draft.rule, draft.severity, message, draft.suggestion, fix))
    return findings


def _label_before(text: str, address: int) -> tuple[int, int] | None:
    """The span of the label in `[label](address`."""
    opening = re.search(r"\]\(\s*<?$", text[max(0, address - 20) : address])
    if opening is None:
        return None
    end = max(0, address - 20) + opening.start()
    depth, start = 1, end
    while start > 0 and depth:
        start -= 1
        if text[start - 1 : start] != "\\":
            depth += {"]": 1, "[": -1}.get(text[start], 0)
    return (start + 1, end) if depth == 0 else None


def _context(visible: Visible, draft: Draft) -> str:
    if draft.span is None:
        return ""
    start, end = draft.span
    around = visible.text[max(0, start - 30) : end + 30].replace("\x00", " ")
    return f" It shows on the page near '{' '.join(around.split())}' but not in its source."
