"""One MkDocs process per language, checked before, published together by a rename."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError

from oscec.above import write_above
from oscec.check.link import generated
from oscec.export.data import write_data
from oscec.export.status import as_json as status_json
from oscec.gate import Gate, Tree
from oscec.generator.problem import BuildError
from oscec.generator.state import TREES, alternates_of, site_address, sources_of
from oscec.model.finding import Finding, Severity
from oscec.model.language import SOURCE
from oscec.processes import start_method
from oscec.published import Published, language_keys, publish, site_key
from oscec.render import addresses
from oscec.render.alternates import Alternates

_HOST = "http://127.0.0.1:8000/"
"""Where the preview is."""


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
    checks = Gate(root, shows=lambda code: not asked or code in {SOURCE, *asked})
    published = Published(root, out)
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
        done = published.good(keys)
        _write_above(root, fresh, tree, alternates)
        wanted = [code for code in codes if code not in done]
        with _building(root, fresh, wanted, codes, jobs):
            write_data(tree.loaded.knowledge, tree.status, fresh)
        _verify(fresh, tree, wanted)
        fresh.chmod(0o755)
        _publish(fresh, out, done)
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


@contextmanager
def _building(root: Path, fresh: Path, wanted: list[str], codes: list[str], jobs: int) -> Iterator[None]:
    """Build some of the languages that are published together, while something else is done."""
    if not wanted:
        yield
        return
    from oscec.generator.language import build_language  # noqa: PLC0415 - MkDocs is slow to load

    with ProcessPoolExecutor(min(jobs, len(wanted)), multiprocessing.get_context(start_method())) as pool:
        runs = [pool.submit(build_language, root, fresh / code, code, codes) for code in wanted]
        yield
        for run in runs:
            run.result()


def _write_above(root: Path, fresh: Path, tree: Tree, alternates: Alternates) -> None:
    """What belongs to no language; the pictures are there when the languages are built."""
    try:
        write_above(root, fresh, tree.loaded.knowledge, alternates)
    except TemplateError as error:
        raise BuildError(f"overrides/: {error}") from None


def _verify(fresh: Path, tree: Tree, codes: list[str]) -> None:
    """Every page of every language that was built is there and is not empty."""
    for code in codes:
        for address in (*sources_of(tree, code), *generated(tree.loaded.knowledge)):
            file = fresh / code / addresses.published(address) / "index.html"
            if not file.is_file() or file.stat().st_size == 0:
                raise BuildError(f"{code}: the page {address} is missing in the built site.")


def _publish(fresh: Path, out: Path, kept: list[str]) -> None:
    try:
        publish(fresh, out, kept)
    except OSError as error:
        raise BuildError(f"The new site could not take the place of {out}: {error}.") from None


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
