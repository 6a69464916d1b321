"""In which languages a page really exists, and what search engines are told of that.

A page on which English stands in is no translation. It names the English page as the one to be found, has no
alternates, and is in no sitemap.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from oscec.check.link import GLOSSARY, REPORT, STATISTICS, generated
from oscec.model.knowledge import Knowledge
from oscec.model.language import SOURCE
from oscec.render.addresses import START, for_trainers, is_taught, published
from oscec.render.generated import label_prefix

ANY = "x-default"
"""The page for readers of any other language."""


@dataclass(frozen=True)
class Alternates:
    """The pages of all languages that are published together."""

    site: str
    """The address of the site, with a slash at its end; '' where nobody knows it."""
    languages: tuple[str, ...]
    pages: frozenset[tuple[str, str]]
    """Language and address of every page that really is in that language."""

    def has(self, language: str, address: str) -> bool:
        """Whether a page really is in a language."""
        return (language, address) in self.pages

    def url(self, language: str, address: str) -> str:
        """The whole address of a page of a language's site."""
        return f"{self.site}{language}/{published(address)}"

    def canonical(self, language: str, address: str) -> str:
        """The page that is to be found instead of its copies; '' where its address is not known."""
        code = language if self.has(language, address) else SOURCE
        return self.url(code, address) if self.site and code in self.languages else ""

    def links(self, language: str, address: str) -> list[tuple[str, str]]:
        """The same page in each language that really has it, itself too, as language and whole address."""
        if not self.site or not self.has(language, address):
            return []
        codes = [code for code in self.languages if self.has(code, address)]
        found = [(code, self.url(code, address)) for code in codes]
        if address == START:
            return [*found, (ANY, self.site)]
        return [*found, (ANY, self.url(SOURCE, address))] if SOURCE in codes else found


def real_pages(knowledge: Knowledge, written: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Language and address of every page that really is in that language.

    Parameters:
        knowledge: the data, read for all languages.
        written: language and address of every page that somebody wrote.
    """
    found = set(written)
    found |= {(code, for_trainers(address)) for code, address in found if is_taught(address)}
    for code in knowledge.languages:
        found |= {(code, address) for address in generated(knowledge) if _is_said(knowledge, code, address)}
    return frozenset(found)


def _is_said(knowledge: Knowledge, language: str, address: str) -> bool:
    """Whether a generated page speaks a language: its frame and, where it is mostly prose, that prose."""
    keys = [f"{label_prefix(address)}_{part}" for part in ("title", "description", "intro")]
    prose = {GLOSSARY: set(knowledge.entries), STATISTICS: set(knowledge.words), REPORT: set()}
    framed = knowledge.language_of(language, *keys) == language
    return language == SOURCE or (framed and language in prose.get(address, {language}))
