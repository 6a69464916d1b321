"""The one Markdown configuration: the site, the checks and the exports all render with it.

On top of the listed extensions it does three things: it strips the id comments of headings, gives the
headings of a translation the ids of the source page's headings, and hands every link to a `Links` object,
which knows what `term:`, `stat:`, `ref:` and `module:` mean where the text is going to be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import Pattern
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor, Treeprocessor, UnescapeTreeprocessor
from markdown.util import AtomicString
from pymdownx.slugs import slugify

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SCHEMES = ("term", "stat", "ref", "module", "country", "chart", "diagram")
"""Links that carry meaning."""

STANDARD: dict[str, dict[str, Any]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "tables": {"use_align_attribute": True},
    "toc": {"slugify": slugify(case="lower"), "permalink": False, "marker": ""},
    "pymdownx.details": {},
    "pymdownx.mark": {},
    "pymdownx.quotes": {"callouts": True},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {},
    "pymdownx.highlight": {"use_pygments": False},
}
"""The extensions and their settings; there are no others."""

_ID_COMMENT = re.compile(r"^(#{1,6} .*?|[-*] .*?|\d+\. .*?)[ \t]*<!--[ \t]*[a-z0-9-]+[ \t]*-->[ \t]*$")


@dataclass(frozen=True)
class Content:
    """A heading and those below it."""

    level: int
    id: str
    name: str
    """Its text as HTML."""
    children: tuple[Content, ...]


class Links(Protocol):
    """What becomes of a page's links and images."""

    def rewrite(self, element: Element, parent: Element, index: int) -> None:
        """Change `element` (an `a` or `img`), which is `parent[index]`, in place."""


class _HeadingComments(Preprocessor):
    """`## Sort the words <!-- m01-a2 -->`: the id is for the programs, not for the reader."""

    def run(self, lines: list[str]) -> list[str]:
        return [_ID_COMMENT.sub(r"\1", line) if "<!--" in line else line for line in lines]


_SIGNS = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[^",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
    "delimiter": "=",
}
"""Inline pattern of the standard extensions -> what begins, or is a part of, whatever it finds."""
_SIGN = re.compile(r"[`\\\[<&*_=]| {2}\n")
"""Without any of these no pattern finds anything."""


class _Inline(InlineProcessor):
    """Spares a page the search for patterns that it can't have, which takes a third of the time."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        plain = [element for element in tree.iter() if element.text and _is_plain(element.text)]
        for element in plain:
            element.text = AtomicString(element.text)
        text = "".join(part for part in tree.itertext() if not isinstance(part, AtomicString))
        self.inlinePatterns = self._found_in(text)  # type: ignore[assignment] # read like a registry, and faster
        done = super().run(tree, ancestors)
        for element in plain:
            element.text = str(element.text)
        return done

    def _found_in(self, text: str) -> list[Pattern]:
        """The patterns that may find something in a text, in their order."""
        patterns, references = self.md.inlinePatterns, self.md.references
        useless = [
            patterns[name]
            for name, sign in _SIGNS.items()
            if name in patterns and (sign not in text or ("ref" in name and not references))
        ]
        return [pattern for pattern in patterns if pattern not in useless]


def _is_plain(text: str) -> bool:
    return not isinstance(text, AtomicString) and not _SIGN.search(text)


_BLOCK_SIGNS = {
    "admonition": "!!!",
    "details": "???",
    "tabbed": "===",
    "hashheader": "#",
    "quote": ">",
    "footnote": "[^",
    "abbr": "*[",
    "reference": "]:",
}
"""Block processor of the standard extensions -> what is a part of every block that it takes."""


def _spare_blocks(md: markdown.Markdown) -> None:
    """Spare a block the search for what it can't begin; an indented one may go on with what came before."""
    for name, sign in _BLOCK_SIGNS.items():
        processor = md.parser.blockprocessors[name]
        processor.test = partial(_may_take, processor.test, sign)  # type: ignore[method-assign] # asked first


def _may_take(test: Callable[[Element, str], bool], sign: str, parent: Element, block: str) -> bool:
    return (sign in block or block.startswith("    ")) and test(parent, block)


@dataclass
class Settings:
    """What is another for each page that is rendered."""

    links: Links | None = None
    """What becomes of links; None leaves them as written."""
    heading_ids: Sequence[str] = ()
    """Ids for the headings of a translation, in order."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Kind of callout -> its title where it has none of its own."""
    finish: Callable[[Element], None] | None = None
    """What becomes of the page's tree at last; None leaves it."""
    written: str | None = None
    """The page without all of this but the ids, where somebody asked for it with an empty text here."""


class _Configured(Treeprocessor):
    """A step that depends on the settings."""

    def __init__(self, md: markdown.Markdown, settings: Settings) -> None:
        super().__init__(md)
        self.settings = settings


class _HeadingIds(_Configured):
    """The nth heading gets the nth id; the others keep what they have."""

    def run(self, root: Element) -> None:
        headings = (element for element in root.iter() if re.fullmatch(r"h[1-6]", str(element.tag)))
        for element, identity in zip(headings, self.settings.heading_ids, strict=False):
            element.set("id", identity)


class _AsWritten(_Configured):
    """Keeps the page as it is before links and titles become those of the site: the checks read that."""

    def run(self, root: Element) -> None:
        if self.settings.written is not None:
            UnescapeTreeprocessor(self.md).run(root)
            self.settings.written = _html_of(root, self.md)


def _html_of(root: Element, md: markdown.Markdown) -> str:
    """The HTML of a page's tree, as `Markdown.convert` makes it."""
    start, end = f"<{md.doc_tag}>", f"</{md.doc_tag}>"
    html = md.serializer(root).strip()
    html = html.removeprefix(start).removesuffix(end).strip() if html.startswith(start) else ""
    for step in md.postprocessors:
        html = step.run(html)
    return html.strip()


class _Titles(_Configured):
    """Callouts without a title of their own get the language's; the extensions know English ones only."""

    def run(self, root: Element) -> None:
        for block in root.iter("div"):
            kinds = (block.get("class") or "").split()
            head = block[0] if kinds[:1] == ["admonition"] and len(block) else None
            if head is not None and head.get("class") == "admonition-title" and len(kinds) > 1:
                title = self.settings.titles.get(kinds[1])
                if title and (head.text or "").strip().lower() == kinds[1]:
                    head.text = title


class _Links(_Configured):
    """Every link and image goes through the `Links` object."""

    def run(self, root: Element) -> None:
        links = self.settings.links
        if links is None:
            return
        for parent in list(root.iter()):
            for index, element in enumerate(list(parent)):
                if element.tag in ("a", "img"):
                    links.rewrite(element, parent, index)


class _Finish(_Configured):
    """The last word on the page's tree."""

    def run(self, root: Element) -> None:
        if self.settings.finish is not None:
            self.settings.finish(root)


class OscecExtension(Extension):
    """Registers the standard extensions and our own processors."""

    def __init__(self, settings: Settings | None = None) -> None:
        """Configure the extension.

        Parameters:
            settings: read whenever a page is rendered.
        """
        super().__init__()
        self._settings = settings or Settings()

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Called by Python-Markdown."""
        md.registerExtensions(list(STANDARD), STANDARD)
        # After superfences (25) has put code aside, before footnotes and the block parser.
        md.preprocessors.register(_HeadingComments(md), "oscec_heading_comments", 22)
        md.treeprocessors.register(_Inline(md), "inline", 20)
        _spare_blocks(md)
        # Before toc (5) gives ids of its own.
        md.treeprocessors.register(_HeadingIds(md, self._settings), "oscec_heading_ids", 6)
        # After inline patterns (20), attribute lists (8) and toc (5); before MkDocs' own link check (0).
        md.treeprocessors.register(_AsWritten(md, self._settings), "oscec_written", 4)
        md.treeprocessors.register(_Titles(md, self._settings), "oscec_titles", 3)
        md.treeprocessors.register(_Links(md, self._settings), "oscec_links", 2)
        md.treeprocessors.register(_Finish(md, self._settings), "oscec_finish", 1)


def makeExtension(**kwargs: Any) -> OscecExtension:  # noqa: N802 - Python-Markdown's name
    """The entry point for `extensions=["oscec.markdown"]`."""
    return OscecExtension(**kwargs)


class Renderer:
    """Renders many pages with one configured converter."""

    def __init__(self, links: Links | None = None) -> None:
        self.settings = Settings(links)
        self._converter = markdown.Markdown(extensions=[OscecExtension(self.settings)])

    def html(self, text: str, heading_ids: Sequence[str] = ()) -> str:
        """The HTML of a Markdown text.

        Parameters:
            text: Markdown without front matter.
            heading_ids: ids for its headings, in order.
        """
        self._converter.reset()
        self.settings.heading_ids = heading_ids
        return self._converter.convert(text)

    @property
    def contents(self) -> tuple[Content, ...]:
        """The headings of the text that was rendered last, if it has any."""
        return _contents(getattr(self._converter, "toc_tokens", []))


def _contents(tokens: list[Any]) -> tuple[Content, ...]:
    return tuple(
        Content(level=token["level"], id=token["id"], name=token["name"], children=_contents(token["children"]))
        for token in tokens
    )
