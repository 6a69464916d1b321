"""All that the data files say, together."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field

from oscec.model.accessibility import AccessibilityFile
from oscec.model.chart import Chart, ChartWords, ChartWordsFile
from oscec.model.concept import Concept, Entry
from oscec.model.country import CountryFile
from oscec.model.course import Course, Module
from oscec.model.diagram import Diagram, DiagramWords, DiagramWordsFile
from oscec.model.labels import LabelsFile
from oscec.model.language import SOURCE, Language
from oscec.model.reference import Reference
from oscec.model.report import Section
from oscec.model.statistic import Statistic, StatisticSet, StatisticsFile

NO_LABELS = LabelsFile(labels={})
NO_WORDS = StatisticsFile()


@dataclass(frozen=True)
class Knowledge:
    """The data of the curriculum, by id and by language."""

    languages: dict[str, Language] = field(default_factory=dict)
    concepts: dict[str, Concept] = field(default_factory=dict)
    entries: dict[str, dict[str, Entry]] = field(default_factory=dict)
    """Language -> concept id -> entry."""
    references: dict[str, Reference] = field(default_factory=dict)
    statistics: dict[str, Statistic] = field(default_factory=dict)
    sets: dict[str, StatisticSet] = field(default_factory=dict)
    words: dict[str, StatisticsFile] = field(default_factory=dict)
    labels: dict[str, LabelsFile] = field(default_factory=dict)
    modules: dict[str, Module] = field(default_factory=dict)
    courses: dict[str, Course] = field(default_factory=dict)
    retired: list[str] = field(default_factory=list)
    """Ids of modules' parts that are never used again."""
    countries: dict[str, CountryFile] = field(default_factory=dict)
    charts: dict[str, Chart] = field(default_factory=dict)
    chart_words: dict[str, ChartWordsFile] = field(default_factory=dict)
    diagrams: dict[str, Diagram] = field(default_factory=dict)
    diagram_words: dict[str, DiagramWordsFile] = field(default_factory=dict)
    report: dict[str, Section] = field(default_factory=dict)
    """The sections of the 2017 report, in its order."""
    same: dict[str, dict[str, str]] = field(default_factory=dict)
    """Source page -> earlier stamp -> later stamp of a passage whose edit gave translators nothing to do."""
    accessibility: AccessibilityFile | None = None
    """What the tests for accessibility found; None where nobody has noted it."""

    def entry(self, language: str, concept: str) -> Entry | None:
        """The entry in that language, or None."""
        return self.entries.get(language, {}).get(concept)

    def label(self, language: str, key: str) -> str:
        """What the site says in that language, in English where it isn't translated."""
        for code in (language, SOURCE):
            text = self.labels.get(code, NO_LABELS).labels.get(key)
            if text is not None:
                return text
        raise KeyError(f"no label {key!r} in {SOURCE}/labels.yml")

    def language_of(self, language: str, *keys: str) -> str:
        """The language in which the site says all of these: the language asked for, or English where it lacks one."""
        own = self.labels.get(language, NO_LABELS).labels
        return language if all(key in own for key in keys) else SOURCE

    def label_keys(self, prefix: str) -> list[str]:
        """The keys of the labels that begin so."""
        source = self.labels.get(SOURCE, NO_LABELS)
        return [key for key in source.labels if key.startswith(prefix)]

    def words_of_chart(self, language: str, chart: str) -> ChartWords:
        """A chart's words in that language; empty where it has none."""
        return self.chart_words.get(language, ChartWordsFile()).charts.get(chart, ChartWords())

    def words_of_diagram(self, language: str, diagram: str) -> DiagramWords:
        """A diagram's words in that language; empty where it has none."""
        return self.diagram_words.get(language, DiagramWordsFile()).diagrams.get(diagram, DiagramWords())

    def list_of(self, language: str, key: str) -> list[str]:
        """A list of words of that language; empty where it has none."""
        return self.labels.get(language, NO_LABELS).lists.get(key, [])


def stamp(entry: Entry) -> str:
    """The stamp of a source entry: changes when a translator has something to do."""
    parts = [
        entry.term,
        entry.definition,
        entry.usage,
        [(old.term, old.use, old.reason, old.instead) for old in entry.deprecated],
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:8]
