"""Knowledge in the words of a language."""

from __future__ import annotations

import dataclasses

import pytest

from oscec.model.knowledge import Knowledge
from oscec.model.labels import LabelsFile
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
        ("bg", "78%", "1428"),
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


def test_a_period_is_wholly_english_where_a_language_has_no_words_for_it(knowledge: Knowledge) -> None:
    bare = dataclasses.replace(knowledge, labels={"en": knowledge.labels["en"]})
    period = Period(start="2013-10", end="2016-04")
    assert words.period(bare, period, "lt") == words.Said("October 2013 to April 2016", "en")
    assert words.period(bare, Period(start="2016-04", end="2016-04"), "lt") == words.Said("2016 m. balandis", "lt")


@pytest.mark.parametrize(
    ("count", "language", "text"),
    [
        (1, "pl", "1 strona"),
        (3, "pl", "3 strony"),
        (5, "pl", "5 stron"),
        (2, "ga", "2 leathanach"),
        (4, "de", "4 pages"),
    ],
)
def test_a_number_of_things_is_said_in_its_plural_form(count: int, language: str, text: str) -> None:
    labels = {
        "en": LabelsFile(labels={"pages_one": "{count} page", "pages_other": "{count} pages"}),
        "pl": LabelsFile(
            labels={"pages_one": "{count} strona", "pages_few": "{count} strony", "pages_many": "{count} stron"}
        ),
        "ga": LabelsFile(labels={"pages_other": "{count} leathanach"}),
    }
    said = words.counted(Knowledge(labels=labels), language, "pages", count)
    assert said == words.Said(text, language if language in labels else "en")


def test_dates_are_european() -> None:
    assert words.moment("2017-05-15", "en") == "15 May 2017"
    assert words.moment("2017-05-15", "fr") == "15 mai 2017"
    assert words.moment("2017-05-15", "pt") == "15 de maio de 2017"


def test_a_year_a_time_and_a_list_are_written_as_the_language_writes_them() -> None:
    assert [words.moment("2017", code) for code in ("en", "bg", "hr")] == ["2017", "2017\u202fг.", "2017."]
    assert [words.clock(65, code) for code in ("en", "fi", "cs")] == ["01:05", "1.05", "1:05"]
    assert words.listed(["1", "1.3", "1.5"], "en") == "1, 1.3 and 1.5"
    assert write_number(14280, "pt") == "14\u00a0280"


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
