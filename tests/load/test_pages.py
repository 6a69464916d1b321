"""A page is a file in a language's folder with front matter; what is wrong with either has a line and a column."""

from __future__ import annotations

from pathlib import Path

import pytest

from oscec.cache import Cache
from oscec.load import pages as reading
from oscec.load.pages import folder_findings, page_paths, read_page
from oscec.model.finding import Finding
from oscec.model.page import Page, address_of

GOOD = "---\ntitle: A page\ndescription: What it says.\n---\n\n# A page\n"


def read(root: Path, text: str, path: str = "docs/en/page.md") -> tuple[Page | None, list[Finding]]:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8", newline="")
    return read_page(root, path)


def faults(root: Path, text: str) -> list[tuple[str, int, int]]:
    page, findings = read(root, text)
    assert page is not None
    return [(finding.rule, finding.line, finding.column) for finding in findings]


def test_a_page_has_its_front_matter_and_its_markdown(tmp_path: Path) -> None:
    page, findings = read(tmp_path, GOOD)
    assert findings == []
    assert page is not None
    assert page.meta is not None
    assert (page.meta.title, page.markdown) == ("A page", "\n# A page\n")


def test_front_matter_is_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Cache(tmp_path)
    read(tmp_path, GOOD)
    page, _ = read_page(tmp_path, "docs/en/page.md", store)
    monkeypatch.setattr(reading, "parse_yaml", None)
    assert read_page(tmp_path, "docs/en/page.md", store) == (page, [])
    monkeypatch.undo()
    read(tmp_path, GOOD.replace("A page\n", "Another\n", 1))
    other, _ = read_page(tmp_path, "docs/en/page.md", store)
    assert other is not None
    assert other.meta is not None
    assert other.meta.title == "Another"


@pytest.mark.parametrize(
    "line", ["titel: A page", "title: A page\ncolour: red"], ids=["nothing to use", "the rest is used"]
)
def test_a_fault_of_front_matter_is_said_each_time(tmp_path: Path, line: str) -> None:
    store = Cache(tmp_path)
    read(tmp_path, GOOD.replace("title: A page", line))
    first, second = (read_page(tmp_path, "docs/en/page.md", store) for _ in range(2))
    assert first == second
    assert {finding.rule for finding in first[1]} == {"file/front-matter"}


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        pytest.param(GOOD.replace("\n", "\r\n"), "\n# A page\n", id="line ends of Windows"),
        pytest.param("\ufeff" + GOOD, "\n# A page\n", id="byte order mark"),
        pytest.param(GOOD.replace("---\n", "--- \t\n"), "\n# A page\n", id="blanks after the lines"),
        pytest.param("---\ntitle: A\ndescription: B\n---", "", id="nothing after it"),
        pytest.param(GOOD + "---\nmore\n---\n", "\n# A page\n---\nmore\n---\n", id="rules in the text"),
        pytest.param("---\ntitle: A ---\ndescription: B\n---\nText", "Text", id="dashes in a title"),
    ],
)
def test_front_matter_is_found(tmp_path: Path, text: str, markdown: str) -> None:
    page, findings = read(tmp_path, text)
    assert findings == []
    assert page is not None
    assert page.markdown == markdown


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# A page\n", id="missing"),
        pytest.param("---\ntitle: A\ndescription: B\n\n# A page\n", id="never closed"),
        pytest.param("\n" + GOOD, id="after an empty line"),
        pytest.param(" " + GOOD, id="indented"),
        pytest.param("----\ntitle: A\n----\n", id="four dashes"),
        pytest.param("+++\ntitle = 'A'\n+++\n", id="of another kind"),
        pytest.param("---", id="only a line"),
    ],
)
def test_a_page_without_front_matter_says_how_to_begin(tmp_path: Path, text: str) -> None:
    page, [finding] = read(tmp_path, text)
    assert page is not None
    assert (page.meta, page.body, page.markdown) == (None, 0, text)
    assert (finding.rule, finding.line, finding.column) == ("file/front-matter", 1, 1)
    assert "'title: …'" in finding.message


@pytest.mark.parametrize(
    ("front", "line", "column"),
    [
        pytest.param("title: A: B\ndescription: C\n", 2, 9, id="a second colon"),
        pytest.param("title: A\n  description: C\n", 3, 14, id="wrong indentation"),
        pytest.param("title: A\n\tdescription: C\n", 3, 1, id="a tab"),
        pytest.param("title: 'A\ndescription: C\n", 4, 1, id="an open quotation"),
        pytest.param("title: A\ntitle: B\ndescription: C\n", 3, 1, id="a key twice"),
        pytest.param("- title\n- description\n", 2, 1, id="a list"),
        pytest.param("title\n", 2, 1, id="a word"),
        pytest.param("", 2, 1, id="nothing"),
        pytest.param("# nothing\n", 2, 1, id="a comment"),
        pytest.param("title: A\ndescription: ''\n", 3, 1, id="an empty description"),
        pytest.param("title: A <b>\ndescription: C\n", 2, 1, id="markup in the title"),
        pytest.param("title: A\ndescription: B\nreport: '1.5'\n", 4, 1, id="no list of sections"),
        pytest.param("title: A\ndescription: B\nreport: [1.5]\n", 4, 10, id="a number as a section"),
        pytest.param("title: A\ndescription: B\nlayout: wide\n", 4, 1, id="an unknown key"),
        pytest.param("title: A\ndescription: B\ntranslation: {status: done}\n", 4, 15, id="an unknown status"),
        pytest.param("title: A\n", 2, 1, id="no description"),
    ],
)
def test_a_fault_in_the_front_matter_has_its_place(tmp_path: Path, front: str, line: int, column: int) -> None:
    assert faults(tmp_path, f"---\n{front}---\n\n# A page\n") == [("file/front-matter", line, column)]


def test_the_message_says_that_it_speaks_of_the_front_matter(tmp_path: Path) -> None:
    _, [finding] = read(tmp_path, "---\ntitle: A\n---\n")
    assert finding.message == "In the front matter: the key 'description' is missing in 'this file'."


def test_a_page_with_broken_front_matter_keeps_its_text(tmp_path: Path) -> None:
    page, _ = read(tmp_path, "---\ntitle: A: B\n---\n\nText\n")
    assert page is not None
    assert (page.meta, page.markdown) == (None, "\nText\n")


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("docs/en/page.md", ("en", "page.md")),
        ("docs/fr/a/b.md", ("fr", "a/b.md")),
        ("curriculum/en/m01-x/index.md", ("en", "modules/m01-x/index.md")),
        ("curriculum/en/courses/c1-x.md", ("en", "courses/c1-x.md")),
        ("docs/page.md", None),
        ("README.md", None),
        ("adr/en/page.md", None),
        ("docs/en/page.txt", None),
    ],
)
def test_the_address_of_a_page_is_the_same_in_every_language(path: str, address: tuple[str, str] | None) -> None:
    assert address_of(path) == address


def test_a_page_in_no_languages_folder_is_refused(tmp_path: Path) -> None:
    page, [finding] = read(tmp_path, GOOD, "docs/page.md")
    assert page is None
    assert (finding.rule, finding.line, finding.column) == ("file/place", 1, 1)


def test_pages_are_found_in_both_trees_and_in_order(tmp_path: Path) -> None:
    for path in ("docs/fr/b.md", "docs/en/a/c.md", "docs/en/b.md", "curriculum/en/m01-x/index.md", "docs/xx/a.md"):
        read(tmp_path, GOOD, path)
    (tmp_path / "docs/en/note.txt").write_text("no page", encoding="utf-8")
    found = ["curriculum/en/m01-x/index.md", "docs/en/a/c.md", "docs/en/b.md", "docs/fr/b.md"]
    assert page_paths(tmp_path, ["en", "fr"]) == found


def test_a_folder_of_no_language_is_a_finding_beside_the_shared_ones(tmp_path: Path) -> None:
    for folder in ("docs/en", "docs/xx", "docs/assets", "curriculum/countries", "curriculum/EN"):
        (tmp_path / folder).mkdir(parents=True)
    found = [(f.path, f.rule) for f in folder_findings(tmp_path, ["en"])]
    assert found == [("docs/xx", "file/unknown-language"), ("curriculum/EN", "file/unknown-language")]


def test_a_tree_without_folders_has_no_pages(tmp_path: Path) -> None:
    assert page_paths(tmp_path, ["en"]) == []
    assert folder_findings(tmp_path, ["en"]) == []
