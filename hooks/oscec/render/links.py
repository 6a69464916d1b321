"""Links of the site: what `term:`, `stat:`, `ref:` and `module:` become, with a tip that needs no script."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from oscec.check.evidence import split_target
from oscec.check.forms import Forms
from oscec.check.link import BIBLIOGRAPHY, GLOSSARY, STATISTICS, country_address
from oscec.markdown import SCHEMES
from oscec.model.language import SOURCE
from oscec.model.page import address_of
from oscec.render import words
from oscec.render.addresses import relative_file
from oscec.render.figures import Figures
from oscec.render.marked import write
from oscec.render.words import Said

if TYPE_CHECKING:
    from oscec.model.knowledge import Knowledge

Row = tuple[Said, Said]


@dataclass(frozen=True)
class Tip:
    """What a link shows when it is pointed at or focused."""

    title: Said | None = None
    text: Said | None = None
    rows: tuple[Row, ...] = ()

    def parts(self) -> Iterator[tuple[str, Said]]:
        """The title and the text, as far as there are any."""
        if self.title:
            yield "title", self.title
        if self.text:
            yield "text", self.text


class SiteLinks:
    """Rewrites the links of one page after the other; `turn_to` names the page."""

    def __init__(self, knowledge: Knowledge, way: Callable[[str, str], str] = relative_file) -> None:
        """Links of the site.

        Parameters:
            knowledge: what they lead to.
            way: the way to an address from the address of the page, as links are to be written.
        """
        self._knowledge = knowledge
        self._way = way
        self._forms: dict[str, Forms] = {}
        self._figures: dict[str, Figures] = {}
        self._tips = 0
        self._path = self._address = ""
        self._language = SOURCE

    def turn_to(self, path: str, address: str, language: str) -> None:
        """The page whose links come next: its file, its address and the language that it is written in."""
        self._path, self._address, self._language = path, address, language
        self._tips = 0

    def rewrite(self, element: Element, parent: Element, index: int) -> None:
        """Called by the Markdown configuration for every link and image."""
        attribute = "src" if element.tag == "img" else "href"
        href = element.get(attribute) or ""
        if element.tag == "a" and href.startswith(("chart:", "diagram:")):
            self._figure(parent, href)
            return
        scheme, _, target = href.partition(":")
        if element.tag == "a" and scheme in SCHEMES:
            getattr(self, f"_{scheme}")(element, parent, index, target)
        elif href and ":" not in href.split("#")[0] and not href.startswith(("#", "/")):
            element.set(attribute, self._inward(href))
        elif scheme in ("http", "https"):
            element.set("rel", "noreferrer")

    def _inward(self, href: str) -> str:
        """A link between files of the repository as a link between pages of the site."""
        path, _, anchor = href.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(self._path), path))
        page = address_of(target)
        address = page[1] if page else target.removeprefix("docs/")
        return self._to(address) + (f"#{anchor}" if anchor else "")

    def _to(self, address: str) -> str:
        return self._way(address, self._address)

    def _figure(self, paragraph: Element, href: str) -> None:
        """Turn the paragraph that holds the link into the figure."""
        scheme, _, target = href.partition(":")
        figures = self._figures.setdefault(self._language, Figures(self._knowledge, self._language))
        made = figures.chart(target, self._to) if scheme == "chart" else figures.diagram(target)
        tail = paragraph.tail
        paragraph.clear()
        paragraph.tag, paragraph.text, paragraph.tail = made.tag, made.text, tail
        paragraph.attrib.update(made.attrib)
        paragraph.extend(made)

    def _country(self, element: Element, parent: Element, index: int, target: str) -> None:
        del parent, index
        element.set("href", self._to(country_address(target)))

    def _module(self, element: Element, parent: Element, index: int, target: str) -> None:
        del parent, index
        element.set("href", self._to(f"modules/{target}/index.md"))

    def _term(self, element: Element, parent: Element, index: int, target: str) -> None:
        entry, language = words.entry_for(self._knowledge, target, self._language)
        element.set("href", f"{self._to(GLOSSARY)}#{target}")
        label = "".join(element.itertext())
        forms = self._forms.setdefault(self._language, Forms(self._knowledge, self._language))
        mentioned = None if forms.is_good(target, label) else forms.mentioned(target, label)
        if mentioned is None:
            element.set("class", "o-term")
            definition = words.definition_of(self._knowledge, target, self._language)
            status = self._say(f"status_{entry.status}")
            title = Said(words.term_with_abbreviation(entry), language)
            self._tip(element, parent, index, Tip(title, definition, ((self._say("status"), status),)))
            return
        element.set("class", "o-term o-mention")
        quotation = Element("q")
        quotation.text, element.text = element.text, None
        for child in list(element):
            element.remove(child)
            quotation.append(child)
        element.append(quotation)
        instead = words.instead(self._knowledge, target, mentioned, self._language)
        rows = [(self._say("term_instead"), instead)]
        why = words.reason(self._knowledge, target, mentioned, self._language)
        if why:
            rows.append((self._say("term_why"), why))
        title = self._say(f"term_{mentioned.use}")
        self._tip(element, parent, index, Tip(title, None, tuple(rows)))

    def _stat(self, element: Element, parent: Element, index: int, target: str) -> None:
        identity, _ = split_target(target)
        statistic = self._knowledge.statistics[identity]
        element.set("href", f"{self._to(STATISTICS)}#{identity}")
        element.set("class", "o-stat")
        knowledge, language = self._knowledge, self._language
        rows: list[Row] = [
            (self._say("stat_population"), words.population(knowledge, statistic, language)),
            (self._say("stat_base"), words.base(knowledge, statistic, language)),
            (self._say("stat_period"), words.period(knowledge, statistic.period, language)),
            (self._say("stat_source"), words.source_label(knowledge, statistic, language)),
            (self._say("stat_limits"), words.limits(knowledge, statistic, language)[0]),
        ]
        title = Said(words.value(statistic, language), language)
        self._tip(element, parent, index, Tip(title, words.measures(knowledge, statistic, language), tuple(rows)))

    def _ref(self, element: Element, parent: Element, index: int, target: str) -> None:
        reference = self._knowledge.references[target]
        element.set("href", f"{self._to(BIBLIOGRAPHY)}#{target}")
        element.set("class", "o-ref")
        self._tip(element, parent, index, Tip(text=words.cited(reference, self._knowledge, self._language)))

    def _say(self, key: str) -> Said:
        return words.label(self._knowledge, self._language, key)

    def _tip(self, link: Element, parent: Element, index: int, tip: Tip) -> None:
        """Put the link and its tip into a wrapper in the link's place."""
        self._tips += 1
        identity = f"o-tip-{self._tips}"
        link.set("aria-describedby", identity)
        wrapper = Element("span", {"class": "o-tip"})
        wrapper.tail, link.tail = link.tail, None
        wrapper.append(link)
        box = SubElement(
            wrapper,
            "span",
            {"class": "o-tip__box", "role": "tooltip", "id": identity, "data-search-exclude": ""},
        )
        for name, said in tip.parts():
            self._write(SubElement(box, "span", {"class": f"o-tip__{name}"}), said)
        for key, said in tip.rows:
            row = SubElement(box, "span", {"class": "o-tip__row"})
            self._write(SubElement(row, "span", {"class": "o-tip__key"}), key)
            value = SubElement(row, "span", {"class": "o-tip__value"})
            self._write(value, said)
        parent[index] = wrapper

    def _write(self, element: Element, said: Said) -> None:
        """Words with a blank after them, so that they don't run together without a style sheet."""
        write(element, said, self._language)
        element.tail = " "
