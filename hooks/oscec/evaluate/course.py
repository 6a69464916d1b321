"""The tests of a course as the curriculum has them, and the empty table for their answers."""

from __future__ import annotations

import re
from pathlib import Path

from oscec.evaluate.plan import Asked, Pair, Plan
from oscec.export.table import as_table
from oscec.load.pages import read_page
from oscec.model.knowledge import Knowledge
from oscec.model.language import SOURCE
from oscec.model.question import parse_questions

_MARKUP = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*`]")


def read_plan(root: Path, knowledge: Knowledge, course: str) -> Plan:
    """The tests of a course with the words of their questions, in English.

    Parameters:
        root: the tree.
        knowledge: its data.
        course: a course of courses.yml. Where a page is missing, ids stand for its words.
    """
    items = {item.id: item for module in knowledge.modules.values() for item in module.questions}
    asked = [items[identity] for identity in knowledge.courses[course].items if identity in items]
    words = _words(root, knowledge)
    pairs = [
        Pair(*(Asked(identity, words.get(identity, identity)) for identity in (item.id, item.pair)))
        for item in asked
        if item.pair
    ]
    page, _ = read_page(root, f"curriculum/{SOURCE}/courses/{course}.md")
    return Plan(course, page.meta.title if page and page.meta else course, tuple(pairs))


def _words(root: Path, knowledge: Knowledge) -> dict[str, str]:
    """What each question asks."""
    pages = [read_page(root, f"curriculum/{SOURCE}/{module}/questions.md")[0] for module in knowledge.modules]
    questions = [question for page in pages if page for question in parse_questions(page.markdown)]
    return {question.id: _MARKUP.sub(r"\1", question.stem) for question in questions}


def empty_table(plan: Plan) -> bytes:
    """The headings of a table of answers, as CSV: one row a participant and test comes below."""
    return as_table(["participant", "test", *plan.ids], [])
