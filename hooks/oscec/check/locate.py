"""From what a reader sees back to the exact place in the source.

Candidates are found in the source generously: with markup, comments, tags and link addresses dropped, and
once more as it is written. Then every candidate gets a marker after its first character, the marked source
is rendered with the site's own configuration, and where the markers show tells which candidate is which.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import unescape

from oscec.check.fold import Folded, fold
from oscec.check.visible import MARKERS, Marked, Visible, marker, read_marked

Render = Callable[[str], str]
"""Markdown body -> HTML."""

_MARKUP = re.compile(
    r"<!--.*?-->"  # comments
    r"|\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"  # the address of a link
    r"|\]\[[^\]\n]*\]"
    r"|\[\^[^\]\n]+\]"  # a footnote's sign
    r"|\{[^{}\n]*\}"  # an attribute list
    r"|</?[A-Za-z][^<>]*>"  # a tag
    r"|\n[ \t]*(?:>[ \t]?)*"  # a line end, also in a quotation
    r"|\\\n"
    r"|&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);"
    r"|[*_~=^\\\[\]`|<>]",
    re.DOTALL,
)


@dataclass(frozen=True)
class Places:
    """Offsets in the Markdown body."""

    spans: dict[tuple[int, int], int]
    """Span of the visible text -> offset of its first character in the source."""
    links: dict[int, int]
    """Number of a link -> offset of its address in the source."""


def locate(
    body: str, visible: Visible, spans: Iterable[tuple[int, int]], hrefs: dict[int, str], render: Render
) -> Places:
    """Where spans of the visible text and links' addresses stand in the source.

    Parameters:
        body: the Markdown.
        visible: what the page shows.
        spans: spans in the visible text.
        hrefs: number of a link among all links of the page -> its address.
        render: the page's renderer.

    Returns:
        The places that were found; a span that comes from elsewhere (a theme, an abbreviation's list) has none.
    """
    wanted = sorted(set(spans))
    candidates = _candidates(body, {visible.raw[start:end] for start, end in wanted}, set(hrefs.values()))
    found = Places({}, {})
    for batch in (candidates[n : n + MARKERS] for n in range(0, len(candidates), MARKERS)):
        marked = read_marked(render(_mark(body, batch)))
        if marked.raw == visible.raw:
            _collect(marked, batch, wanted, hrefs, found)
        else:
            _one_by_one(body, visible, batch, wanted, hrefs, render, found)
    return found


def _one_by_one(  # noqa: PLR0913 - the same arguments as `locate`
    body: str,
    visible: Visible,
    candidates: list[tuple[int, int]],
    wanted: list[tuple[int, int]],
    hrefs: dict[int, str],
    render: Render,
    found: Places,
) -> None:
    """Marking some places changes the page (a reference's id); leave out those that do."""
    for candidate in candidates[:500]:
        marked = read_marked(render(_mark(body, [candidate])))
        if len(marked.raw) == len(visible.raw):
            _collect(marked, [candidate], wanted, hrefs, found)


def _collect(
    marked: Marked,
    candidates: list[tuple[int, int]],
    wanted: list[tuple[int, int]],
    hrefs: dict[int, str],
    found: Places,
) -> None:
    for start, end in wanted:
        for offset in range(start + 1, min(end, start + 3) + 1):
            number = marked.shown.get(offset)
            if number is not None and number < len(candidates):
                found.spans.setdefault((start, end), candidates[number][0])
    for index, (href, number) in enumerate(marked.in_links):
        if number is not None and hrefs.get(index) == href and number < len(candidates):
            found.links.setdefault(index, candidates[number][0])


def _mark(body: str, candidates: list[tuple[int, int]]) -> str:
    parts, last = [], 0
    for number, (_, after) in enumerate(candidates):
        parts += [body[last:after], marker(number)]
        last = after
    return "".join(parts) + body[last:]


def _candidates(body: str, texts: set[str], hrefs: set[str]) -> list[tuple[int, int]]:
    """Start and end of the first character of every place where one of the texts may stand."""
    found: dict[int, int] = {}
    words = {fold(text).text.strip() for text in texts}
    if words:
        for reading in (_without_markup(body), _Source(fold(body), {})):
            for word in words:
                for start in _occurrences(reading.folded.text, word):
                    first = reading.folded.offsets[start]
                    found.setdefault(first, reading.ends.get(first, first + 1))
    for href in hrefs:
        for start in _occurrences(body, href):
            found.setdefault(start, start + 1)
    # Two candidates that share a first character's end would swap their markers.
    return sorted({end: (start, end) for start, end in found.items()}.values(), key=lambda pair: pair[1])


@dataclass(frozen=True)
class _Source:
    folded: Folded
    ends: dict[int, int]
    """Offset of an entity -> its end."""


def _occurrences(text: str, word: str) -> Iterable[int]:
    start = text.find(word) if word else -1
    while start >= 0:
        yield start
        start = text.find(word, start + 1)


def _without_markup(body: str) -> _Source:
    """The source as a reader might see it, folded, with offsets into the source."""
    characters: list[str] = []
    offsets: list[int] = []
    ends: dict[int, int] = {}
    last = 0
    for match in _MARKUP.finditer(body):
        characters += body[last : match.start()]
        offsets += range(last, match.start())
        seen = _seen(match.group())
        characters += seen
        offsets += [match.start()] * len(seen)
        if seen:
            ends[match.start()] = match.end()
        last = match.end()
    characters += body[last:]
    offsets += range(last, len(body))
    folded = fold("".join(characters))
    return _Source(Folded(folded.text, tuple(offsets[n] for n in folded.offsets)), ends)


def _seen(markup: str) -> str:
    """What may be seen of a piece of markup."""
    if markup.startswith("&"):
        return unescape(markup)
    if markup.startswith(("\n", "\\\n", "<br")):
        return " "
    return " " if markup == "|" else ""
