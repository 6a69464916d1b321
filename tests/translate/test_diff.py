"""`translate diff`: what changed in English, beside the lines of the translation."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.translate.conftest import Tree


def stamped(base: Tree) -> None:
    base.run("translate", "stamp", "fr", "page.md")


def diff(base: Tree) -> str:
    result = base.run("translate", "diff", "fr", "page.md")
    assert result.exit_code == 0
    return result.output


def test_without_git_the_new_text_stands_beside_the_translation(base: Tree) -> None:
    stamped(base)
    base.change("docs/en/page.md", "Stop replying.", "Do not reply.")
    assert diff(base) == (
        "docs/fr/page.md: 1 of 12 passages to look at; wording only.\n\n"
        "[6] (list item)  docs/en/page.md:13  wording\n"
        "  + - Do not reply.\n"
        "  docs/fr/page.md:18\n"
        "  = - Ne réponds plus.\n\n"
        "Done? All: python -m oscec translate stamp fr docs/fr/page.md\n"
        "Some: python -m oscec translate stamp fr docs/fr/page.md 6\n"
    )


def test_with_git_the_old_text_and_the_changed_facts_are_shown(base: Tree) -> None:
    base.git("init", "-q")
    stamped(base)
    base.commit("one")
    base.change("docs/en/page.md", "Call 112.", "Call 113.")
    shown = diff(base)
    assert "[4] (paragraph)  docs/en/page.md:9  FACTS" in shown
    assert "  - Tell someone, for instance a [child](term:child) line. Call 112.[^1]\n" in shown
    assert "  + Tell someone, for instance a [child](term:child) line. Call 113.[^1]\n" in shown
    assert "  facts: - number 112, + number 113\n" in shown


def test_the_old_text_is_found_behind_later_commits(base: Tree) -> None:
    base.git("init", "-q")
    stamped(base)
    base.commit("one")
    texts = ["Stop replying.", "Please stop.", "Stop now.", "Never reply."]
    for old, new in itertools.pairwise(texts):
        base.change("docs/en/page.md", f"- {old}", f"- {new}")
        base.commit(new)
    assert "  - - Stop replying.\n  + - Never reply.\n" in diff(base)


def test_a_shallow_clone_shows_the_new_text_only(base: Tree) -> None:
    base.git("init", "-q")
    stamped(base)
    base.commit("one")
    base.change("docs/en/page.md", "Stop replying.", "Do not reply.")
    base.commit("two")
    base.git("clone", "-q", "--depth", "1", f"file://{base.root}", str(base.root / "shallow"))
    result = base.run("translate", "diff", "fr", "page.md", root=base.root / "shallow")
    assert "  + - Do not reply.\n  docs/fr/page.md:18\n" in result.output
    assert "  - - Stop" not in result.output


def test_an_added_passage_has_its_place(base: Tree) -> None:
    stamped(base)
    base.change("docs/en/page.md", "- Stop replying.\n", "- Stop replying.\n- Keep names.\n")
    assert (
        "[7] (list item)  docs/en/page.md:14  added: translate it\n"
        "  + - Keep names.\n  belongs after the passage at docs/fr/page.md:18\n"
    ) in diff(base)


def test_a_removed_passage_stands_beside_what_is_left_of_it(base: Tree) -> None:
    stamped(base)
    base.change("docs/en/page.md", "- Stop replying.\n", "")
    assert "[r6]  removed: take it out\n  docs/fr/page.md:18\n  = - Ne réponds plus.\n" in diff(base)


def test_reflowed_text_and_labels_of_citations_change_nothing(base: Tree) -> None:
    stamped(base)
    base.change("docs/en/page.md", "Tell someone, for", "Tell someone,\nfor")
    base.change("docs/en/page.md", "[Europol 2017, 1.5]", "[Europol 2017, section 1.5]")
    assert diff(base) == "docs/fr/page.md: nothing has changed in docs/en/page.md.\n"


def test_half_done_work_is_shown_without_wrong_lines(base: Tree) -> None:
    stamped(base)
    base.change("docs/en/page.md", "- Stop replying.\n", "- Do not reply.\n- Keep names.\n- Tell.\n")
    base.change("docs/fr/page.md", "- Ne réponds plus.\n", "- Ne réponds pas.\n- Garde les noms.\n")
    shown = diff(base)
    assert "The translation has 13 passages and stamps of 12: find this one by eye." in shown


def test_a_page_without_stamps_says_what_to_do(base: Tree) -> None:
    result = base.run("translate", "diff", "fr", "page.md")
    assert result.exit_code == 1
    assert "docs/fr/page.md carries no stamps" in result.output
    assert "python -m oscec translate stamp fr docs/fr/page.md" in result.output


def test_a_page_that_is_not_there_says_how_to_begin_it(base: Tree) -> None:
    result = base.run("translate", "diff", "fr", "words-matter.md")
    assert result.exit_code == 2
    assert "begin it with: python -m oscec translate new fr words-matter.md" in result.output
