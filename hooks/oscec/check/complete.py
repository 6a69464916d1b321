"""Nothing is left over: every statistic is used, every work cited, every statement of the report has its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from oscec.check.draft import Draft, View
from oscec.check.fault import Fault
from oscec.check.picture import shown
from oscec.model.knowledge import Knowledge
from oscec.model.page import Summary


def check_used(knowledge: Knowledge, summaries: list[Summary]) -> Iterator[Fault]:
    """Every statistic stands on a page or in a chart of one, or says why not."""
    used = {identity for summary in summaries for identity in summary.statistics}
    for chart in shown(summaries, "chart") & set(knowledge.charts):
        used |= {bar.statistic for bar in knowledge.charts[chart].bars}
    for number, statistic in enumerate(knowledge.statistics.values()):
        if statistic.id not in used and statistic.unused is None:
            message = (
                f"No page uses the statistic '{statistic.id}'; link it, show it in a chart, "
                "or say why not with 'unused: …'."
            )
            yield Fault(("statistics", number), "evidence/unused", message)
        elif statistic.id in used and statistic.unused is not None:
            message = f"'{statistic.id}' says why no page uses it, and a page does; take 'unused' out."
            yield Fault(("statistics", number, "unused"), "evidence/unused", message)


def check_cited(knowledge: Knowledge, summaries: list[Summary]) -> Iterator[Fault]:
    """Every work is cited on a page, or is the source of a statistic or of a concept."""
    cited = {identity for summary in summaries for identity in summary.references}
    cited |= {statistic.source.reference for statistic in knowledge.statistics.values()}
    cited |= {source.reference for concept in knowledge.concepts.values() for source in concept.sources}
    for number, identity in enumerate(knowledge.references):
        if identity not in cited:
            message = f"Nothing cites the work '{identity}'; cite it with [label](ref:{identity}), or remove it."
            yield Fault(("references", number), "reference/uncited", message)


def check_sections(view: View, knowledge: Knowledge) -> Iterator[Draft]:
    """Every page says on which sections of the 2017 report it draws, where there is a map of the report."""
    meta = view.page.meta
    if meta is None or not knowledge.report:
        return
    if meta.report is None:
        message = (
            "The front matter does not say on which sections of the 2017 report the page draws; "
            'write report: ["1.2.1", "3.1"], or report: [] where it draws on none.'
        )
        yield Draft("reference/section", message, offset=0)
        return
    for section in meta.report:
        if section not in knowledge.report:
            message = f"The 2017 report has no section '{section}'; allowed: {', '.join(knowledge.report)}."
            yield Draft("reference/section", message, offset=max(view.page.text.find("report:"), 0))


def check_map(knowledge: Knowledge, anchors: Callable[[str], frozenset[str] | None]) -> Iterator[Fault]:
    """Every place of the map of the report is there.

    Parameters:
        knowledge: with the map.
        anchors: the anchors of a page by its address; None where there is no such page.
    """
    for number, section in enumerate(knowledge.report.values()):
        for position, statement in enumerate(section.statements):
            for place, where in enumerate(statement.places):
                address, _, anchor = where.partition("#")
                known = anchors(address)
                keys = ("sections", number, "statements", position, "places", place)
                if known is None:
                    yield Fault(
                        keys, "reference/place", f"'{where}' leads to no page; there is no {address} in English."
                    )
                elif anchor and anchor not in known:
                    near = ", ".join(sorted(known)[:12])
                    yield Fault(keys, "reference/place", f"There is no '#{anchor}' on {address}; it has: {near}.")
