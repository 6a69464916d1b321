"""Styles, scripts and pictures, which all languages share: once, under names that change with their content."""

from __future__ import annotations

from pathlib import Path

from oscec.cache import digest
from oscec.load.pages import MEDIA

FOLDER = "assets"


class Assets:
    """The theme's files and those of the pages."""

    def __init__(self, root: Path) -> None:
        """The files of a tree, by their path in an `assets` folder: 'stylesheets/oscec.css'."""
        theme, media = root / "overrides" / FOLDER, root / "docs" / FOLDER
        files = [(theme, file) for file in theme.rglob("*")]
        files += [(media, file) for file in media.rglob("*") if file.suffix in MEDIA]
        self._files = {file.relative_to(folder).as_posix(): file for folder, file in files if file.is_file()}

    def name(self, path: str) -> str:
        """The path under which a file is published: 'stylesheets/oscec.1a2b3c4d.css'."""
        file = self._files[path]
        return f"{path.removesuffix(file.suffix)}.{digest(file.read_bytes())[:8]}{file.suffix}"

    def write(self, folder: Path) -> None:
        """Publish every file below a folder."""
        for path, file in self._files.items():
            target = folder / FOLDER / self.name(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
