"""`translate new`: a page begins as a copy of its source page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from oscec.load.edit import edited
from oscec.model.finding import Fix
from oscec.model.language import SOURCE
from oscec.model.page import Page, address_of
from oscec.model.passage import stamps_of
from oscec.translate.front import set_translation
from oscec.translate.place import Place, read
from oscec.translate.problem import RefusedError

_TARGET = re.compile(r"\]\(\s*<?(?P<target>[^()\s<>]+)")
_LANGUAGE = re.compile(rf"(?<![^/]){SOURCE}(?=/)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def begin(root: Path, place: Place) -> str:
    """Write the new page and say what comes next.

    Parameters:
        root: the repository.
        place: the page; nothing may stand there yet in its language.

    Raises:
        RefusedError: there is a translation already, or the source page is broken.
    """
    target = root / place.path
    if target.exists():
        raise RefusedError(f"{place.path} is there already; nothing was written.")
    page = read(root, place.source)
    fixes = [*set_translation(page, stamps_of(page)), *_links(page, place)]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(edited((root / place.source).read_bytes(), fixes))
    return "\n".join(
        (
            f"{place.path} is a copy of {place.source}, marked as a draft. Next:",
            "1. Translate title and description, then the text. Keep headings, lists, links and ids in their order.",
            f"2. python -m oscec check --fix {place.path}   writes the numbers and says what is wrong",
            f"3. python -m oscec serve --lang {place.language}   shows it",
        )
    )


def _links(page: Page, place: Place) -> Iterator[Fix]:
    """Links whose path names the source language name the page's own."""
    for match in _TARGET.finditer(page.text, page.body):
        named = _LANGUAGE.search(match["target"])
        if named is None or _SCHEME.match(match["target"]):
            continue
        file = match["target"].partition("#")[0]
        found = address_of(posixpath.normpath(posixpath.join(posixpath.dirname(place.path), file)))
        if found and found[0] == SOURCE:
            at = match.start("target") + named.start()
            yield Fix(at, at + len(SOURCE), place.language)
