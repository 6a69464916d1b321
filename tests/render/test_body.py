"""A page is rendered once: as it is written, for the checks, and as the site shows it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.utils import get_relative_url
from selectolax.lexbor import LexborHTMLParser

from oscec.load.pages import page_paths, read_page
from oscec.markdown import Renderer
from oscec.model.knowledge import Knowledge
from oscec.model.page import Page
from oscec.render import addresses
from oscec.render.body import Bodies

ROOT = Path(__file__).parents[2]


def page_of(markdown: str, path: str = "docs/en/case.md") -> Page:
    return Page(path, "en", path.removeprefix("docs/en/"), markdown, 0, None)


@pytest.mark.parametrize("language", ["en", "fr", "el"])
def test_the_checks_read_what_they_would_have_rendered(
    knowledge: Knowledge, renderer: Renderer, language: str
) -> None:
    bodies = Bodies(knowledge)
    for path in page_paths(ROOT, [language]):
        page, _ = read_page(ROOT, path)
        assert page is not None
        written, _ = bodies.render(page, page.address, page.markdown, ())
        assert written == renderer.html(page.markdown), path


@pytest.mark.parametrize("text", ["", "   ", "<!-- only for authors -->", "*a* \\* b &amp; c", "# [x](term:oscec)"])
def test_odd_pages_are_read_alike_too(knowledge: Knowledge, renderer: Renderer, text: str) -> None:
    written, _ = Bodies(knowledge).render(page_of(text), "case.md", text, ())
    assert written == renderer.html(text)


def test_titles_of_callouts_are_of_the_site_and_not_of_the_page(knowledge: Knowledge) -> None:
    page = replace(page_of("> [!NOTE]\n> Un mot."), language="fr")
    written, body = Bodies(knowledge).render(page, "case.md", page.markdown, ())
    assert knowledge.label("fr", "callout_note") not in written
    assert knowledge.label("fr", "callout_note") in body.html


def test_a_link_to_nothing_leaves_the_page_as_it_is_written(knowledge: Knowledge) -> None:
    bodies = Bodies(knowledge)
    for target in ("stat:no-such-number", "ref:no-such-work", "term:no-such-word", "chart:no-such-chart"):
        text = f"# Title\n\n[a]({target})"
        written, body = bodies.render(page_of(text), "case.md", text, ())
        assert body.html == written
    text = "[a](term:oscec)"
    assert bodies.render(page_of(text), "case.md", text, ())[1].html != text


def test_a_body_knows_its_headings_and_where_its_links_lead(knowledge: Knowledge) -> None:
    page = page_of("# One\n\n## Two\n\n[next](help/where.md#now) [work](ref:europol-2017)", "docs/en/a/b.md")
    _, body = Bodies(knowledge).render(page, "a/b.md", page.markdown, ())
    assert [(one.name, [two.id for two in one.children]) for one in body.contents] == [("One", ["two"])]
    hrefs = [str(a.attributes["href"]) for a in LexborHTMLParser(body.html).css("a")]
    assert hrefs == ["../help/where/#now", "../../bibliography/#europol-2017"]


PAGES = ("index.md", "glossary.md", "a/index.md", "a/b.md", "a/b/c.md", "trainer/m01/index.md")


@pytest.mark.parametrize("here", PAGES)
@pytest.mark.parametrize("there", PAGES)
def test_ways_between_pages_are_those_of_a_browser(here: str, there: str) -> None:
    start, end = addresses.published(here) or "./", addresses.published(there) or "./"
    assert addresses.relative_url(there, here) == get_relative_url(end, start)


def test_the_way_to_a_picture_leads_to_its_file() -> None:
    assert addresses.relative_url("assets/a.svg", "index.md") == "assets/a.svg"
    assert addresses.relative_url("assets/a.svg", "a/b.md") == "../../assets/a.svg"
