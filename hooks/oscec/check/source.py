"""The Markdown source without its code, for rules that read it directly."""

from __future__ import annotations

import re

_CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)", re.DOTALL | re.MULTILINE
)


def without_code(markdown: str) -> str:
    """The same text with blanks in the place of fenced blocks and code spans; lines and columns stay."""
    return _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), markdown)
