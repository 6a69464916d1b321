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
from oscec.check.link import BIBLIOGRAPHY, GLOSSARY, REPORT, STATISTICS, TRAINERS, TRANSLATIONS, country_address
from oscec.model.concept import DeprecatedTerm, Entry
from oscec.model.country import EXPECTED, ROLES, Contact
from oscec.model.knowledge import Knowledge
from oscec.model.language import SOURCE
from oscec.model.page import Page, Summary
from oscec.model.reference import Reference
from oscec.model.status import STATES, Status
from oscec.render import words
from oscec.render.templates import TEMPLATES
from oscec.render.translations import language_row, page_rows, shown_languages


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
        say = partial(self.knowledge.label, self.language)
        titles = {page.address: _title(page) for page, _ in self.pages}
        order = {address: number for number, address in enumerate(titles)}
        shown = shown_languages(self.status, self.language)
        rows = [
            (Target(_url(address), *titles[address]), cells)
            for address, cells in page_rows(shown, order, say)
            if address in titles
        ]
        languages = self.status.languages if self.language == SOURCE else []
        summary = [(state, language_row(state, say)) for state in languages]
        table = self._html("translations.html", summary=summary, shown=shown, rows=rows, states=STATES)
        return self._page("translations", [table, self._downloads("translation-status.json")])

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
        body.append(self._downloads("evidence.csv", "evidence.json"))
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

    def country(self, code: str) -> str:
        """The services of a country, kind by kind."""
        country, name = self.knowledge.countries[code], words.country_name(code, self.knowledge, self.language)
        parts = []
        for role in ROLES:
            contacts = [contact for contact in country.contacts if contact.role == role]
            if contacts:
                title = _heading(self.knowledge.label(self.language, f"role_{role}"))
                parts.append(f"## {title} {{#{role}}}\n")
                parts.append(self._html("contacts.html", role=role, contacts=[self._contact(c) for c in contacts]))
        missing = [role for role in EXPECTED if not any(contact.role == role for contact in country.contacts)]
        if code != EUROPE:
            parts.append(f"## {_heading(self.knowledge.label(self.language, 'country_unknown'))} {{#unknown}}\n")
            parts.append(self._html("unknown.html", missing=missing, help_url="../../get-help/"))
        return self._page("country", parts, country=name)

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
            body.append(f"## {_heading(title)}{_lang(SOURCE, self.language)}\n")
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
        title = titles.get(address) or self.knowledge.label(self.language, f"{address.removesuffix('.md')}_title")
        heading = headings.get(address, {}).get(anchor)
        text = f"{title}: {heading}" if heading and heading != title else title
        return Target(_url(address) + (f"#{anchor}" if anchor else ""), text, spoken.get(address, self.language))

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

    def _downloads(self, *names: str) -> str:
        """Where the same can be had as files."""
        title = _heading(self.knowledge.label(self.language, "download_title"))
        return f"## {title} {{#download}}\n\n" + self._html("downloads.html", names=names)

    def _html(self, template: str, **values: Any) -> str:
        html = TEMPLATES.get_template(template).render(
            language=self.language, label=lambda key: self.knowledge.label(self.language, key), **values
        )
        # A blank line would end the HTML block for Markdown.
        return re.sub(r"\n\s*\n+", "\n", html).strip() + "\n"

    def _page(self, key: str, body: list[str], **values: str) -> str:
        def say(part: str) -> str:
            return self.knowledge.label(self.language, f"{key}_{part}").format(**values)

        front = f"---\ntitle: {_yaml(say('title'))}\ndescription: {_yaml(say('description'))}\n---\n"
        return "\n".join([front, f"# {_heading(say('title'))}\n", say("intro") + "\n", *body])


def _title(page: Page) -> tuple[str, str]:
    """A page's title and its language."""
    return (page.meta.title if page.meta else page.address), page.language


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
