"""Where words stand in a text."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from oscec.check.places import places_of

WORDS = st.sets(st.text("ab_é1", min_size=1, max_size=3), max_size=4)


@given(WORDS, st.text("ab_é1 -.", max_size=30))
def test_words_stand_where_a_search_letter_by_letter_finds_them(words: set[str], text: str) -> None:
    expected = [(m.start(), m.group()) for m in re.finditer(r"\w+", text) if m.group() in words]
    assert places_of(words, text) == expected
