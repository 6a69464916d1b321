"""`report`: what a pull request says to authors and translators, on real repositories of git."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from tests.translate.conftest import Tree


@pytest.fixture
def repository(base: Tree) -> Tree:
    """The tree in git, with a French translation that is up to date."""
    base.run("translate", "stamp", "fr", "page.md")
    base.git("init", "-q")
    base.commit("one")
    return base


def report(tree: Tree, base: str = "HEAD") -> str:
    result = tree.run("report", "--base", base)
    assert result.exit_code == 0
    return result.output


def fenced(text: str) -> str:
    """The YAML that is to be pasted."""
    found = re.search(r"^```yaml\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    assert found is not None, text
    return found[1]


def test_nothing_to_say(repository: Tree) -> None:
    assert report(repository) == "## Translations\n\nThis request changes nothing for translators.\n\n"


def test_an_english_change_says_whom_it_makes_stale_and_how_badly(repository: Tree) -> None:
    repository.change("docs/en/page.md", "Stop replying.", "Do not reply.")
    repository.change("docs/en/page.md", "Call 112.", "Call 113.")
    repository.commit("two")
    said = report(repository, "HEAD~1")
    assert "### `docs/en/page.md`\n\nAfter merging, 1 translation is outdated:\n" in said
    assert "- **fr**: 2 passages, **facts may have changed**\n" in said
    assert "python -m oscec translate same docs/en/page.md 6\n" in said
    assert "- passage 6: `- Do not reply.`" in said


def test_changes_that_are_not_committed_count_and_new_files_too(repository: Tree) -> None:
    repository.change("docs/en/page.md", "Stop replying.", "Do not reply.")
    repository.run("translate", "new", "fr", "words-matter.md")
    said = report(repository)
    assert "- **fr**: 1 passage, wording only\n" in said
    assert "### `docs/fr/words-matter.md`" in said


def test_what_the_author_pastes_makes_a_typo_one(repository: Tree) -> None:
    repository.change("docs/en/page.md", "Stop replying.", "Stop answering.")
    repository.write("curriculum/same.yml", "same:\n" + fenced(report(repository)))
    assert "No translation becomes outdated (1 with stamps)." in report(repository)


def test_what_was_outdated_before_is_said_and_no_typo(repository: Tree) -> None:
    repository.change("docs/en/page.md", "Stop replying.", "Do not reply.")
    before = repository.commit("two")
    repository.change("docs/en/page.md", "Do not reply.", "Do not answer.")
    repository.change("docs/en/page.md", "Call 112.", "Please call 112.")
    said = report(repository, before)
    assert "- **fr**: 2 passages, wording only; 1 of them were outdated before\n" in said
    assert "python -m oscec translate same docs/en/page.md 4\n" in said


def test_translations_without_stamps_are_named(repository: Tree) -> None:
    repository.write("docs/el/page.md", "---\ntitle: A\ndescription: B.\n---\n\n# A\n")
    repository.change("docs/en/page.md", "Stop replying.", "Do not reply.")
    assert "Nobody can say how far **el** fall behind" in report(repository)


def test_a_translation_says_what_changed_beside_its_lines(repository: Tree) -> None:
    repository.change("docs/en/page.md", "Call 112.", "Call 113.")
    start = repository.commit("two")
    repository.change("docs/fr/page.md", "Ne réponds plus.", "Ne réponds pas.")
    said = report(repository, start)
    assert "**draft**, 12 passages, 1 outdated; " in said
    assert "- passage 4 (paragraph), `docs/fr/page.md:14`: **facts may have changed**\n" in said
    assert "    - was: `Tell someone, for instance a [child](term:child) line. Call 112.[^1]`\n" in said
    assert "    - is: `Tell someone, for instance a [child](term:child) line. Call 113.[^1]`\n" in said
    assert "    - here: `Parle à quelqu’un, par exemple à une ligne pour [enfants](term:child)." in said


def test_what_the_translator_pastes_makes_the_page_current(repository: Tree) -> None:
    repository.change("docs/en/page.md", "Call 112.", "Call 113.")
    start = repository.commit("two")
    repository.change("docs/fr/page.md", "le 112.", "le 113.")
    pasted = fenced(report(repository, start))
    assert yaml.safe_load(pasted)["translation"]["status"] == "draft"
    text = repository.read("docs/fr/page.md")
    old = text[text.index("translation:") : text.index("---\n\n#")]
    repository.write("docs/fr/page.md", text.replace(old, pasted))
    assert "nothing has changed" in repository.run("translate", "diff", "fr", "page.md").output
    assert "put this into its front matter" not in report(repository, start)


def test_a_new_page_from_a_web_editor_gets_its_stamps(repository: Tree) -> None:
    text = repository.read("docs/fr/page.md")
    stamps = text[text.index("  source:") : text.index("---\n\n#")]
    repository.git("rm", "-q", "docs/fr/page.md")
    start = repository.commit("gone")
    repository.write("docs/fr/page.md", text.replace(stamps, ""))
    assert fenced(report(repository, start)) == f"translation:\n  status: draft\n{stamps}"


def test_a_page_that_is_not_parallel_says_where(repository: Tree) -> None:
    repository.change("docs/fr/page.md", "- Ne réponds plus.\n", "")
    said = report(repository)
    assert "The page has 11 passages, the English one 12." in said
    assert "docs/fr/page.md:16: after this passage, the list item of docs/en/page.md:13 is missing." in said
    assert "```yaml" not in said


def test_findings_stand_with_their_line(repository: Tree) -> None:
    repository.change("docs/fr/page.md", "- Ne réponds plus.", "- Ne réponds plus à la sextorsion.")
    assert re.search(r"^- line 18, \*\*error\*\* `terminology/deprecated`: ", report(repository), re.MULTILINE)


def test_a_broken_page_is_said_and_stops_nothing(repository: Tree) -> None:
    repository.write("docs/fr/page.md", "---\ntitle: [\n---\n")
    repository.write("docs/en/words-matter.md", "No front matter.\n")
    said = report(repository)
    assert "- line 3, **error** `file/front-matter`: " in said
    assert "### `docs/en/words-matter.md`\n\nIts front matter cannot be read" in said


def test_changed_english_terms_and_labels_leave_languages_behind(repository: Tree) -> None:
    repository.write("curriculum/fr/labels.yml", "labels:\n  skip: Aller au texte\n")
    repository.run("translate", "stamp", "fr", "labels.yml")
    start = repository.commit("two")
    repository.change("curriculum/en/labels.yml", "Skip to the text", "Go to the text")
    said = report(repository, start)
    assert "### `curriculum/en/labels.yml`\n\nAfter merging:\n\n- **el**: 1 stale, 2 missing\n" in said
    assert "- **fr**: 1 stale, 2 missing\n" in said


def test_a_changed_data_file_of_a_translator_has_its_findings(repository: Tree) -> None:
    repository.write("curriculum/fr/labels.yml", "labels:\n  nothing: Rien\n")
    said = report(repository)
    assert "### `curriculum/fr/labels.yml`\n\n1 error" in said
    assert "`text/label`" in said


def test_nothing_of_a_contribution_becomes_markup(repository: Tree) -> None:
    repository.change("docs/en/page.md", "Stop replying.", "Stop `x` ``y`` <b>@someone</b>.")
    repository.change("docs/fr/page.md", "(words-matter.md#which-words)", "(<javascript:alert(`x`)@someone>)")
    said = report(repository)
    assert "- passage 6: ```- Stop `x` ``y`` <b>@someone</b>.```" in said
    outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", said)
    assert "@someone" not in outside
    assert "<b>" not in outside


def test_a_branch_is_compared_with_where_it_began(repository: Tree) -> None:
    repository.git("checkout", "-q", "-b", "mine")
    repository.change("docs/fr/page.md", "Ne réponds plus.", "Ne réponds pas.")
    repository.commit("mine")
    repository.git("checkout", "-q", "main")
    repository.change("docs/en/words-matter.md", "Say ", "Write ")
    repository.commit("theirs")
    repository.git("checkout", "-q", "mine")
    said = report(repository, "main")
    assert "docs/fr/page.md" in said
    assert "words-matter" not in said


def test_a_shallow_clone_of_a_merge_is_enough(repository: Tree) -> None:
    repository.change("docs/en/page.md", "Stop replying.", "Do not reply.")
    repository.commit("two")
    clone = repository.root.parent / "clone"
    repository.git("clone", "-q", "--depth", "2", f"file://{repository.root}", str(clone))
    result = repository.run("report", "--base", "HEAD^1", root=clone)
    assert "- **fr**: 1 passage, wording only\n" in result.output


def test_a_revision_that_a_shallow_clone_lacks_is_said(repository: Tree) -> None:
    first = repository.git("rev-parse", "HEAD").strip()
    repository.change("docs/en/page.md", "Stop replying.", "Do not reply.")
    repository.commit("two")
    clone = repository.root.parent / "clone"
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.root}", str(clone))
    result = repository.run("report", "--base", first, root=clone)
    assert result.exit_code == 2
    assert f"git knows no revision '{first}'" in result.output
    assert "git fetch --depth=1 origin" in result.output
    repository.git("-C", str(clone), "fetch", "-q", "--depth=1", "origin", first)
    again = repository.run("report", "--base", "FETCH_HEAD", root=clone)
    assert "- **fr**: 1 passage, wording only\n" in again.output


def test_without_git_it_is_said_what_is_missing(base: Tree) -> None:
    result = base.run("report", "--base", "main")
    assert result.exit_code == 2
    assert "git knows no revision 'main'" in result.output


@pytest.mark.parametrize("revision", ["--output=x", "-p", "nothing"])
def test_a_revision_is_never_an_option_of_git(repository: Tree, revision: str) -> None:
    result = repository.run("report", f"--base={revision}")
    assert result.exit_code == 2
    assert not (repository.root / "x").exists()
