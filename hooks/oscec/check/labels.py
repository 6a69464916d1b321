"""`text/*`: the labels of a translation fit those of English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oscec.check.fault import Fault
from oscec.model.knowledge import Knowledge
from oscec.model.language import SOURCE

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def check_labels(knowledge: Knowledge, language: str) -> Iterator[Fault]:
    """A translation has no label that English lacks, and keeps every placeholder."""
    source, labels = knowledge.labels.get(SOURCE), knowledge.labels[language]
    if source is None or language == SOURCE:
        return
    source = source.in_forms_of(language)
    for part in ("labels", "lists", "nav"):
        known = getattr(source, part)
        for key, value in getattr(labels, part).items():
            if key not in known:
                message = f"Unknown key '{key}': {SOURCE}/labels.yml has no such key in '{part}'."
                yield Fault((part, key), "text/label", message)
            elif isinstance(value, str) and _holes(value) != _holes(known[key]):
                message = f"'{key}' must keep the placeholders of the English label: {' '.join(_holes(known[key]))}."
                yield Fault((part, key), "text/label", message)


def _holes(text: str) -> list[str]:
    return sorted(_PLACEHOLDER.findall(text))
