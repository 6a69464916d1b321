"""Labels carry stamps of the English text that they translate."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from oscec.model.labels import LabelsFile, label_stamps, missing_labels, stale_labels, stamp_of

ENGLISH = LabelsFile(labels={"skip": "Skip", "home": "Start"}, nav={"home": "Home"})


def french(stamps: str | None) -> LabelsFile:
    return LabelsFile(labels={"skip": "Passer", "home": "Accueil"}, nav={"home": "Accueil"}, stamps=stamps)


def test_a_label_and_a_title_of_the_menu_may_share_a_key() -> None:
    assert ENGLISH.texts == {"skip": "Skip", "home": "Start", "nav.home": "Home"}


def test_stamps_are_read_by_name() -> None:
    assert label_stamps(french("skip:0a1b2c\n nav.home:ffffff")) == {"skip": "0a1b2c", "nav.home": "ffffff"}
    assert label_stamps(french(None)) == {}


def test_without_a_stamp_or_with_an_old_one_a_label_is_stale() -> None:
    assert stale_labels(ENGLISH, french(None)) == ["skip", "home", "nav.home"]
    current = " ".join(f"{name}:{stamp_of(text)}" for name, text in ENGLISH.texts.items())
    assert stale_labels(ENGLISH, french(current)) == []
    assert stale_labels(ENGLISH, french(current.replace(stamp_of("Start"), "000000"))) == ["home"]


def test_what_is_missing_is_not_stale() -> None:
    empty = LabelsFile(labels={})
    assert stale_labels(ENGLISH, empty) == []
    assert missing_labels(ENGLISH, empty) == ["skip", "home", "nav.home"]
    assert missing_labels(ENGLISH, french(None)) == []


def test_spaces_and_line_ends_do_not_count() -> None:
    assert stamp_of("Skip to\n  the text") == stamp_of("Skip to the text") != stamp_of("Skip to the texts")


@pytest.mark.parametrize("stamps", ["skip", "skip:xyz", "skip:0a1b2", "skip:0a1b2c,home:0a1b2c", ""])
def test_other_stamps_are_refused(stamps: str) -> None:
    with pytest.raises(ValidationError):
        french(stamps)
