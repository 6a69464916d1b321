"""The one Markdown configuration: the site, the checks and the exports all render with it.

On top of the listed extensions it does three things: it strips the id comments of headings, gives the
headings of a translation the ids of the source page's headings, and hands every link to a `Links` object,
which knows what `term:`, `stat:`, `ref:` and `module:` mean where the text is going to be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor, Treeprocessor
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


class Links(Protocol):
    """What becomes of a page's links and images."""

    def rewrite(self, element: Element, parent: Element, index: int) -> None:
        """Change `element` (an `a` or `img`), which is `parent[index]`, in place."""


class _HeadingComments(Preprocessor):
    """`## Sort the words <!-- m01-a2 -->`: the id is for the programs, not for the reader."""

    def run(self, lines: list[str]) -> list[str]:
        return [_ID_COMMENT.sub(r"\1", line) for line in lines]


_SIGN = re.compile(r"[`\\\[<&*_=]| {2}\n")
"""With one of these begins whatever the standard extensions find inside a line."""


class _Inline(InlineProcessor):
    """Spares text without any sign the search for twenty patterns, which takes a quarter of the time."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        plain = [element for element in tree.iter() if element.text and _is_plain(element.text)]
        for element in plain:
            element.text = AtomicString(element.text)
        done = super().run(tree, ancestors)
        for element in plain:
            element.text = str(element.text)
        return done


def _is_plain(text: str) -> bool:
    return not isinstance(text, AtomicString) and not _SIGN.search(text)


class _HeadingIds(Treeprocessor):
    """The nth heading gets the nth id; the others keep what they have."""

    def __init__(self, md: markdown.Markdown, ids: Sequence[str]) -> None:
        super().__init__(md)
        self.ids = ids

    def run(self, root: Element) -> None:
        headings = (element for element in root.iter() if re.fullmatch(r"h[1-6]", str(element.tag)))
        for element, identity in zip(headings, self.ids, strict=False):
            element.set("id", identity)


class _Titles(Treeprocessor):
    """Callouts without a title of their own get the language's; the extensions know English ones only."""

    def __init__(self, md: markdown.Markdown, titles: Mapping[str, str]) -> None:
        super().__init__(md)
        self.titles = titles

    def run(self, root: Element) -> None:
        for block in root.iter("div"):
            kinds = (block.get("class") or "").split()
            head = block[0] if kinds[:1] == ["admonition"] and len(block) else None
            if head is not None and head.get("class") == "admonition-title" and len(kinds) > 1:
                title = self.titles.get(kinds[1])
                if title and (head.text or "").strip().lower() == kinds[1]:
                    head.text = title


class _Links(Treeprocessor):
    """Every link and image goes through the `Links` object."""

    def __init__(self, md: markdown.Markdown, links: Links) -> None:
        super().__init__(md)
        self.links = links

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for index, element in enumerate(list(parent)):
                if element.tag in ("a", "img"):
                    self.links.rewrite(element, parent, index)


class _Finish(Treeprocessor):
    """The last word on the page's tree."""

    def __init__(self, md: markdown.Markdown, finish: Callable[[Element], None]) -> None:
        super().__init__(md)
        self.finish = finish

    def run(self, root: Element) -> None:
        self.finish(root)


class OscecExtension(Extension):
    """Registers the standard extensions and our own processors."""

    def __init__(
        self,
        links: Links | None = None,
        heading_ids: Sequence[str] = (),
        titles: Mapping[str, str] | None = None,
        finish: Callable[[Element], None] | None = None,
    ) -> None:
        """Configure the extension.

        Parameters:
            links: what becomes of links; None leaves them as written.
            heading_ids: ids for the headings of a translation, in order.
            titles: kind of callout -> its title where it has none of its own.
            finish: what becomes of the page's tree at last; None leaves it.
        """
        super().__init__()
        self._titles = titles or {}
        self._finish = finish
        self._links = links
        self._heading_ids = heading_ids

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Called by Python-Markdown."""
        md.registerExtensions(list(STANDARD), STANDARD)
        # After superfences (25) has put code aside, before footnotes and the block parser.
        md.preprocessors.register(_HeadingComments(md), "oscec_heading_comments", 22)
        md.treeprocessors.register(_Inline(md), "inline", 20)
        md.treeprocessors.register(_Titles(md, self._titles), "oscec_titles", 7)
        # Before toc (5) gives ids of its own.
        md.treeprocessors.register(_HeadingIds(md, self._heading_ids), "oscec_heading_ids", 6)
        if self._links is not None:
            # After inline patterns (20), attribute lists (8) and toc (5); before MkDocs' own link check (0).
            md.treeprocessors.register(_Links(md, self._links), "oscec_links", 4)
        if self._finish is not None:
            md.treeprocessors.register(_Finish(md, self._finish), "oscec_finish", 3)


def makeExtension(**kwargs: Any) -> OscecExtension:  # noqa: N802 - Python-Markdown's name
    """The entry point for `extensions=["oscec.markdown"]`."""
    return OscecExtension(**kwargs)


class Renderer:
    """Renders many pages with one configured converter."""

    def __init__(self, links: Links | None = None) -> None:
        self._extension = OscecExtension(links=links)
        self._converter = markdown.Markdown(extensions=[self._extension])

    def html(self, text: str, heading_ids: Sequence[str] = ()) -> str:
        """The HTML of a Markdown text.

        Parameters:
            text: Markdown without front matter.
            heading_ids: ids for its headings, in order.
        """
        self._converter.reset()
        processor = self._converter.treeprocessors["oscec_heading_ids"]
        processor.ids = heading_ids  # type: ignore[attr-defined] # registered by OscecExtension
        return self._converter.convert(text)
