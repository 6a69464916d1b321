"""Compressed copies beside the files of a built site, for hosts that send them as they are."""

from __future__ import annotations

import gzip
from pathlib import Path

KINDS = (".css", ".csv", ".html", ".js", ".json", ".svg", ".tbx", ".txt", ".xml")
"""Texts: pictures are compressed already."""
LEAST = 1024
"""Bytes below which a copy saves nothing that a reader would notice."""
LEVEL = 9


def write_compressed(site: Path) -> int:
    """Write `page.html.gz` beside each text file that becomes smaller; the same file always gives the same bytes.

    Parameters:
        site: the folder of a built site.

    Returns:
        How many copies there are now.
    """
    written = 0
    for file in sorted(site.rglob("*")):
        copy = file.with_name(f"{file.name}.gz")
        if file.suffix not in KINDS or not file.is_file():
            continue
        data = file.read_bytes()
        packed = gzip.compress(data, LEVEL, mtime=0) if len(data) >= LEAST else data
        if len(packed) < len(data):
            copy.unlink(missing_ok=True)  # it may be linked to the copy of an earlier site
            copy.write_bytes(packed)
            written += 1
        else:
            copy.unlink(missing_ok=True)
    return written
