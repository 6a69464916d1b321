"""What the tests of the translator's verbs share: a small tree, and the command line on it."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from oscec.cli import main

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests" / "golden" / "rules" / "base"

ENGLISH = """\
---
title: A page
description: What it says.
report: ["1.5"]
---

# A page

Tell someone, for instance a [child](term:child) line. Call 112.[^1]

## What to do

- Stop replying.
- Read [the words](words-matter.md#which-words).

> [!NOTE]
> It is a crime.

| Avoid | Better |
| --- | --- |
| Why? | What do you need? |

[^1]: [Europol 2017, 1.5](ref:europol-2017)
"""

FRENCH = """\
---
title: Une page
description: Ce qu’elle dit.
report: ["1.5"]
translation:
  status: draft
---

# Une page

Parle à quelqu’un, par exemple à une ligne pour [enfants](term:child). Appelle le 112.[^1]

## Que faire

- Ne réponds plus.
- Lis [les mots](words-matter.md#which-words).

> [!NOTE]
> C’est un crime.

| À éviter | Mieux |
| --- | --- |
| Pourquoi ? | De quoi as-tu besoin ? |

[^1]: [Europol 2017, 1.5](ref:europol-2017)
"""


@dataclass(frozen=True)
class Tree:
    """A repository that a test may spoil."""

    root: Path

    def run(self, *arguments: str, root: Path | None = None) -> Result:
        """The command line on the tree, or on another; a fault of our own is none that a test may pass over."""
        result = CliRunner().invoke(main, [*arguments, "--root", str(root or self.root)])
        assert not isinstance(result.exception, Exception), repr(result.exception)
        return result

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8", newline="")

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode("utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        """Other words in a file, where the old ones stand once."""
        text = self.read(path)
        assert text.count(old) == 1, f"'{old}' must stand once in {path}"
        self.write(path, text.replace(old, new))

    def git(self, *arguments: str) -> str:
        """Run git as somebody, untouched by the settings of this machine."""
        settings = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
        command = ["git", "-C", str(self.root), *settings, "-c", "commit.gpgsign=false", *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def commit(self, message: str) -> str:
        """Commit everything; the commit's hash."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)
        return self.git("rev-parse", "HEAD").strip()


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """A tree with an English page and its French translation, which carries no stamps yet."""
    tree = Tree(tmp_path / "tree")
    shutil.copytree(BASE, tree.root, ignore=shutil.ignore_patterns(".cache"))
    shutil.rmtree(tree.root / "docs" / "fr")
    shutil.rmtree(tree.root / "docs" / "el")
    tree.write("docs/en/page.md", ENGLISH)
    tree.write("docs/fr/page.md", FRENCH)
    monkeypatch.chdir(tree.root)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return tree
