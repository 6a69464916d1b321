"""`text/*` and `curriculum/*` rules on labels, navigation and modules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from oscec.check.fault import Fault
from oscec.model.knowledge import Knowledge
from oscec.model.language import SOURCE
from oscec.model.page import Summary

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def check_labels(knowledge: Knowledge, language: str) -> Iterator[Fault]:
    """A translation has no label that English lacks, and keeps every placeholder."""
    source, labels = knowledge.labels.get(SOURCE), knowledge.labels[language]
    if source is None or language == SOURCE:
        return
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


def check_modules(knowledge: Knowledge, summaries: Iterable[Summary]) -> Iterator[Fault]:
    """Every module has its English page, and a course's modules exist."""
    addresses = {summary.address for summary in summaries if summary.language == SOURCE}
    for number, module in enumerate(knowledge.modules):
        if f"modules/{module}/index.md" not in addresses:
            message = f"The module '{module}' has no page curriculum/{SOURCE}/{module}/index.md."
            yield Fault(("modules", number, "id"), "curriculum/no-page", message)
    for number, course in enumerate(knowledge.courses.values()):
        for position, module in enumerate(course.modules):
            if module not in knowledge.modules:
                message = f"There is no module '{module}'; allowed: {', '.join(knowledge.modules)}."
                yield Fault(("courses", number, "modules", position), "curriculum/unknown-module", message)
