"""Charts and diagrams as figures of a page: the drawing, a table or list of the same, and what limits it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, fromstring

from oscec.model.knowledge import Knowledge
from oscec.model.language import SOURCE
from oscec.model.statistic import Statistic
from oscec.render import charts, diagrams, words
from oscec.render.marked import speaker
from oscec.render.templates import TEMPLATES
from oscec.render.words import Said


@dataclass(frozen=True)
class Row:
    """A bar in the table under its chart."""

    label: Said
    number: str
    url: str
    base: Said
    period: Said


class Figures:
    """Makes the figures of one language's pages."""

    def __init__(self, knowledge: Knowledge, language: str) -> None:
        """Figures in the words of a language; on an English page that stands in, in English."""
        self._knowledge = knowledge
        self._language = language

    def chart(self, identity: str, to: Callable[[str], str]) -> Element:
        """The figure of a chart.

        Parameters:
            identity: a chart of `charts.yml`.
            to: the address of a page of the site as the figure's page links it.
        """
        chart = self._knowledge.charts[identity]
        own = self._knowledge.words_of_chart(self._language, identity)
        title = self._said(own.title, chart.title)
        labels = [
            self._said(own.bars[number] if own.bars else None, bar.label) for number, bar in enumerate(chart.bars)
        ]
        statistics = [self._knowledge.statistics[bar.statistic] for bar in chart.bars]
        rows = [self._row(label, statistic, to) for label, statistic in zip(labels, statistics, strict=True)]
        bars = tuple(
            charts.Drawn(row.label.text, row.number, float(statistic.value))
            for row, statistic in zip(rows, statistics, strict=True)
        )
        percent = statistics[0].unit == "percent"
        whole = charts.whole_of([bar.value for bar in bars], [s.n for s in statistics], percent=percent)
        notes = [self._said(own.note, chart.note)] if chart.note else []
        sets = list(dict.fromkeys(statistic.set for statistic in statistics if statistic.set))
        notes += [words.set_note(self._knowledge, group, self._language) for group in sets]
        return self._figure(
            "chart.html",
            identity=f"chart-{identity}",
            title=title,
            svg=_bare(charts.draw(bars, whole)),
            rows=rows,
            one_period=len({row.period for row in rows}) == 1,
            populations=_once([words.population(self._knowledge, s, self._language) for s in statistics]),
            sources=list(dict.fromkeys(words.source_label(self._knowledge, s, self._language) for s in statistics)),
            bibliography=f"{to('bibliography.md')}#{statistics[0].source.reference}",
            notes=notes,
            limits=_once([limit for s in statistics for limit in words.limits(self._knowledge, s, self._language)]),
        )

    def diagram(self, identity: str) -> Element:
        """The figure of a diagram of `diagrams.yml`."""
        diagram = self._knowledge.diagrams[identity]
        own = self._knowledge.words_of_diagram(self._language, identity)
        title = self._said(own.title, diagram.title)
        boxes = {box.id: own.boxes.get(box.id, box.text) for box in diagram.boxes}
        arrows = [self._said(own.arrows[n] if own.arrows else None, a.label) for n, a in enumerate(diagram.arrows)]
        figure = self._figure(
            "diagram.html", identity=f"diagram-{identity}", title=title, arrows=arrows, ours=diagram.ours
        )
        name = self._knowledge.label(self._language, "diagram_name").format(title=title.text)
        figure.insert(1, diagrams.draw(diagram, boxes, name))
        return figure

    def _row(self, label: Said, statistic: Statistic, to: Callable[[str], str]) -> Row:
        return Row(
            label=label,
            number=words.value(statistic, self._language),
            url=f"{to('statistics.md')}#{statistic.id}",
            base=words.base(self._knowledge, statistic, self._language),
            period=words.period(self._knowledge, statistic.period, self._language),
        )

    def _said(self, own: str | None, english: str) -> Said:
        return Said(own, self._language) if own else Said(english, SOURCE)

    def _figure(self, template: str, **values: object) -> Element:
        html = TEMPLATES.get_template(template).render(
            language=self._language, label=speaker(self._knowledge, self._language), **values
        )
        return fromstring(html)  # noqa: S314 - made here, of escaped text


def _once(said: list[Said]) -> list[Said]:
    return list(dict.fromkeys(said))


def _bare(svg: str) -> str:
    """The drawing as HTML takes it: no namespaces, no fixed size."""
    svg = re.sub(r' xmlns(:\w+)?="[^"]*"', "", svg, count=2)
    return re.sub(
        r'^<svg [^>]*?viewBox="([^"]*)"[^>]*>', r'<svg viewBox="\1" aria-hidden="true" focusable="false">', svg
    )
