"""Reading a text file: what can't be text is a finding."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path

from oscec.model.finding import Finding, Severity, place

MAX_BYTES = 1_000_000
"""No page or data file of the curriculum comes near this; a larger one would only stop the checks."""
MAX_LINE = 20_000
"""Characters; longer lines make Markdown renderers crawl."""


def read_text(root: Path, path: str) -> tuple[str | None, list[Finding]]:
    """The text of `root/path`, or None with the findings that say why not."""

    def refuse(rule: str, message: str, line: int = 1, column: int = 1) -> tuple[None, list[Finding]]:
        return None, [Finding(path, line, column, f"file/{rule}", Severity.ERROR, message)]

    try:
        raw = (root / path).read_bytes()
    except OSError as error:
        return refuse("unreadable", f"This file can't be read: {error.strerror}.")
    if not raw.removeprefix(BOM_UTF8).strip():
        return refuse("empty", "This file is empty; write its content or remove it.")
    if len(raw) > MAX_BYTES:
        return refuse("size", f"This file has {len(raw):,} bytes; the limit is {MAX_BYTES:,}. Split it.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # With a byte order mark Python counts from behind it.
        start = error.start + (len(BOM_UTF8) if raw.startswith(BOM_UTF8) else 0)
        before = _lines(raw[:start].decode("utf-8-sig", "replace"))
        message = "This is not UTF-8 text; save the file as UTF-8."
        return refuse("encoding", message, *place(before, len(before)))
    text = _lines(text)
    for number, line_text in enumerate(text.split("\n") if len(text) > MAX_LINE else [], 1):
        if len(line_text) > MAX_LINE:
            return refuse(
                "long-line",
                f"This line has {len(line_text):,} characters; the limit is {MAX_LINE:,}.",
                number,
            )
    return text, []


def _lines(text: str) -> str:
    """The text with one kind of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
