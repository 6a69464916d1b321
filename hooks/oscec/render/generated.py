"""The pages that are made in each language from the data: glossary, statistics, bibliography."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from oscec.check.contact import EUROPE
from oscec.check.fold import fold_form
from oscec.check.link import (
    BIBLIOGRAPHY,
    GLOSSARY,
    REPORT,
    RESULTS,
    STATISTICS,
    TRAINERS,
    TRANSLATIONS,
    country_address,
)
from oscec.model.concept import DeprecatedTerm, Entry
from oscec.model.country import EXPECTED, ROLES, Contact
from oscec.model.knowledge import Knowledge
from oscec.model.language import SOURCE
from oscec.model.number import write_number
from oscec.model.page import Page, Summary
from oscec.model.reference import Reference
from oscec.model.status import STATES, Status
from oscec.render import words
from oscec.render.addresses import NOT_FOUND, for_learners
from oscec.render.marked import heading, speaker
from oscec.render.templates import TEMPLATES
from oscec.render.translations import language_row, page_rows, shown_languages
from oscec.render.words import Said


@dataclass(frozen=True)
class Target:
    """A link on a generated page, relative to the page's own address."""

    url: str
    title: str
    language: str


class Site:
    """What the generated pages of one language are made from."""

    def __init__(
        self, knowledge: Knowledge, language: str, pages: Iterable[tuple[Page, Summary]], status: Status
    ) -> None:
        """The site of a language.

        Parameters:
            knowledge: the data.
            language: the site's language.
            pages: the pages of this site, the fallback pages too, in their order.
            status: how far each language has come.
        """
        self.status = status
        self.knowledge = knowledge
        self.language = language
        self.pages = list(pages)

    def page(self, address: str) -> str:
        """The Markdown of one of the generated pages."""
        make: dict[str, Callable[[], str]] = {
            GLOSSARY: self.glossary,
            STATISTICS: self.statistics,
            BIBLIOGRAPHY: self.bibliography,
            REPORT: self.report,
            TRAINERS: self.trainers,
            TRANSLATIONS: self.translations,
            RESULTS: self.results,
        }
        make |= {country_address(code): partial(self.country, code) for code in self.knowledge.countries}
        return make[address]()

    def trainers(self) -> str:
        """Where the trainer view begins: every course and every module with its trainers' page."""
        titles = {page.address: _title(page) for page, _ in self.pages}
        courses = [
            (course, Target(f"courses/{course.id}/", *titles[f"courses/{course.id}.md"]))
            for course in self.knowledge.courses.values()
            if f"courses/{course.id}.md" in titles
        ]
        modules = [
            (module, Target(f"{module.id}/", *titles[f"modules/{module.id}/index.md"]))
            for module in self.knowledge.modules.values()
            if f"modules/{module.id}/index.md" in titles
        ]
        lists = {"courses": courses, "modules": modules}
        return self._page("trainers", [self._html("trainers.html", lists=lists)])

    def translations(self) -> str:
        """How far each language has come, and page by page this one; on the source's site all of them."""
        say = partial(words.label, self.knowledge, self.language)
        titles = {page.address: _title(page) for page, _ in self.pages}
        order = {address: number for number, address in enumerate(titles)}
        shown = shown_languages(self.status, self.language)
        rows = [
            (Target(_url(address), *titles[address]), cells)
            for address, cells in page_rows(shown, order, say)
            if address in titles
        ]
        languages = self.status.languages if self.language == SOURCE else []
        summary = [(state, language_row(state, say, self.language)) for state in languages]
        table = self._html("translations.html", summary=summary, shown=shown, rows=rows, states=STATES)
        return self._page("translations", [table, self._downloads("translation-status.json")])

    def results(self) -> str:
        """What the automated tests for accessibility found, page by page."""
        found = self.knowledge.accessibility
        if found is None:
            raise LookupError(f"{RESULTS} is made from accessibility.yml")
        spoken = self.knowledge.language_of(self.language, "results_with")
        table = self._html(
            "results.html",
            date=words.moment(found.date, spoken),
            tools=", ".join(f"{tool.name} {tool.version}" for tool in found.tools),
            rows=[(self._tested(tested.page), tested) for tested in found.pages],
            number=partial(write_number, language=self.language),
        )
        return self._page("results", [table])

    def _tested(self, address: str) -> Target:
        """A page that was tested: the learners' title for a page of the trainer view, too."""
        titles = {page.address: _title(page) for page, _ in self.pages}
        known = titles.get(for_learners(address))
        if known:
            return Target(_url(address), *known)
        made = self._made(address)
        return Target(f"../{NOT_FOUND}" if address == NOT_FOUND else _url(address), made.text, made.language)

    def _made(self, address: str) -> Said:
        """The title of a page that is made from the data or by a template."""
        prefix = "not_found" if address == NOT_FOUND else label_prefix(address)
        said = words.label(self.knowledge, self.language, f"{prefix}_title")
        if prefix != "country":
            return said
        country = address.removeprefix("help/").removesuffix(".md")
        return Said(
            said.text.format(country=words.country_name(country, self.knowledge, said.language)), said.language
        )

    def glossary(self) -> str:
        """Every concept in this language; in English, marked, where it has no entry."""
        entries = [
            (concept, *words.entry_for(self.knowledge, concept, self.language))
            for concept in self.knowledge.concepts
            if self.knowledge.entry(SOURCE, concept)
        ]
        entries.sort(key=lambda item: fold_form(item[1].term))
        body = [self._entry(concept, entry, language) for concept, entry, language in entries]
        body.append(self._downloads("terms.csv", "terms.json", "terms.tbx", "terms-2008.tbx"))
        return self._page("glossary", body)

    def _entry(self, concept: str, entry: Entry, language: str) -> str:
        data = self.knowledge.concepts[concept]
        html = self._html(
            "entry.html",
            entry=entry,
            own=lambda text: Said(text, language),
            untranslated=language != self.language,
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
        return f"{heading(2, Said(words.term_with_abbreviation(entry), language), self.language, concept)}\n{html}"

    def _word(self, old: DeprecatedTerm, concept: str) -> dict[str, Any]:
        return {
            "term": old.term,
            "reason": words.reason(self.knowledge, concept, old, self.language),
            "instead": words.instead(self.knowledge, concept, old, self.language),
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
                body.append(heading(2, title, self.language))
                body.append(self._html("set.html", group=group, note=note))
                body += [self._statistic(statistic) for statistic in members]
        alone = [s for s in self.knowledge.statistics.values() if s.set is None]
        if alone:
            body.append(self._title("stat_alone"))
            body += [self._statistic(statistic) for statistic in alone]
        body.append(self._downloads("evidence.csv", "evidence.json"))
        return self._page("statistics", body)

    def _statistic(self, statistic: Any) -> str:
        knowledge, language = self.knowledge, self.language
        value, source = words.value(statistic, language), words.source_label(knowledge, statistic, language)
        return self._html(
            "statistic.html",
            statistic=statistic,
            value=value,
            measures=words.measures(knowledge, statistic, language),
            population=words.population(knowledge, statistic, language),
            base=words.base(knowledge, statistic, language),
            period=words.period(knowledge, statistic.period, language),
            limits=words.limits(knowledge, statistic, language),
            source=Target(f"{_url(BIBLIOGRAPHY)}#{statistic.source.reference}", source.text, source.language),
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
                    "said": words.cited(reference, self.knowledge, self.language),
                    "url": reference.URL,
                    "note": reference.note,
                    "cited": self._cited(reference),
                    "pages": self._pages_with(lambda summary, r=reference: r.id in summary.references),
                }
            )
        works.sort(key=lambda work: (work["said"].text.startswith("["), fold_form(work["said"].text)))
        return self._page("bibliography", [self._html("bibliography.html", works=works)])

    def country(self, code: str) -> str:
        """The services of a country, kind by kind."""
        country, spoken = self.knowledge.countries[code], self.knowledge.language_of(self.language, "country_title")
        parts = []
        for role in ROLES:
            contacts = [contact for contact in country.contacts if contact.role == role]
            if contacts:
                parts.append(self._title(f"role_{role}", role))
                parts.append(self._html("contacts.html", role=role, contacts=[self._contact(c) for c in contacts]))
        missing = [role for role in EXPECTED if not any(contact.role == role for contact in country.contacts)]
        if code != EUROPE:
            parts.append(self._title("country_unknown", "unknown"))
            parts.append(self._html("unknown.html", missing=missing, help_url="../../get-help/"))
        return self._page("country", parts, country=words.country_name(code, self.knowledge, spoken))

    def _contact(self, contact: Contact) -> dict[str, Any]:
        def prose(text: str | None) -> words.Said | None:
            return words.Said(text, SOURCE) if text else None

        return {
            "data": contact,
            "hours": prose(contact.hours),
            "chat": prose(contact.chat),
            "note": prose(contact.note),
            "languages": words.listed(words.language_names(contact.languages, self.language), self.language),
            "host": (urlsplit(contact.url or "").hostname or "").removeprefix("www."),
            "call": re.sub(r"[^+0-9]", "", contact.phone or ""),
            "read": words.moment(contact.checked_on, self.language),
            "sources": [
                (source, words.moment(source.date, self.language) if source.date else None)
                for source in (contact.source, *contact.more_sources)
                if source is not None
            ],
        }

    def report(self) -> str:
        """Where each statement of the 2017 report stands on the site, section by section."""
        titles = {page.address: page.meta.title for page, _ in self.pages if page.meta}
        spoken = {page.address: page.language for page, _ in self.pages}
        headings = {page.address: {h.id: h.text for h in summary.headings} for page, summary in self.pages}
        body = []
        for section in self.knowledge.report.values():
            numbered = section.section[:1].isdigit()
            title = f"{section.section} · {section.title}" if numbered else section.title
            body.append(heading(2, Said(title, SOURCE), self.language))
            rows = [
                (statement, [self._place(where, titles, spoken, headings) for where in statement.places])
                for statement in section.statements
            ]
            body.append(self._html("report.html", rows=rows))
        return self._page("report", body)

    def _place(
        self, where: str, titles: dict[str, str], spoken: dict[str, str], headings: dict[str, dict[str, str]]
    ) -> Target:
        """A place of the map as a link: the page's title, and the heading where it is not the page's own."""
        address, _, anchor = where.partition("#")
        url = _url(address) + (f"#{anchor}" if anchor else "")
        title = titles.get(address)
        if title is None:
            made = self._made(address)
            return Target(url, made.text, made.language)
        part = headings.get(address, {}).get(anchor)
        text = f"{title}: {part}" if part and part != title else title
        return Target(url, text, spoken[address])

    def _cited(self, reference: Reference) -> Said | None:
        """Where the 2017 report cites the work; None for the report itself and for its boxes and text."""
        if reference.later:
            return words.label(self.knowledge, self.language, "ref_later")
        if not reference.footnotes:
            return None
        key = "ref_cited_in_one" if len(reference.footnotes) == 1 else "ref_cited_in"
        said = words.label(self.knowledge, self.language, key)
        numbers = words.listed([str(number) for number in reference.footnotes], said.language)
        text = said.text.format(footnotes=numbers)
        return Said(f"{text[0].upper()}{text[1:].rstrip('.')}.", said.language)

    def _pages_with(self, wanted: Any) -> list[Target]:
        return [
            Target(_url(page.address), page.meta.title if page.meta else page.address, page.language)
            for page, summary in self.pages
            if wanted(summary)
        ]

    def _downloads(self, *names: str) -> str:
        """Where the same can be had as files."""
        return f"{self._title('download_title', 'download')}\n{self._html('downloads.html', names=names)}"

    def _title(self, key: str, identity: str | None = None) -> str:
        """A heading of the second level that the site itself says."""
        return heading(2, words.label(self.knowledge, self.language, key), self.language, identity)

    def _html(self, template: str, **values: Any) -> str:
        html = TEMPLATES.get_template(template).render(
            language=self.language, label=speaker(self.knowledge, self.language), **values
        )
        # A blank line would end the HTML block for Markdown.
        return re.sub(r"\n\s*\n+", "\n", html).strip() + "\n"

    def _page(self, key: str, body: list[str], **values: str) -> str:
        def say(part: str) -> Said:
            said = words.label(self.knowledge, self.language, f"{key}_{part}")
            return Said(said.text.format(**values), said.language)

        title, intro = say("title"), say("intro")
        front = f"---\ntitle: {_yaml(title.text)}\ndescription: {_yaml(say('description').text)}\n---\n"
        return "\n".join([front, heading(1, title, self.language), _prose(intro, self.language), *body])


_PREFIXES = {
    GLOSSARY: "glossary",
    STATISTICS: "statistics",
    BIBLIOGRAPHY: "bibliography",
    REPORT: "report",
    TRAINERS: "trainers",
    TRANSLATIONS: "translations",
    RESULTS: "results",
}


def label_prefix(address: str) -> str:
    """How the keys of the title, the description and the introduction of a generated page begin."""
    return _PREFIXES.get(address, "country")


def _title(page: Page) -> tuple[str, str]:
    """A page's title and its language."""
    return (page.meta.title if page.meta else page.address), page.language


def _url(address: str) -> str:
    """The address of a page as a generated page, one level below the start, links it."""
    stem = address.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"../{stem}/" if stem else "../"


def _prose(said: Said, site: str) -> str:
    """Paragraphs of Markdown, marked where they are in another language than the site."""
    mark = f'\n{{: lang="{said.language}" }}' if said.language != site else ""
    return "\n\n".join(f"{paragraph}{mark}" for paragraph in said.text.split("\n\n")) + "\n"


def _yaml(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
