"""Bad input: every fault is a finding with a file and a line, and no fault hides what is wrong elsewhere."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from oscec.cli import main

ROOT = Path(__file__).parents[1]
BASE = ROOT / "tests" / "golden" / "rules" / "base"
FRONT = "---\ntitle: A page\ndescription: What it says.\n---\n\n"

OTHER = "docs/en/other.md"
OTHER_FAULT = (OTHER, 6, "link/broken")
"""A second fault, planted beside every other: it must be found too."""


def run(*arguments: str, timeout: int = 60) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "oscec", *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT / "hooks"), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=timeout,
    )


@pytest.fixture
def base(tmp_path: Path) -> Path:
    root = Path(shutil.copytree(BASE, tmp_path / "tree"))
    write(root, OTHER, FRONT + "See [nothing](nothing.html).\n")
    return root


def write(root: Path, path: str, content: str | bytes) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())


def found(root: Path, *arguments: str) -> set[tuple[str, int, str]]:
    result = run("check", "--root", str(root), "--format", "json", *arguments)
    assert "Traceback" not in result.stderr, result.stderr[-2000:]
    assert result.returncode == 1
    findings: list[dict[str, Any]] = json.loads(result.stdout)
    assert all(finding["message"] for finding in findings)
    return {(finding["path"], finding["line"], finding["rule"]) for finding in findings}


def found_here(root: Path, *arguments: str) -> set[tuple[str, int, str]]:
    """As `found`, in this process: quicker."""
    command = ["check", "--root", str(root), "--format", "json", *arguments]
    result = CliRunner().invoke(main, command)
    assert not isinstance(result.exception, Exception), repr(result.exception)[:500]
    assert result.exit_code == 1
    return {(finding["path"], finding["line"], finding["rule"]) for finding in json.loads(result.stdout)}


def change(path: str, old: str, new: str) -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        write(root, path, text.replace(old, new, 1))

    return spoil


def content(path: str, text: str | bytes) -> Callable[[Path], None]:
    return lambda root: write(root, path, text)


PAGE = "docs/en/case.md"

FAULTS = [
    pytest.param(
        content("curriculum/fr/labels.yml", "labels:\n  skip: a: b\n"),
        "curriculum/fr/labels.yml",
        2,
        "file/yaml",
        id="broken YAML",
    ),
    pytest.param(
        content(PAGE, "---\ntitle: A: B\n---\n\nText.\n"),
        PAGE,
        2,
        "file/front-matter",
        id="front matter that is no YAML",
    ),
    pytest.param(
        content(PAGE, "---\ntitle: A\n\n# Text\n"), PAGE, 1, "file/front-matter", id="front matter that never ends"
    ),
    pytest.param(content(PAGE, "---\n- A\n---\n"), PAGE, 2, "file/front-matter", id="front matter that is a list"),
    pytest.param(content(PAGE, "# Text\n"), PAGE, 1, "file/front-matter", id="no front matter"),
    pytest.param(
        content(PAGE, (FRONT + "Café").encode("latin-1")), PAGE, 6, "file/encoding", id="invalid UTF-8 in a page"
    ),
    pytest.param(
        content("curriculum/fr/terms.yml", b"terms:\n  a: \xff\n"),
        "curriculum/fr/terms.yml",
        2,
        "file/encoding",
        id="invalid UTF-8 in data",
    ),
    pytest.param(
        content("docs/xx/index.md", FRONT + "Text.\n"),
        "docs/xx",
        1,
        "file/unknown-language",
        id="an unknown language",
    ),
    pytest.param(
        content("curriculum/xx/terms.yml", "terms: {}\n"),
        "curriculum/xx",
        1,
        "file/unknown-language",
        id="an unknown language of data",
    ),
    pytest.param(
        change("curriculum/en/terms.yml", "forms: [children]", "forms: [children, grooming]"),
        "curriculum/en/terms.yml",
        23,
        "terminology/duplicate-form",
        id="two concepts with the same form",
    ),
    pytest.param(content(PAGE, FRONT + "See [it](nothing.md).\n"), PAGE, 6, "link/broken", id="a link to nothing"),
    pytest.param(
        content(PAGE, FRONT + "See [it](index.md#nothing).\n"), PAGE, 6, "link/anchor", id="a link to no anchor"
    ),
    pytest.param(
        content(PAGE, FRONT + "See [it](term:nothing).\n"),
        PAGE,
        6,
        "glossary/unknown-concept",
        id="a link to no concept",
    ),
    pytest.param(content(PAGE, ""), PAGE, 1, "file/empty", id="an empty page"),
    pytest.param(
        content("curriculum/courses.yml", ""), "curriculum/courses.yml", 1, "file/empty", id="an empty data file"
    ),
    pytest.param(content(PAGE, b"x" * 5_000_000), PAGE, 1, "file/size", id="a page of one line of 5 MB"),
    pytest.param(
        content("curriculum/fr/terms.yml", b"x" * 5_000_000),
        "curriculum/fr/terms.yml",
        1,
        "file/size",
        id="data of one line of 5 MB",
    ),
    pytest.param(content(PAGE, FRONT.encode() + b"x" * 30_000), PAGE, 6, "file/long-line", id="a long line"),
    pytest.param(
        lambda root: (root / PAGE).mkdir(), PAGE, 1, "file/unreadable", id="a folder with the name of a page"
    ),
    pytest.param(
        lambda root: (root / PAGE).symlink_to("nothing.md"),
        PAGE,
        1,
        "file/unreadable",
        id="a link of the file system to nothing",
    ),
    pytest.param(
        lambda root: (root / "curriculum/concepts.yml").unlink(),
        "curriculum/concepts.yml",
        1,
        "file/unreadable",
        id="a data file that is not there",
    ),
    pytest.param(
        content("curriculum/concepts.yml", "- a\n"),
        "curriculum/concepts.yml",
        1,
        "file/schema",
        id="a data file that holds a list",
    ),
    pytest.param(
        content("docs/assets/case.svg", b"<svg>\n\xff</svg>"),
        "docs/assets/case.svg",
        2,
        "file/encoding",
        id="a drawing that is not UTF-8",
    ),
    pytest.param(
        content("mkdocs.yml", "site_name: a: b\n"), "mkdocs.yml", 1, "file/yaml", id="a broken configuration"
    ),
    pytest.param(
        content("mkdocs.yml", b"site_name: \xff\n"),
        "mkdocs.yml",
        1,
        "file/encoding",
        id="a configuration that is not UTF-8",
    ),
]


@pytest.mark.parametrize(("spoil", "path", "line", "rule"), FAULTS)
def test_check_finds_the_fault_and_the_other_one(
    base: Path, spoil: Callable[[Path], None], path: str, line: int, rule: str
) -> None:
    spoil(base)
    assert found(base) >= {(path, line, rule), OTHER_FAULT}


CRASHES = [
    pytest.param(content(PAGE, FRONT + "<div>" * 3000), id="deeply nested tags"),
    pytest.param(content(PAGE, FRONT + "<b>" * 3000 + "words"), id="deeply nested bold"),
    pytest.param(content(PAGE, FRONT + "> " * 3000 + "words"), id="deeply nested quotations"),
    pytest.param(content(PAGE, FRONT + "[" * 3000), id="many open brackets"),
    pytest.param(content("docs/assets/case.svg", "<g>" * 3000), id="a deeply nested drawing"),
    pytest.param(content("curriculum/fr/labels.yml", "[" * 3000), id="deeply nested YAML"),
    pytest.param(content("curriculum/fr/labels.yml", "? [a]\n: b\n"), id="a list as a key"),
    pytest.param(content("curriculum/fr/labels.yml", "labels: !!int x\n"), id="a word that claims to be a number"),
    pytest.param(content("curriculum/fr/labels.yml", "labels: 0x_\n"), id="a number without digits"),
    pytest.param(content(PAGE, "---\ntitle: !!timestamp 2001-99-99\n---\n"), id="a day that is none"),
    pytest.param(
        content(PAGE, FRONT + f"See [it]({'a' * 5000}.md) and [it]({'b/' * 3000}c.md).\n"), id="long addresses"
    ),
    pytest.param(
        content(PAGE, FRONT + "See [it](a%00b.md), [it](%FF.md) and [it](https://[::1).\n"), id="odd addresses"
    ),
    pytest.param(
        content(PAGE, FRONT + "\x00\x01\x02\x03\ufffe\U00017000 &#0; &#xD800; sex\x00tortion\n"), id="odd characters"
    ),
    pytest.param(
        change("curriculum/en/terms.yml", "use: never, reason", "use: never, pattern: '(', reason"),
        id="a pattern that is none",
    ),
    pytest.param(
        change("curriculum/en/terms.yml", "use: never, reason", "use: never, pattern: 'x*', reason"),
        id="a pattern for nothing",
    ),
    pytest.param(change("curriculum/fr/terms.yml", "term: enfant", "term: '-'"), id="a term without letters"),
    pytest.param(
        change("curriculum/fr/terms.yml", "term: sextorsion", "term: '…'"), id="a deprecated term without letters"
    ),
    pytest.param(
        change("curriculum/fr/terms.yml", "forms: [enfants]", "forms: [pré-, les - enfants]"),
        id="forms with loose hyphens",
    ),
    pytest.param(change("curriculum/evidence.yml", "value: 78", "value: .nan"), id="a value that is no number"),
    pytest.param(change("curriculum/evidence.yml", "value: 78", "value: .inf"), id="an endless value"),
    pytest.param(change("curriculum/evidence.yml", "value: 78", f"value: {'9' * 400}"), id="a huge value"),
    pytest.param(change("curriculum/languages.yml", "code: el", "code: xx"), id="a language that nobody speaks"),
]


@pytest.mark.parametrize("spoil", CRASHES)
def test_nothing_that_a_file_holds_crashes_the_check(base: Path, spoil: Callable[[Path], None]) -> None:
    write(base, "docs/xx/index.md", FRONT + "It is [78%](stat:demand-content).\n")
    spoil(base)
    assert OTHER_FAULT in found_here(base)


@pytest.mark.parametrize("spoil", CRASHES)
def test_nothing_that_a_file_holds_crashes_the_check_of_one_page(base: Path, spoil: Callable[[Path], None]) -> None:
    spoil(base)
    paths = [PAGE] if (base / PAGE).exists() else []
    assert OTHER_FAULT in found_here(base, OTHER, *paths)


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("labels: &a [*a]\n", id="a list that holds itself"),
        pytest.param("labels: &a {skip: *a}\n", id="a mapping that holds itself"),
    ],
)
def test_data_that_hold_themselves_are_a_finding(base: Path, text: str) -> None:
    write(base, "curriculum/fr/labels.yml", text)
    command = f"ulimit -v 2000000; exec '{sys.executable}' -m oscec check --root '{base}'"
    result = subprocess.run(
        ["sh", "-c", command],  # noqa: S607 - the shell of every system
        env=os.environ | {"PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    assert "Traceback" not in result.stderr
    assert result.returncode == 1
    assert "curriculum/fr/labels.yml:1:" in result.stdout


def test_a_file_name_that_is_not_utf_8_is_no_crash(base: Path) -> None:
    (base / os.fsdecode(b"docs/en/caf\xe9.md")).write_text(FRONT + "sextortion\n", encoding="utf-8")
    for form in ("text", "json", "github"):
        result = run("check", "--root", str(base), "--format", form)
        assert "Traceback" not in result.stderr
        assert result.returncode == 1


@pytest.mark.parametrize(
    "text", ["languages: []\n", "languages:\n  - {code: fr, name: f, english: F, tier: started, quotes: [a, b]}\n"]
)
def test_a_tree_without_its_source_language_is_a_finding(base: Path, text: str) -> None:
    write(base, "curriculum/languages.yml", text)
    assert ("curriculum/languages.yml", 1) in {(path, line) for path, line, _ in found(base)}


def test_an_empty_folder_is_no_crash(tmp_path: Path) -> None:
    assert ("curriculum/languages.yml", 1, "file/unreadable") in found(tmp_path)


def test_all_faults_at_once_are_all_found(base: Path) -> None:
    write(base, "docs/en/a.md", "")
    write(base, "docs/en/b.md", b"\xff")
    write(base, "docs/en/c.md", "---\ntitle: a: b\n---\n")
    write(base, "docs/en/d.md", FRONT + "See [it](nothing.md).\n")
    write(base, "docs/xx/e.md", FRONT)
    write(base, "curriculum/fr/labels.yml", "labels: [\n")
    write(base, "curriculum/el/labels.yml", "label: {}\n")
    assert found(base) >= {
        ("docs/en/a.md", 1, "file/empty"),
        ("docs/en/b.md", 1, "file/encoding"),
        ("docs/en/c.md", 2, "file/front-matter"),
        ("docs/en/d.md", 6, "link/broken"),
        ("docs/xx", 1, "file/unknown-language"),
        ("curriculum/fr/labels.yml", 2, "file/yaml"),
        ("curriculum/el/labels.yml", 1, "file/schema"),
        OTHER_FAULT,
    }


def spoil_the_real_tree(tree: Path) -> None:
    write(tree, "docs/en/empty.md", "")
    write(tree, "docs/fr/bytes.md", b"\xff")
    write(tree, "docs/xx/index.md", FRONT + "Text.\n")
    write(tree, "docs/en/link.md", FRONT + "See [it](nothing.md).\n")
    write(tree, "docs/en/line.md", b"x" * 5_000_000)


def test_the_real_tree_is_not_built_with_faults_and_the_published_site_stays(tree: Path) -> None:
    spoil_the_real_tree(tree)
    write(tree, "site/index.html", "as it was")
    result = run("build", "--root", str(tree), "--lang", "en")
    assert "Traceback" not in result.stderr
    assert result.returncode == 1
    assert (tree / "site/index.html").read_text(encoding="utf-8") == "as it was"
    for start in (
        "docs/en/empty.md:1:1: error file/empty",
        "docs/fr/bytes.md:1:1: error file/encoding",
        "docs/xx:1:1: error file/unknown-language",
        "docs/en/link.md:6:5: error link/broken",
        "docs/en/line.md:1:1: error file/size",
    ):
        assert re.search(rf"^{re.escape(start)}", result.stdout, re.MULTILINE), start


def test_the_same_faults_are_found_with_and_without_a_cache(tree: Path) -> None:
    spoil_the_real_tree(tree)
    assert found(tree) == found(tree)
    shutil.rmtree(tree / "docs/xx")
    write(tree, "docs/en/empty.md", "---\ntitle: Words\ndescription: What.\nreport: []\n---\n\nNot empty.\n")
    after = found(tree)
    assert not {path for path, _, _ in after} & {"docs/xx", "docs/en/empty.md"}
    assert ("docs/en/link.md", 6, "link/broken") in after


@pytest.mark.parametrize("raw", [b"", b"a: ["], ids=["empty", "open"])
@pytest.mark.parametrize("name", ["languages.yml", "concepts.yml", "en/terms.yml", "en/labels.yml"])
def test_a_broken_data_file_of_the_real_tree_is_named_by_check_and_build(tree: Path, name: str, raw: bytes) -> None:
    write(tree, f"curriculum/{name}", raw)
    assert f"curriculum/{name}" in {path for path, _, _ in found(tree)}
    result = run("build", "--root", str(tree), "--lang", "en")
    assert "Traceback" not in result.stderr
    assert result.returncode == 1
    assert f"curriculum/{name}:" in result.stdout
