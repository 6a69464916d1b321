"""`evidence/chart` and `evidence/diagram`: pictures draw what the data allow, and stand where they can be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from selectolax.lexbor import LexborHTMLParser

from oscec.check.draft import Draft, View
from oscec.check.fault import Fault
from oscec.model.chart import Chart
from oscec.model.diagram import Diagram
from oscec.model.knowledge import Knowledge
from oscec.model.page import Summary

SCHEMES = ("chart", "diagram")


def check_page(view: View, knowledge: Knowledge) -> Iterator[Draft]:
    """Pictures of a page that exist, each in a paragraph of its own."""
    pictures = [(number, link) for number, link in enumerate(view.visible.links) if link.scheme in SCHEMES]
    alone = _alone(view.html) if pictures else set()
    for number, link in pictures:
        known: Iterable[str] = knowledge.charts if link.scheme == "chart" else knowledge.diagrams
        if link.target not in known:
            message = f"There is no {link.scheme} '{link.target}' in {link.scheme}s.yml; allowed: {', '.join(known)}."
            yield Draft(f"evidence/{link.scheme}", message, link=number)
        elif link.href not in alone:
            message = (
                f"A {link.scheme} stands in a paragraph of its own: [{link.label}]({link.href}) between blank lines."
            )
            yield Draft(f"evidence/{link.scheme}", message, link=number)


def _alone(html: str) -> Set[str]:
    """The addresses of links that are a whole paragraph."""
    found = set()
    for link in LexborHTMLParser(html).css("p > a[href]"):
        parent = link.parent
        if parent is not None and (parent.text() or "").strip() == (link.text() or "").strip():
            found.add(link.attributes["href"] or "")
    return found


def check_charts(knowledge: Knowledge) -> Iterator[Fault]:
    """Charts of statistics that exist, of one unit, from one source."""
    for number, chart in enumerate(knowledge.charts.values()):
        keys = ("charts", number)
        for position, bar in enumerate(chart.bars):
            if bar.statistic not in knowledge.statistics:
                message = f"There is no statistic '{bar.statistic}' in evidence.yml."
                yield Fault((*keys, "bars", position, "statistic"), "evidence/unknown", message)
        yield from _mixed(chart, keys, knowledge)


def _mixed(chart: Chart, keys: tuple[str | int, ...], knowledge: Knowledge) -> Iterator[Fault]:
    known = [knowledge.statistics[bar.statistic] for bar in chart.bars if bar.statistic in knowledge.statistics]
    units = sorted({statistic.unit for statistic in known})
    sources = sorted({statistic.source.reference for statistic in known})
    if len(units) > 1:
        message = f"This chart mixes units ({', '.join(units)}); draw one chart for each."
        yield Fault((*keys, "bars"), "evidence/chart", message)
    if len(sources) > 1:
        message = f"This chart mixes sources ({', '.join(sources)}); numbers of different sources are never compared."
        yield Fault((*keys, "bars"), "evidence/chart", message)


def check_diagrams(knowledge: Knowledge) -> Iterator[Fault]:
    """Arrows between boxes that exist."""
    for number, diagram in enumerate(knowledge.diagrams.values()):
        boxes = [box.id for box in diagram.boxes]
        for box in sorted({identity for identity in boxes if boxes.count(identity) > 1}):
            yield Fault(("diagrams", number, "rows"), "evidence/diagram", f"The box '{box}' stands twice.")
        for position, arrow in enumerate(diagram.arrows):
            for key in ("start", "end"):
                if getattr(arrow, key) not in boxes:
                    message = f"There is no box '{getattr(arrow, key)}'; allowed: {', '.join(dict.fromkeys(boxes))}."
                    yield Fault(("diagrams", number, "arrows", position, key), "evidence/diagram", message)


def check_chart_words(knowledge: Knowledge, language: str) -> Iterator[Fault]:
    """A translation has as many labels as the chart has bars."""
    for identity, words in knowledge.chart_words[language].charts.items():
        chart = knowledge.charts.get(identity)
        if chart is None:
            yield Fault(("charts", identity), "evidence/chart", f"There is no chart '{identity}'.")
        elif words.bars is not None and len(words.bars) != len(chart.bars):
            message = f"'{identity}' has {len(chart.bars)} bars in charts.yml and {len(words.bars)} labels here."
            yield Fault(("charts", identity, "bars"), "evidence/chart", message)


def check_diagram_words(knowledge: Knowledge, language: str) -> Iterator[Fault]:
    """A translation names boxes that exist, and as many arrows as the diagram has."""
    for identity, words in knowledge.diagram_words[language].diagrams.items():
        diagram = knowledge.diagrams.get(identity)
        if diagram is None:
            yield Fault(("diagrams", identity), "evidence/diagram", f"There is no diagram '{identity}'.")
            continue
        yield from _diagram_words(diagram, identity, set(words.boxes), words.arrows)


def _diagram_words(diagram: Diagram, identity: str, named: set[str], arrows: list[str] | None) -> Iterator[Fault]:
    boxes = [box.id for box in diagram.boxes]
    for box in sorted(named - set(boxes)):
        message = f"There is no box '{box}'; allowed: {', '.join(boxes)}."
        yield Fault(("diagrams", identity, "boxes", box), "evidence/diagram", message)
    if arrows is not None and len(arrows) != len(diagram.arrows):
        message = f"'{identity}' has {len(diagram.arrows)} arrows in diagrams.yml and {len(arrows)} labels here."
        yield Fault(("diagrams", identity, "arrows"), "evidence/diagram", message)


def shown(summaries: Iterable[Summary], scheme: str) -> set[str]:
    """The ids of the charts or diagrams that some page shows."""
    prefix = f"{scheme}:"
    return {href.removeprefix(prefix) for s in summaries for href in s.links if href.startswith(prefix)}


def check_shown(knowledge: Knowledge, summaries: list[Summary], scheme: str) -> Iterator[Fault]:
    """Every chart, or every diagram, stands on some page."""
    on_pages = shown(summaries, scheme)
    known: Iterable[str] = knowledge.charts if scheme == "chart" else knowledge.diagrams
    for number, identity in enumerate(known):
        if identity not in on_pages:
            message = (
                f"No page shows the {scheme} '{identity}'; place it with [words]({scheme}:{identity}), or remove it."
            )
            yield Fault((f"{scheme}s", number), f"evidence/{scheme}", message)
