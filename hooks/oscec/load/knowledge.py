"""Reading the data files of `curriculum/` into a `Knowledge`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from oscec.cache import NOTHING, Store
from oscec.load.text import read_text
from oscec.load.yamlfile import Path as Keys
from oscec.load.yamlfile import faulty_items, parse_yaml, positions, read_once, validate
from oscec.model.accessibility import AccessibilityFile
from oscec.model.chart import ChartsFile, ChartWordsFile
from oscec.model.concept import ConceptsFile, TermsFile
from oscec.model.country import CountryFile
from oscec.model.course import CoursesFile
from oscec.model.diagram import DiagramsFile, DiagramWordsFile
from oscec.model.finding import Finding, Severity
from oscec.model.knowledge import Knowledge
from oscec.model.labels import LabelsFile
from oscec.model.language import SOURCE, LanguagesFile
from oscec.model.reference import ReferencesFile
from oscec.model.report import ReportFile
from oscec.model.same import SameFile
from oscec.model.statistic import EvidenceFile, StatisticsFile

Model = TypeVar("Model", bound=BaseModel)
Item = TypeVar("Item")

NEUTRAL: dict[str, type[BaseModel]] = {
    "languages.yml": LanguagesFile,
    "concepts.yml": ConceptsFile,
    "references.yml": ReferencesFile,
    "evidence.yml": EvidenceFile,
    "courses.yml": CoursesFile,
    "charts.yml": ChartsFile,
    "diagrams.yml": DiagramsFile,
    "report.yml": ReportFile,
    "same.yml": SameFile,
    "accessibility.yml": AccessibilityFile,
}
"""The files that are the same for every language."""
PER_LANGUAGE: dict[str, type[BaseModel]] = {
    "terms.yml": TermsFile,
    "labels.yml": LabelsFile,
    "statistics.yml": StatisticsFile,
    "charts.yml": ChartWordsFile,
    "diagrams.yml": DiagramWordsFile,
}
"""The files that a translator owns, in `curriculum/<lang>/`."""
REQUIRED = ("languages", "concepts", "references", "evidence", "courses")
"""The neutral files without which there is no site."""
ENGLISH_TOO = ("terms.yml", "labels.yml")
"""Those that English must have; its other words stand in the neutral files."""
COUNTRIES = "curriculum/countries/"


@dataclass
class DataFile:
    """A data file as it was read, kept for the place of a finding."""

    path: str
    text: str
    dropped: frozenset[tuple[Any, ...]] = frozenset()
    """The faulty items that the model does not have."""
    _places: dict[Keys, tuple[int, int]] | None = None

    def place(self, *keys: str | int) -> tuple[int, int]:
        """Line and column of the value at these keys; of its nearest owner where it is missing."""
        if self._places is None:
            self._places = positions(self.text)
        path = self._in_file(keys)
        while path not in self._places and path:
            path = path[:-1]
        return self._places.get(path, (1, 1))

    def _in_file(self, keys: tuple[str | int, ...]) -> Keys:
        """The position of a list's item in the file: faulty ones before it were left out."""
        if len(keys) < 2 or not isinstance(keys[1], int):
            return keys
        gone = sorted(item[1] for item in self.dropped if item[0] == keys[0] and len(item) > 1)
        position = keys[1]
        for number in gone:
            position += number <= position
        return (keys[0], position, *keys[2:])


@dataclass
class Loaded:
    """The knowledge, the files that it came from, and what was wrong with them."""

    knowledge: Knowledge = field(default_factory=Knowledge)
    files: dict[str, DataFile] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    """What stood in every file when it was read, broken ones too."""
    values: dict[str, BaseModel | None] = field(default_factory=dict)
    """The neutral files by their path; None where they are wrong."""
    store: Store = NOTHING
    """Remembers what stands in a file without a fault."""

    def read(self, root: Path, path: str, model: type[Model]) -> Model | None:
        """One data file as a model; None with findings where it is wrong."""
        text, findings = read_text(root, path)
        value = None
        if text is not None:
            self.texts[path] = text
            value, findings = read_once(self.store, model, text, lambda: self._parse(path, text, model))
            if value is not None:
                self.files.setdefault(path, DataFile(path, text))
        self.findings += findings
        return value

    def _parse(self, path: str, text: str, model: type[Model]) -> tuple[Model | None, list[Finding]]:
        data, findings = parse_yaml(text, path)
        if findings:
            return None, findings
        self.files[path] = DataFile(path, text)
        value, findings = validate(model, data, text, path)
        if findings:
            self.files[path].dropped = frozenset(faulty_items(model, data))
        return value, findings

    def by_id(self, path: str, key: str, items: Iterable[Item], id_key: str = "id") -> dict[str, Item]:
        """Items by their id; a second item of the same id is a finding."""
        found: dict[str, Item] = {}
        for number, item in enumerate(items):
            identity = str(getattr(item, id_key))
            if identity in found:
                line, column = self.files[path].place(key, number, id_key)
                message = f"The id '{identity}' stands twice in '{key}'; an id names one thing."
                self.findings.append(Finding(path, line, column, "file/schema", Severity.ERROR, message))
            found.setdefault(identity, item)
        return found


def load_knowledge(root: Path, wanted: Iterable[str] | None = None, store: Store = NOTHING) -> Loaded:
    """Everything in `root/curriculum/`.

    Parameters:
        root: the repository.
        wanted: the languages to read; None for all.
        store: remembers what stands in a file without a fault.

    Returns:
        The knowledge with a finding for everything that is wrong; what is wrong is left out.
    """
    loaded = Loaded(store=store)
    known = _items(loaded, root, "languages", id_key="code")
    if SOURCE not in known and not loaded.findings:
        message = f"'{SOURCE}' is missing; every page is written in it first."
        loaded.findings.append(Finding("curriculum/languages.yml", 1, 1, "file/schema", Severity.ERROR, message))
    concepts = _items(loaded, root, "concepts")
    references = _items(loaded, root, "references")
    statistics = _items(loaded, root, "evidence", "statistics")
    sets = _items(loaded, root, "evidence", "sets")
    modules = _items(loaded, root, "courses", "modules")
    courses = _items(loaded, root, "courses")
    codes = [code for code in known if wanted is None or code in wanted or code == SOURCE]
    loaded.knowledge = Knowledge(
        languages=known,
        concepts=concepts,
        references=references,
        statistics=statistics,
        sets=sets,
        modules=modules,
        courses=courses,
        retired=_retired(loaded),
        countries=_countries(loaded, root),
        charts=_items(loaded, root, "charts"),
        diagrams=_items(loaded, root, "diagrams"),
        report=_items(loaded, root, "report", "sections", id_key="section"),
        same=_same(loaded, root),
        accessibility=_accessibility(loaded, root),
        entries={code: file.terms for code, file in _each(loaded, root, codes, "terms.yml", TermsFile).items()},
        labels=_each(loaded, root, codes, "labels.yml", LabelsFile),
        words=_each(loaded, root, codes, "statistics.yml", StatisticsFile),
        chart_words=_each(loaded, root, codes, "charts.yml", ChartWordsFile),
        diagram_words=_each(loaded, root, codes, "diagrams.yml", DiagramWordsFile),
    )
    return loaded


def _items(loaded: Loaded, root: Path, name: str, key: str | None = None, id_key: str = "id") -> dict[str, Any]:
    """The items of a list in a neutral file, by their id; the list is named as the file unless `key` says else."""
    path, key = f"curriculum/{name}.yml", key or name
    if path not in loaded.values and (name in REQUIRED or (root / path).is_file()):
        loaded.values[path] = loaded.read(root, path, NEUTRAL[f"{name}.yml"])
    value = loaded.values.get(path)
    return loaded.by_id(path, key, getattr(value, key) if value else (), id_key)


def _retired(loaded: Loaded) -> list[str]:
    value = loaded.values.get("curriculum/courses.yml")
    return value.retired if isinstance(value, CoursesFile) else []


def _same(loaded: Loaded, root: Path) -> dict[str, dict[str, str]]:
    """The edits of source pages that changed nothing for translators; a tree may have none."""
    path = "curriculum/same.yml"
    value = loaded.read(root, path, SameFile) if (root / path).is_file() else None
    return value.same if value else {}


def _accessibility(loaded: Loaded, root: Path) -> AccessibilityFile | None:
    """What tests found; a tree may have none."""
    path = "curriculum/accessibility.yml"
    return loaded.read(root, path, AccessibilityFile) if (root / path).is_file() else None


def _countries(loaded: Loaded, root: Path) -> dict[str, CountryFile]:
    """The file of every country; its name is the country's code."""
    found = {}
    for file in sorted((root / COUNTRIES).glob("*.yml")):
        path = f"{COUNTRIES}{file.name}"
        value = loaded.read(root, path, CountryFile)
        if value is None:
            continue
        if value.country != file.stem:
            line, column = loaded.files[path].place("country")
            message = f"The file of '{value.country}' must be named {value.country}.yml."
            loaded.findings.append(Finding(path, line, column, "file/schema", Severity.ERROR, message))
        found[value.country] = value
    return found


def _each(loaded: Loaded, root: Path, codes: list[str], name: str, model: type[Model]) -> dict[str, Model]:
    """The file of that name of every language that has it; English must have those of `ENGLISH_TOO`."""
    found = {}
    for code in codes:
        path = f"curriculum/{code}/{name}"
        required = code == SOURCE and name in ENGLISH_TOO
        if required or (root / path).is_file():
            value = loaded.read(root, path, model)
            if value is not None:
                found[code] = value
    return found
