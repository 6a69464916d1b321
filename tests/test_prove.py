"""The prove mode: faults planted into the real tree are all found at their place; the clean tree has none."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from oscec.gate import Gate
from oscec.load.knowledge import load_knowledge
from oscec.load.pages import page_paths, read_page
from oscec.model.finding import Finding, place

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden" / "prove"
PAGES = page_paths(ROOT, list(load_knowledge(ROOT, ()).knowledge.languages))
PAGE_FAULTS: list[dict[str, Any]] = yaml.safe_load((GOLDEN / "pages.yml").read_text(encoding="utf-8"))
DATA_FAULTS: list[dict[str, Any]] = yaml.safe_load((GOLDEN / "data.yml").read_text(encoding="utf-8"))
SIGN = "⟦"
ALSO_FOUND = ("curriculum/question", "translation/structure", "text/spacing", "text/quotes")
"""What is planted spoils the shape of the last question; a translation has it too many, in English typography."""


def where(finding: Finding) -> tuple[str, int, int]:
    return finding.rule, finding.line, finding.column


def test_the_clean_tree_has_no_finding() -> None:
    assert Gate(ROOT, use_cache=False).check_all() == []


@pytest.mark.parametrize("path", PAGES)
def test_every_fault_in_a_page_is_found_at_its_place(path: str, tree: Path) -> None:
    """All faults at once, one under the other, so that a page is checked once."""
    page, _ = read_page(tree, path)
    assert page is not None
    text, expected, ignored = page.text.rstrip("\n"), [], set()
    for fault in PAGE_FAULTS:
        first = len(text.splitlines()) + 1
        text += f"\n\n{fault['plant']}\n"
        expected.append((fault["rule"], *place(text, text.index(SIGN))))
        text = text.replace(SIGN, "")
        ignored |= {
            (rule, line) for rule in fault.get("also", ()) for line in range(first, len(text.splitlines()) + 1)
        }
    (tree / path).write_text(text, encoding="utf-8")
    found = [where(f) for f in Gate(tree).check_some([path]) if (f.rule, f.line) not in ignored]
    if "/cases/" in path:
        expected = [fault for fault in expected if fault[0] != "evidence/unlinked"]
        found = [fault for fault in found if fault[0] != "evidence/unlinked"]
    assert sorted(fault for fault in found if fault[0] not in ALSO_FOUND) == sorted(expected)


@pytest.mark.parametrize("fault", PAGE_FAULTS, ids=lambda fault: fault["rule"])
def test_every_fault_alone_is_found_at_its_place(fault: dict[str, Any], tree: Path) -> None:
    path = "docs/en/words-matter.md"
    clean = (tree / path).read_text(encoding="utf-8").rstrip("\n")
    text = f"{clean}\n\n{fault['plant']}\n"
    line, column = place(text, text.index(SIGN))
    (tree / path).write_text(text.replace(SIGN, ""), encoding="utf-8")
    found = [f for f in Gate(tree).check_some([path]) if f.rule not in fault.get("also", ())]
    assert [where(f) for f in found] == [(fault["rule"], line, column)]


@pytest.mark.parametrize("path", PAGES)
def test_a_deprecated_term_is_found_wherever_it_stands_in_a_page(path: str, tree: Path) -> None:
    page, _ = read_page(tree, path)
    assert page is not None
    between = r"(?<=[a-zà-ÿα-ωа-я]) (?=[a-zà-ÿα-ωа-я])"
    spaces = [match.start() for match in re.finditer(between, page.text) if match.start() > page.body]
    links = [match.span() for match in re.finditer(r"\[[^\]]*\]\([^)]*\)|<!--.*?-->|`[^`]*`", page.text)]
    free = [offset for offset in spaces if not any(start < offset < end for start, end in links)]
    text, places = page.text, []
    for number, offset in enumerate(sorted(random.Random(path).sample(free, 12))):
        at = offset + number * len(" sextortion")
        text = f"{text[:at]} sextortion{text[at:]}"
        places.append(at + 1)
    (tree / path).write_text(text, encoding="utf-8")
    found = [f for f in Gate(tree).check_some([path]) if f.rule == "terminology/deprecated"]
    assert [where(f)[1:] for f in found] == [place(text, at) for at in places]


@pytest.mark.parametrize("fault", DATA_FAULTS, ids=lambda fault: f"{fault['file']}-{fault['rule']}")
def test_every_fault_in_a_data_file_is_found_at_its_place(fault: dict[str, Any], tree: Path) -> None:
    planted = plant(fault, tree)
    found = [f for f in Gate(tree, use_cache=False).check_all() if f.rule == fault["rule"]]
    assert found
    if SIGN in planted:
        line, column = place(planted, planted.index(SIGN))
        assert (fault["file"], line, column) in [(f.path, f.line, f.column) for f in found]


def plant(fault: dict[str, Any], tree: Path) -> str:
    """Put the fault into its file; gives the file's text with the sign of the place."""
    file = tree / fault["file"]
    text = file.read_text(encoding="utf-8")
    assert fault["find"] in text, fault
    planted: str = text.replace(fault["find"], fault["plant"], 1)
    file.write_text(planted.replace(SIGN, ""), encoding="utf-8")
    return planted


@pytest.mark.parametrize("number", range(0, len(DATA_FAULTS), 7))
def test_what_is_remembered_hides_no_fault_and_keeps_none(number: int, tree: Path) -> None:
    fault = DATA_FAULTS[number]
    clean = (tree / fault["file"]).read_text(encoding="utf-8")
    assert Gate(tree).check_all() == []
    plant(fault, tree)
    assert Gate(tree).check_all() == Gate(tree, use_cache=False).check_all() != []
    (tree / fault["file"]).write_text(clean, encoding="utf-8")
    assert Gate(tree).check_all() == []


FAMILIES = {
    "terminology": "A word: sextortion.",
    "glossary": "A link: [oSCEC](term:nothing).",
    "evidence": "A share: 63% of them.",
    "reference": "A work: [Somebody](ref:nothing).",
    "link": "A link: [there](nothing.md).",
}


@pytest.mark.parametrize("family", [*FAMILIES, "file"])
def test_check_build_and_bare_mkdocs_fail_with_the_same_message(family: str, tree: Path) -> None:
    page = tree / "docs/en/words-matter.md"
    if family == "file":
        (tree / "docs/en/broken.md").write_text("no front matter\n", encoding="utf-8")
    else:
        page.write_text(f"{page.read_text(encoding='utf-8')}\n{FAMILIES[family]}\n", encoding="utf-8")
    published = tree / "site"
    published.mkdir()
    (published / "index.html").write_text("the site as it was", encoding="utf-8")
    check = run(tree, "-m", "oscec", "check")
    message = next(line for line in check.stdout.splitlines() if f" {family}/" in line)
    build = run(tree, "-m", "oscec", "build")
    bare = run(tree, "-m", "mkdocs", "build", "--site-dir", str(tree / "bare"))
    assert (check.returncode, build.returncode, bare.returncode) == (1, 1, 1)
    assert message in build.stdout
    assert message in bare.stdout + bare.stderr
    assert (published / "index.html").read_text(encoding="utf-8") == "the site as it was"
    assert [p.name for p in published.parent.glob("site*")] == ["site"]
    shutil.rmtree(tree / "bare", ignore_errors=True)


def run(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=tree, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_a_fault_of_one_language_is_remembered_for_that_language_only(tree: Path) -> None:
    """A broken pattern in Bulgarian must not hide what is wrong in French, now or once it is mended."""
    bulgarian, french = tree / "curriculum/bg/terms.yml", tree / "curriculum/fr/terms.yml"
    good = bulgarian.read_text(encoding="utf-8")
    text = french.read_text(encoding="utf-8")
    french.write_text(
        text.replace("terms:\n", "terms:\n  groming:\n    term: mot\n    status: proposed\n", 1), encoding="utf-8"
    )
    bulgarian.write_text(
        good.replace("        matches:\n", "        matches:\n          - добър ден\n", 1), encoding="utf-8"
    )
    assert {f.rule for f in Gate(tree).check_all()} == {"terminology/pattern", "glossary/unknown-concept"}
    bulgarian.write_text(good, encoding="utf-8")
    assert {f.rule for f in Gate(tree).check_all()} == {"glossary/unknown-concept"}
