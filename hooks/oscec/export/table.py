"""A CSV file that spreadsheet programs open without running anything."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping

from oscec.export.number import shortest

Cell = str | int | float | bool | None

SEPARATOR = " | "
"""Between the items of a list in one cell."""

_FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
"""The beginning of a text that a spreadsheet program may take for a formula, or of such a text once it is guarded."""


def as_table(columns: Iterable[str], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """RFC 4180 in UTF-8, with the byte order mark without which Excel takes it for another encoding.

    Parameters:
        columns: the names of the columns, in their order.
        rows: for each row its cells by column; all of them.
    """
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(columns), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({column: _written(cell) for column, cell in row.items()} for row in rows)
    return file.getvalue().encode("utf-8-sig")


def joined(items: Iterable[str]) -> str:
    """A list as one cell."""
    return SEPARATOR.join(items)


def _written(cell: Cell) -> str:
    """A cell as text: nothing for None, 'true' or 'false', a number as it is, a text that runs nowhere."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case int():
            return str(cell)
        case float():
            return str(shortest(cell))
        case _:
            return _guarded(cell)


def _guarded(text: str) -> str:
    """A text with an apostrophe before it where it could be run; a reader may take that one away again.

    Text that has apostrophes of its own before a sign gets one more, so that taking one away always gives the text.
    """
    return f"'{text}" if _FORMULA.match(text) else text
