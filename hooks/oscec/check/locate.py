"""From what a reader sees back to the exact place in the source.

Candidates are found in the source generously: with markup, comments, tags and link addresses dropped, and
once more as it is written. Then every candidate gets a marker after its first character, the marked source
is rendered with the site's own configuration, and where the markers show tells which candidate is which.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

from oscec.check.fold import Folded, fold
from oscec.check.visible import MARKERS, Marked, Visible, marker, read_marked, without_markers, without_space

Render = Callable[[str], str]
"""Markdown body -> HTML."""

_MARKUP = re.compile(
    r"<!--.*?-->"  # comments
    r"|<(?P<tag>[A-Za-z]+)\b[^<>]*\bhidden\b[^<>]*>.*?</(?P=tag)>"
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


_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
_EMPTY = re.compile(r"\]\((?=\s*\))")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)(?P<id>[^\]\n]+)\]:[ \t]*(?P<rest>\S.*)$", re.MULTILINE)
_IDENTITY = re.compile(r"^ {0,3}\[[^\]\n]+\]:|\[\^[^\]\n]+\]", re.MULTILINE)
"""Ids of link definitions and footnotes: nobody sees them, and marked they would lead nowhere."""


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
        The places that were found; a span that comes from elsewhere (an abbreviation's list) has none.
    """
    return _Search(body, visible, sorted(set(spans)), hrefs, render).run()


@dataclass
class _Search:
    body: str
    visible: Visible
    wanted: list[tuple[int, int]]
    hrefs: dict[int, str]
    render: Render
    found: Places = field(default_factory=lambda: Places({}, {}))

    @cached_property
    def letters(self) -> str:
        return without_space(self.visible.raw)

    def run(self) -> Places:
        texts = {self.visible.raw[start:end] for start, end in self.wanted}
        candidates = _candidates(self.body, texts, set(self.hrefs.values()))
        for batch in (candidates[n : n + MARKERS] for n in range(0, len(candidates), MARKERS)):
            marked = read_marked(self.render(_mark(self.body, batch)))
            if marked.letters == self.letters:
                self.collect(marked, batch)
            else:
                self.one_by_one(batch)
        return self.found

    def one_by_one(self, candidates: list[tuple[int, int]]) -> None:
        """Marking some places changes the page (a reference's id); leave out those that do."""
        for candidate in candidates[:500]:
            marked = read_marked(self.render(_mark(self.body, [candidate])))
            if len(marked.letters) == len(self.letters):
                self.collect(marked, [candidate])

    def collect(self, marked: Marked, candidates: list[tuple[int, int]]) -> None:
        """Keep the places of the markers that show where something is wanted."""
        for start, end in self.wanted:
            first = len(without_space(self.visible.raw[:start]))
            for offset in range(first + 1, first + min(end - start, 3) + 1):
                number = marked.shown.get(offset)
                if number is not None and number < len(candidates):
                    self.found.spans.setdefault((start, end), candidates[number][0])
        for index, (href, number) in enumerate(marked.in_links):
            if number is not None and self.hrefs.get(index) == href and number < len(candidates):
                self.found.links.setdefault(index, candidates[number][0])


def _mark(body: str, candidates: list[tuple[int, int]]) -> str:
    parts, last = [], 0
    for number, (_, after) in enumerate(candidates):
        parts += [body[last:after], marker(number)]
        last = after
    return _with_definitions("".join(parts) + body[last:])


def _with_definitions(marked: str) -> str:
    """A marked label of a reference link needs a definition under its marked name."""
    known = {match["id"].lower(): match["rest"] for match in _DEFINITION.finditer(marked)}
    added = [
        f"\n[{label}]: {known[plain]}"
        for label in (re.findall(r"\[([^\[\]]+)\]", marked) if known else [])
        if (plain := without_markers(label).lower()) in known and plain != label.lower()
    ]
    return marked + "\n" + "".join(added) if added else marked


def _candidates(body: str, texts: set[str], hrefs: set[str]) -> list[tuple[int, int]]:
    """Start and end of the first character of every place where one of the texts may stand."""
    found: dict[int, int] = {}
    words = {fold(text).text.strip() for text in texts}
    if words:
        for reading in (_without(_MARKUP, body), _without(_ENTITY, body)):
            for word in words:
                for start in _occurrences(reading.folded.text, word):
                    first = reading.folded.offsets[start]
                    found.setdefault(first, reading.ends.get(first, first + 1))
    for href in hrefs:
        for match in re.finditer(_as_written(href), body) if href else ():
            found.setdefault(match.start(), match.start() + 1)
    if "" in hrefs:
        found |= {match.end(): match.end() for match in _EMPTY.finditer(body)}
    hidden = [match.span() for match in _IDENTITY.finditer(body)]
    found = {s: e for s, e in found.items() if not any(start <= s < end for start, end in hidden)}
    # Two candidates that share a first character's end would swap their markers.
    return sorted({end: (start, end) for start, end in found.items()}.values(), key=lambda pair: pair[1])


@dataclass(frozen=True)
class _Source:
    folded: Folded
    ends: dict[int, int]
    """Offset of an entity -> its end."""


def _as_written(href: str) -> str:
    """A regular expression for an address in the source: characters may be escaped there, or entities."""
    return "".join(c if c.isalnum() else rf"(?:\\?{re.escape(c)}|&[#\w]+;)" for c in href)


def _occurrences(text: str, word: str) -> Iterable[int]:
    start = text.find(word) if word else -1
    while start >= 0:
        yield start
        start = text.find(word, start + 1)


def _without(markup: re.Pattern[str], body: str) -> _Source:
    """The source without some markup, as a reader might see it, folded, with offsets into the source."""
    characters: list[str] = []
    offsets: list[int] = []
    ends: dict[int, int] = {}
    last = 0
    for match in markup.finditer(body):
        characters += body[last : match.start()]
        offsets += range(last, match.start())
        seen = _seen(match.group())
        characters += seen
        if seen == match.group():
            offsets += range(match.start(), match.end())
        else:
            offsets += [match.start()] * len(seen)
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
