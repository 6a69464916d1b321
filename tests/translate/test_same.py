"""`translate same`: a typo gives nobody anything to do, and nothing else passes for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from tests.translate.conftest import Tree

FILE = "curriculum/same.yml"


@pytest.fixture
def stamped(base: Tree) -> Tree:
    """The tree with a French and a Greek translation, both up to date."""
    base.write("docs/el/page.md", base.read("docs/fr/page.md"))
    base.run("translate", "stamp", "fr", "page.md")
    base.run("translate", "stamp", "el", "page.md")
    return base


def recorded(base: Tree) -> dict[str, dict[str, str]]:
    pages: dict[str, dict[str, str]] = yaml.safe_load(base.read(FILE))["same"]
    return pages


def is_current(base: Tree, language: str) -> bool:
    return "nothing has changed" in base.run("translate", "diff", language, "page.md").output


@pytest.mark.parametrize("arguments", [("page.md",), ("en", "docs/en/page.md"), ("docs/fr/page.md", "6")])
def test_a_typo_makes_no_translation_stale(stamped: Tree, arguments: tuple[str, ...]) -> None:
    stamped.change("docs/en/page.md", "Stop replying.", "Stop answering.")
    assert not is_current(stamped, "fr")
    result = stamped.run("translate", "same", *arguments)
    assert result.exit_code == 0
    assert result.output == f"{FILE}: passage 6 of docs/en/page.md gives nothing to do to el, fr.\n"
    assert is_current(stamped, "fr")
    assert is_current(stamped, "el")
    assert stamped.run("check", FILE).output == "No findings.\n"


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("Call 112.", "Call 113.", "docs/en/page.md:9: passage 4 (paragraph)"),
        ("(term:child)", "(term:oscec)", "docs/en/page.md:9: passage 4 (paragraph)"),
        ("Call 112.[^1]", "Call 112.", "docs/en/page.md:9: passage 4 (paragraph)"),
        ("#which-words", "#words-matter", "docs/en/page.md:14: passage 7 (list item)"),
        ("ref:europol-2017", "ref:nation-2003", "docs/en/page.md:23: passage 12 (footnote)"),
        ("- Stop replying.\n", "- Stop replying.\n- New.\n", "docs/en/page.md:14: passage 7 (list item)"),
        ("- Stop replying.\n", "", "docs/en/page.md:1: passage r6"),
    ],
)
def test_a_changed_fact_is_refused_with_its_line(stamped: Tree, old: str, new: str, place: str) -> None:
    stamped.change("docs/en/page.md", old, new)
    result = stamped.run("translate", "same", "page.md")
    assert result.exit_code == 1
    assert result.output.startswith(f"{place}: ")
    assert not (stamped.root / FILE).exists()


def test_beside_a_changed_fact_the_typo_can_be_recorded_by_its_number(stamped: Tree) -> None:
    stamped.change("docs/en/page.md", "Call 112.", "Call 113.")
    stamped.change("docs/en/page.md", "Stop replying.", "Stop answering.")
    assert (
        "For the others: python -m oscec translate same docs/en/page.md 6"
        in stamped.run("translate", "same", "page.md").output
    )
    assert stamped.run("translate", "same", "page.md", "6").exit_code == 0
    shown = stamped.run("translate", "diff", "fr", "page.md").output
    assert "[4]" in shown
    assert "[6]" not in shown


def test_a_second_typo_follows_the_first(stamped: Tree) -> None:
    for old, new in (("Stop replying.", "Stop answering."), ("Stop answering.", "Stop to answer.")):
        stamped.change("docs/en/page.md", old, new)
        assert stamped.run("translate", "same", "page.md").exit_code == 0
    assert is_current(stamped, "fr")
    assert len(recorded(stamped)["docs/en/page.md"]) == 1


def test_an_edit_that_is_taken_back_needs_no_entry(stamped: Tree) -> None:
    stamped.change("docs/en/page.md", "Stop replying.", "Stop answering.")
    stamped.run("translate", "same", "page.md")
    stamped.change("docs/en/page.md", "Stop answering.", "Stop replying.")
    assert is_current(stamped, "fr")
    assert "nothing to record" in stamped.run("translate", "same", "page.md").output
    assert recorded(stamped) == {}


def test_entries_go_when_every_translation_carries_the_new_stamp(stamped: Tree) -> None:
    stamped.change("docs/en/page.md", "Stop replying.", "Stop answering.")
    stamped.run("translate", "same", "page.md")
    stamped.run("translate", "stamp", "fr", "page.md")
    stamped.run("translate", "same", "page.md")
    assert len(recorded(stamped)["docs/en/page.md"]) == 1, "Greek still needs it"
    stamped.run("translate", "stamp", "el", "page.md")
    stamped.run("translate", "same", "words-matter.md")
    assert recorded(stamped) == {}


def test_stamps_that_look_like_numbers_stay_words(stamped: Tree) -> None:
    stamped.change("docs/en/page.md", "Stop replying.", "Stop answering.")
    stamped.run("translate", "same", "page.md")
    assert stamped.read(FILE).count("'") == 4


def test_a_translation_that_was_outdated_before_is_not_brought_up_to_date_by_a_typo(stamped: Tree) -> None:
    stamped.change("docs/en/page.md", "Stop replying.", "Never pay.")
    stamped.run("translate", "stamp", "el", "page.md")
    stamped.change("docs/en/page.md", "Never pay.", "Never pay!")
    refused = stamped.run("translate", "same", "page.md")
    assert refused.exit_code == 1
    assert "el, fr may have been outdated before this edit" in refused.output
    assert stamped.run("translate", "same", "page.md", "--lang", "el").exit_code == 0
    assert is_current(stamped, "el")
    assert not is_current(stamped, "fr")


def test_git_knows_which_translation_was_outdated_before(stamped: Tree) -> None:
    stamped.git("init", "-q")
    stamped.commit("one")
    stamped.change("docs/en/page.md", "Stop replying.", "Never pay.")
    stamped.commit("another meaning")
    stamped.change("docs/en/page.md", "Never pay.", "Never pay!")
    stamped.run("translate", "stamp", "el", "page.md")
    refused = stamped.run("translate", "same", "page.md")
    assert refused.exit_code == 1
    assert "fr may have been outdated before this edit" in refused.output


def test_git_sees_that_a_translation_was_up_to_date(stamped: Tree) -> None:
    stamped.git("init", "-q")
    stamped.commit("one")
    stamped.change("docs/en/page.md", "Stop replying.", "Stop answering.")
    stamped.commit("typo")
    assert stamped.run("translate", "same", "page.md").exit_code == 0
    stamped.change("docs/en/page.md", "Stop answering.", "Stop to answer.")
    stamped.commit("another typo")
    assert stamped.run("translate", "same", "page.md").exit_code == 0
    assert is_current(stamped, "fr")


def test_words_that_stand_twice_cannot_be_recorded(base: Tree) -> None:
    for language in ("en", "fr"):
        base.write(f"docs/{language}/page.md", "---\ntitle: T\ndescription: D.\n---\n\n# T\n\nOne.\n\nOne.\n\nEnd.\n")
    base.run("translate", "stamp", "fr", "page.md")
    base.write("docs/en/page.md", base.read("docs/en/page.md").replace("One.\n\nEnd", "Two.\n\nEnd"))
    result = base.run("translate", "same", "page.md")
    assert result.exit_code == 1
    assert "the same words in two passages" in result.output


def test_a_number_without_a_change_is_refused(stamped: Tree) -> None:
    stamped.change("docs/en/page.md", "Stop replying.", "Stop answering.")
    result = stamped.run("translate", "same", "page.md", "4")
    assert result.exit_code == 2
    assert "there are: 6." in result.output
    assert stamped.run("translate", "same", "en").exit_code == 2


def test_a_broken_file_is_not_overwritten(stamped: Tree) -> None:
    stamped.write(FILE, "same: [\n")
    result = stamped.run("translate", "same", "page.md")
    assert result.exit_code == 1
    assert f"{FILE}:2:1: error file/yaml" in result.output
    assert stamped.read(FILE) == "same: [\n"
