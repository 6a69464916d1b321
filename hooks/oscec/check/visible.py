"""What a reader sees of a rendered page: its text, and what kind of text each part is.

The page is parsed as a browser parses it (HTML5). Code, comments, addresses, ids and hidden parts are not
the reader's text; alternative texts, titles and labels are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from oscec.check.fold import BREAK, blank
from oscec.markdown import SCHEMES
from oscec.model.page import Heading

# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hgroup", "hr", "label", "legend", "li", "main", "menu", "nav", "ol", "optgroup",
    "option", "p", "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th",
    "thead", "title", "tr", "ul",
))
# fmt: on
# fmt: off
_SILENT = frozenset((
    "code", "pre", "kbd", "samp", "script", "style", "template", "head", "iframe", "object", "noembed",
    "noframes",
))
# fmt: on
_ATTRIBUTES = ("alt", "title", "aria-label", "aria-description", "placeholder", "label")
_SVG_TEXT = frozenset(("text", "title", "desc"))
_ADDRESS = re.compile(r"(?:\b[a-z][a-z0-9+.-]*://|\bwww\.)[^\s\x00<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_MARKERS = re.compile("[\U00017000-\U000187f7]")
"""Tangut letters, with which `locate` marks places; to every parser they are letters, and no page has them."""


@dataclass(frozen=True)
class Link:
    """A link of the page with the place of its label in the visible text."""

    href: str
    start: int
    end: int
    label: str

    @property
    def scheme(self) -> str:
        """The part before the colon; '' for a relative link."""
        return self.href.split(":", 1)[0].lower() if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", self.href) else ""

    @property
    def target(self) -> str:
        """The part after the colon of a link that carries meaning."""
        return self.href.split(":", 1)[1] if ":" in self.href else self.href

    @property
    def carries_meaning(self) -> bool:
        """True for `term:`, `stat:`, `ref:` and `module:` links."""
        return self.scheme in SCHEMES


@dataclass
class Visible:
    """The reader's text of a page; `BREAK` stands between blocks."""

    raw: str = ""
    """Everything that is shown, addresses too; the same length as `text`."""
    text: str = ""
    prose_end: int = 0
    """Where the running text ends; alternative texts and titles follow."""
    links: list[Link] = field(default_factory=list)
    """All links and images in their order; an image has the span of its alternative text."""
    headings: list[Heading] = field(default_factory=list)
    heading_spans: list[tuple[int, int]] = field(default_factory=list)
    quotations: list[tuple[int, int]] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)


class _Reader:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.found = Visible()
        self.attributes: list[str] = []

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def read(self, node: LexborNode, inside_svg: bool = False) -> None:
        for child in node.iter(include_text=True):
            if child.is_text_node:
                if not inside_svg:
                    self.add((child.text_content or "").replace(BREAK, ""))
            elif child.tag and not child.is_comment_node:
                self.element(child, inside_svg)

    def element(self, node: LexborNode, inside_svg: bool) -> None:
        tag = str(node.tag)
        attributes = node.attributes
        if attributes.get("id"):
            self.found.anchors.append(str(attributes["id"]))
        if tag in _SILENT:
            self.add(BREAK)
        if tag in _SILENT or "hidden" in attributes or _is_footnote_sign(node, tag):
            return
        self._attributes(tag, attributes)
        if tag == "br":
            self.add("\n")
            return
        svg = inside_svg or tag == "svg"
        block = tag in _BLOCKS or (svg and tag in _SVG_TEXT)
        if block:
            self.add(BREAK)
        start = self.length
        if tag in ("a", "img"):
            self._link(node, tag, attributes)
        else:
            self.read(node, svg and tag not in _SVG_TEXT)
        if re.fullmatch("h[1-6]", tag):
            self.found.heading_spans.append((start, self.length))
            text = "".join(self.parts).rpartition(BREAK)[2] if self.length > start else ""
            self.found.headings.append(Heading(int(tag[1]), str(attributes.get("id") or ""), " ".join(text.split())))
        elif tag in ("blockquote", "q", "cite"):
            self.found.quotations.append((start, self.length))
        if block:
            self.add(BREAK)

    def _attributes(self, tag: str, attributes: dict[str, str | None]) -> None:
        for name in _ATTRIBUTES:
            if attributes.get(name):
                self.attributes.append(str(attributes[name]))
        if (
            tag == "input"
            and attributes.get("value")
            and attributes.get("type") not in ("hidden", "radio", "checkbox")
        ):
            self.attributes.append(str(attributes["value"]))

    def _link(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> None:
        href = attributes.get("src" if tag == "img" else "href")
        start = self.length
        position = len(self.parts)
        if tag == "img":
            self.add(BREAK)
        self.read(node)
        label = "".join(self.parts[position:])
        if href is not None:
            self.found.links.append(Link(href, start, self.length, label.strip(BREAK)))


def _is_footnote_sign(node: LexborNode, tag: str) -> bool:
    """The raised number of a footnote and the arrow back are signs, not words."""
    if tag not in ("a", "sup"):
        return False
    classes = (node.attributes.get("class") or "").split()
    identity = node.attributes.get("id") or ""
    return "footnote-backref" in classes or "headerlink" in classes or identity.startswith("fnref")


def read_visible(html: str | LexborHTMLParser) -> Visible:
    """What a reader sees of a rendered page, which may be parsed already."""
    tree = LexborHTMLParser(html) if isinstance(html, str) else html
    reader = _Reader()
    if tree.body is not None:
        reader.read(tree.body)
    found = reader.found
    found.prose_end = reader.length
    for text in reader.attributes:
        reader.add(BREAK + text.replace(BREAK, ""))
    found.raw = "".join(reader.parts)
    found.text = _without_addresses(found.raw, found.links)
    return found


def _without_addresses(text: str, links: list[Link]) -> str:
    """Addresses that stand in the text are for machines."""
    shown = [(link.start, link.end) for link in links if link.label.strip() == link.href.removeprefix("mailto:")]
    if "://" in text or "@" in text or "www." in text.lower():
        shown += [match.span() for match in _ADDRESS.finditer(text)]
    return blank(text, shown)


@dataclass(frozen=True)
class Marked:
    """A marked page: where each marker shows in the visible text, and in which link's address."""

    letters: str
    """What is shown, without the markers and without space, which marking may change."""
    shown: dict[int, int]
    """Number of letters before a marker -> marker number."""
    in_links: list[tuple[str, int | None]]
    """Every link's address without markers, with the number of its marker."""


def marker(number: int) -> str:
    """The nth marker; there are `MARKERS`."""
    return chr(0x17000 + number)


MARKERS = 6136


def without_markers(text: str) -> str:
    """The text as it was before it was marked."""
    return _MARKERS.sub("", text)


def without_space(text: str) -> str:
    """The text's letters and signs."""
    return "".join(text.split())


def read_marked(html: str) -> Marked:
    """Read a page whose source was marked."""
    visible = read_visible(html)
    text: list[str] = []
    shown = {}
    for character in without_space(visible.raw):
        if _MARKERS.match(character):
            shown[len(text)] = ord(character) - 0x17000
        else:
            text.append(character)
    links = []
    for link in visible.links:
        found = _MARKERS.search(link.href)
        number = ord(found.group()) - 0x17000 if found else None
        links.append((without_markers(link.href), number))
    return Marked("".join(text), shown, links)
