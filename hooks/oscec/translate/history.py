"""What git still has of a page; without git, or in a shallow clone, that is little or nothing."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from oscec.load.pages import parse_page
from oscec.model.page import Page
from oscec.model.passage import Passage, passages_of

MOST = 200
"""Versions that are looked at: a page rarely has more, and each costs some milliseconds."""


def git(root: Path, *arguments: str) -> bytes | None:
    """What git prints in a tree; None where it fails or is not there."""
    command = ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None


def version(root: Path, revision: str, path: str) -> Page | None:
    """A page as a revision has it; None where that has no such page.

    Parameters:
        root: the repository, or a folder of one.
        revision: a full hash, or a name that git knows.
        path: relative to `root`.
    """
    raw = git(root, "show", f"{revision}:./{path}")
    text = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n") if raw else ""
    return parse_page(text, path)[0] if text.strip() else None


def versions(root: Path, path: str) -> Iterator[Page]:
    """The committed versions of a page, the newest first."""
    listed = git(root, "log", f"--max-count={MOST}", "--format=%H", "--", path) or b""
    for revision in listed.decode().split():
        page = version(root, revision, path)
        if page is not None:
            yield page


def passages_with(root: Path, path: str, stamps: Iterable[str]) -> dict[str, Passage]:
    """Stamp -> the passage of an earlier version of a page that has it, as far as git knows."""
    wanted, found = set(stamps), dict[str, Passage]()
    for page in versions(root, path) if wanted else ():
        found |= {passage.stamp: passage for passage in passages_of(page) if passage.stamp in wanted}
        if len(found) == len(wanted):
            break
    return found
