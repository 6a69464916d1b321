"""Whole outputs of the translator's verbs on small trees: tests/golden/translate/<case>.yml.

A case holds:
    change: path -> {words of the tree: other words}, after the French page was stamped.
    run: the arguments of the command.
    exit: its exit status.
    says: its whole output.
    after: path -> the text of a file that the command writes; every other file stays as it was.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from oscec.model.base import Record

if TYPE_CHECKING:
    from tests.translate.conftest import Tree

GOLDEN = Path(__file__).parents[1] / "golden" / "translate"


class Case(Record):
    change: dict[str, dict[str, str]] = {}  # noqa: RUF012 - pydantic copies defaults
    run: list[str]
    exit: int = 0
    says: str
    after: dict[str, str] = {}  # noqa: RUF012


def texts(root: Path) -> dict[str, str]:
    files = (path for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in files}


@pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in sorted(GOLDEN.glob("*.yml"))])
def test_a_verb_says_and_writes_what_the_case_has(base: Tree, file: Path) -> None:
    case = Case.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    base.run("translate", "stamp", "fr", "page.md")
    for path, changes in case.change.items():
        for old, new in changes.items():
            base.change(path, old, new)
    before = texts(base.root)
    result = base.run(*case.run)
    assert result.exit_code == case.exit
    assert result.output == case.says
    assert texts(base.root) == before | case.after
