"""Edits that changed nothing, as `same.yml` records them, and the drift of a page."""

from __future__ import annotations

from oscec.model.drift import drift

A, B, C, D = "aaaaaa.0000", "bbbbbb.0000", "cccccc.0000", "dddddd.0000"


def changes(then: list[str], today: list[str], same: dict[str, str]) -> list[str]:
    return [step.change for step in drift(then, today, same)]


def test_a_recorded_edit_is_none() -> None:
    assert changes([A, C], [B, C], {A: B}) == ["equal", "equal"]


def test_records_may_follow_each_other() -> None:
    assert changes([A], [C], {A: B, B: C}) == ["equal"]


def test_a_record_that_leads_elsewhere_leaves_the_passage_stale() -> None:
    assert changes([A], [C], {A: B}) == ["wording"]


def test_a_passage_that_is_as_it_was_needs_no_record() -> None:
    assert changes([A], [A], {A: B}) == ["equal"]


def test_of_two_passages_with_the_same_words_only_the_changed_one_is_stale() -> None:
    assert changes([A, D, A], [A, D, B], {}) == ["equal", "equal", "wording"]


def test_a_circle_of_records_ends() -> None:
    assert changes([A], [C], {A: B, B: A}) == ["wording"]
