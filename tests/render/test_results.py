"""The page on the results of the tests for accessibility: which pages, how often, what was found, with what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oscec.model.accessibility import AccessibilityFile
from oscec.model.knowledge import Knowledge
from oscec.model.page import Page, PageMeta, Summary
from oscec.model.status import Status
from oscec.render.generated import Site

FOUND = AccessibilityFile.model_validate(
    {
        "date": "2026-11-24",
        "tools": [{"name": "Chromium", "version": "150.0"}, {"name": "axe", "version": "4.12.1"}],
        "pages": [
            {"page": "modules/m01/index.md", "runs": 3, "barriers": 0, "lighthouse": 100},
            {"page": "trainer/m01/index.md", "runs": 2, "barriers": 1},
            {"page": "help/be.md", "runs": 1, "barriers": 0},
            {"page": "glossary.md", "runs": 1, "barriers": 0},
            {"page": "404.html", "runs": 1, "barriers": 0},
        ],
    }
)


def shown(knowledge: Knowledge, code: str) -> str:
    meta = PageMeta(title="First module", description="D.")
    address = "modules/m01/index.md"
    page = Page("curriculum/en/m01/index.md", "en", address, "", 0, meta), Summary(address, "en", address)
    return Site(replace(knowledge, accessibility=FOUND), code, [page], Status(languages=[])).page(
        "accessibility-results.md"
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "Tested on 24 November 2026 with Chromium 150.0, axe 4.12.1."),
        ("fr", "24 novembre 2026 avec Chromium 150.0, axe 4.12.1."),
    ],
)
def test_it_says_when_and_with_what(knowledge: Knowledge, code: str, said: str) -> None:
    assert said in shown(knowledge, code)


def test_each_page_has_its_title_its_runs_and_what_was_found(knowledge: Knowledge) -> None:
    text = shown(knowledge, "en")
    row = '<th scope="row"><a href="../{url}">{title}</a><br><code>{page}</code></th>{cells}'
    for url, title, page, cells in (
        ("modules/m01/", "First module", "modules/m01/index.md", "<td>3</td><td>0</td><td>100</td>"),
        ("trainer/m01/", "First module", "trainer/m01/index.md", "<td>2</td><td>1</td><td>–</td>"),
        ("help/be/", "Help and reporting: Belgium", "help/be.md", "<td>1</td><td>0</td><td>–</td>"),
        ("glossary/", "Words and definitions", "glossary.md", "<td>1</td><td>0</td><td>–</td>"),
        ("404.html", "This page is not here", "404.html", "<td>1</td><td>0</td><td>–</td>"),
    ):
        assert row.format(url=url, title=title, page=page, cells=cells) in text


def test_an_english_title_is_marked_on_another_site(knowledge: Knowledge) -> None:
    assert '<a href="../modules/m01/" lang="en">First module</a>' in shown(knowledge, "el")
