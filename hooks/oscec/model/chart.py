"""A chart of statistics: `curriculum/charts.yml`, and its words in `curriculum/<lang>/charts.yml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from oscec.model.base import Id, Record, Text


class Bar(Record):
    """One bar: a statistic and the few words beside it."""

    statistic: Id
    label: Text


class Chart(Record):
    """Separate bars on one scale, never a pie and never stacked: most sets of the 2017 report do not add up."""

    id: Id
    title: Text
    bars: Annotated[list[Bar], Field(min_length=1)]
    note: Text | None = None
    """How to read the bars together; the note of a set is shown besides."""


class ChartsFile(Record):
    """The whole of `charts.yml`."""

    charts: list[Chart]


class ChartWords(Record):
    """A chart's words in another language; what is missing is shown in English, marked."""

    title: Text | None = None
    bars: list[Text] | None = None
    """The labels of the bars, in their order."""
    note: Text | None = None


class ChartWordsFile(Record):
    """The whole of a `<lang>/charts.yml`."""

    charts: dict[Id, ChartWords] = {}
