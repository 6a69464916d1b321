"""Every word that the site itself says: `curriculum/<lang>/labels.yml`."""

from __future__ import annotations

import hashlib
from typing import Annotated

from pydantic import StringConstraints

from oscec.model.base import Record, Text
from oscec.model.plural import OTHER, plural_forms

_STAMP = r"[^\s:]+:[0-9a-f]{6}"
_FORMS = ("one", OTHER)
"""The plural forms of the source language."""


class LabelsFile(Record):
    """The whole of a `labels.yml`; English names the keys that the other languages may have."""

    labels: dict[str, Text]
    lists: dict[str, list[Text]] = {}
    nav: dict[str, Text] = {}
    stamps: Annotated[str, StringConstraints(pattern=rf"^{_STAMP}(\s+{_STAMP})*$")] | None = None
    """In a translation: which English text each label translates, as 'skip:1f0c3a nav.home:b24e77'."""

    @property
    def texts(self) -> dict[str, str]:
        """Every label by its name: its key, with 'nav.' before it where it is a title of the menu."""
        return self.labels | {f"nav.{key}": text for key, text in self.nav.items()}

    def in_forms_of(self, language: str) -> LabelsFile:
        """The source's labels as a language has them: sentences with a number in each of its plural forms."""
        found: dict[str, str] = {}
        for name, text in self.labels.items():
            key, _, form = name.rpartition("_")
            if form not in _FORMS or f"{key}_{OTHER}" not in self.labels:
                found[name] = text
            elif form == OTHER:
                found |= {f"{key}_{own}": self.labels.get(f"{key}_{own}", text) for own in plural_forms(language)}
        return self.model_copy(update={"labels": found})


def stamp_of(text: str) -> str:
    """The stamp of a label: six hexadecimal digits of its words."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:6]


def label_stamps(labels: LabelsFile) -> dict[str, str]:
    """Name -> the stamp of the English text that the label translates, as the file says it."""
    pairs = (part.rpartition(":") for part in (labels.stamps or "").split())
    return {name: stamp for name, _, stamp in pairs}


def stale_labels(source: LabelsFile, labels: LabelsFile) -> list[str]:
    """The names of the labels that were translated from another text than today's, or nobody knows from which.

    Parameters:
        source: the labels of the source language.
        labels: those of a translation.
    """
    stamps, own = label_stamps(labels), labels.texts
    return [name for name, text in source.texts.items() if name in own and stamps.get(name) != stamp_of(text)]


def missing_labels(source: LabelsFile, labels: LabelsFile) -> list[str]:
    """The names of the labels that a translation does not have; they appear in the source language."""
    own = labels.texts
    return [name for name in source.texts if name not in own]
