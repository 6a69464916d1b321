"""Forms in a text: every deprecated one is found, however its pattern is written."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oscec.check.fold import fold, readings
from oscec.check.forms import Forms, compile_deprecated, form_key, good_forms
from oscec.model.concept import DeprecatedTerm, Entry
from oscec.model.knowledge import Knowledge


def forms_with(*patterns: str) -> Forms:
    deprecated = [DeprecatedTerm(term=f"zz{n}", use="never", pattern=p) for n, p in enumerate(patterns)]
    entry = Entry(term="good", status="proposed", deprecated=deprecated)
    return Forms(Knowledge(entries={"en": {"concept": entry}}), "en")


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"(?<!\w)bad\w*", "so badly"),
        (r"(?<!\w)bad|worse", "twoworse"),
        (r"bad", "notbad"),
        (r"(?<!\w)(?:bad|worse)(?!\w)", "worse"),
        (r"(?<!\w)(?:bad\))|worse", "twoworse"),
        (r"(?<!\w)b[|(]d|worse", "twoworse"),
        (r"(?<!\w)b[)|]d", "b|d"),
        (r"(?<!\w)(b)(a)\2d", "baad"),
        (r"(?<!\w)(?P<first>b)ad(?P=first)", "badb"),
        (r"(?<!\w)bad(?=\s+(?:day|night))", "a bad night"),
    ],
)
def test_every_kind_of_pattern_finds_its_words_beside_others(pattern: str, text: str) -> None:
    assert [hit.concept for hit in forms_with(r"(?<!\w)other", pattern, r"(?<!\w)(?:x|y)z").never(text)] == [
        "concept"
    ]


def test_a_pattern_that_is_none_hides_no_other() -> None:
    assert len(forms_with(r"(?<!\w)(?:bad", r"(?<!\w)worse").never("so bad, so worse")) == 1


@pytest.mark.parametrize("language", ["en", "fr", "de", "el", "bg", "ga", "mt"])
def test_the_first_look_at_a_text_misses_nothing(
    language: str, knowledge: Knowledge, forms_of: Callable[[str], Forms]
) -> None:
    forms = forms_of(language)
    for entry in knowledge.entries[language].values():
        for term in entry.deprecated:
            regex = compile_deprecated(term) if term.use == "never" else None
            for text in (term.term, *term.forms, *term.matches) if regex else ():
                shown = f"… {text}."
                if any(regex.search(reading.text) for reading in readings(fold(shown)) if regex):
                    assert forms.never(shown), text


@given(st.text("ab -',/()", max_size=25))
def test_good_forms_are_found_word_by_word_the_longest_first(text: str) -> None:
    entry = Entry(term="a b a", status="proposed", forms=["a b", "b"])
    forms = Forms(Knowledge(entries={"en": {"concept": entry}}), "en")
    gap = r"(?: \(|\) |, |[ '/-])"
    longest = "|".join(gap.join(form_key(form).split()) for form in sorted(good_forms(entry), key=len, reverse=True))
    folded = fold(text)
    expected = [folded.span(*m.span()) for m in re.finditer(rf"(?<!\w)(?:{longest})(?!\w)", folded.text)]
    assert [(hit.start, hit.end) for hit in forms.good(text)] == expected
