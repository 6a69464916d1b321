"""A contribution: the tree with it, and what it changes since a revision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from oscec.gate import Gate
from oscec.load.knowledge import PER_LANGUAGE, Loaded, load_knowledge
from oscec.load.pages import page_paths, read_page
from oscec.model.finding import Finding
from oscec.model.language import SOURCE
from oscec.model.page import Page, address_of, path_of
from oscec.model.pair import Pair
from oscec.translate.history import git
from oscec.translate.problem import WrongUseError


@dataclass
class Request:
    """What `report` speaks of."""

    root: Path
    base: str
    """The commit that it starts from."""
    changed: list[str]
    """The paths that it changes, relative to `root`."""
    loaded: Loaded = field(init=False)
    gate: Gate = field(init=False)

    def __post_init__(self) -> None:
        """Read the knowledge of the tree."""
        self.loaded = load_knowledge(self.root)
        self.gate = Gate(self.root)

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every page of the tree by its path."""
        paths = page_paths(self.root, list(self.loaded.knowledge.languages))
        return {path: page for path in paths if (page := read_page(self.root, path)[0])}

    @property
    def readable(self) -> list[str]:
        """The pages whose front matter can be used."""
        return [path for path, page in self.pages.items() if page.meta]

    def changed_pages(self, *, source: bool) -> list[str]:
        """The pages that it adds or changes, of the source language or of the others."""
        known = self.loaded.knowledge.languages
        pages = [path for path in self.changed if (found := address_of(path)) and found[0] in known]
        return [path for path in pages if (path.split("/")[1] == SOURCE) == source and (self.root / path).is_file()]

    @cached_property
    def findings(self) -> list[Finding]:
        """The findings in the files of translators that it adds or changes."""
        return self.gate.check_some([*self.changed_pages(source=False), *self.changed_data()])

    def changed_data(self) -> list[str]:
        """The data files that it adds or changes in the other languages."""
        codes = [code for code in self.loaded.knowledge.languages if code != SOURCE]
        files = [f"curriculum/{code}/{name}" for code in codes for name in PER_LANGUAGE]
        return [path for path in files if path in self.changed and (self.root / path).is_file()]

    def pairs(self, path: str) -> Iterator[Pair]:
        """A source page with each of its translations whose front matter can be used."""
        source, found = self.pages.get(path), address_of(path)
        for code in self.loaded.knowledge.languages:
            page = self.pages.get(path_of(found[1], code)) if found and code != SOURCE else None
            if source and source.meta and page and page.meta:
                yield Pair(source, page, self.loaded.knowledge.same.get(path, {}))


def read_request(root: Path, base: str) -> Request:
    """The contribution in a tree.

    Parameters:
        root: the repository.
        base: the branch or commit that it goes to; git must have it.

    Raises:
        WrongUseError: there is no git, or no such revision.
    """
    return Request(root, *_changes(root, base))


def _changes(root: Path, base: str) -> tuple[str, list[str]]:
    """The commit that a contribution starts from, and the paths that it changes, uncommitted ones too."""
    commit = _line(git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}"))
    if not commit:
        raise WrongUseError(
            f"git knows no revision '{base}' in {root}. In a shallow clone, fetch it first: "
            f"git fetch --depth=1 origin {base}, then --base FETCH_HEAD."
        )
    start = _line(git(root, "merge-base", commit, "HEAD")) or commit
    listed = git(root, "diff", "--name-only", "--no-ext-diff", "--relative", "-z", start) or b""
    new = git(root, "ls-files", "--others", "--exclude-standard", "-z") or b""
    paths = (listed + new).decode("utf-8", "replace").split("\0")
    return start, sorted({path for path in paths if path})


def _line(output: bytes | None) -> str:
    return output.decode().strip() if output else ""
