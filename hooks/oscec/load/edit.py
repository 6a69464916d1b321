"""Changing some characters of a text file and leaving every other byte as it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path

from oscec.model.finding import Fix

_LINE_END = re.compile(r"\r\n|\r|\n")
_MARK = "\ufeff"


def edit_file(root: Path, path: str, fixes: Iterable[Fix]) -> None:
    """Make replacements in the file `root/path`.

    Parameters:
        root: the repository.
        path: the file, which can be read as text.
        fixes: replacements that do not overlap, by the offsets of the text as `read_text` gives it.
    """
    file = root / path
    file.write_bytes(edited(file.read_bytes(), fixes))


def edited(raw: bytes, fixes: Iterable[Fix]) -> bytes:
    """The bytes of a text file with replacements; a byte order mark and the kind of line ends stay.

    Parameters:
        raw: UTF-8 text.
        fixes: replacements that do not overlap; their offsets are those of the text as `read_text` gives it.
    """
    text = raw.decode("utf-8")
    start = len(_MARK) if text.startswith(_MARK) else 0
    pairs = [match.start() - start - number for number, match in enumerate(re.finditer("\r\n", text))]
    first = _LINE_END.search(text)
    end = first[0] if first else "\n"

    def real(offset: int) -> int:
        return offset + start + bisect_left(pairs, offset)

    for fix in sorted(set(fixes), reverse=True):
        text = text[: real(fix.start)] + fix.text.replace("\n", end) + text[real(fix.end) :]
    return text.encode()
