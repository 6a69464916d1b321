"""Compressed copies: read by others, the same each time, only where they help, never old."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from oscec.cli import main
from oscec.compressed import LEAST, write_compressed

LONG = "It is a crime. The child is not at fault.\n" * 50


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in {"en/index.html": LONG, "en/short.html": LONG[: LEAST - 1], "assets/a.png": LONG}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def copies(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*.gz")}


def test_long_texts_get_a_copy_that_another_program_reads(site: Path) -> None:
    result = CliRunner().invoke(main, ["compress", str(site)])
    assert result.exit_code == 0
    assert result.output.startswith("1 compressed copies")
    assert list(copies(site)) == ["en/index.html.gz"]
    shown = subprocess.run(["gzip", "-dc", site / "en/index.html.gz"], capture_output=True, text=True, check=True)  # noqa: S607
    assert shown.stdout == LONG


def test_the_same_site_gives_the_same_bytes(site: Path) -> None:
    write_compressed(site)
    first = copies(site)
    write_compressed(site)
    assert copies(site) == first


def test_no_copy_is_older_than_its_file_and_a_linked_one_is_not_written_through(site: Path) -> None:
    write_compressed(site)
    earlier = site.parent / "earlier.gz"
    earlier.hardlink_to(site / "en/index.html.gz")
    kept = earlier.read_bytes()
    (site / "en/index.html").write_text(LONG.upper(), encoding="utf-8")
    write_compressed(site)
    assert earlier.read_bytes() == kept
    assert copies(site)["en/index.html.gz"] != kept
    (site / "en/index.html").write_text("short", encoding="utf-8")
    write_compressed(site)
    assert copies(site) == {}


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["compress", str(tmp_path / "none")])
    assert result.exit_code == 2
    assert "does not exist" in result.output
