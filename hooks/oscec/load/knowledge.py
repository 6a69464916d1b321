"""Reading the data files of `curriculum/` into a `Knowledge`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from oscec.load.text import read_text
from oscec.load.yamlfile import Path as Keys
from oscec.load.yamlfile import faulty_items, parse_yaml, positions, validate
from oscec.model.concept import ConceptsFile, TermsFile
from oscec.model.course import CoursesFile
from oscec.model.finding import Finding, Severity
from oscec.model.knowledge import Knowledge
from oscec.model.labels import LabelsFile
from oscec.model.language import SOURCE, LanguagesFile
from oscec.model.reference import ReferencesFile
from oscec.model.statistic import EvidenceFile, StatisticsFile

Model = TypeVar("Model", bound=BaseModel)
Item = TypeVar("Item")

NEUTRAL: dict[str, type[BaseModel]] = {
    "languages.yml": LanguagesFile,
    "concepts.yml": ConceptsFile,
    "references.yml": ReferencesFile,
    "evidence.yml": EvidenceFile,
    "courses.yml": CoursesFile,
}
"""The files that are the same for every language."""
PER_LANGUAGE: dict[str, type[BaseModel]] = {
    "terms.yml": TermsFile,
    "labels.yml": LabelsFile,
    "statistics.yml": StatisticsFile,
}
"""The files that a translator owns, in `curriculum/<lang>/`."""


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

    def read(self, root: Path, path: str, model: type[Model]) -> Model | None:
        """One data file as a model; None with findings where it is wrong."""
        text, findings = read_text(root, path)
        value = None
        if text is not None:
            data, findings = parse_yaml(text, path)
            if not findings:
                self.files[path] = DataFile(path, text)
                value, findings = validate(model, data, text, path)
                if findings:
                    self.files[path].dropped = frozenset(faulty_items(model, data))
        self.findings += findings
        return value

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


def load_knowledge(root: Path, wanted: Iterable[str] | None = None) -> Loaded:
    """Everything in `root/curriculum/`.

    Parameters:
        root: the repository.
        wanted: the languages to read; None for all.

    Returns:
        The knowledge with a finding for everything that is wrong; what is wrong is left out.
    """
    loaded = Loaded()
    languages = loaded.read(root, "curriculum/languages.yml", LanguagesFile)
    concepts = loaded.read(root, "curriculum/concepts.yml", ConceptsFile)
    references = loaded.read(root, "curriculum/references.yml", ReferencesFile)
    evidence = loaded.read(root, "curriculum/evidence.yml", EvidenceFile)
    courses = loaded.read(root, "curriculum/courses.yml", CoursesFile)
    path = "curriculum/"
    known = loaded.by_id(path + "languages.yml", "languages", languages.languages if languages else (), id_key="code")
    if SOURCE not in known and not loaded.findings:
        message = f"'{SOURCE}' is missing; every page is written in it first."
        finding = Finding(path + "languages.yml", 1, 1, "file/schema", Severity.ERROR, message)
        loaded.findings.append(finding)
    codes = [code for code in known if wanted is None or code in wanted or code == SOURCE]
    loaded.knowledge = Knowledge(
        languages=known,
        concepts=loaded.by_id(path + "concepts.yml", "concepts", concepts.concepts if concepts else ()),
        references=loaded.by_id(path + "references.yml", "references", references.references if references else ()),
        statistics=loaded.by_id(path + "evidence.yml", "statistics", evidence.statistics if evidence else ()),
        sets=loaded.by_id(path + "evidence.yml", "sets", evidence.sets if evidence else ()),
        modules=loaded.by_id(path + "courses.yml", "modules", courses.modules if courses else ()),
        courses=loaded.by_id(path + "courses.yml", "courses", courses.courses if courses else ()),
        entries={code: file.terms for code, file in _each(loaded, root, codes, "terms.yml", TermsFile).items()},
        labels=_each(loaded, root, codes, "labels.yml", LabelsFile),
        words=_each(loaded, root, codes, "statistics.yml", StatisticsFile),
    )
    return loaded


def _each(loaded: Loaded, root: Path, codes: list[str], name: str, model: type[Model]) -> dict[str, Model]:
    """The file of that name of every language that has it; English must have all but `statistics.yml`."""
    found = {}
    for code in codes:
        path = f"curriculum/{code}/{name}"
        required = code == SOURCE and name != "statistics.yml"
        if required or (root / path).is_file():
            value = loaded.read(root, path, model)
            if value is not None:
                found[code] = value
    return found
