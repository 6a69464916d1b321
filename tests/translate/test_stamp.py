"""Stamps: what is marked as done is current, and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oscec.load.pages import parse_page
from oscec.model.drift import drift
from oscec.model.page import Page
from oscec.model.pair import Pair
from oscec.model.passage import passages_of, text_stamp
from oscec.translate.pair import name_of
from oscec.translate.stamp import _chosen

if TYPE_CHECKING:
    from tests.translate.conftest import Tree

FRONT = "---\ntitle: {}\ndescription: D.\n{}---\n\n"
_TEXT = st.text(st.sampled_from("abc 12"), min_size=1, max_size=6).map(lambda text: f"x{text.strip()}x")
_TEXTS = st.lists(_TEXT, min_size=1, max_size=12, unique=True)


def page(language: str, paragraphs: list[str], stamps: list[str] | None = None) -> Page:
    source = f"translation: {{status: draft, source: '{' '.join(stamps)}'}}\n" if stamps else ""
    text = FRONT.format(language, source) + "\n\n".join(paragraphs) + "\n"
    found, findings = parse_page(text, f"docs/{language}/page.md")
    assert findings == []
    assert found is not None
    return found


def stamps_of(found: Page) -> list[str]:
    return [passage.stamp for passage in passages_of(found)]


@given(_TEXTS, _TEXTS)
@settings(max_examples=200)
def test_after_all_are_marked_nothing_has_changed(then: list[str], now: list[str]) -> None:
    pair = Pair(page("en", now), page("fr", now, stamps_of(page("en", then))), {})
    stamps = list(_chosen(pair, {name_of(step) for step in pair.changes}))
    assert stamps == stamps_of(pair.source)
    assert {step.change for step in drift(stamps, stamps)} == {"equal"}


@given(_TEXTS, _TEXTS, st.data())
@settings(max_examples=200)
def test_what_is_not_marked_stays_as_it_was(then: list[str], now: list[str], data: st.DataObject) -> None:
    pair = Pair(page("en", now), page("fr", now, stamps_of(page("en", then))), {})
    names = [name_of(step) for step in pair.changes]
    chosen = data.draw(st.sets(st.sampled_from(names))) if names else set()
    stamps = list(_chosen(pair, chosen))
    left = [step for step in pair.changes if name_of(step) not in chosen]
    assert len(stamps) == len(pair.then) + sum(
        (step.change == "added") - (step.change == "removed") for step in pair.changes if name_of(step) in chosen
    )
    kept = [pair.then[step.old] for step in left if step.old is not None]
    rest = iter(stamps)
    assert all(stamp in rest for stamp in kept), "in their order"
    today = stamps_of(pair.source)
    marked = [today[step.new] for step in pair.changes if name_of(step) in chosen and step.new is not None]
    assert set(marked) <= set(stamps)
    assert not {today[step.new] for step in left if step.new is not None} & (set(stamps) - set(pair.then))


def test_a_page_is_marked_and_nothing_else_of_it_changes(base: Tree) -> None:
    before = base.read("docs/fr/page.md")
    result = base.run("translate", "stamp", "fr", "page.md")
    assert (result.exit_code, result.output) == (0, "docs/fr/page.md: 12 passages carry stamps; all are done.\n")
    after = base.read("docs/fr/page.md")
    head, rest = before.split("  status: draft\n")
    assert after.startswith(f"{head}  status: draft\n  source: >-\n    ")
    assert after.endswith(rest)
    assert max(len(line) for line in after[: after.index("\n---", 4)].splitlines()) < 100


def test_marking_twice_writes_nothing(base: Tree) -> None:
    base.run("translate", "stamp", "fr", "page.md")
    before = base.read("docs/fr/page.md")
    assert "already" in base.run("translate", "stamp", "fr", "page.md").output
    assert base.read("docs/fr/page.md") == before


def test_line_ends_of_windows_stay(base: Tree) -> None:
    base.write("docs/fr/page.md", "\ufeff" + base.read("docs/fr/page.md").replace("\n", "\r\n"))
    assert base.run("translate", "stamp", "fr", "page.md").exit_code == 0
    after = base.read("docs/fr/page.md")
    assert after.startswith("\ufeff---\r\n")
    assert after.count("\n") == after.count("\r\n")
    assert "nothing has changed" in base.run("translate", "diff", "fr", "page.md").output


def test_a_passage_too_few_is_refused_with_its_place(base: Tree) -> None:
    base.change("docs/fr/page.md", "- Ne réponds plus.\n", "")
    before = base.read("docs/fr/page.md")
    result = base.run("translate", "stamp", "fr", "page.md")
    assert result.exit_code == 1
    assert "docs/fr/page.md:13: after this passage, the list item of docs/en/page.md:13 is missing." in result.output
    assert base.read("docs/fr/page.md") == before


def test_a_passage_too_many_is_refused_with_its_place(base: Tree) -> None:
    base.change("docs/fr/page.md", "## Que faire\n", "De trop.\n\n## Que faire\n")
    result = base.run("translate", "stamp", "fr", "page.md")
    assert result.exit_code == 1
    assert "docs/fr/page.md:13: this paragraph is not in docs/en/page.md." in result.output


def test_one_passage_is_marked_and_the_other_stays_stale(base: Tree) -> None:
    base.run("translate", "stamp", "fr", "page.md")
    base.change("docs/en/page.md", "Stop replying.", "Do not reply.")
    base.change("docs/en/page.md", "Call 112.", "Call 113.")
    assert base.run("translate", "stamp", "fr", "page.md", "6").output.endswith("1 still to do.\n")
    shown = base.run("translate", "diff", "fr", "page.md").output
    assert "[4] (paragraph)" in shown
    assert "[6]" not in shown


def test_an_added_passage_is_marked_once_it_is_written(base: Tree) -> None:
    base.run("translate", "stamp", "fr", "page.md")
    base.change("docs/en/page.md", "- Stop replying.\n", "- Stop replying.\n- Keep names.\n")
    assert base.run("translate", "stamp", "fr", "page.md", "7").exit_code == 1
    base.change("docs/fr/page.md", "- Ne réponds plus.\n", "- Ne réponds plus.\n- Garde les noms.\n")
    assert base.run("translate", "stamp", "fr", "page.md", "7").exit_code == 0
    assert "nothing has changed" in base.run("translate", "diff", "fr", "page.md").output


def test_a_removed_passage_is_marked_once_it_is_gone(base: Tree) -> None:
    base.run("translate", "stamp", "fr", "page.md")
    base.change("docs/en/page.md", "- Stop replying.\n", "")
    base.change("docs/fr/page.md", "- Ne réponds plus.\n", "")
    assert "[r6] removed" in base.run("translate", "diff", "fr", "page.md").output.replace("  ", " ")
    assert base.run("translate", "stamp", "fr", "page.md", "r6").exit_code == 0
    assert "nothing has changed" in base.run("translate", "diff", "fr", "page.md").output


@pytest.mark.parametrize("name", ["99", "1", "r1", "x", "0"])
def test_a_number_without_a_change_is_refused(base: Tree, name: str) -> None:
    base.run("translate", "stamp", "fr", "page.md")
    base.change("docs/en/page.md", "Stop replying.", "Do not reply.")
    result = base.run("translate", "stamp", "fr", "page.md", name)
    assert result.exit_code == 2
    assert "there are: 6." in result.output


def test_numbers_need_stamps(base: Tree) -> None:
    result = base.run("translate", "stamp", "fr", "page.md", "4")
    assert result.exit_code == 2
    assert "carries no stamps yet" in result.output


def reviewed(base: Tree) -> str:
    """Make the French page a reviewed one; its text."""
    text = base.read("docs/fr/page.md")
    found, _ = parse_page(text, "docs/fr/page.md")
    assert found is not None
    state = f"  status: reviewed\n  translator: A\n  reviewer: B\n  reviewed: '{text_stamp(found)}'\n"
    text = text.replace("  status: draft\n", state)
    base.write("docs/fr/page.md", text)
    return text


def test_a_reviewed_page_stays_reviewed_while_its_text_does(base: Tree) -> None:
    reviewed(base)
    base.run("translate", "stamp", "fr", "page.md")
    assert "  status: reviewed\n" in base.read("docs/fr/page.md")


def test_a_reviewed_page_whose_text_was_edited_is_translated_again(base: Tree) -> None:
    reviewed(base)
    base.change("docs/fr/page.md", "Ne réponds plus.", "Ne réponds pas.")
    result = base.run("translate", "stamp", "fr", "page.md")
    assert "the status is 'translated' again" in result.output
    text = base.read("docs/fr/page.md")
    assert "  status: translated\n  translator: A\n  reviewer: B\n" in text


def test_all_pages_of_a_language_at_once(base: Tree) -> None:
    base.write("docs/fr/index.md", "---\ntitle: A\ndescription: B.\n---\n\n# A\n")
    result = base.run("translate", "stamp", "fr", "--all")
    assert result.exit_code == 1
    assert result.stdout == "docs/fr/page.md: 12 passages carry stamps; all are done.\n"
    assert result.stderr.startswith("docs/fr/index.md: it has 3 passages, and 6 would be marked as done")
    assert "source:" not in base.read("docs/fr/index.md")


def test_a_page_or_all_but_not_both(base: Tree) -> None:
    assert base.run("translate", "stamp", "fr").exit_code == 2
    assert base.run("translate", "stamp", "fr", "page.md", "--all").exit_code == 2


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("---\ntitle: [\n---\n", "docs/fr/page.md:3:1: error file/front-matter: "),
        ("# No front matter\n", "docs/fr/page.md:1:1: error file/front-matter: "),
        ("---\ntitle: A\ndescription: B.\ntranslation: {status: done}\n---\n", "docs/fr/page.md:4:15: error "),
    ],
)
def test_a_broken_front_matter_is_said_with_its_line(base: Tree, front: str, said: str) -> None:
    base.write("docs/fr/page.md", front)
    for verb in ("stamp", "diff"):
        result = base.run("translate", verb, "fr", "page.md")
        assert result.exit_code == 1
        assert said in result.output
    assert base.read("docs/fr/page.md") == front


# Terms and labels


TERMS = """\
terms:
  child:
    term: enfant
    status: proposed
    definition: Toute personne de moins de dix-huit ans.
  grooming:
    term: >-
      pédopiégeage
    stamp: '00000000'
    status: proposed
    definition: Gagner la confiance pour abuser.
  csem:
    term: matériel
    status: proposed
"""


def test_terms_get_a_stamp_under_their_term_or_in_the_place_of_the_old_one(base: Tree) -> None:
    base.write("curriculum/fr/terms.yml", TERMS)
    assert (
        base.run("translate", "stamp", "fr", "terms.yml").output
        == "curriculum/fr/terms.yml: 2 entries marked as done.\n"
    )
    after = base.read("curriculum/fr/terms.yml")
    lines = after.splitlines()
    assert lines[3].startswith("    stamp: '")
    assert [line for line in lines if "stamp" not in line] == [
        line for line in TERMS.splitlines() if "stamp" not in line
    ]
    assert "glossary/stale" not in base.run("check", "curriculum/fr/terms.yml").output
    assert "already" in base.run("translate", "stamp", "fr", "terms.yml").output


def test_one_term_alone_gets_a_stamp(base: Tree) -> None:
    base.write("curriculum/fr/terms.yml", TERMS)
    base.run("translate", "stamp", "fr", "curriculum/fr/terms.yml", "child")
    after = base.read("curriculum/fr/terms.yml")
    assert "stamp: '00000000'" in after
    assert after.count("stamp:") == 2
    assert base.run("translate", "stamp", "fr", "terms.yml", "csem").exit_code == 2


def test_labels_get_a_block_of_stamps(base: Tree) -> None:
    labels = "labels:\n  skip: Aller au texte\nnav:\n  words: Les mots\n"
    base.write("curriculum/fr/labels.yml", labels)
    base.run("translate", "stamp", "fr", "labels.yml", "skip")
    first = base.read("curriculum/fr/labels.yml")
    assert first.startswith(labels)
    assert "\nstamps: >-\n  skip:" in first
    assert "nav.words" not in first
    base.run("translate", "stamp", "fr", "labels.yml")
    second = base.read("curriculum/fr/labels.yml")
    assert second == first.rstrip("\n") + f" nav.words:{second.rstrip().rpartition(':')[2]}\n"
    assert "already" in base.run("translate", "stamp", "fr", "labels.yml").output


def test_a_changed_label_is_stale_until_it_is_marked(base: Tree) -> None:
    base.write("curriculum/fr/labels.yml", "labels:\n  skip: Aller au texte\n")
    base.run("translate", "stamp", "fr", "labels.yml")
    assert "labels.yml: 1 of 3." in base.run("status", "--lang", "fr").output
    base.change("curriculum/en/labels.yml", "Skip to the text", "Go to the text")
    assert "labels.yml: 1 of 3, 1 stale." in base.run("status", "--lang", "fr").output


def test_a_broken_data_file_is_refused_with_its_line(base: Tree) -> None:
    base.write("curriculum/fr/labels.yml", "labels:\n  skip: [\n")
    result = base.run("translate", "stamp", "fr", "labels.yml")
    assert result.exit_code == 1
    assert "curriculum/fr/labels.yml:3:1: error file/yaml" in result.output
