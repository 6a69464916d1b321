"""The command line: what it prints where, what it writes, and how it exits."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from oscec.cli import main

ROOT = Path(__file__).parents[1]
BASE = ROOT / "tests" / "golden" / "rules" / "base"
KEYS = {"path", "line", "column", "rule", "severity", "message", "suggestion"}
FRONT = "---\ntitle: A page\ndescription: What it says.\n---\n\n"

DEPRECATED = FRONT + "All about sextortion.\n"
COUNT = FRONT + "There were 30 children.\n"
COUNT_IN_WORDS = FRONT + "There were two children.\n"
LABEL = FRONT + "It is [7%](stat:demand-content), not [](ref:europol-2017).\n"
FIXED_LABEL = FRONT + "It is [78%](stat:demand-content), not [Europol 2017](ref:europol-2017).\n"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are those of the tree unless a test stands somewhere else."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "tree", ignore=shutil.ignore_patterns(".cache")))


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8", newline="")


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert not isinstance(result.exception, Exception), repr(result.exception)[:500]
    return result


def check(root: Path, *arguments: str | Path) -> Result:
    return run("check", "--root", root, *arguments)


def found(root: Path, *arguments: str | Path) -> list[tuple[str, str]]:
    findings: list[dict[str, Any]] = json.loads(check(root, "--format", "json", *arguments).stdout)
    return [(finding["path"], finding["rule"]) for finding in findings]


def snapshot(root: Path) -> dict[str, bytes]:
    files = (file for file in root.rglob("*") if file.is_file() and ".cache" not in file.parts)
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


# Exit status


def test_a_clean_tree_exits_with_0(base: Path) -> None:
    result = check(base)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "No findings.\n", "")


def test_an_error_exits_with_1(base: Path) -> None:
    write(base, "docs/en/case.md", DEPRECATED)
    result = check(base)
    assert result.exit_code == 1
    assert result.stdout.startswith("docs/en/case.md:6:11: error terminology/deprecated: ")
    assert result.stdout.endswith("\n1 error.\n")


@pytest.mark.parametrize(
    ("text", "said", "status", "strict"),
    [
        pytest.param(COUNT, "1 warning.", 0, 1, id="a warning"),
        pytest.param(COUNT_IN_WORDS, "1 note.", 0, 0, id="a note"),
        pytest.param(DEPRECATED, "1 error.", 1, 1, id="an error"),
        pytest.param(FRONT + "Nothing.\n", "No findings.", 0, 0, id="nothing"),
    ],
)
def test_a_warning_fails_only_when_strict_and_a_note_never(
    base: Path, text: str, said: str, status: int, strict: int
) -> None:
    write(base, "docs/en/case.md", text)
    assert check(base).stdout.splitlines()[-1] == said
    assert check(base).exit_code == status
    assert check(base, "--strict").exit_code == strict


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["chek"], id="an unknown verb"),
        pytest.param(["check", "--root", str(BASE), "--quick"], id="an unknown option"),
        pytest.param(["check", "--root", str(BASE), "--format", "xml"], id="an unknown format"),
        pytest.param(["check", "--root", str(BASE), "--lang", "zz"], id="an unknown language"),
        pytest.param(["check", "--root", str(BASE), "--lang"], id="an option without its value"),
        pytest.param(["check", "--root", str(BASE / "nothing")], id="a tree that is not there"),
        pytest.param(["check", "--root", str(BASE / "mkdocs.yml")], id="a file as a tree"),
        pytest.param(["check", "--root", str(BASE), "docs/en/nothing.md"], id="a file that is not there"),
        pytest.param(["check", "--root", str(BASE), __file__], id="a file outside the tree"),
        pytest.param(["check", "--root", str(BASE), "../base/../prove"], id="a folder outside the tree"),
        pytest.param(["check", "--root", str(BASE), ""], id="an empty path"),
        pytest.param(["build", "--root", str(BASE), "--lang", "zz"], id="a build of an unknown language"),
        pytest.param(["build", "--root", str(BASE), "--jobs", "0"], id="a build by nobody"),
        pytest.param(["serve", "--root", str(BASE), "--lang", "zz"], id="a preview of an unknown language"),
    ],
)
def test_wrong_usage_exits_with_2_and_says_why_on_stderr(arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr


def test_help_names_the_verbs() -> None:
    for option in ("--help", "-h"):
        result = run(option)
        assert result.exit_code == 0
        assert {"check", "build", "serve"} <= set(result.stdout.split())


def test_the_module_runs_as_a_program(base: Path) -> None:
    write(base, "docs/en/case.md", DEPRECATED)
    for arguments, status in ([], 1), (["docs/en/index.md"], 0), (["--nothing"], 2):
        result = subprocess.run(
            [sys.executable, "-m", "oscec", "check", *arguments],
            cwd=base,
            env=os.environ | {"PYTHONPATH": str(ROOT / "hooks"), "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert result.returncode == status
        assert "Traceback" not in result.stderr


# Formats


def test_json_is_a_list_when_the_tree_is_clean(base: Path) -> None:
    result = check(base, "--format", "json")
    assert (json.loads(result.stdout), result.exit_code) == ([], 0)


def test_json_is_a_list_of_findings_with_seven_keys(base: Path) -> None:
    write(base, "docs/en/case.md", DEPRECATED)
    write(base, "docs/en/other.md", COUNT)
    result = check(base, "--format", "json")
    findings = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [set(finding) for finding in findings] == [KEYS, KEYS]
    assert findings[0]["suggestion"] == "online sexual coercion and extortion of children"
    assert findings[1]["suggestion"] is None
    assert [finding["severity"] for finding in findings] == ["error", "warning"]


def test_annotations_are_escaped(base: Path) -> None:
    write(base, "docs/en/case.md", LABEL)
    write(base, "docs/assets/a,b:c.svg", "<svg><title>Sextortion</title></svg>")
    drawing, share, citation = check(base, "--format", "github").stdout.splitlines()
    assert drawing.startswith("::error file=docs/assets/a%2Cb%3Ac.svg,line=1,col=13,title=terminology/deprecated::")
    assert share.startswith("::error file=docs/en/case.md,line=6,col=7,title=evidence/label::The label of ")
    assert "'7%25'; evidence.yml says '78%25'." in share
    assert citation.startswith("::error file=docs/en/case.md,line=6,col=38,title=reference/label::")


def test_a_clean_tree_has_no_annotations(base: Path) -> None:
    result = check(base, "--format", "github")
    assert (result.exit_code, result.stdout) == (0, "")


# Languages


def spoil_every_language(root: Path) -> None:
    for code in ("en", "fr", "el"):
        write(root, f"docs/{code}/case.md", DEPRECATED)
    write(root, "curriculum/fr/m01-words-matter/case.md", DEPRECATED)
    courses = (root / "curriculum/courses.yml").read_text(encoding="utf-8")
    write(root, "curriculum/courses.yml", courses.replace("modules: [m01", "modules: [m99-nothing, m01"))


def test_a_language_shows_only_its_files(base: Path) -> None:
    spoil_every_language(base)
    assert {path for path, _ in found(base, "--lang", "fr")} == {
        "curriculum/fr/m01-words-matter/case.md",
        "docs/fr/case.md",
    }


def test_a_language_that_is_clean_exits_with_0(base: Path) -> None:
    write(base, "docs/fr/case.md", DEPRECATED)
    assert check(base, "--lang", "el").exit_code == 0
    assert check(base, "--lang", "fr").exit_code == 1


def test_a_language_is_no_part_of_a_folders_name(base: Path) -> None:
    write(base, "docs/en/fr/case.md", DEPRECATED)
    assert found(base, "--lang", "fr") == []


# Paths


def test_one_file_gives_the_findings_of_that_file(base: Path) -> None:
    spoil_every_language(base)
    assert found(base, "docs/fr/case.md") == [("docs/fr/case.md", "terminology/deprecated")]


def test_a_folder_gives_the_findings_of_its_files(base: Path) -> None:
    spoil_every_language(base)
    assert {path for path, _ in found(base, "docs")} == {"docs/el/case.md", "docs/en/case.md", "docs/fr/case.md"}


def test_several_paths_are_checked_once_each(base: Path) -> None:
    spoil_every_language(base)
    paths = [path for path, _ in found(base, "docs/en", "docs/en/case.md", "docs/fr/case.md", "docs/fr/case.md")]
    assert paths == ["docs/en/case.md", "docs/fr/case.md"]


def test_a_path_is_read_from_where_the_person_stands(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil_every_language(base)
    monkeypatch.chdir(base / "docs" / "fr")
    for path in ("case.md", "../fr/case.md", "docs/fr/case.md", base / "docs/fr/case.md"):
        assert found(base, path) == [("docs/fr/case.md", "terminology/deprecated")], path


def test_a_path_of_the_tree_counts_although_another_tree_has_it_too(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(base, "docs/en/index.md", DEPRECATED)
    monkeypatch.chdir(shutil.copytree(BASE, tmp_path / "other"))
    result = check(base, "docs/en/index.md")
    assert result.exit_code == 1, result.stderr


@pytest.mark.parametrize("path", ["docs/en/case.md", "curriculum/fr/terms.yml", "docs/assets/case.svg", "mkdocs.yml"])
def test_every_kind_of_file_can_be_checked_alone(base: Path, path: str) -> None:
    write(base, "docs/en/case.md", DEPRECATED)
    write(base, "docs/assets/case.svg", '<svg xmlns="http://www.w3.org/2000/svg"><title>Sextortion</title></svg>')
    write(base, "mkdocs.yml", "site_name: Sextortion\n")
    terms = (base / "curriculum/fr/terms.yml").read_text(encoding="utf-8")
    write(base, "curriculum/fr/terms.yml", terms.replace("forms: [enfants]", "note: La sextorsion."))
    assert found(base, path) == [(path, "terminology/deprecated")]


@pytest.mark.parametrize("path", ["docs/en/words-matter.md", "docs/fr/index.md", "curriculum/en/m01-words-matter"])
def test_a_clean_file_alone_is_clean(base: Path, path: str) -> None:
    assert found(base, path) == []


@pytest.mark.parametrize("paths", [["docs"], ["curriculum", "docs"], ["docs/el/index.md", "docs/fr/index.md"], ["."]])
def test_clean_files_together_are_clean(base: Path, paths: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(base)
    assert found(base, *paths) == []


def test_a_page_alone_finds_the_pages_that_it_links(base: Path) -> None:
    body = "[a](%61%2Db.md#x-y) [b](<a-b.md#x-y>) [c](words-matter.md#which-words) [d](words-matter.md#nothing)"
    write(base, "docs/en/a-b.md", FRONT + "# X y\n")
    write(base, "docs/en/case.md", FRONT + "# X y\n")
    write(base, "docs/fr/case.md", FRONT + body + "\n")
    expected = [("docs/fr/case.md", "link/anchor")]
    assert found(base, "docs/fr/case.md") == expected
    assert found(base) == expected


def test_a_tree_in_a_folder_that_is_named_like_a_language(base: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(base, tmp_path / "fr" / "tree"))
    assert found(root, "docs/fr/index.md") == found(root) == []


def test_a_folder_that_holds_nothing_to_check_is_clean(base: Path) -> None:
    spoil_every_language(base)
    write(base, "docs/assets/fonts/font.txt", "no page")
    assert found(base, "docs/assets/fonts") == []


def test_a_file_that_is_no_page_is_clean(base: Path) -> None:
    spoil_every_language(base)
    for path in ("README.md", "adr/0001-a-decision.md", "docs/assets/font.txt", ".github/labels.yml"):
        write(base, path, "# About sextortion\n")
        assert found(base, path) == [], path


def test_the_whole_folder_is_the_whole_tree(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil_every_language(base)
    write(base, "README.md", "# A tree\n")
    write(base, "adr/0001-a-decision.md", "# A decision\n")
    monkeypatch.chdir(base)
    assert set(found(base, ".")) <= set(found(base))


def test_a_file_of_an_unknown_language_alone_is_a_finding(base: Path) -> None:
    write(base, "docs/xx/index.md", FRONT + "Text.\n")
    write(base, "curriculum/xx/terms.yml", "terms: {}\n")
    assert found(base, "docs/xx/index.md") == [("docs/xx/index.md", "file/unknown-language")]
    assert found(base, "curriculum/xx/terms.yml") == [("curriculum/xx/terms.yml", "file/unknown-language")]


# Fixing


def test_fix_writes_labels_and_says_so_on_stderr(base: Path) -> None:
    write(base, "docs/en/case.md", LABEL)
    result = check(base, "--fix")
    assert (base / "docs/en/case.md").read_text(encoding="utf-8") == FIXED_LABEL
    assert (result.exit_code, result.stdout) == (0, "No findings.\n")
    assert result.stderr == "docs/en/case.md: 2 place(s) written.\n"


def test_fix_writes_nothing_the_second_time(base: Path) -> None:
    write(base, "docs/en/case.md", LABEL)
    check(base, "--fix")
    before = snapshot(base)
    result = check(base, "--fix")
    assert (result.exit_code, result.stderr) == (0, "")
    assert snapshot(base) == before


def test_fix_works_from_findings_that_were_stored(base: Path) -> None:
    write(base, "docs/en/case.md", LABEL)
    assert check(base).exit_code == 1
    assert check(base, "--fix").exit_code == 0
    assert (base / "docs/en/case.md").read_text(encoding="utf-8") == FIXED_LABEL


def test_fix_touches_only_files_with_labels_to_write(base: Path) -> None:
    write(base, "docs/en/case.md", LABEL)
    write(base, "docs/en/other.md", DEPRECATED)
    before = snapshot(base)
    result = check(base, "--fix")
    after = snapshot(base)
    assert result.exit_code == 1
    assert {path for path in after if after[path] != before.get(path)} == {"docs/en/case.md"}


def test_fix_of_one_file_leaves_the_others(base: Path) -> None:
    write(base, "docs/en/case.md", LABEL)
    write(base, "docs/en/other.md", LABEL)
    assert check(base, "--fix", "docs/en/case.md").exit_code == 0
    assert (base / "docs/en/other.md").read_text(encoding="utf-8") == LABEL


def test_fix_of_one_language_leaves_the_others(base: Path) -> None:
    write(base, "docs/en/case.md", LABEL)
    write(base, "docs/fr/case.md", LABEL)
    result = check(base, "--fix", "--lang", "fr")
    assert result.exit_code == 0
    assert "[78\u00a0%]" in (base / "docs/fr/case.md").read_text(encoding="utf-8")
    assert (base / "docs/en/case.md").read_text(encoding="utf-8") == LABEL


@pytest.mark.parametrize("start", ["", "\ufeff"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_fix_loses_no_text(base: Path, start: str, end: str) -> None:
    more = "\n\tIndented, with two spaces  \n\n\n😀 é\u0301 \u2028 last line without an end"
    write(base, "docs/en/case.md", start + (LABEL + more).replace("\n", end))
    check(base, "--fix")
    text = (base / "docs/en/case.md").read_bytes().decode("utf-8-sig")
    assert text.replace("\r\n", "\n").replace("\r", "\n") == FIXED_LABEL + more


@pytest.mark.parametrize("start", ["", "\ufeff"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_fix_changes_nothing_but_the_labels(base: Path, start: str, end: str) -> None:
    write(base, "docs/en/case.md", start + LABEL.replace("\n", end))
    check(base, "--fix")
    assert (base / "docs/en/case.md").read_bytes() == (start + FIXED_LABEL.replace("\n", end)).encode()


def test_fix_keeps_the_permissions_of_a_file(base: Path) -> None:
    write(base, "docs/en/case.md", LABEL)
    (base / "docs/en/case.md").chmod(0o640)
    check(base, "--fix")
    assert (base / "docs/en/case.md").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("form", ["json", "github"])
def test_what_fix_says_does_not_spoil_the_report(base: Path, form: str) -> None:
    write(base, "docs/en/case.md", LABEL)
    write(base, "docs/en/other.md", DEPRECATED)
    result = check(base, "--fix", "--format", form)
    assert "place(s) written" in result.stderr
    assert "place(s) written" not in result.stdout
    if form == "json":
        assert [finding["path"] for finding in json.loads(result.stdout)] == ["docs/en/other.md"]
    else:
        assert all(line.startswith("::") for line in result.stdout.splitlines())


def test_fix_without_faults_writes_nothing(base: Path) -> None:
    before = snapshot(base)
    result = check(base, "--fix")
    assert (result.exit_code, result.stderr) == (0, "")
    assert snapshot(base) == before


def test_a_label_without_a_place_of_its_own_is_left_to_the_writer(base: Path) -> None:
    text = FRONT + "It is [7%][share].\n\n[share]: stat:demand-content\n"
    write(base, "docs/en/case.md", text)
    assert check(base, "--fix").exit_code == 1
    assert (base / "docs/en/case.md").read_text(encoding="utf-8") == text


# What checking leaves behind


def test_checking_writes_only_its_cache(base: Path) -> None:
    write(base, "docs/en/case.md", LABEL)
    before = snapshot(base)
    check(base)
    assert snapshot(base) == before


def test_a_broken_cache_changes_nothing(base: Path) -> None:
    write(base, "docs/en/case.md", DEPRECATED)
    before = found(base)
    for file in (base / ".cache").rglob("*"):
        if file.is_file():
            file.write_bytes(b"[")
    assert found(base) == before


def test_a_tree_that_cannot_be_written_is_checked_all_the_same(base: Path) -> None:
    write(base, ".cache", "a file where the cache would be")
    assert found(base) == []
