"""Knowledge in the words of a language."""

from __future__ import annotations

import pytest

from oscec.model.knowledge import Knowledge
from oscec.model.number import write_number, write_percent
from oscec.model.statistic import Period
from oscec.render import words


@pytest.mark.parametrize(
    ("language", "percent", "number"),
    [
        ("en", "78%", "1,428"),
        ("fr", "78\u00a0%", "1\u202f428"),
        ("de", "78\u00a0%", "1.428"),
        ("el", "78%", "1.428"),
        ("bg", "78%", "1\u00a0428"),
        ("sv", "78\u00a0%", "1\u00a0428"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(language: str, percent: str, number: str) -> None:
    assert write_percent(78, language) == percent
    assert write_number(1428, language) == number


def test_decimals_are_kept() -> None:
    assert (write_percent(46.56, "en"), write_percent(46.56, "fr")) == ("46.56%", "46,56\u00a0%")


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2013-10", "2016-04", "October 2013 to April 2016"),
        ("2012", "2017-03", "2012 to March 2017"),
        ("2016", "2016", "2016"),
        (None, None, "not stated"),
    ],
)
def test_periods_are_written_in_words(knowledge: Knowledge, start: str | None, end: str | None, text: str) -> None:
    assert words.period(knowledge, Period(start=start, end=end), "en") == words.Said(text, "en")


def test_dates_are_european() -> None:
    assert words.moment("2017-05-15", "en") == "15 May 2017"
    assert words.moment("2017-05-15", "fr") == "15 mai 2017"


def test_a_citation_has_authors_date_title_and_container(knowledge: Knowledge) -> None:
    text = words.citation(knowledge.references["nation-2003"], knowledge, "en")
    assert text.startswith("Nation M., ")
    for part in ("2003", "What works in prevention", "American Psychologist", "10.1037/0003-066X.58.6-7.449"):
        assert part in text


def test_a_citation_without_authors_begins_with_its_title(knowledge: Knowledge) -> None:
    text = words.citation(knowledge.references["directive-2011-93"], knowledge, "en")
    assert text.startswith("Directive 2011/93/EU")


def test_missing_words_are_english_and_say_so(knowledge: Knowledge) -> None:
    statistic = knowledge.statistics["ncmec-demand-content"]
    assert words.measures(knowledge, statistic, "fr").language == "fr"
    assert words.measures(knowledge, statistic, "de") == words.Said(statistic.measures, "en")


@pytest.mark.parametrize(
    ("identity", "label"), [("europol-2017", "Europol 2017"), ("nation-2003", "Nation et al. 2003")]
)
def test_short_citations(knowledge: Knowledge, identity: str, label: str) -> None:
    assert knowledge.references[identity].short == label
