"""`status`: what is missing, stale, drafted, translated and reviewed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from oscec.export.schemas import as_files
from oscec.gate import Gate
from oscec.load.knowledge import load_knowledge
from oscec.load.pages import parse_page
from oscec.model.passage import text_stamp
from oscec.translate.status import read_status

if TYPE_CHECKING:
    from tests.translate.conftest import Tree

PAGE = "docs/fr/page.md"


def data(base: Tree, *arguments: str) -> dict[str, dict[str, Any]]:
    """Language -> its state."""
    result = base.run("status", "--format", "json", *arguments)
    assert result.exit_code == 0
    found = json.loads(result.output)
    Draft202012Validator(json.loads(as_files()["translation-status.schema.json"])).validate(found)
    return {language["code"]: language for language in found["languages"]}


def page(base: Tree) -> dict[str, Any]:
    pages: list[dict[str, Any]] = data(base)["fr"]["pages"]
    return next(one for one in pages if one["address"] == "page.md")


def state(base: Tree, front: str) -> str:
    base.change(PAGE, "  status: draft\n", front)
    return str(page(base)["state"])


def test_every_english_page_has_a_state_in_every_language(base: Tree) -> None:
    found = data(base)
    assert list(found) == ["el", "fr"]
    english = {path.relative_to(base.root).as_posix() for path in base.root.rglob("en/**/*.md")}
    for language in found.values():
        assert {one["source"] for one in language["pages"]} == english
    assert {one["state"] for one in found["el"]["pages"]} == {"missing"}
    assert next(one for one in found["el"]["pages"] if one["address"] == "page.md")["path"] == "docs/el/page.md"


def test_a_page_without_stamps_is_neither_stale_nor_current(base: Tree) -> None:
    assert page(base) == {
        "address": "page.md",
        "source": "docs/en/page.md",
        "path": PAGE,
        "state": "draft",
        "passages": 12,
        "stale": 0,
        "facts": False,
        "stamped": False,
    }


@pytest.mark.parametrize(
    ("old", "new", "stale", "facts"),
    [
        ("Stop replying.", "Do not reply.", 1, False),
        ("Call 112.", "Call 113.", 1, True),
        ("- Stop replying.\n", "", 1, True),
        ("Tell someone, for", "Tell someone,\nfor", 0, False),
    ],
)
def test_changed_passages_are_counted_and_facts_told_apart(
    base: Tree, old: str, new: str, stale: int, facts: bool
) -> None:
    base.run("translate", "stamp", "fr", "page.md")
    base.change("docs/en/page.md", old, new)
    found = page(base)
    assert (found["stale"], found["facts"], found["stamped"]) == (stale, facts, True)


def test_a_site_remembers_nothing_of_a_page_as_it_was_before_an_edit(base: Tree) -> None:
    base.run("translate", "stamp", "fr", "page.md")
    tree = Gate(base.root).read_all()
    assert tree.status == read_status(base.root, load_knowledge(base.root))
    tree.loaded.store.write()
    base.change("docs/en/page.md", "Stop replying.", "Do not reply.")
    again = Gate(base.root).read_all().status
    assert again == read_status(base.root, load_knowledge(base.root)) != tree.status


def test_a_page_is_reviewed_when_another_person_has_read_this_text(base: Tree) -> None:
    found, _ = parse_page(base.read(PAGE), PAGE)
    assert found is not None
    review = f"  status: reviewed\n  translator: A\n  reviewer: B\n  reviewed: '{text_stamp(found)}'\n"
    assert state(base, review) == "reviewed"
    base.change(PAGE, "Ne réponds plus.", "Ne réponds pas.")
    assert page(base)["state"] == "translated"


@pytest.mark.parametrize(
    "review",
    [
        "  status: reviewed\n",
        "  status: reviewed\n  reviewer: B\n",
        "  status: reviewed\n  reviewer: B\n  reviewed: '00000000'\n",
    ],
)
def test_a_review_that_nobody_can_check_is_none(base: Tree, review: str) -> None:
    assert state(base, review) == "translated"


def test_nobody_reviews_their_own_translation(base: Tree) -> None:
    found, _ = parse_page(base.read(PAGE), PAGE)
    assert found is not None
    review = f"  status: reviewed\n  translator: A\n  reviewer: A\n  reviewed: '{text_stamp(found)}'\n"
    assert state(base, review) == "translated"


def test_terms_and_labels_are_counted(base: Tree) -> None:
    assert data(base)["fr"]["terms"] == {"total": 4, "missing": 1, "stale": 0}
    base.change("curriculum/fr/terms.yml", "    forms: [enfants]\n", "    definition: Un mineur.\n")
    assert data(base)["fr"]["terms"] == {"total": 4, "missing": 1, "stale": 1}
    base.write("curriculum/fr/labels.yml", "labels:\n  skip: Aller au texte\n")
    assert data(base)["fr"]["labels"] == {"total": 3, "missing": 2, "stale": 1}


def test_the_text_has_a_line_for_each_language(base: Tree) -> None:
    base.run("translate", "stamp", "fr", "page.md")
    base.change("docs/en/page.md", "Call 112.", "Call 113.")
    lines = [line.split() for line in base.run("status").output.splitlines()]
    assert lines[0] == ["missing", "draft", "translated", "reviewed", "stale", "no", "stamps", "terms", "labels"]
    assert [line[0] for line in lines[1:]] == ["el", "fr"]
    assert "1 (1 passages, facts in 1)" in base.run("status").output


def test_the_text_of_one_language_has_a_line_for_each_page(base: Tree) -> None:
    base.run("translate", "stamp", "fr", "page.md")
    base.change("docs/en/page.md", "Stop replying.", "Do not reply.")
    lines = base.run("status", "--lang", "fr").output.splitlines()
    rows = [line.split(maxsplit=2) for line in lines]
    assert ["draft", "docs/fr/page.md", "1 of 12 passages stale, wording only"] in rows
    assert ["missing", "docs/fr/words-matter.md"] in rows
    assert list(data(base, "--lang", "fr")) == ["fr"]


def test_a_language_that_is_not_there_is_refused(base: Tree) -> None:
    assert base.run("status", "--lang", "xx").exit_code == 2


def test_broken_pages_do_not_stop_it(base: Tree) -> None:
    base.write(PAGE, "---\ntitle: [\n---\n")
    assert page(base)["state"] == "missing"
