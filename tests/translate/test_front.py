"""The state of a translation is written into its front matter, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from oscec.load.edit import edited
from oscec.load.pages import parse_page
from oscec.model.finding import Fix
from oscec.translate.front import set_translation, translation_block

BODY = "\n# Une page\n"
STAMPS = [f"{number:06x}.{number:04x}" for number in range(10)]
BLOCK = (
    "  source: >-\n"
    "    000000.0000 000001.0001 000002.0002 000003.0003 000004.0004 000005.0005 000006.0006 000007.0007\n"
    "    000008.0008 000009.0009\n"
)


def written(front: str, stamps: list[str], status: str | None = None) -> str:
    """The front matter after the writing; the text below stays."""
    text = f"---\ntitle: Une page\ndescription: Ce qu’elle dit.\n{front}---\n{BODY}"
    page, findings = parse_page(text, "docs/fr/page.md")
    assert page is not None
    assert findings == []
    new = edited(text.encode(), set_translation(page, stamps, status)).decode()
    again, findings = parse_page(new, "docs/fr/page.md")
    assert again is not None
    assert again.meta is not None
    assert again.meta.translation is not None
    assert findings == []
    assert (again.meta.translation.source or "").split() == stamps
    start = "---\ntitle: Une page\ndescription: Ce qu’elle dit.\n"
    assert new.startswith(start)
    assert new.endswith(f"---\n{BODY}")
    return new.removeprefix(start).removesuffix(f"---\n{BODY}")


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        pytest.param("", f"translation:\n  status: draft\n{BLOCK}", id="no translation"),
        pytest.param(
            "translation:\n  status: translated\nsensitivity: 2\n",
            f"translation:\n  status: translated\n{BLOCK}sensitivity: 2\n",
            id="no stamps, a key after it",
        ),
        pytest.param(
            "translation:\n    status: draft # so far\n    translator: 'A: B'\n",
            "translation:\n    status: draft # so far\n    translator: 'A: B'\n"
            + "".join(f"  {line}\n" for line in BLOCK.splitlines()),
            id="another indentation, a comment",
        ),
        pytest.param(
            "translation:\n  source: >-\n    abcdef.0123\n    abcdef.0123\n  # a comment\n  status: draft\n",
            f"translation:\n{BLOCK}  # a comment\n  status: draft\n",
            id="old stamps first",
        ),
        pytest.param(
            "translation:\n  status: draft\n  source: abcdef.0123 abcdef.0123\nreport: []\n",
            f"translation:\n  status: draft\n{BLOCK}report: []\n",
            id="old stamps on a line",
        ),
        pytest.param(
            "translation: {status: draft, translator: A}\nreport: []\n",
            f"translation:\n  status: draft\n  translator: A\n{BLOCK}report: []\n",
            id="braces",
        ),
        pytest.param(
            "translation: {source: 'abcdef.0123', status: draft}\n",
            f"translation:\n  status: draft\n{BLOCK}",
            id="braces with old stamps",
        ),
    ],
)
def test_only_the_stamps_change(front: str, expected: str) -> None:
    assert written(front, STAMPS) == expected


def test_a_status_is_replaced_where_it_stands() -> None:
    front = "translation:\n  status: 'reviewed' # by A\n  reviewer: A\n"
    assert written(front, STAMPS[:1], "translated") == (
        "translation:\n  status: translated # by A\n  reviewer: A\n  source: >-\n    000000.0000\n"
    )


def test_the_block_of_a_page_can_be_shown() -> None:
    text = f"---\ntitle: T\ntranslation:\n  status: draft\n{BLOCK}sensitivity: 2\n---\n{BODY}"
    assert translation_block(text) == f"translation:\n  status: draft\n{BLOCK}".rstrip("\n")
    assert translation_block("---\ntitle: T\n---\n") == ""


# The bytes of files.


def test_line_ends_of_windows_and_a_byte_order_mark_stay() -> None:
    raw = "\ufeffone\r\ntwo\r\nthree\r\n".encode()
    assert edited(raw, [Fix(4, 7, "2\n2")]) == "\ufeffone\r\n2\r\n2\r\nthree\r\n".encode()


def test_a_file_with_several_kinds_of_line_ends_keeps_each() -> None:
    assert edited(b"a\r\nb\nc\rd\n", [Fix(2, 3, "B"), Fix(6, 7, "D")]) == b"a\r\nB\nc\rD\n"


def test_the_end_of_a_line_of_windows_can_be_replaced_with_its_text() -> None:
    assert edited(b"a\r\nb\r\nc", [Fix(0, 2, "x\n"), Fix(5, 5, "!")]) == b"x\r\nb\r\nc!"


def test_files_on_the_disk_change_by_the_offsets_of_their_text(tmp_path: Path) -> None:
    from oscec.load.edit import edit_file  # noqa: PLC0415 - the only test that writes

    (tmp_path / "a.md").write_bytes("é\r\nb".encode())
    edit_file(tmp_path, "a.md", [Fix(2, 3, "ü")])
    assert (tmp_path / "a.md").read_bytes() == "é\r\nü".encode()
