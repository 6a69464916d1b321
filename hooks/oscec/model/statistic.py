"""A number with its limits: `curriculum/evidence.yml`, and its words in `curriculum/<lang>/statistics.yml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from oscec.model.base import Id, Moment, Record, Text

Number = Annotated[float, Field(gt=-1e12, lt=1e12, allow_inf_nan=False)]
Unit = Literal["percent", "count", "years", "months", "hours", "times"]


class Source(Record):
    """Where a statistic was read."""

    reference: Id
    section: Text
    """Section of the work, e.g. '1.2.1'; 'box in 3.2' for a box."""
    footnote: int | None = None


class Period(Record):
    """What time the numbers speak of; a missing end is not known."""

    start: Moment | None = None
    end: Moment | None = None


class Statistic(Record):
    """One number with everything that is needed to read it rightly."""

    id: Id
    value: Number
    """78 for 78 %."""
    unit: Unit
    approximate: bool = False
    """True where the source says 'around', 'at least' or the like."""
    measures: Text
    population: Text
    n: Annotated[int, Field(gt=0, lt=10**12)] | None = None
    """The base; None where the source doesn't state it."""
    period: Period | None = None
    source: Source
    limits: Annotated[list[Text], Field(min_length=1)]
    set: Id | None = None
    not_the_same_as: list[Id] = []
    """Statistics with the same digits that mean something else."""
    unused: Text | None = None
    """Why no page uses it."""


class StatisticSet(Record):
    """Numbers that stand together in the source."""

    id: Id
    title: Text
    sums: bool
    """True only where the values are parts of a whole and add up to `total`."""
    total: Number | None = None
    note: Text
    """Why it may or may not be summed, and what the values add up to."""


class EvidenceFile(Record):
    """The whole of `evidence.yml`."""

    sets: list[StatisticSet]
    statistics: list[Statistic]


class StatisticWords(Record):
    """A statistic's prose in another language; what is missing is shown in English, marked."""

    measures: Text | None = None
    population: Text | None = None
    limits: list[Text] | None = None


class SetWords(Record):
    """A set's prose in another language."""

    title: Text | None = None
    note: Text | None = None


class StatisticsFile(Record):
    """The whole of a `<lang>/statistics.yml`: the words of sets and statistics."""

    sets: dict[Id, SetWords] = {}
    statistics: dict[Id, StatisticWords] = {}
