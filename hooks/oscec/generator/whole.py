"""A whole build: one MkDocs process per language, checked before, published together by renames."""

from __future__ import annotations

import multiprocessing
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateError

from oscec.above import write_above
from oscec.check.link import generated
from oscec.export.data import write_data
from oscec.export.status import as_json as status_json
from oscec.gate import Gate
from oscec.generator.address import site_address
from oscec.generator.language import build_language
from oscec.generator.problem import BuildError
from oscec.generator.state import TREES, alternates_of, sources_of
from oscec.model.finding import Finding, Severity
from oscec.model.language import SOURCE
from oscec.processes import start_method
from oscec.published import Published, language_keys, publish
from oscec.remembered import Remembered
from oscec.render import addresses
from oscec.render.alternates import Alternates
from oscec.tree import Tree


@dataclass(frozen=True)
class Order:
    """What is to be built."""

    root: Path
    """The repository."""
    out: Path
    """The folder to publish; it stays as it was when anything fails."""
    languages: list[str]
    """Codes; empty for the source and the started ones."""
    jobs: int
    """Processes at once."""
    settings: list[str]
    """What the site depends on besides its tree: the program, languages, address, time."""


def build(order: Order, remembered: Remembered, published: Published, site: str) -> list[Finding]:
    """Check the tree, build the languages side by side, publish them together.

    Parameters:
        order: what is to be built.
        remembered: what is known of the tree.
        published: what is known of the published folder.
        site: the key of all that the site is built from.

    Returns:
        The findings; the site was built unless one of them is an error.

    Raises:
        BuildError: an unknown language, or MkDocs failed.
    """
    root, out = order.root, order.out
    languages = {SOURCE, *order.languages}
    gate = Gate(root, remembered=remembered, shows=lambda code: not order.languages or code in languages)
    tree = gate.read_all()
    if any(finding.severity is Severity.ERROR for finding in tree.findings):
        return tree.findings
    codes = _wanted(tree, order.languages)
    alternates = alternates_of(tree, codes, site_address())
    # Which pages are translated shows in every language's menu.
    shown = [f"{code} {address}" for code, address in sorted(alternates.pages)]
    keys = language_keys(remembered.contents, codes, [*order.settings, *codes, *shown], status_json(tree.status))
    tree.loaded.store.write()  # the languages' processes write what they make
    TREES[root] = tree
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f"{out.name}.", dir=out.parent))
    try:
        done = published.good(keys)
        _write_above(root, fresh, tree, alternates)
        wanted = [code for code in codes if code not in done]
        with _building(order, fresh, wanted, codes):
            write_data(tree.loaded.knowledge, tree.status, fresh, tree.loaded.store)
            tree.loaded.store.write()
        _verify(fresh, tree, wanted)
        fresh.chmod(0o755)
        _publish(fresh, out, done)
        if remembered.is_as_it_was():
            published.write(site, keys)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        del TREES[root]
    return tree.findings


def _wanted(tree: Tree, languages: list[str]) -> list[str]:
    known = tree.loaded.knowledge.languages
    unknown = [code for code in languages if code not in known]
    if unknown:
        raise BuildError(f"'{unknown[0]}' is no language of languages.yml; allowed: {', '.join(known)}.")
    return languages or [code for code, language in known.items() if language.tier != "planned"]


@contextmanager
def _building(order: Order, fresh: Path, wanted: list[str], codes: list[str]) -> Iterator[None]:
    """Build some of the languages that are published together, while something else is done."""
    if not wanted:
        yield
        return
    with ProcessPoolExecutor(min(order.jobs, len(wanted)), multiprocessing.get_context(start_method())) as pool:
        runs = [pool.submit(build_language, order.root, fresh / code, code, codes) for code in wanted]
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
