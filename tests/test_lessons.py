"""Modules on the site: learners never get what is for trainers, trainers get everything."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from oscec.generator.site import build_site
from oscec.load.knowledge import load_knowledge
from oscec.model.question import parse_questions
from oscec.render.lesson import for_learners

if TYPE_CHECKING:
    from tests.conftest import Searched

ROOT = Path(__file__).parents[1]
KNOWLEDGE = load_knowledge(ROOT, ()).knowledge
MODULES = KNOWLEDGE.modules
TAUGHT = [*MODULES, *(f"courses/{course}" for course in KNOWLEDGE.courses)]
"""Folders or pages that learners and trainers see in two views."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("lessons") / "site"
    assert not [f for f in build_site(ROOT, out, ["en", "fr"], 2) if f.severity == "error"]
    return out


def learners(site: Path, language: str, taught: str) -> list[Path]:
    """The learners' pages of a module or a course."""
    folder = taught if taught.startswith("courses/") else f"modules/{taught}"
    return list((site / language / folder).rglob("index.html"))


def notes_of(taught: str) -> set[str]:
    """Beginnings of sentences that stand in trainer notes or in the slides' notes, and nowhere else."""
    notes: set[str] = set()
    others = []
    folder = ROOT / "curriculum/en" / taught
    for file in folder.rglob("*.md") if folder.is_dir() else [folder.with_suffix(".md")]:
        inside = False
        for line in file.read_text(encoding="utf-8").splitlines():
            inside = line.startswith(">") and (inside or "[!TIP]" in line or "**Notes.**" in line)
            if not inside:
                others.append(line)
                continue
            words = re.sub(r"^[>\s]*(?:[-*]|\d+\.)?\s*", "", re.sub(r"\]\([^)]*\)", "]", line))
            parts = re.split(r"[\[\]()*`|<&_]", words)
            notes |= {part.strip()[:40] for part in parts if len(part.strip()) > 40}
    return {note for note in notes if not any(note in line for line in others)}


def text_of(file: Path) -> str:
    tree = LexborHTMLParser(file.read_text(encoding="utf-8"))
    return " ".join((tree.body.text(separator=" ") if tree.body else "").split())


@pytest.mark.parametrize("taught", TAUGHT)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_learner_reads_what_is_for_trainers(taught: str, language: str, site: Path, searched: Searched) -> None:
    notes = notes_of(taught)
    assert notes
    pages = [text_of(file) for file in learners(site, language, taught)]
    assert pages
    assert not [note for note in notes for page in pages if note in page]
    index = searched(site, language)
    folder = taught if taught.startswith("courses/") else f"modules/{taught}"
    found = " ".join(text for where, text in index if where.startswith(folder))
    assert found
    assert not [note for note in notes if note in found]
    assert not [where for where, _ in index if where.startswith("trainer/")]


@pytest.mark.parametrize("taught", TAUGHT)
def test_trainers_read_everything_and_are_told_that_it_is_for_them(taught: str, site: Path) -> None:
    pages = list((site / "en/trainer" / taught).rglob("index.html"))
    whole = " ".join(text_of(file) for file in pages)
    assert not [note for note in notes_of(taught) if note not in whole]
    for file in pages:
        assert LexborHTMLParser(file.read_text(encoding="utf-8")).css_first(".o-notice--trainer"), file


@pytest.mark.parametrize("taught", ["m03-how-it-unfolds", "courses/c2-first-responders"])
def test_the_two_views_of_a_page_lead_to_each_other_before_the_text(taught: str, site: Path) -> None:
    learner = taught if taught.startswith("courses/") else f"modules/{taught}"
    for here, other in ((learner, f"trainer/{taught}"), (f"trainer/{taught}", learner)):
        file = site / "en" / here / "index.html"
        link = LexborHTMLParser(file.read_text(encoding="utf-8")).css_first("article > .o-round a")
        assert link is not None
        assert (file.parent / str(link.attributes["href"])).resolve() == (site / "en" / other).resolve()


@pytest.mark.parametrize("module", MODULES)
def test_each_question_is_a_self_check_that_works_without_a_script(module: str, site: Path) -> None:
    tree = LexborHTMLParser((site / "en/modules" / module / "questions/index.html").read_text(encoding="utf-8"))
    questions = parse_questions((ROOT / "curriculum/en" / module / "questions.md").read_text(encoding="utf-8"))
    sections = {str(section.attributes["id"]): section for section in tree.css(".o-question")}
    assert list(sections) == [question.id for question in questions] == [q.id for q in MODULES[module].questions]
    for question in questions:
        section = sections[question.id]
        answers = section.css("details li")
        assert len(answers) == len(question.options or question.rows), question.id
        assert len(section.css("details .o-right")) == sum(option.right for option in question.options), question.id
        assert section.css("input, select"), question.id
        assert all(label.attributes["for"] for label in section.css("label"))
    assert not tree.css("input[disabled]"), "a box of a task list was left"
    assert "wzxhzdk" not in tree.html if tree.html else True


@pytest.mark.parametrize("module", MODULES)
def test_a_module_has_questions_of_every_kind_and_pairs_for_tests(module: str) -> None:
    questions = MODULES[module].questions
    assert len(questions) >= 12
    assert {question.kind for question in questions} == {"single", "multiple", "true-false", "short", "match"}
    assert len([question for question in questions if question.pair]) >= 2


def test_a_trainers_note_and_the_slides_go_and_the_rest_stays() -> None:
    html = (
        '<h1 id="m">M</h1><p>Before.</p><div class="admonition tip"><p>Secret.</p></div><h2 id="slides">Slides</h2>'
        '<h3>One</h3><blockquote>Notes.</blockquote><h2 id="handout">Handout</h2><p>After.</p>'
    )
    assert for_learners(html) == '<h1 id="m">M</h1><p>Before.</p><h2 id="handout">Handout</h2><p>After.</p>'
