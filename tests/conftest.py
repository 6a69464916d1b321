"""What all tests share: the real tree, and copies of it that may be spoilt."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import settings

from oscec.check.forms import Forms
from oscec.gate import Gate
from oscec.load.knowledge import load_knowledge
from oscec.markdown import Renderer
from oscec.model.knowledge import Knowledge

ROOT = Path(__file__).parents[1]
# The same examples for everybody, and no deadline: what a busy machine does slowly has not failed.
settings.load_profile("ci")

CONTENT = ("curriculum", "docs", "hooks", "overrides", "mkdocs.yml")


@pytest.fixture(scope="session")
def node() -> Path:
    """The folder with Node.js and the npm packages that the lock of `tests/node` names."""
    folder, lock = Path(sys.prefix) / "node", ROOT / "tests" / "node" / "package-lock.json"
    installed = folder / lock.name
    if not installed.is_file() or installed.read_bytes() != lock.read_bytes():
        pytest.fail(f"Packages are missing or old: {sys.executable} tests/node/install.py")
    return folder


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


Searched = Callable[[Path, str], list[tuple[str, str]]]


@pytest.fixture(scope="session")
def searched() -> Searched:
    """Reads what the search of a built site's language finds: addresses and texts."""

    def read(site: Path, language: str) -> list[tuple[str, str]]:
        files = (site / language / "search").glob("*/texts-*.json")
        return [(row[0], row[3]) for file in files for row in json.loads(file.read_text(encoding="utf-8"))]

    return read


@pytest.fixture(scope="session")
def small_tree() -> Callable[[Path], Path]:
    """Writes a tree of a few pages with the real languages, English labels and theme: quick in all languages."""
    nav = [
        "index.md",
        {"words": ["words-matter.md", "glossary.md"]},
        {"courses": ["courses/first-steps.md", "modules/m01-words-matter/index.md"]},
        {"reference": ["statistics.md", "report-map.md", "bibliography.md", "translation-status.md"]},
    ]

    def write(root: Path) -> Path:
        shutil.copytree(ROOT / "tests/golden/rules/base", root)
        for name in ("hooks", "overrides"):
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("languages.yml", "en/labels.yml"):
            shutil.copy(ROOT / "curriculum" / name, root / "curriculum" / name)
        config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
        before, after = config[: config.index("\nnav:")], config[config.index("\nnot_in_nav:") :]
        (root / "mkdocs.yml").write_text(f"{before}\n{yaml.safe_dump({'nav': nav})}{after}", encoding="utf-8")
        return root

    return write


@pytest.fixture
def tree(tmp_path: Path, checked_tree: Path) -> Path:
    """A copy of the real tree that a test may spoil; it was checked, as a tree is that somebody works on."""
    return Path(shutil.copytree(checked_tree, tmp_path / "tree"))


@pytest.fixture(scope="session")
def checked_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real tree with what is remembered of it, for copies only."""
    root = tmp_path_factory.mktemp("checked") / "tree"
    root.mkdir()
    for name in CONTENT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, root / name)
    Gate(root).read_all()
    return root
