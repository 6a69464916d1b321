"""The site: built where something has changed, and shown while somebody writes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from oscec.cache import digest
from oscec.generator.address import site_address
from oscec.model.finding import Finding
from oscec.published import Published, program_key
from oscec.remembered import Remembered

_HOST = "http://127.0.0.1:8000/"
"""Where the preview is."""


def build_site(root: Path, out: Path, languages: Iterable[str], jobs: int) -> list[Finding]:
    """Build the site unless it was built from exactly this tree; see `whole.build`.

    Parameters:
        root: the repository.
        out: the folder to publish; it stays as it was when anything fails.
        languages: codes; empty for the source and the started ones.
        jobs: processes at once.

    Returns:
        The findings; the site was built unless one of them is an error.

    Raises:
        BuildError: an unknown language, or MkDocs failed.
    """
    time = os.environ.setdefault("SOURCE_DATE_EPOCH", _commit_time(root))
    asked = list(languages)
    settings = [program_key(root), ",".join(asked), site_address(), time, os.environ.get("OSCEC_SECURITY", "")]
    remembered, published = Remembered(root), Published(root, out)
    site = digest(remembered.key, *settings)
    known = remembered.findings if published.is_current(site) else None
    if known is not None:
        return known
    from oscec.generator.whole import Order, build  # noqa: PLC0415 - slow to load, and often there is nothing to do

    return build(Order(root, out, asked, jobs, settings), remembered, published, site)


def serve_site(root: Path, language: str) -> None:
    """A live preview of one language where it will be; findings are shown and do not stop it."""
    from mkdocs.commands.serve import serve  # noqa: PLC0415 - only the preview needs its server

    os.environ["OSCEC_LANG"] = language
    extra = {"build": {"language": language, "serving": True}}
    serve(str(root / "mkdocs.yml"), site_url=f"{_HOST}{language}/", extra=extra, strict=False)


def _commit_time(root: Path) -> str:
    """The time of the last commit, so that one commit gives one site; 0 without git."""
    try:
        shown = subprocess.run(
            ["git", "log", "-1", "--format=%ct"],  # noqa: S607 - the git of the person's PATH
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return "0"
    return shown.stdout.strip() or "0"
