"""One MkDocs process per language, checked before, published together by a rename."""

from __future__ import annotations

import logging
import multiprocessing
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from oscec.above import write_above
from oscec.check.link import generated
from oscec.export.data import write_data
from oscec.export.status import as_json as status_json
from oscec.gate import Gate, Tree
from oscec.generator.state import TREES, alternates_of, site_address, sources_of
from oscec.model.finding import Finding, Severity
from oscec.processes import start_method
from oscec.published import Published, language_keys, site_key
from oscec.render import addresses
from oscec.render.alternates import Alternates

_HOST = "http://127.0.0.1:8000/"
"""Where the preview is."""


class BuildError(Exception):
    """The site could not be built; the message is for the person who asked for it."""


def build_site(root: Path, out: Path, languages: Iterable[str], jobs: int) -> list[Finding]:
    """Check the tree, build the languages side by side, publish them together.

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
    settings = [",".join(asked), site_address(), time, os.environ.get("OSCEC_SECURITY", "")]
    checks, published = Gate(root), Published(root, out)
    site = site_key(root, [checks.tree_key, *settings])
    if published.is_current(site):
        return checks.check_all()
    tree = checks.read_all()
    if any(finding.severity is Severity.ERROR for finding in tree.findings):
        return tree.findings
    codes = _wanted(tree, asked)
    alternates = alternates_of(tree, codes, site_address())
    # Which pages are translated shows in every language's menu.
    shown = [f"{code} {address}" for code, address in sorted(alternates.pages)]
    keys = language_keys(root, codes, [*settings, *codes, *shown], status_json(tree.status))
    TREES[root] = tree
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f"{out.name}.", dir=out.parent))
    try:
        done = published.reuse(keys, fresh)
        _write_above(root, fresh, tree, alternates)
        _build_languages(root, fresh, [code for code in codes if code not in done], codes, jobs)
        write_data(tree.loaded.knowledge, tree.status, fresh)
        _verify(fresh, tree, codes)
        fresh.chmod(0o755)
        _publish(fresh, out)
        published.write(site, keys)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        del TREES[root]
    return tree.findings


def serve_site(root: Path, language: str) -> None:
    """A live preview of one language where it will be; findings are shown and do not stop it."""
    from mkdocs.commands.serve import serve  # noqa: PLC0415 - only the preview needs its server

    os.environ["OSCEC_LANG"] = language
    extra = {"build": {"language": language, "serving": True}}
    serve(str(root / "mkdocs.yml"), site_url=f"{_HOST}{language}/", extra=extra, strict=False)


def _wanted(tree: Tree, languages: list[str]) -> list[str]:
    known = tree.loaded.knowledge.languages
    unknown = [code for code in languages if code not in known]
    if unknown:
        raise BuildError(f"'{unknown[0]}' is no language of languages.yml; allowed: {', '.join(known)}.")
    return languages or [code for code, language in known.items() if language.tier != "planned"]


def _build_languages(root: Path, fresh: Path, wanted: list[str], codes: list[str], jobs: int) -> None:
    """Build some of the languages that are published together."""
    if not wanted:
        return
    with ProcessPoolExecutor(min(jobs, len(wanted)), multiprocessing.get_context(start_method())) as pool:
        runs = [pool.submit(_build_language, root, fresh / code, code, codes) for code in wanted]
        for run in runs:
            run.result()


def _build_language(root: Path, folder: Path, code: str, codes: list[str]) -> None:
    """One language, in a process of its own."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    logging.basicConfig(format=f"{code}: %(message)s")
    try:
        address = site_address()
        config = load_config(
            str(root / "mkdocs.yml"),
            site_dir=str(folder),
            site_url=f"{address}{code}/" if address else "",
            extra={"build": {"language": code, "languages": codes}},
        )
        mkdocs_build(config)
    except (MkDocsException, TemplateError) as error:
        raise BuildError(f"{code}: {error}") from None


def _write_above(root: Path, fresh: Path, tree: Tree, alternates: Alternates) -> None:
    """What belongs to no language; the pictures are there when the languages are built."""
    try:
        write_above(root, fresh, tree.loaded.knowledge, alternates)
    except TemplateError as error:
        raise BuildError(f"overrides/: {error}") from None


def _verify(fresh: Path, tree: Tree, codes: list[str]) -> None:
    """Every page of every language is there and is not empty."""
    for code in codes:
        for address in (*sources_of(tree, code), *generated(tree.loaded.knowledge)):
            file = fresh / code / addresses.published(address) / "index.html"
            if not file.is_file() or file.stat().st_size == 0:
                raise BuildError(f"{code}: the page {address} is missing in the built site.")


def _publish(fresh: Path, out: Path) -> None:
    """Put the fresh folder in the place of the published one; go back if that fails."""
    old = fresh.with_name(f"{fresh.name}.old")
    if out.exists():
        out.rename(old)
    try:
        fresh.rename(out)
    except OSError as error:
        if old.exists():
            old.rename(out)
        raise BuildError(f"The new site could not take the place of {out}: {error}.") from None
    shutil.rmtree(old, ignore_errors=True)


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
