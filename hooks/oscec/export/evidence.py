"""The register of numbers as a table and as JSON."""

from __future__ import annotations

from oscec.export.credit import ACKNOWLEDGEMENT, LICENCE
from oscec.export.jsonfile import json_file
from oscec.export.table import Cell, as_table, joined
from oscec.model.base import Record, Text
from oscec.model.knowledge import Knowledge
from oscec.model.statistic import Period, Statistic, StatisticSet

COLUMNS = (
    *("id", "value", "unit", "approximate", "measures", "population", "n", "period_start", "period_end"),
    *("source_id", "source", "section", "footnote", "set", "set_sums", "set_note"),
    *("limits", "not_the_same_as", "later", "unused"),
)


class EvidenceData(Record):
    """The register of numbers with its licence: `data/evidence.json`."""

    licence: Text
    acknowledgement: Text
    sets: list[StatisticSet]
    statistics: list[Statistic]


def as_csv(knowledge: Knowledge) -> bytes:
    """One row a statistic, with everything beside it that is needed to read it rightly."""
    return as_table(COLUMNS, (_row(knowledge, statistic) for statistic in knowledge.statistics.values()))


def as_json(knowledge: Knowledge) -> bytes:
    """Sets and statistics with the field names of `evidence.yml`."""
    data = EvidenceData(
        licence=LICENCE,
        acknowledgement=ACKNOWLEDGEMENT,
        sets=list(knowledge.sets.values()),
        statistics=list(knowledge.statistics.values()),
    )
    return json_file(data.model_dump(by_alias=True))


def _row(knowledge: Knowledge, statistic: Statistic) -> dict[str, Cell]:
    source, period = statistic.source, statistic.period or Period()
    reference = knowledge.references.get(source.reference)
    group = knowledge.sets.get(statistic.set) if statistic.set else None
    return {
        "id": statistic.id,
        "value": statistic.value,
        "unit": statistic.unit,
        "approximate": statistic.approximate,
        "measures": statistic.measures,
        "population": statistic.population,
        "n": statistic.n,
        "period_start": period.start,
        "period_end": period.end,
        "source_id": source.reference,
        "source": reference.short if reference else source.reference,
        "section": source.section,
        "footnote": source.footnote,
        "set": statistic.set,
        "set_sums": group.sums if group else None,
        "set_note": group.note if group else None,
        "limits": joined(statistic.limits),
        "not_the_same_as": joined(statistic.not_the_same_as),
        "later": reference.later if reference else False,
        "unused": statistic.unused,
    }
