"""What of a published site is still good: the languages whose inputs have not changed since they were built.

A note in the cache says from what each language was built and what its files were. A language whose inputs
are the same, and whose files nobody touched, moves into the new site and is not built again. Safe to delete.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ValidationError

from oscec.cache import FOLDER, code_digest, digest
from oscec.load.files import TREES, Files, files_of
from oscec.model.language import SOURCE


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
        return self._note is not None and self._note.site == site and self._note.files == self._files

    def good(self, keys: dict[str, str]) -> list[str]:
        """The languages that need no building.

        Parameters:
            keys: language -> the key of its inputs now.
        """
        note = self._note
        if note is None:
            return []
        then, now = _by_folder(note.files), _by_folder(self._files)
        return [code for code, key in keys.items() if note.keys.get(code) == key and then.get(code) == now.get(code)]

    def write(self, site: str, keys: dict[str, str]) -> None:
        """Note what was published; a folder that can't be written only costs time."""
        note = Note(site=site, keys=keys, files=files_of(self._out))
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(note.model_dump_json(), encoding="utf-8")
        except OSError:
            return

    @cached_property
    def _files(self) -> Files:
        """The published files before anything new is published."""
        return files_of(self._out)

    def _read(self) -> Note | None:
        try:
            return Note.model_validate_json(self._file.read_bytes())
        except (OSError, ValidationError):
            return None


def _by_folder(files: Files) -> dict[str, Files]:
    found: dict[str, Files] = {}
    for path, state in files.items():
        found.setdefault(path.partition("/")[0], {})[path] = state
    return found


def program_key(root: Path) -> str:
    """The key of the program: the code, with the packages that build the site, and the theme."""
    theme = [file for file in (root / "overrides").rglob("*") if file.is_file()]
    files = [root / "mkdocs.yml", *sorted((root / "hooks").glob("*.py")), *sorted(theme)]
    contents = (part for file in files for part in (file.relative_to(root).as_posix(), file.read_bytes()))
    return digest(code_digest(), *contents)


def language_keys(
    contents: Mapping[str, str], codes: Iterable[str], settings: Iterable[str], status: bytes
) -> dict[str, str]:
    """The key of all that each language is built from: its files, those of English, and what is shared.

    Parameters:
        contents: path of every page, data file and picture -> the hash of its content.
        codes: the languages.
        settings: what else the build depends on: the program, addresses, times, the languages and pages that are
            built together.
        status: how far each language has come; the source's site lists them all.
    """
    common = digest(*settings, *_parts(contents, _SHARED))
    own = {code: re.compile(rf"({'|'.join(TREES)})/{code}/.*") for code in codes}
    seen = {SOURCE: status}
    return {code: digest(common, code, seen.get(code, b""), *_parts(contents, own[code])) for code in own}


_SHARED = re.compile(
    rf"curriculum/([^/]+|countries/.*|[^/]+/terms\.yml)|docs/assets/.*|({'|'.join(TREES)})/{SOURCE}/.*"
)
"""What every language's site depends on; the glossary of each shows the terms of all."""


def _parts(contents: Mapping[str, str], names: re.Pattern[str]) -> Iterator[str]:
    for name, content in contents.items():
        if names.fullmatch(name):
            yield from (name, content)


def publish(fresh: Path, out: Path, kept: Iterable[str]) -> None:
    """Put a fresh folder in the place of the published one; go back if that fails.

    Parameters:
        fresh: the new site.
        out: the published folder, on the same file system.
        kept: languages of the published folder that belong to the new site as they are.

    Raises:
        OSError: the published folder is as it was.
    """
    old = fresh.with_name(f"{fresh.name}.old")
    undo: list[tuple[Path, Path]] = []
    try:
        for start, end in (*((out / code, fresh / code) for code in kept), (out, old), (fresh, out)):
            if start.exists():
                start.rename(end)
                undo.append((end, start))
    except BaseException:
        for end, start in reversed(undo):
            end.rename(start)
        raise
    shutil.rmtree(old, ignore_errors=True)
