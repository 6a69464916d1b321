"""The whole day of a translator: a page begins, English changes, and the page is brought up to date."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.translate.conftest import Tree


def state(base: Tree) -> dict[str, Any]:
    found = json.loads(base.run("status", "--lang", "fr", "--format", "json").output)
    pages: list[dict[str, Any]] = found["languages"][0]["pages"]
    return next(page for page in pages if page["address"] == "page.md")


def translated(base: Tree, text: str) -> None:
    """Put the French text below the front matter that the program wrote."""
    page = base.read("docs/fr/page.md")
    front = page[: page.index("---\n\n#")].replace("A page", "Une page").replace("What it says", "Ce qu’elle dit")
    base.write("docs/fr/page.md", front + text[text.index("---\n\n#") :])


def test_a_translators_day(base: Tree) -> None:
    text = base.read("docs/fr/page.md")
    (base.root / "docs/fr/page.md").unlink()
    base.git("init", "-q")
    base.commit("English alone")
    assert state(base)["state"] == "missing"

    # The page begins as a copy, and becomes French.
    assert base.run("translate", "new", "fr", "docs/en/page.md").exit_code == 0
    translated(base, text)
    base.commit("French")
    assert (state(base)["state"], state(base)["stale"]) == ("draft", 0)
    assert base.run("check", "docs/fr/page.md").exit_code == 0

    # English changes: a number, a wording, a new passage.
    base.change("docs/en/page.md", "Call 112.", "Call 113.")
    base.change("docs/en/page.md", "Stop replying.", "Do not reply.")
    base.change("docs/en/page.md", "> It is a crime.\n", "> It is a crime.\n>\n> You are not to blame.\n")
    base.commit("English moves on")
    assert (state(base)["stale"], state(base)["facts"]) == (3, True)
    assert base.run("check").exit_code == 0, "an English change breaks nobody's build"

    # She is told which passages, and where they stand.
    shown = base.run("translate", "diff", "fr", "page.md").output
    assert "  facts: - number 112, + number 113\n" in shown
    assert [line[: line.index("]") + 1] for line in shown.splitlines() if line.startswith("[")] == [
        "[4]",
        "[6]",
        "[10]",
    ]

    # She brings two of them up to date, then the last.
    base.change("docs/fr/page.md", "le 112.", "le 113.")
    base.change("docs/fr/page.md", "Ne réponds plus.", "Ne réponds pas.")
    assert base.run("translate", "stamp", "fr", "page.md", "4", "6").exit_code == 0
    assert (state(base)["stale"], state(base)["facts"]) == (1, True)
    assert "[10] (paragraph)" in base.run("translate", "diff", "fr", "page.md").output
    base.change("docs/fr/page.md", "> C’est un crime.\n", "> C’est un crime.\n>\n> Tu n’y es pour rien.\n")
    assert base.run("translate", "stamp", "fr", "page.md").exit_code == 0
    assert state(base)["stale"] == 0
    base.commit("French follows")

    # An author mends a typo and says so.
    base.change("docs/en/page.md", "> You are not to blame.", "> You are not to be blamed.")
    assert state(base)["stale"] == 1
    assert base.run("translate", "same", "docs/en/page.md").exit_code == 0
    assert state(base)["stale"] == 0
    assert "No translation becomes outdated" in base.run("report", "--base", "HEAD").output
    assert base.run("check").exit_code == 0
