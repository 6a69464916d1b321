"""`translate new`: a page begins as a copy of the English one, and nothing is ever overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.translate.conftest import Tree

MODULE = """\
---
title: Words
description: What they do.
sensitivity: 2
---

# Words

See [help](../../../docs/en/index.md#x), [children](../../en/m01-words-matter/index.md),
[a page](<../../../docs/en/page.md>), [the open](../children/index.md), [en/](https://example.org/docs/en/x).
"""


def test_the_copy_is_a_draft_with_todays_stamps(base: Tree) -> None:
    english = base.read("docs/en/words-matter.md")
    result = base.run("translate", "new", "fr", "docs/en/words-matter.md")
    assert result.exit_code == 0
    assert result.output.startswith(
        "docs/fr/words-matter.md is a copy of docs/en/words-matter.md, marked as a draft."
    )
    text = base.read("docs/fr/words-matter.md")
    head, _, rest = text.partition("translation:\n  status: draft\n  source: >-\n")
    assert english.startswith(head)
    assert english.endswith(rest[rest.index("---") :])
    assert "nothing has changed" in base.run("translate", "diff", "fr", "words-matter.md").output


@pytest.mark.parametrize(
    "name", ["words-matter", "words-matter.md", "docs/en/words-matter.md", "docs/fr/words-matter.md"]
)
def test_a_page_may_be_named_in_any_way(base: Tree, name: str) -> None:
    assert base.run("translate", "new", "fr", name).exit_code == 0
    assert (base.root / "docs/fr/words-matter.md").is_file()


def test_a_page_may_be_named_from_where_one_stands(base: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(base.root / "docs" / "en")
    assert base.run("translate", "new", "fr", "words-matter.md").exit_code == 0
    assert (base.root / "docs/fr/words-matter.md").is_file()


@pytest.mark.parametrize("name", ["modules/m01-words-matter/index.md", "modules/m01-words-matter"])
def test_a_module_stands_in_the_curriculum(base: Tree, name: str) -> None:
    assert base.run("translate", "new", "fr", name).exit_code == 0
    assert (base.root / "curriculum/fr/m01-words-matter/index.md").is_file()


def test_relative_links_name_the_language_of_the_page(base: Tree) -> None:
    base.write("curriculum/en/m01-words-matter/index.md", MODULE)
    base.run("translate", "new", "fr", "modules/m01-words-matter")
    text = base.read("curriculum/fr/m01-words-matter/index.md")
    assert "[help](../../../docs/fr/index.md#x)" in text
    assert "[children](../../fr/m01-words-matter/index.md)" in text
    assert "[a page](<../../../docs/fr/page.md>)" in text
    assert "[the open](../children/index.md)" in text
    assert "[en/](https://example.org/docs/en/x)" in text
    assert "sensitivity: 2\n" in text


def test_line_ends_of_windows_are_copied(base: Tree) -> None:
    base.write("docs/en/words-matter.md", base.read("docs/en/words-matter.md").replace("\n", "\r\n"))
    base.run("translate", "new", "fr", "words-matter.md")
    text = base.read("docs/fr/words-matter.md")
    assert text.count("\n") == text.count("\r\n") > 10


def test_a_page_that_is_there_is_never_overwritten(base: Tree) -> None:
    before = base.read("docs/fr/page.md")
    result = base.run("translate", "new", "fr", "page.md")
    assert (result.exit_code, result.output) == (1, "docs/fr/page.md is there already; nothing was written.\n")
    assert base.read("docs/fr/page.md") == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("fr", "word-matters.md"),
            "There is no English page 'word-matters.md'. Did you mean docs/en/words-matter.md?",
        ),
        (("fr", "../en/page"), "There is no English page '../en/page'."),
        (("en", "page.md"), "Pages are written in 'en'"),
        (("xx", "page.md"), "'xx' is no language of languages.yml; allowed: el, en, fr."),
    ],
)
def test_wrong_names_are_said(base: Tree, arguments: tuple[str, str], said: str) -> None:
    result = base.run("translate", "new", *arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_a_broken_english_page_is_said_with_its_line(base: Tree) -> None:
    base.write("docs/en/words-matter.md", "---\ntitle: A\n---\n\n# A\n")
    result = base.run("translate", "new", "fr", "words-matter.md")
    assert result.exit_code == 1
    assert result.output.startswith("docs/en/words-matter.md:2:1: error file/front-matter: ")
    assert not (base.root / "docs/fr/words-matter.md").exists()
