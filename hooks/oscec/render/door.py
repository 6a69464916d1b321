"""The short addresses `/help/` and `/report/`: a choice of countries in their own languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from babel.languages import get_official_languages

from oscec.check.contact import EUROPE
from oscec.check.fold import fold_form
from oscec.check.link import country_address
from oscec.model.knowledge import Knowledge
from oscec.model.language import SOURCE
from oscec.render.addresses import published
from oscec.render.words import country_name

DOORS = ("help", "report")
"""The names of the short addresses; one page stands behind both."""


@dataclass(frozen=True)
class Way:
    """A country's name in a language, which leads to its page in that language, or in English."""

    name: str
    language: str
    site: str
    """The language of the page."""
    url: str
    """From the top of the site."""


@dataclass(frozen=True)
class Choice:
    """A country, by its names in its own languages and in English."""

    code: str
    ways: list[Way]


def fallback(languages: Sequence[str]) -> str:
    """The language for a reader whose own is not published."""
    return SOURCE if SOURCE in languages else languages[0]


def country_codes(knowledge: Knowledge) -> list[str]:
    """The countries that have a page; the services of the European level are none."""
    return [code for code in knowledge.countries if code != EUROPE]


def country_page(language: str, country: str) -> str:
    """Where a country's page is, from the top of the site."""
    return f"{language}/{published(country_address(country))}"


def choices(knowledge: Knowledge, languages: Sequence[str]) -> list[Choice]:
    """The countries in the order of their own names.

    Parameters:
        knowledge: the data.
        languages: those that are published.
    """
    found = [Choice(code, _ways(knowledge, languages, code)) for code in country_codes(knowledge)]
    return sorted(found, key=lambda choice: fold_form(choice.ways[0].name))


def _ways(knowledge: Knowledge, languages: Sequence[str], country: str) -> list[Way]:
    official = [code for code in get_official_languages(country.upper()) if code in knowledge.languages]
    return [_way(knowledge, languages, country, code) for code in dict.fromkeys((*official, SOURCE))]


def _way(knowledge: Knowledge, languages: Sequence[str], country: str, language: str) -> Way:
    site = language if language in languages else fallback(languages)
    return Way(country_name(country, knowledge, language), language, site, country_page(site, country))
