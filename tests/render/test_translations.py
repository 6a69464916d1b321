"""The page on the state of the translations: English lists every language, another site itself."""

from __future__ import annotations

import pytest

from oscec.model.knowledge import Knowledge
from oscec.model.page import Page, PageMeta, Summary
from oscec.model.status import EntriesState, LanguageState, PageState, Status
from oscec.render.generated import Site

NONE = EntriesState(total=2, missing=2, stale=0)


def state(address: str, code: str, of: str, stale: int = 0, *, stamped: bool = True) -> PageState:
    return PageState.model_validate(
        {
            "address": address,
            "source": f"docs/en/{address}",
            "path": f"docs/{code}/{address}",
            "state": of,
            "passages": 9,
            "stale": stale,
            "facts": stale > 1,
            "stamped": stamped,
        }
    )


def language(code: str, name: str, *pages: PageState) -> LanguageState:
    return LanguageState(code=code, name=name, pages=list(pages), terms=NONE, labels=NONE)


STATUS = Status(
    languages=[
        language("de", "Deutsch", state("a.md", "de", "missing"), state("b.md", "de", "missing")),
        language("fr", "français", state("a.md", "fr", "reviewed", 3), state("b.md", "fr", "draft", stamped=False)),
    ]
)


def shown(knowledge: Knowledge, code: str) -> str:
    pages = []
    for address, title in (("b.md", "Second"), ("a.md", "First")):
        meta = PageMeta(title=title, description="D.")
        pages.append((Page(f"docs/en/{address}", "en", address, "", 0, meta), Summary(address, "en", address)))
    return Site(knowledge, code, pages, STATUS).page("translation-status.md")


def test_english_counts_every_language_and_lists_those_with_a_page(knowledge: Knowledge) -> None:
    text = shown(knowledge, "en")
    assert '<th scope="row"><span lang="de">Deutsch</span></th><td>2</td><td>0</td><td>0</td><td>0</td>' in text
    assert '<th scope="row"><span lang="fr">français</span></th><td>0</td><td>1</td><td>0</td><td>1</td>' in text
    assert '<th scope="col"><span lang="fr">français</span></th>' in text
    assert '<th scope="col"><span lang="de">' not in text


def test_pages_stand_in_the_order_of_the_menu_with_what_there_is_to_do(knowledge: Knowledge) -> None:
    text = shown(knowledge, "en")
    assert text.index(">Second</a>") < text.index(">First</a>")
    assert "<td>draft<br>It is not noted which English text was translated.</td>" in text
    assert (
        "<td>reviewed<br>Passages that changed in English: 3 of 9<br>"
        "Numbers, links or answers may be among them.</td>" in text
    )


@pytest.mark.parametrize(("code", "cell"), [("fr", "<td>relue<br>"), ("de", "<td>nicht übersetzt</td>")])
def test_another_site_lists_itself_in_its_own_words(knowledge: Knowledge, code: str, cell: str) -> None:
    text = shown(knowledge, code)
    assert cell in text
    assert 'id="languages"' not in text
    assert '<a href="../a/" lang="en">First</a>' in text
