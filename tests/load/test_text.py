"""A text file is read as text, or a finding says at which line and column it is none."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest

from oscec.load.text import MAX_BYTES, MAX_LINE, read_text
from oscec.model.finding import Finding


def read(folder: Path, raw: bytes) -> tuple[str | None, list[Finding]]:
    (folder / "file.txt").write_bytes(raw)
    return read_text(folder, "file.txt")


def fault(folder: Path, raw: bytes) -> tuple[str, int, int]:
    text, findings = read(folder, raw)
    assert text is None
    [finding] = findings
    return finding.rule, finding.line, finding.column


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param(b"one\ntwo\n", "one\ntwo\n", id="as it is"),
        pytest.param(b"one", "one", id="without a last line end"),
        pytest.param(b"one\r\ntwo\r\n", "one\ntwo\n", id="line ends of Windows"),
        pytest.param(b"one\rtwo\r", "one\ntwo\n", id="line ends of old Macs"),
        pytest.param(b"one\r\n\rtwo\n", "one\n\ntwo\n", id="mixed line ends"),
        pytest.param(codecs.BOM_UTF8 + "é\n".encode(), "é\n", id="byte order mark"),
        pytest.param("α\u2028β\u0085γ\f\n".encode(), "α\u2028β\u0085γ\f\n", id="other separators"),
    ],
)
def test_a_text_is_read_with_one_kind_of_line_end(tmp_path: Path, raw: bytes, text: str) -> None:
    assert read(tmp_path, raw) == (text, [])


@pytest.mark.parametrize("raw", [b"", b" ", b"\n\n", b" \t\r\n"])
def test_a_file_without_words_is_empty(tmp_path: Path, raw: bytes) -> None:
    assert fault(tmp_path, raw) == ("file/empty", 1, 1)


def test_a_file_of_only_a_byte_order_mark_is_empty(tmp_path: Path) -> None:
    assert fault(tmp_path, codecs.BOM_UTF8) == ("file/empty", 1, 1)


@pytest.mark.parametrize(
    ("raw", "line", "column"),
    [
        pytest.param("Café".encode("latin-1"), 1, 4, id="latin-1"),
        pytest.param(b"one\ntwo \xff", 2, 5, id="on the second line"),
        pytest.param("éé\xff".encode()[:-2] + b"\xff", 1, 3, id="after letters of two bytes"),
        pytest.param(b"one\n\xe2\x82", 2, 1, id="a letter that is cut off"),
        pytest.param(b"one\r\ntwo\r\n\xff", 3, 1, id="line ends of Windows"),
        pytest.param(b"one\rtwo\r\xff", 3, 1, id="line ends of old Macs"),
        pytest.param(codecs.BOM_UTF8 + b"one\n\xff", 2, 1, id="byte order mark, second line"),
        pytest.param(codecs.BOM_UTF8 + b"one\xff", 1, 4, id="byte order mark, first line"),
        pytest.param("one".encode("utf-16"), 1, 1, id="utf-16"),
    ],
)
def test_a_file_that_is_not_utf_8_says_where(tmp_path: Path, raw: bytes, line: int, column: int) -> None:
    assert fault(tmp_path, raw) == ("file/encoding", line, column)


def test_the_longest_allowed_line_is_read(tmp_path: Path) -> None:
    text, findings = read(tmp_path, b"one\n" + b"x" * MAX_LINE + b"\n")
    assert text is not None
    assert findings == []


def test_a_longer_line_is_refused_with_its_number(tmp_path: Path) -> None:
    assert fault(tmp_path, b"one\n" + b"x" * (MAX_LINE + 1)) == ("file/long-line", 2, 1)


def test_a_line_is_measured_in_characters(tmp_path: Path) -> None:
    assert read(tmp_path, ("é" * MAX_LINE).encode())[1] == []


def test_a_bigger_file_is_refused(tmp_path: Path) -> None:
    assert fault(tmp_path, b"words\n" * (MAX_BYTES // 6 + 1)) == ("file/size", 1, 1)
    assert read(tmp_path, b"words\n" * (MAX_BYTES // 6))[1] == []


@pytest.mark.parametrize("path", ["missing.txt", "folder", "missing/file.txt", "file.txt/more"])
def test_what_is_no_file_is_unreadable(tmp_path: Path, path: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.txt").write_text("words", encoding="utf-8")
    text, findings = read_text(tmp_path, path)
    assert text is None
    assert [(f.path, f.rule, f.line, f.column) for f in findings] == [(path, "file/unreadable", 1, 1)]


def test_a_link_to_nothing_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "missing.txt")
    assert [f.rule for f in read_text(tmp_path, "link.txt")[1]] == ["file/unreadable"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("words", encoding="utf-8")
    (tmp_path / "file.txt").chmod(0)
    assert [f.rule for f in read_text(tmp_path, "file.txt")[1]] == ["file/unreadable"]
