"""Writing the state of a translation into its front matter, line by line; nothing else changes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from oscec.load.yamlfile import Node, nodes
from oscec.model.finding import Fix
from oscec.model.page import Page

_A_LINE = 8
"""Stamps on a line: it stays below a hundred characters."""
_DEEPER = "  "


def set_translation(page: Page, stamps: Sequence[str], status: str | None = None) -> list[Fix]:
    """What to replace so that the front matter carries these stamps.

    Parameters:
        page: a page whose front matter is valid.
        stamps: those of the source passages that it translates.
        status: another status; None leaves it. Where the page says nothing of its translation, it is a draft.
    """
    start = page.text.index("\n") + 1
    end = page.text.rindex("\n---", 0, page.body) + 1
    inner = page.text[start:end]
    found = {node.path: node for node in nodes(inner)}
    owner = found.get(("translation",))
    if owner is None:
        block = f"translation:\n{_DEEPER}status: {status or 'draft'}\n{_source(stamps, _DEEPER)}"
        return [Fix(end, end, block)]
    if inner[owner.start] == "{":
        block = _unfolded(inner, [node for node in found.values() if len(node.path) == 2], stamps, status)
        colon = inner.index(":", owner.key_end) + 1
        return [Fix(start + colon, start + owner.end, block)]
    fixes = [_source_fix(inner, found, stamps)]
    state = found[("translation", "status")]
    if status is not None:
        fixes.append(Fix(state.start, state.end, status))
    return [Fix(start + fix.start, start + fix.end, fix.text) for fix in fixes]


def translation_block(text: str) -> str:
    """The lines of `translation:` in the front matter of a page that carries it."""
    found = re.search(r"^translation:.*\n(?:[ \t]+.*\n|[ \t]*\n)*", text, re.MULTILINE)
    return found[0].rstrip("\n") if found else ""


def _source_fix(inner: str, found: dict[tuple[str | int, ...], Node], stamps: Sequence[str]) -> Fix:
    """The lines of `source:`, in the place of the old ones or after the others of `translation:`."""
    state, old = found[("translation", "status")], found.get(("translation", "source"))
    indent = " " * (state.column - 1)
    if old is not None:
        begin = old.key_start - len(indent)
        return Fix(begin, _end_of_block(inner, old.key_start, len(indent)), _source(stamps, indent))
    owner = found[("translation",)]
    end = _end_of_block(inner, owner.key_start, owner.column - 1)
    return Fix(end, end, _source(stamps, indent))


def _source(stamps: Sequence[str], indent: str) -> str:
    lines = [" ".join(stamps[n : n + _A_LINE]) for n in range(0, len(stamps), _A_LINE)]
    return f"{indent}source: >-\n" + "".join(f"{indent}{_DEEPER}{line}\n" for line in lines)


def _end_of_block(inner: str, start: int, indent: int) -> int:
    """The end of the last line that belongs to the key at an offset, by its indentation."""
    end = offset = inner.index("\n", start) + 1
    for line in inner[offset:].splitlines(keepends=True):
        offset += len(line)
        if not line.strip():
            continue
        if len(line) - len(line.lstrip(" ")) <= indent:
            break
        end = offset
    return end


def _unfolded(inner: str, parts: Sequence[Node], stamps: Sequence[str], status: str | None) -> str:
    """A mapping in braces, as lines."""
    values = {str(node.path[1]): inner[node.start : node.end] for node in parts if node.path[0] == "translation"}
    if status is not None:
        values["status"] = status
    lines = [f"\n{_DEEPER}{key}: {value}" for key, value in values.items() if key != "source"]
    return "".join(lines) + "\n" + _source(stamps, _DEEPER).rstrip("\n")
