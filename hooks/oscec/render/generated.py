"""The pages that are made in each language from the data: glossary, statistics, bibliography."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from oscec.check.fold import fold_form
from oscec.check.link import BIBLIOGRAPHY, GLOSSARY, STATISTICS
from oscec.model.concept import DeprecatedTerm, Entry
from oscec.model.knowledge import Knowledge
from oscec.model.language import SOURCE
from oscec.model.page import Page, Summary
from oscec.model.reference import Reference
from oscec.render import words

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Target:
    """A link on a generated page, relative to the page's own address."""

    url: str
    title: str
    language: str


class Site:
    """What the generated pages of one language are made from."""

    def __init__(self, knowledge: Knowledge, language: str, pages: Iterable[tuple[Page, Summary]]) -> None:
        """The site of a language.

        Parameters:
            knowledge: the data.
            language: the site's language.
            pages: the pages of this site, the fallback pages too, in their order.
        """
        self.knowledge = knowledge
        self.language = language
        self.pages = list(pages)

    def page(self, address: str) -> str:
        """The Markdown of one of the generated pages."""
        make = {GLOSSARY: self.glossary, STATISTICS: self.statistics, BIBLIOGRAPHY: self.bibliography}
        return make[address]()

    def glossary(self) -> str:
        """Every concept in this language; in English, marked, where it has no entry."""
        entries = [
            (concept, *words.entry_for(self.knowledge, concept, self.language))
            for concept in self.knowledge.concepts
            if self.knowledge.entry(SOURCE, concept)
        ]
        entries.sort(key=lambda item: fold_form(item[1].term))
        body = [self._entry(concept, entry, language) for concept, entry, language in entries]
        return self._page("glossary", body)

    def _entry(self, concept: str, entry: Entry, language: str) -> str:
        data = self.knowledge.concepts[concept]
        html = self._html(
            "entry.html",
            entry=entry,
            entry_language=language,
            term=entry.term,
            definition=words.definition_of(self.knowledge, concept, language),
            deprecated={
                use: [self._word(old, concept) for old in entry.deprecated if old.use == use]
                for use in ("never", "context")
            },
            broader=[self._concept(other) for other in data.broader],
            related=[self._concept(other) for other in data.related],
            pages=self._pages_with(lambda summary: concept in summary.concepts),
            others=self._others(concept),
        )
        title = words.term_with_abbreviation(entry)
        spoken = f' lang="{language}"' if language != self.language else ""
        return f"## {_heading(title)} {{#{concept}{spoken}}}\n\n{html}"

    def _word(self, old: DeprecatedTerm, concept: str) -> dict[str, Any]:
        return {
            "term": old.term,
            "reason": words.reason(self.knowledge, concept, old, self.language),
            "instead": words.instead(self.knowledge, concept, old, self.language).text,
        }

    def _concept(self, concept: str) -> Target:
        entry, language = words.entry_for(self.knowledge, concept, self.language)
        return Target(f"#{concept}", entry.term, language)

    def _others(self, concept: str) -> list[dict[str, str]]:
        found = []
        for code, language in self.knowledge.languages.items():
            entry = self.knowledge.entry(code, concept)
            if entry and code != self.language:
                found.append({"code": code, "name": language.name, "term": entry.term, "status": entry.status})
        return found

    def statistics(self) -> str:
        """Every statistic, set by set, with its limits."""
        body = []
        for group in self.knowledge.sets.values():
            members = [s for s in self.knowledge.statistics.values() if s.set == group.id]
            if members:
                note = words.set_note(self.knowledge, group.id, self.language)
                title = words.set_title(self.knowledge, group.id, self.language)
                body.append(f"## {_heading(title.text)}{_lang(title.language, self.language)}\n")
                body.append(self._html("set.html", group=group, note=note))
                body += [self._statistic(statistic) for statistic in members]
        alone = [s for s in self.knowledge.statistics.values() if s.set is None]
        if alone:
            body.append(f"## {_heading(self.knowledge.label(self.language, 'stat_alone'))}\n")
            body += [self._statistic(statistic) for statistic in alone]
        return self._page("statistics", body)

    def _statistic(self, statistic: Any) -> str:
        knowledge, language = self.knowledge, self.language
        value = words.value(statistic, language)
        return self._html(
            "statistic.html",
            statistic=statistic,
            value=value,
            measures=words.measures(knowledge, statistic, language),
            population=words.population(knowledge, statistic, language),
            base=words.base(knowledge, statistic, language),
            period=words.period(knowledge, statistic.period, language),
            limits=words.limits(knowledge, statistic, language),
            source=Target(
                f"{_url(BIBLIOGRAPHY)}#{statistic.source.reference}",
                words.source_label(knowledge, statistic, language),
                language,
            ),
            different=[self._twin(twin) for twin in statistic.not_the_same_as],
            pages=self._pages_with(lambda summary: statistic.id in summary.statistics),
        )

    def _twin(self, identity: str) -> Target:
        said = words.measures(self.knowledge, self.knowledge.statistics[identity], self.language)
        return Target(f"#{identity}", said.text.rstrip("."), said.language)

    def bibliography(self) -> str:
        """Every work, in the order of its authors."""
        works: list[dict[str, Any]] = []
        for reference in self.knowledge.references.values():
            works.append(
                {
                    "id": reference.id,
                    "text": words.citation(reference, self.knowledge, self.language),
                    "language": reference.language or SOURCE,
                    "url": reference.URL,
                    "note": reference.note,
                    "cited": self._cited(reference),
                    "pages": self._pages_with(lambda summary, r=reference: r.id in summary.references),
                }
            )
        works.sort(key=lambda work: (str(work["text"]).startswith("["), fold_form(str(work["text"]))))
        return self._page("bibliography", [self._html("bibliography.html", works=works)])

    def _cited(self, reference: Reference) -> str:
        """Where the 2017 report cites the work; '' for the report itself and for its boxes and text."""
        if reference.later:
            return self.knowledge.label(self.language, "ref_later")
        if not reference.footnotes:
            return ""
        key = "ref_cited_in_one" if len(reference.footnotes) == 1 else "ref_cited_in"
        numbers = words.listed([str(number) for number in reference.footnotes], self.language)
        text = self.knowledge.label(self.language, key).format(footnotes=numbers)
        return f"{text[0].upper()}{text[1:].rstrip('.')}."

    def _pages_with(self, wanted: Any) -> list[Target]:
        return [
            Target(_url(page.address), page.meta.title if page.meta else page.address, page.language)
            for page, summary in self.pages
            if wanted(summary)
        ]

    def _html(self, template: str, **values: Any) -> str:
        html = _TEMPLATES.get_template(template).render(
            language=self.language, label=lambda key: self.knowledge.label(self.language, key), **values
        )
        # A blank line would end the HTML block for Markdown.
        return re.sub(r"\n\s*\n+", "\n", html).strip() + "\n"

    def _page(self, key: str, body: list[str]) -> str:
        def say(part: str) -> str:
            return self.knowledge.label(self.language, f"{key}_{part}")

        front = f"---\ntitle: {_yaml(say('title'))}\ndescription: {_yaml(say('description'))}\n---\n"
        return "\n".join([front, f"# {_heading(say('title'))}\n", say("intro") + "\n", *body])


def _url(address: str) -> str:
    """The address of a page as a generated page, one level below the start, links it."""
    stem = address.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"../{stem}/" if stem else "../"


def _heading(text: str) -> str:
    """Words for a Markdown heading, with everything escaped that Markdown would read."""
    return re.sub(r"([\\`*_{}\[\]<>#|~^=])", r"\\\1", " ".join(text.split()))


def _lang(language: str, site: str) -> str:
    return f' {{: lang="{language}" }}' if language != site else ""


def _yaml(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
