"""Which page a translator means: a path in any language, or an address."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from oscec.load.pages import page_paths, read_page
from oscec.model.language import SOURCE
from oscec.model.page import Page, address_of, path_of
from oscec.translate.problem import RefusedError, WrongUseError, refuse

_ADDRESS = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*\.md")


@dataclass(frozen=True)
class Place:
    """Where a page stands in the source language and in another."""

    language: str
    source: str
    path: str


def place_of(root: Path, language: str, name: str) -> Place:
    """The place of the page that a person names.

    Parameters:
        root: the repository.
        language: the language of the translation.
        name: a path of the page in any language, from the repository or from here, or its address.

    Raises:
        WrongUseError: there is no such page in the source language.
    """
    for candidate in _addresses(root, name):
        source = path_of(candidate, SOURCE)
        if (root / source).is_file():
            return Place(language, source, path_of(candidate, language))
    near = get_close_matches(f"docs/{SOURCE}/{name}", page_paths(root, [SOURCE]), 1)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise WrongUseError(f"There is no English page '{name}'.{hint}")


def _addresses(root: Path, name: str) -> list[str]:
    """What the name may mean, the likeliest first."""
    here = Path(os.path.relpath(Path(name).absolute(), root)).as_posix()
    paths = [Path(name).as_posix(), here]
    found = [found[1] for path in paths if (found := address_of(path))]
    names = [*found, name, f"{name}.md", f"{name}/index.md"]
    return [name for name in names if _ADDRESS.fullmatch(name)]


def read(root: Path, path: str) -> Page:
    """A page whose front matter can be used.

    Raises:
        WrongUseError: there is no such file.
        RefusedError: its text or its front matter is broken.
    """
    if not (root / path).is_file():
        language, address = address_of(path) or (SOURCE, path)
        begin = f"python -m oscec translate new {language} {address}"
        raise WrongUseError(f"There is no {path} yet; begin it with: {begin}")
    page, findings = read_page(root, path)
    if page is None or page.meta is None:
        raise refuse(findings) if findings else RefusedError(f"{path}: this page cannot be read.")
    return page
