"""Every rule on a tiny tree: tests/golden/rules/<family>/<case>.yml says what a spoilt copy of `base` must give.

A case holds:
    files: path -> the whole text of a file.
    add: path -> text that follows the base's text.
    change: path -> {words of the base: other words}.
    remove: paths of the base that are not there.
    folders: paths that are folders.
    encoding: how the case's files are encoded, where that is not UTF-8.
    times: path -> how often the file's text is repeated.
    paths: check these files only.
    findings: every finding of the tree, as 'path:line:column severity rule'.
    says: words that stand in some finding's message.
    fixed: path -> the file's text after `check --fix`; a file that isn't named stays as it was.
"""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from oscec.cli import main
from oscec.gate import Gate
from oscec.model.base import Record
from oscec.model.finding import Finding

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "hooks" / "oscec"
GOLDEN = ROOT / "tests" / "golden" / "rules"
BASE = GOLDEN / "base"

FAMILIES = (
    "terminology",
    "glossary",
    "evidence",
    "reference",
    "translation",
    "curriculum",
    "markup",
    "text",
    "file",
    "link",
    "contact",
)
_RULE = re.compile(rf"(?:{'|'.join(FAMILIES)})/[a-z]+(?:-[a-z]+)*")


class Case(Record):
    files: dict[str, str] = {}  # noqa: RUF012 - pydantic copies defaults
    add: dict[str, str] = {}  # noqa: RUF012
    change: dict[str, dict[str, str]] = {}  # noqa: RUF012
    remove: list[str] = []  # noqa: RUF012
    folders: list[str] = []  # noqa: RUF012
    encoding: str = "utf-8"
    times: dict[str, int] = {}  # noqa: RUF012
    paths: list[str] = []  # noqa: RUF012
    findings: list[str] = []  # noqa: RUF012
    says: list[str] = []  # noqa: RUF012
    fixed: dict[str, str] = {}  # noqa: RUF012

    def plant(self, root: Path) -> None:
        shutil.copytree(BASE, root)
        for path in self.remove:
            (root / path).unlink()
        for path in self.folders:
            (root / path).mkdir(parents=True)
        for path, text in self._texts(root):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes((text * self.times.get(path, 1)).encode(self.encoding))

    def _texts(self, root: Path) -> Iterator[tuple[str, str]]:
        yield from self.files.items()
        for path, text in self.add.items():
            yield path, (root / path).read_text(encoding="utf-8") + text
        for path, changes in self.change.items():
            text = (root / path).read_text(encoding="utf-8")
            for old, new in changes.items():
                assert text.count(old) == 1, f"'{old}' must stand once in the base's {path}"
                text = text.replace(old, new)
            yield path, text


def case_files() -> list[Path]:
    return sorted(file for file in GOLDEN.glob("*/*.yml") if file.parent != BASE)


def load(file: Path) -> Case:
    return Case.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))


def names(files: list[Path]) -> list[Any]:
    return [pytest.param(file, id=f"{file.parent.name}/{file.stem}") for file in files]


def shown(finding: Finding) -> str:
    return f"{finding.path}:{finding.line}:{finding.column} {finding.severity} {finding.rule}"


def texts_of(root: Path) -> dict[str, bytes]:
    files = (file for folder in ("docs", "curriculum") for file in (root / folder).rglob("*") if file.is_file())
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def rules_of_the_code() -> set[str]:
    """Every rule id in the code: written out, or put together as f"link/{rule}"."""
    found = set()
    for file in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _RULE.fullmatch(node.value):
                found.add(node.value)
            elif isinstance(node, ast.JoinedStr) and (family := _family_of(node)):
                ends = set(_last_parts(tree))
                assert ends, f"{file.name} makes rules of '{family}' in a way that this test can't read"
                found |= {f"{family}/{end}" for end in ends}
    return found


def _family_of(node: ast.JoinedStr) -> str | None:
    """'link' of f"link/{rule}"."""
    match node.values:
        case [ast.Constant(value=str(start)), ast.FormattedValue(value=ast.Name(id="rule"))]:
            return start.removesuffix("/") if start.removesuffix("/") in FAMILIES else None
    return None


def _last_parts(tree: ast.AST) -> Iterator[str]:
    """The first strings of `refuse("empty", …)` and of `("empty", "…")`."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="refuse"), args=[ast.Constant(value=str(end)), *_]):
                yield end
            case ast.Tuple(elts=[ast.Constant(value=str(end)), ast.JoinedStr() | ast.Name(id="message")]):
                yield end
            case ast.Tuple(elts=[ast.Constant(value=str(end)), ast.Constant(value=str(message))]) if " " in message:
                yield end


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cases on the age of contacts need a day that stays: 24 November 2026."""
    monkeypatch.setenv("OSCEC_TODAY", "2026-11-24")


def test_the_base_tree_is_clean() -> None:
    assert Gate(BASE, use_cache=False).check_all() == []


@pytest.mark.parametrize("file", names(case_files()))
def test_a_case_gives_its_findings_and_no_others(file: Path, tmp_path: Path) -> None:
    case, root = load(file), tmp_path / "tree"
    case.plant(root)
    gate = Gate(root, use_cache=False)
    findings = gate.check_some(case.paths) if case.paths else gate.check_all()
    assert [shown(finding) for finding in findings] == case.findings, "\n".join(f.message for f in findings)
    messages = "\n".join(f"{finding.message} {finding.suggestion or ''}" for finding in findings)
    assert [words for words in case.says if words not in messages] == [], messages


@pytest.mark.parametrize(
    "file", names([file for file in case_files() if "\nfixed:" in file.read_text(encoding="utf-8")])
)
def test_check_with_fix_writes_what_the_case_says_and_nothing_else(file: Path, tmp_path: Path) -> None:
    case, root = load(file), tmp_path / "tree"
    case.plant(root)
    before = texts_of(root)
    CliRunner().invoke(main, ["check", "--root", str(root), "--fix"], catch_exceptions=False)
    expected = before | {path: text.encode() for path, text in case.fixed.items()}
    assert texts_of(root) == expected


def test_every_rule_of_the_code_has_a_case() -> None:
    covered = {line.rpartition(" ")[2] for file in case_files() for line in load(file).findings}
    assert rules_of_the_code() - covered == set()


def test_the_families_whose_rules_are_put_together_are_read() -> None:
    assert {rule.partition("/")[0] for rule in rules_of_the_code()} >= {"link", "file"}


def test_no_case_names_a_rule_that_the_code_does_not_have() -> None:
    covered = {line.rpartition(" ")[2] for file in case_files() for line in load(file).findings}
    assert covered - rules_of_the_code() == set()
