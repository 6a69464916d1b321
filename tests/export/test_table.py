"""A table comes back from another reader as it was, and no cell of it can run as a formula."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oscec.export.table import as_table, joined

PIECES = (*"aéЖω\"',;\n\r\t =+-@|\0", "\r\n", "<&>")
Read = Callable[[bytes], list[dict[str, str]]]

WILD = st.one_of(st.lists(st.sampled_from(PIECES)).map("".join), st.text(max_size=20))


def bare(cell: str) -> str:
    """A cell without the apostrophe that keeps it from running, as a careful reader takes it away."""
    return cell[1:] if re.match(r"'+(?:[\t\r\n]|\s*[=+\-@＝＋－＠])", cell) else cell


@settings(max_examples=300)
@given(rows=st.lists(st.tuples(WILD, WILD), min_size=1, max_size=4))
def test_every_text_comes_back(read_table: Read, rows: list[tuple[str, str]]) -> None:
    table = as_table(("id", "first", "second"), ({"id": 1, "first": a, "second": b} for a, b in rows))
    assert [(bare(row["first"]), bare(row["second"])) for row in read_table(table)] == rows


@settings(max_examples=300)
@given(text=WILD)
def test_no_text_begins_as_a_formula(read_table: Read, text: str) -> None:
    (row,) = read_table(as_table(("id", "text"), [{"id": 1, "text": text}]))
    assert not re.match(r"[\t\r\n]|\s*[=+\-@＝＋－＠]", row["text"])


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("", ""),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (-5, "-5"),
        (-5.0, "-5"),
        (78.0, "78"),
        (46.56, "46.56"),
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        (" =1+1", "' =1+1"),
        ("\t=1+1", "'\t=1+1"),
        ("'=1+1", "''=1+1"),
        ("'tis", "'tis"),
        ("1=1", "1=1"),
    ],
)
def test_a_cell_is_written_as_its_kind_asks(read_table: Read, cell: str | float | bool | None, text: str) -> None:
    assert read_table(as_table(("id", "cell"), [{"id": 1, "cell": cell}])) == [{"id": "1", "cell": text}]


def test_the_bytes_are_those_that_excel_and_rfc_4180_want() -> None:
    table = as_table(("one", "two"), [{"one": 'a "b"', "two": "c,\nd"}])
    assert table == b'\xef\xbb\xbfone,two\r\n"a ""b""","c,\nd"\r\n'


def test_a_column_too_many_is_refused() -> None:
    with pytest.raises(ValueError, match="two"):
        as_table(("one",), [{"one": 1, "two": 2}])


def test_a_list_is_one_cell() -> None:
    assert joined(["a", "b"]) == "a | b"
