"""Folding: whatever the disguise, one text, and the way back to where it stood."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oscec.check.fold import fold, fold_form, fold_pattern, readings, texts_of

INVISIBLES = st.sampled_from(["", "\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\ufe0f", "\u202a"])
CASES = st.sampled_from([str.lower, str.upper, str.title])
MARKS = st.sampled_from(["", "", "\u0301", "\u0308", "\u0336"])
WORDS = st.sampled_from(["sextortion", "πορνογραφία", "сексторшън", "børneporno", "kinderpornografie", "seksturizm"])


@given(st.text())
def test_every_folded_character_comes_from_a_place_in_the_text(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.offsets)
    assert list(folded.offsets) == sorted(folded.offsets)
    assert all(0 <= offset < len(text) for offset in folded.offsets)


@given(st.text())
def test_every_reading_keeps_its_offsets(text: str) -> None:
    for reading in readings(fold(text)):
        assert len(reading.text) == len(reading.offsets)
        assert list(reading.offsets) == sorted(reading.offsets)


@given(WORDS, CASES, st.lists(st.tuples(INVISIBLES, MARKS), min_size=30, max_size=30), st.booleans())
def test_a_disguised_word_folds_like_the_word(
    word: str, case: object, extra: list[tuple[str, str]], decomposed: bool
) -> None:
    shown = case(word) if callable(case) else word
    disguised = "".join(f"{letter}{mark}{hidden}" for letter, (hidden, mark) in zip(shown, extra, strict=False))
    disguised = unicodedata.normalize("NFD" if decomposed else "NFC", disguised)
    assert fold_form(disguised) == fold_form(word)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Straße ΣΟΦΌΣ", "strasse σοφοσ"),
        ("ＳＥＸ", "sex"),
        ("a\u00a0b\u2009c\td", "a b c d"),
        ("a\u2010b\u2013c\u2212d", "a-b-c-d"),
        ("l’enfant", "l'enfant"),
        ("ѕехtortion", "sextortion"),
        ("сeксторшън", "сексторшън"),
        ("παιδικη πoρνογραφία", "παιδικη πορνογραφια"),
        ("s3xt0rti0n", "sextortion"),
        ("in 2017, 78% of 1,428", "in 2017, 78% of 1,428"),
        ("łódź øre", "lodz ore"),
    ],
)
def test_examples(text: str, folded: str) -> None:
    assert fold(text).text == folded


@given(
    st.text(st.sampled_from("aéïøßÉĲİ ’-–\u00ad\n\t\u00a0"))
    | st.text(st.sampled_from("σςΣάΐ ᾳ’-\n"))
    | st.text("жйЙ ’-")
)
def test_a_text_folds_as_it_does_with_a_letter_that_makes_it_fold_one_by_one(text: str) -> None:
    assert fold(f"{text}.").text + " 1" == fold(f"{text}. ①").text


@given(st.text(st.sampled_from("ab-. _x")))
def test_the_texts_of_the_readings_are_those_with_offsets(text: str) -> None:
    assert texts_of(fold(text)) == [reading.text for reading in readings(fold(text))]


def test_hyphens_are_read_as_dropped_and_as_spaces() -> None:
    assert [r.text for r in readings(fold("a sex-tortion case"))] == [
        "a sex-tortion case",
        "a sextortion case",
        "a sex tortion case",
    ]


def test_spelled_out_words_are_joined() -> None:
    assert "sextortion" in [r.text for r in readings(fold("s e x t o r t i o n"))]


def test_a_pattern_is_folded_but_its_escapes_are_kept() -> None:
    assert fold_pattern(r"(?<!\w)P[ÉE]DO\S*") == r"(?<!\w)p[ee]do\S*"
