"""What all tests share: the real tree, and copies of it that may be spoilt."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from oscec.check.forms import Forms
from oscec.load.knowledge import load_knowledge
from oscec.markdown import Renderer
from oscec.model.knowledge import Knowledge

ROOT = Path(__file__).parents[1]
CONTENT = ("curriculum", "docs", "hooks", "overrides", "mkdocs.yml")


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The real knowledge of the curriculum."""
    return load_knowledge(ROOT).knowledge


@pytest.fixture(scope="session")
def forms_of(knowledge: Knowledge) -> Callable[[str], Forms]:
    """The forms of a language, compiled once."""
    compiled: dict[str, Forms] = {}

    def get(language: str) -> Forms:
        if language not in compiled:
            compiled[language] = Forms(knowledge, language)
        return compiled[language]

    return get


@pytest.fixture(scope="session")
def renderer() -> Renderer:
    """The site's Markdown, with links left as written."""
    return Renderer()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the real tree that a test may spoil."""
    root = tmp_path / "tree"
    root.mkdir()
    for name in CONTENT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, root / name)
    return root
