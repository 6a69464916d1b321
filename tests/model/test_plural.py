"""Sentences with a number have one text for each plural form of their language."""

from __future__ import annotations

import pytest

from oscec.model.labels import LabelsFile, missing_labels
from oscec.model.plural import plural_form, plural_forms

ENGLISH = LabelsFile(labels={"pages_one": "{count} page", "pages_other": "{count} pages", "choose_one": "Choose one"})


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ("one", "other")),
        ("fr", ("one", "other")),
        ("pl", ("one", "few", "many", "other")),
        ("sl", ("one", "two", "few", "other")),
        ("ga", ("one", "two", "few", "many", "other")),
        ("mt", ("one", "two", "few", "many", "other")),
        ("lv", ("one", "other", "zero")),
    ],
)
def test_a_language_has_the_forms_that_its_whole_numbers_take(language: str, forms: tuple[str, ...]) -> None:
    assert plural_forms(language) == forms


@pytest.mark.parametrize(("number", "form"), [(1, "one"), (2, "few"), (5, "many"), (21, "many"), (22, "few")])
def test_the_number_chooses_the_form(number: int, form: str) -> None:
    assert plural_form(number, "pl") == form


def test_the_labels_of_a_language_are_those_of_english_in_its_own_forms() -> None:
    assert ENGLISH.in_forms_of("pl").labels == {
        "pages_one": "{count} page",
        "pages_few": "{count} pages",
        "pages_many": "{count} pages",
        "pages_other": "{count} pages",
        "choose_one": "Choose one",
    }
    assert ENGLISH.in_forms_of("fr") == ENGLISH


def test_a_form_that_a_language_needs_and_has_not_is_missing() -> None:
    polish = LabelsFile(
        labels={"pages_one": "{count} strona", "pages_other": "{count} strony", "choose_one": "Wybierz"}
    )
    assert missing_labels(ENGLISH.in_forms_of("pl"), polish) == ["pages_few", "pages_many"]
    assert missing_labels(ENGLISH.in_forms_of("de"), polish) == []
