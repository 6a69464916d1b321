"""What of a published site is still good: the languages whose inputs have not changed since they were built.

A note in the cache says from what each language was built and what its files were. A language whose inputs
are the same, and whose files nobody touched, is linked into the new site and not built again. Safe to delete.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from pydantic import BaseModel, ValidationError

from oscec.cache import FOLDER, code_digest, digest
from oscec.load.pages import TREES
from oscec.model.language import SOURCE

Files = dict[str, tuple[int, int]]
"""Path -> size in bytes and time of the last change in nanoseconds."""


class Note(BaseModel):
    """What is known of one published folder."""

    site: str
    """The key of everything that the site was built from."""
    keys: dict[str, str]
    """Language -> the key of what it was built from."""
    files: Files


class Published:
    """A published folder, and what is known of it."""

    def __init__(self, root: Path, out: Path) -> None:
        """A published folder.

        Parameters:
            root: the repository.
            out: the folder.
        """
        self._out = out
        self._file = root / FOLDER / "published" / f"{digest(str(out))[:16]}.json"
        self._note = self._read()

    def is_current(self, site: str) -> bool:
        """Whether the whole folder was built from exactly this and is as it was published."""
        return self._note is not None and self._note.site == site and self._note.files == files_of(self._out)

    def reuse(self, keys: dict[str, str], fresh: Path) -> list[str]:
        """Link the languages that are still good into a new folder.

        Parameters:
            keys: language -> the key of its inputs now.
            fresh: the folder of the new site, on the same file system.

        Returns:
            The languages that need no building.
        """
        note = self._note
        if note is None:
            return []
        current = files_of(self._out)
        good = [code for code, key in keys.items() if note.keys.get(code) == key and _same(note.files, current, code)]
        for code in good:
            _link(self._out, fresh, [path for path in current if path.startswith(f"{code}/")])
        return good

    def write(self, site: str, keys: dict[str, str]) -> None:
        """Note what was published; a folder that can't be written only costs time."""
        note = Note(site=site, keys=keys, files=files_of(self._out))
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(note.model_dump_json(), encoding="utf-8")
        except OSError:
            return

    def _read(self) -> Note | None:
        try:
            return Note.model_validate_json(self._file.read_bytes())
        except (OSError, ValidationError):
            return None


def files_of(folder: Path) -> Files:
    """Every file below a folder."""
    found: Files = {}
    open_ = [folder] if folder.is_dir() else []
    while open_:
        with os.scandir(open_.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    open_.append(Path(entry.path))
                else:
                    stat = entry.stat(follow_symlinks=False)
                    found[Path(entry.path).relative_to(folder).as_posix()] = (stat.st_size, stat.st_mtime_ns)
    return dict(sorted(found.items()))


def _same(then: Files, now: Files, code: str) -> bool:
    """Whether the files of a language are those that were published."""
    start = f"{code}/"
    return {path: stat for path, stat in then.items() if path.startswith(start)} == {
        path: stat for path, stat in now.items() if path.startswith(start)
    }


def _link(source: Path, target: Path, paths: Iterable[str]) -> None:
    """Give files a second name: the folder that has the first one goes when the new one is published."""
    made: set[Path] = set()
    for path in paths:
        parent = (target / path).parent
        if parent not in made:
            parent.mkdir(parents=True, exist_ok=True)
            made.add(parent)
        try:
            os.link(source / path, target / path)
        except OSError:  # a file system without hard links
            shutil.copy2(source / path, target / path)


def site_key(root: Path, settings: Iterable[str]) -> str:
    """The key of all that the whole site is built from.

    Parameters:
        root: the repository.
        settings: the key of its content, and what else the build depends on: addresses, times, languages.
    """
    return digest(*_program(root), *settings)


def language_keys(root: Path, codes: Iterable[str], settings: Iterable[str], status: bytes) -> dict[str, str]:
    """The key of all that each language is built from: its files, those of English, and what is shared.

    Parameters:
        root: the repository.
        codes: the languages.
        settings: what else the build depends on: addresses, times, the languages and pages that are built together.
        status: how far each language has come; the source's site lists them all.
    """
    data = root / "curriculum"
    shared = [*sorted(data.glob("*.yml")), *_below(data / "countries"), *_below(root / "docs" / "assets")]
    shared += [file for tree in TREES for file in _below(root / tree / SOURCE)]
    # The glossary of each language shows the terms of all.
    shared += sorted(data.glob("*/terms.yml"))
    common = digest(*_program(root), *settings, *_contents(root, shared))
    own = {code: [file for tree in TREES for file in _below(root / tree / code)] for code in codes}
    seen = {SOURCE: status}
    return {code: digest(common, code, seen.get(code, b""), *_contents(root, files)) for code, files in own.items()}


def _program(root: Path) -> list[str | bytes]:
    """The code, the theme, and the packages that build the site."""
    theme = [root / "mkdocs.yml", *sorted((root / "hooks").glob("*.py")), *_below(root / "overrides")]
    versions = [version(name) for name in ("mkdocs", "markdown", "pymdown-extensions", "vl-convert-python")]
    return [code_digest(), *versions, *_contents(root, theme)]


def _below(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def _contents(root: Path, files: Iterable[Path]) -> list[str | bytes]:
    found: list[str | bytes] = []
    for file in files:
        found += [file.relative_to(root).as_posix(), file.read_bytes()]
    return found
