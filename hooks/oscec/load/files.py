"""Which files there are, and whether somebody has written to them."""

from __future__ import annotations

import os
from pathlib import Path

TREES = ("docs", "curriculum")
"""The folders that hold pages and data."""
Files = dict[str, tuple[int, int]]
"""Path -> size in bytes and time of the last change in nanoseconds."""


def files_of(folder: Path) -> Files:
    """Every file below a folder."""
    found: Files = {}
    open_: list[tuple[str, str]] = [(str(folder), "")] if folder.is_dir() else []
    while open_:
        path, name = open_.pop()
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    open_.append((entry.path, f"{name}{entry.name}/"))
                else:
                    stat = entry.stat(follow_symlinks=False)
                    found[f"{name}{entry.name}"] = (stat.st_size, stat.st_mtime_ns)
    return dict(sorted(found.items()))
