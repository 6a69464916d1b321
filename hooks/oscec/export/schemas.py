"""JSON Schemas of the data files, for editors that check and complete while somebody types."""

from __future__ import annotations

import ast
import inspect
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from oscec.export.evidence import EvidenceData
from oscec.export.jsonfile import json_file
from oscec.export.terms import TermsData
from oscec.model.accessibility import AccessibilityFile
from oscec.model.base import Record
from oscec.model.chart import ChartsFile, ChartWordsFile
from oscec.model.concept import ConceptsFile, TermsFile
from oscec.model.country import CountryFile
from oscec.model.course import CoursesFile
from oscec.model.diagram import DiagramsFile, DiagramWordsFile
from oscec.model.labels import LabelsFile
from oscec.model.language import LanguagesFile
from oscec.model.reference import ReferencesFile
from oscec.model.report import ReportFile
from oscec.model.same import SameFile
from oscec.model.statistic import EvidenceFile, StatisticsFile
from oscec.model.status import Status

MODELS: dict[str, tuple[str, type[Record]]] = {
    "languages": ("curriculum/languages.yml", LanguagesFile),
    "concepts": ("curriculum/concepts.yml", ConceptsFile),
    "references": ("curriculum/references.yml", ReferencesFile),
    "evidence": ("curriculum/evidence.yml", EvidenceFile),
    "courses": ("curriculum/courses.yml", CoursesFile),
    "charts": ("curriculum/charts.yml", ChartsFile),
    "diagrams": ("curriculum/diagrams.yml", DiagramsFile),
    "report": ("curriculum/report.yml", ReportFile),
    "countries": ("curriculum/countries/<country>.yml", CountryFile),
    "terms": ("curriculum/<language>/terms.yml", TermsFile),
    "labels": ("curriculum/<language>/labels.yml", LabelsFile),
    "statistics": ("curriculum/<language>/statistics.yml", StatisticsFile),
    "charts-words": ("curriculum/<language>/charts.yml", ChartWordsFile),
    "diagrams-words": ("curriculum/<language>/diagrams.yml", DiagramWordsFile),
    "evidence-data": ("data/evidence.json", EvidenceData),
    "terms-data": ("data/terms.json", TermsData),
    "accessibility": ("curriculum/accessibility.yml", AccessibilityFile),
    "same": ("curriculum/same.yml", SameFile),
    "translation-status": ("data/translation-status.json", Status),
}
"""Name of the schema -> the files that it is for, and their model."""


class _Described(GenerateJsonSchema):
    """Fields with what their docstrings say, and without titles: these would only repeat the fields' names.

    Pydantic can read the docstrings itself, but does it whenever the models are loaded, which every run waits for.
    """

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's signature
        return False

    def model_schema(self, schema: Any) -> dict[str, Any]:
        described: dict[str, Any] = super().model_schema(schema)
        model: type[BaseModel] = schema["cls"]
        for field, said in _docstrings(model).items():
            described["properties"][model.model_fields[field].alias or field]["description"] = said
        return described


def _docstrings(model: type[BaseModel]) -> dict[str, str]:
    """Field -> the docstring that follows it in the source, inherited ones too."""
    found: dict[str, str] = {}
    for owner in reversed(model.__mro__):
        if issubclass(owner, Record):
            found |= _own_docstrings(owner)
    return found


@cache
def _own_docstrings(model: type[BaseModel]) -> dict[str, str]:
    found: dict[str, str] = {}
    (definition,) = ast.parse(inspect.getsource(model)).body
    for statement, following in pairwise(definition.body if isinstance(definition, ast.ClassDef) else []):
        match statement, following:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(said))):
                found[name] = inspect.cleandoc(said)
    return found


def as_files() -> dict[str, bytes]:
    """Every schema by its file name, such as `evidence.schema.json`."""
    return {f"{name}.schema.json": json_file(_schema(*of)) for name, of in MODELS.items()}


def _schema(title: str, model: type[Record]) -> dict[str, Any]:
    schema = model.model_json_schema(schema_generator=_Described)
    first = {"$schema": _Described.schema_dialect, "title": title, "description": schema["description"]}
    return first | {key: value for key, value in schema.items() if key not in first}
