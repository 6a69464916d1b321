"""A store of results by the hash of everything that they depend on; safe to delete at any time."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

FOLDER = ".cache/oscec"
PACKAGES = (
    *("babel", "jinja2", "markdown", "mkdocs", "pydantic", "pymdown-extensions", "pyyaml", "selectolax"),
    "vl-convert-python",
)
"""What reads, renders and draws."""
PATIENCE = 5.0
"""Seconds to wait for another process that is writing."""
LIMIT = 500_000_000
"""So many bytes of results, most of them of texts that are no more, are thrown away."""
Kind = TypeVar("Kind")


def digest(*parts: str | bytes) -> str:
    """One hash for many parts."""
    total = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


@cache
def code_digest() -> str:
    """The hash of this program, its templates, and the packages that results depend on: others, other results."""
    files = (file for file in Path(__file__).parent.rglob("*") if file.is_file() and file.suffix != ".pyc")
    versions = (f"{name} {version(name)}" for name in PACKAGES)
    return digest(sys.version, *versions, *(file.read_bytes() for file in sorted(files)))


class Store:
    """A store that keeps nothing: every result is made anew."""

    def get(self, key: str, kind: type[Kind]) -> Kind | None:
        """The stored result, or None."""
        del key, kind
        return None

    def put(self, key: str, kind: type[Kind], value: Kind) -> None:
        """Note a result; `write` stores it."""

    def write(self) -> None:
        """Store what was noted."""

    def recall(self, key: str, kind: type[Kind], make: Callable[[], Kind]) -> Kind:
        """The stored result, or a new one, which is noted."""
        found = self.get(key, kind)
        if found is None:
            found = make()
            self.put(key, kind, found)
        return found


NOTHING = Store()


class Cache(Store):
    """Results as JSON in one file of the tree's own cache folder; a broken entry counts as none."""

    def __init__(self, root: Path) -> None:
        """The cache of a tree."""
        self._file = root / FOLDER / "results.sqlite"
        self._adapters: dict[type[Any], TypeAdapter[Any]] = {}
        self._new: dict[str, bytes] = {}
        self._readers: dict[int, sqlite3.Connection | None] = {}
        """Number of a process -> its connection; a forked process needs one of its own."""

    def get(self, key: str, kind: type[Kind]) -> Kind | None:
        """The stored result, or None."""
        stored = self._new.get(key) or self._read(key)
        try:
            found: Kind | None = self._adapter(kind).validate_json(stored) if stored else None
        except ValidationError:
            return None
        return found

    def put(self, key: str, kind: type[Kind], value: Kind) -> None:
        """Note a result; `write` stores it."""
        self._new[key] = self._adapter(kind).dump_json(value)

    def write(self) -> None:
        """Store what was noted; a folder that can't be written only costs time."""
        new, self._new = self._new, {}
        if not new:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            if self._file.exists() and self._file.stat().st_size > LIMIT:
                self._file.unlink()
            with closing(sqlite3.connect(self._file, timeout=PATIENCE)) as store, store:
                store.execute("PRAGMA synchronous = OFF")
                store.execute("CREATE TABLE IF NOT EXISTS results (key TEXT PRIMARY KEY, value BLOB)")
                store.executemany("INSERT OR REPLACE INTO results VALUES (?, ?)", new.items())
        except (OSError, sqlite3.OperationalError):  # not to be written, or another process is writing
            return
        except sqlite3.DatabaseError:  # no database: the next run makes a new one
            self._file.unlink(missing_ok=True)

    def _read(self, key: str) -> bytes | None:
        """What is stored; None where there is no such entry, or no store."""
        process = os.getpid()
        try:
            if process not in self._readers:
                self._readers[process] = None
                self._readers[process] = sqlite3.connect(f"{self._file.absolute().as_uri()}?mode=ro", uri=True)
            reader = self._readers[process]
            row = reader.execute("SELECT value FROM results WHERE key = ?", (key,)).fetchone() if reader else None
        except sqlite3.DatabaseError:
            return None
        return row[0] if row and isinstance(row[0], bytes) else None

    def _adapter(self, kind: type[Kind]) -> TypeAdapter[Any]:
        if kind not in self._adapters:
            self._adapters[kind] = TypeAdapter(kind)
        return self._adapters[kind]
