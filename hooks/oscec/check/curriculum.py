"""`curriculum/*`: courses, modules and activities are the same in the data and in the pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from oscec.check.draft import Draft, View
from oscec.check.fault import Fault
from oscec.check.source import without_code
from oscec.model.finding import Severity
from oscec.model.knowledge import Knowledge
from oscec.model.language import SOURCE
from oscec.model.page import Summary

_ACTIVITY = re.compile(r"^#{1,6} .*<!--\s*(m\d{2}-a\d+)\s*-->\s*$", re.MULTILINE)


def check_page(view: View, knowledge: Knowledge) -> Iterator[Draft]:
    """A module's page has the activities of courses.yml, in their order."""
    folder, _, name = view.page.address.removeprefix("modules/").partition("/")
    module = knowledge.modules.get(folder)
    if module is None or name != "index.md":
        return
    found = list(_ACTIVITY.finditer(without_code(view.page.markdown)))
    expected = [activity.id for activity in module.activities]
    if [match[1] for match in found] == expected:
        return
    wrong = next((m for m, e in zip(found, [*expected, ""] * len(found), strict=False) if m[1] != e), None)
    message = f"The activities of '{module.id}' in courses.yml are {', '.join(expected)}, in this order."
    offset = view.page.body + (wrong.start() if wrong else 0)
    yield Draft("curriculum/activity", message, Severity.ERROR, offset=offset)


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
