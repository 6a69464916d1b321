"""A store of results by the hash of everything that they depend on; safe to delete at any time."""

from __future__ import annotations

import hashlib
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

FOLDER = ".cache/oscec"
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
    """The hash of this program: other code, other results."""
    package = Path(__file__).parent
    return digest(*(file.read_bytes() for file in sorted(package.rglob("*.py"))))


class Cache:
    """Results as JSON in the tree's own cache folder; a broken entry counts as none."""

    def __init__(self, root: Path) -> None:
        """The cache of a tree."""
        self._folder = root / FOLDER
        self._adapters: dict[str, TypeAdapter[Any]] = {}

    def get(self, key: str, kind: type[Kind]) -> Kind | None:
        """The stored result, or None."""
        try:
            stored = (self._folder / key[:2] / key).read_bytes()
            found: Kind = self._adapter(kind).validate_json(stored)
        except (OSError, ValidationError):
            return None
        return found

    def put(self, key: str, kind: type[Kind], value: Kind) -> None:
        """Store a result; a folder that can't be written only costs time."""
        folder = self._folder / key[:2]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=folder)
            with os.fdopen(handle, "wb") as file:
                file.write(self._adapter(kind).dump_json(value))
            Path(name).replace(folder / key)
        except OSError:
            return

    def _adapter(self, kind: type[Kind]) -> TypeAdapter[Any]:
        name = repr(kind)
        if name not in self._adapters:
            self._adapters[name] = TypeAdapter(kind)
        return self._adapters[name]
