"""What is known of a tree as it is now. Nothing that reads or checks it is loaded for that, which takes longest."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from oscec.cache import Cache, code_digest, digest
from oscec.load.files import TREES, Files, files_of
from oscec.model.finding import Finding

CONFIG = "mkdocs.yml"


def today() -> date:
    """The day from which the age of contacts is counted: the calendar's, or OSCEC_TODAY (2026-11-24) for a test."""
    return date.fromisoformat(os.environ.get("OSCEC_TODAY") or datetime.now(UTC).date().isoformat())


class Remembered:
    """The findings in a tree, by everything that they depend on."""

    def __init__(self, root: Path) -> None:
        """What is known of a tree."""
        self._root = root
        self.store = Cache(root)

    @cached_property
    def key(self) -> str:
        """The hash of everything that the findings depend on, when it was first asked for."""
        below = (path for tree in TREES for path in (self._root / tree).glob("*"))
        languages = sorted(path.relative_to(self._root).as_posix() for path in below if path.is_dir())
        contents = (part for pair in self.contents.items() for part in pair)
        return digest(code_digest(), today().isoformat(), *languages, *contents)

    @cached_property
    def contents(self) -> dict[str, str]:
        """Path of every file on which findings depend -> the hash of its content, when it was first asked for."""
        return {name: digest(self._content(name)) for name in self._then}

    @property
    def findings(self) -> list[Finding] | None:
        """What was found in a tree that was just like this one; None where there was none."""
        return self.store.get(self.key, list[Finding])

    def keep(self, findings: list[Finding]) -> None:
        """Remember what was found, unless somebody has written since; that was perhaps not read."""
        if self.is_as_it_was():
            self.store.put(self.key, list[Finding], findings)

    def is_as_it_was(self) -> bool:
        """Whether nobody has written to the tree since its key was made."""
        return self._files() == self._then

    @cached_property
    def _then(self) -> Files:
        return self._files()

    def _files(self) -> Files:
        found = {f"{tree}/{name}": state for tree in TREES for name, state in files_of(self._root / tree).items()}
        config = self._root / CONFIG
        if config.is_file():
            found[CONFIG] = (config.stat().st_size, config.stat().st_mtime_ns)
        return found

    def _content(self, name: str) -> bytes:
        try:
            return (self._root / name).read_bytes()
        except OSError:
            return b""
