"""A CSV file as rows of cells, whatever program wrote it: encodings, separators, line numbers."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable
from dataclasses import dataclass

from oscec.evaluate.problem import NotReadableError, Problem

MAX_BYTES = 2_000_000
"""A thousand people with three tests of fifteen questions stay far below it."""

_SEPARATORS = ",;\t"
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx and .ods, and how .xls files begin."""
_SAVE = "Save it in the spreadsheet program as 'CSV UTF-8'."


@dataclass(frozen=True)
class Row:
    """A line of a table."""

    line: int
    """Where it begins in the file, from 1."""
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A table with its headings."""

    file: str
    """As the person named it."""
    head: Row
    rows: tuple[Row, ...]


def read_sheet(file: str, raw: bytes) -> Sheet:
    """The table in the bytes of a CSV file.

    Parameters:
        file: what the person called the file.
        raw: its content: UTF-8 or UTF-16, else taken for Windows-1252; separated by comma, semicolon or tab.

    Raises:
        NotReadableError: when there is no table in it.
    """
    try:
        head, *rows = _as_wide_as_the_first(list(_rows(_text(raw))))
    except _NoTableError as error:
        raise NotReadableError([Problem(file, error.line, error.message)]) from None
    return Sheet(file, head, tuple(rows))


class _NoTableError(Exception):
    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def _text(raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise _NoTableError(f"This file is larger than {MAX_BYTES:,} bytes. Evaluate the groups one by one.")
    if raw.startswith(_SPREADSHEETS):
        raise _NoTableError(f"This is a spreadsheet, not a CSV file. {_SAVE}")
    marked = next((name for mark, name in _MARKS.items() if raw.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _NoTableError(f"This file is no text that can be read. {_SAVE}")


def _rows(text: str) -> Iterable[Row]:
    """The lines that hold anything, their cells without spaces around them."""
    lines = [f"{line}\n" for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    head = next((line for line in lines if line.strip()), "")
    reader = csv.reader(lines, delimiter=max(_SEPARATORS, key=head.count), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Row(line, tuple(" ".join(cell.split()) for cell in cells))
            line = reader.line_num + 1
    except csv.Error:
        message = f"From this line on the file is no CSV table: a quotation mark is missing or too many. {_SAVE}"
        raise _NoTableError(message, line) from None


def _as_wide_as_the_first(rows: list[Row]) -> list[Row]:
    """The rows with as many cells as there are headings; none may be left over."""
    if not rows:
        raise _NoTableError("This file is empty. Its first line must hold the headings.")
    width = max(position for position, heading in enumerate(rows[0].cells, 1) if heading)
    for row in rows:
        if any(row.cells[width:]):
            message = f"This line has more cells than there are headings: {len(row.cells)}, not {width}. {_SAVE}"
            raise _NoTableError(message, row.line)
    return [Row(row.line, (row.cells + ("",) * width)[:width]) for row in rows]
