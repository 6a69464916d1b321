"""A store of results by the hash of everything that they depend on; safe to delete at any time."""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from pathlib import Path
from typing import Any

FOLDER = ".cache/oscec"


def digest(*parts: str | bytes) -> str:
    """One hash for many parts."""
    total = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


def code_digest() -> str:
    """The hash of this program: other code, other results."""
    package = Path(__file__).parent
    return digest(*(file.read_bytes() for file in sorted(package.rglob("*.py"))))


class Cache:
    """Pickled results in the repository's own cache folder; a broken entry counts as none."""

    def __init__(self, root: Path) -> None:
        self._folder = root / FOLDER

    def get(self, key: str) -> Any:
        """The stored result, or None."""
        try:
            return pickle.loads((self._folder / key[:2] / key).read_bytes())  # noqa: S301 - our own file
        except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError):
            return None

    def put(self, key: str, value: Any) -> None:
        """Store a result; a folder that can't be written only costs time."""
        folder = self._folder / key[:2]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=folder)
            with os.fdopen(handle, "wb") as file:
                pickle.dump(value, file, pickle.HIGHEST_PROTOCOL)
            Path(name).replace(folder / key)
        except OSError:
            return
