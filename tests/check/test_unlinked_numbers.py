"""Numbers without a source, in digits and in words."""

from __future__ import annotations

import pytest

from oscec.check.evidence import check_page
from oscec.check.page import look_at
from oscec.markdown import Renderer
from oscec.model.knowledge import Knowledge
from oscec.model.labels import LabelsFile
from oscec.model.page import Page

LISTS = {
    "number_words": ["two", "twenty-one", "half a dozen", "δέκα", "δύο", "–"],
    "counted_nouns": ["cases", "υποθέσεις"],
    "percent_words": ["percent"],
    "of_words": ["of"],
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two cases and two new cases.", ["Two cases", "two new cases"]),
        ("Twenty-one cases, half a dozen cases.", ["Twenty-one cases", "half a dozen cases"]),
        ("ΔΎΟ ΥΠΟΘΈΣΕΙΣ", ["ΔΎΟ ΥΠΟΘΈΣΕΙΣ"]),
        ("İ two cases", ["two cases"]),
        ("network cases, twofold cases", []),
        ("12 percent of 30 cases", ["12 percent", "30 cases"]),
        ("3 of 40 and 5 of 60", ["3 of 40", "5 of 60"]),
        ("1\u00a0234 cases", ["1\u00a0234 cases"]),
        ("two and two cases", ["two and two cases"]),
    ],
)
def test_every_number_is_found_where_it_begins(text: str, found: list[str]) -> None:
    knowledge = Knowledge(labels={"en": LabelsFile(labels={}, lists=LISTS)})
    view = look_at(Page("docs/en/case.md", "en", "case.md", text, 0, None), Renderer().html(text))
    spans = [draft.span for draft in check_page(view, knowledge) if draft.span]
    assert sorted(view.visible.text[start:end] for start, end in spans) == sorted(found)
