"""`markup/*`: nothing in a page that runs, loads, hides or takes over; refused, never rewritten."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from oscec.check.draft import Draft, View
from oscec.check.source import without_code

# fmt: off
ELEMENTS = frozenset((
    "a", "abbr", "b", "bdi", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "dfn",
    "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img",
    "input", "ins", "kbd", "label", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "section", "small",
    "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr",
    "u", "ul", "var", "wbr",
))
# fmt: on
"""What Markdown makes, and plain inline HTML."""
_REFUSED = re.compile(r"on\w+|style|srcdoc|srcset|formaction|action|autofocus|contenteditable|http-equiv|background")


def check_page(view: View) -> Iterator[Draft]:
    """Elements and attributes that a page may not have."""
    seen: Counter[str] = Counter()
    for node in view.tree.root.traverse() if view.tree.root else ():
        tag = str(node.tag)
        if tag in ("html", "head", "body") or tag.startswith("-"):
            continue
        if tag not in ELEMENTS:
            seen[tag] += 1
            offset = _nth(rf"<{re.escape(tag)}\b", view, seen[tag])
            message = f"The element <{tag}> is not allowed in a page; write it in Markdown, or leave it out."
            yield Draft("markup/element", message, offset=offset)
        else:
            yield from _attributes(view, node, seen)


def _attributes(view: View, node: LexborNode, seen: Counter[str]) -> Iterator[Draft]:
    for name in node.attributes:
        if _REFUSED.fullmatch(name.lower()):
            seen[f"{name}="] += 1
            offset = _nth(rf"(?i){re.escape(name)}\s*=?", view, seen[f"{name}="])
            message = f"The attribute '{name}' is not allowed on <{node.tag}>; take it out."
            yield Draft("markup/attribute", message, offset=offset)


def _nth(pattern: str, view: View, number: int) -> int:
    """Where in the file the nth match begins; the start of the page's text where there are fewer."""
    source = without_code(view.page.markdown)
    for count, match in enumerate(re.finditer(pattern, source, re.IGNORECASE), 1):
        if count == number:
            return view.page.body + match.start()
    return view.page.body
