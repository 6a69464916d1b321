"""`curriculum/*`: outcome, activity and question are a chain, minutes add up, and pages say what the data say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from oscec.check.draft import Draft, View
from oscec.check.fault import Fault
from oscec.check.source import without_code
from oscec.model.course import (
    ELEMENTS,
    PRINCIPLES,
    REST,
    STAGES,
    Activity,
    Bloom,
    Course,
    Item,
    Module,
    Outcome,
    QuestionKind,
)
from oscec.model.knowledge import Knowledge
from oscec.model.language import SOURCE
from oscec.model.page import Summary
from oscec.model.question import Question, parse_questions

PARTS = ("outcomes", "key-issues", "session-plan", "slides", "handout", "what-we-do-not-know", "sources")
"""The parts that a module with questions has; a translation's headings take the ids of the English ones."""
CARE_MODULE = "m14-care"
CARE = (CARE_MODULE, "support.md#care-after")
"""Where care is to be found: a sensitive module links to one of them."""
STRETCH = 90
"""Minutes that may be taught without a break."""
_ACTIVITY = re.compile(r"^#{1,6} .*<!--\s*(m\d{2}-a\d+)\s*-->\s*$", re.MULTILINE)
_OUTCOME = re.compile(r"^[-*\d.]+ .*<!--\s*(m\d{2}-o\d+)\s*-->\s*$", re.MULTILINE)
_FITS: dict[Bloom, tuple[QuestionKind, ...]] = {
    "remember": ("single", "multiple", "true-false", "short", "match"),
    "understand": ("single", "multiple", "true-false", "short", "match"),
    "apply": ("single", "multiple", "true-false", "short", "match"),
    "analyse": ("single", "multiple", "match"),
    "evaluate": ("single", "multiple"),
    "create": ("single", "multiple"),
}
"""The kinds of question that can show an outcome of each level."""


def check_page(view: View, knowledge: Knowledge) -> Iterator[Draft]:
    """A page of a module has the ids of courses.yml, in their order."""
    folder, _, name = view.page.address.removeprefix("modules/").partition("/")
    module = knowledge.modules.get(folder)
    if module is None or not view.page.address.startswith("modules/"):
        return
    if name == "index.md":
        yield from _same_ids(view, module, "curriculum/activity", _ACTIVITY, [a.id for a in module.activities])
        yield from _same_ids(view, module, "curriculum/outcome", _OUTCOME, [o.id for o in module.outcomes])
        yield from _care(view, module)
        yield from _parts(view, module)
    elif name == "questions.md":
        yield from _questions(view, module)


def _same_ids(
    view: View, module: Module, rule: str, pattern: re.Pattern[str], expected: list[str]
) -> Iterator[Draft]:
    found = list(pattern.finditer(without_code(view.page.markdown)))
    if [match[1] for match in found] == expected:
        return
    wrong = next((m for m, e in zip(found, [*expected, ""] * len(found), strict=False) if m[1] != e), None)
    several = "activities" if rule == "curriculum/activity" else "outcomes"
    message = f"The {several} of '{module.id}' in courses.yml are {', '.join(expected)}, in this order."
    yield Draft(rule, message, offset=view.page.body + (wrong.start() if wrong else 0))


def _care(view: View, module: Module) -> Iterator[Draft]:
    """A sensitive module says what comes and where care is to be found."""
    if module.sensitivity < 2 or not view.page.meta:
        return
    if view.page.meta.sensitivity != module.sensitivity:
        message = (
            f"courses.yml gives '{module.id}' a sensitivity of {module.sensitivity}; the page must say the same."
        )
        yield Draft("curriculum/care", message, offset=0)
    linked = any(place in link.href for link in view.visible.links for place in CARE) or module.id == CARE_MODULE
    if 'class="admonition note"' not in view.html or not linked:
        message = (
            f"A module of sensitivity {module.sensitivity} needs a content note (> [!NOTE]) and a link to care "
            f"({' or '.join(CARE)})."
        )
        yield Draft("curriculum/care", message, offset=view.page.body)


def _parts(view: View, module: Module) -> Iterator[Draft]:
    """A module that is taught has everything that a trainer needs."""
    found = {heading.id for heading in view.visible.headings if heading.level == 2}
    missing = [part for part in PARTS if part not in found] if module.questions else []
    if missing:
        message = f"The page of '{module.id}' lacks the parts {', '.join(missing)} (## headings with these anchors)."
        yield Draft("curriculum/part", message, offset=view.page.body)


def _questions(view: View, module: Module) -> Iterator[Draft]:
    questions = parse_questions(without_code(view.page.markdown))
    expected = [item.id for item in module.questions]
    if [question.id for question in questions] != expected:
        wrong = next(
            (q for q, e in zip(questions, [*expected, ""] * len(questions), strict=False) if q.id != e), None
        )
        message = f"The questions of '{module.id}' in courses.yml are {', '.join(expected) or 'none'}, in this order."
        yield Draft("curriculum/question", message, offset=view.page.body + (wrong.offset if wrong else 0))
        return
    for question, item in zip(questions, module.questions, strict=True):
        for message, offset in _faults(question, item.kind):
            yield Draft("curriculum/question", f"{question.id}: {message}", offset=view.page.body + offset)


def _faults(question: Question, kind: QuestionKind) -> Iterator[tuple[str, int]]:
    if not question.is_a(kind):
        shape = {
            "single": "three options or more, one of them marked [x]",
            "multiple": "three options or more, several of them marked [x]",
            "true-false": "two options, one of them marked [x]",
            "short": "options of the form '- [x] = answer'",
            "match": "a table of two columns with two rows or more, and no options",
        }[kind]
        yield f"courses.yml calls this a question of the kind '{kind}', which has {shape}.", question.offset
    texts = Counter(option.text for option in question.options)
    for option in question.options:
        if not option.right and not option.feedback:
            yield "a wrong option has no feedback; write '  > why' right under it.", option.offset
        if texts[option.text] > 1:
            yield f"the option '{option.text}' stands twice.", option.offset
    right = Counter(row[1] for row in question.rows)
    for answer in sorted(answer for answer, number in right.items() if number > 1):
        yield f"'{answer}' stands twice in the second column, so that no single match is right.", question.offset


def check_modules(knowledge: Knowledge, summaries: Iterable[Summary]) -> Iterator[Fault]:
    """Every module and every course has its English page, and a module with questions its bank."""
    addresses = {summary.address for summary in summaries if summary.language == SOURCE}
    for number, module in enumerate(knowledge.modules.values()):
        wanted = ["index.md", "questions.md"] if module.questions else ["index.md"]
        for name in wanted:
            if f"modules/{module.id}/{name}" not in addresses:
                message = f"The module '{module.id}' has no page curriculum/{SOURCE}/{module.id}/{name}."
                yield Fault(("modules", number, "id"), "curriculum/no-page", message)
    for number, course in enumerate(knowledge.courses.values()):
        if f"courses/{course.id}.md" not in addresses:
            message = f"The course '{course.id}' has no page curriculum/{SOURCE}/courses/{course.id}.md."
            yield Fault(("courses", number, "id"), "curriculum/no-page", message)


def check_structure(knowledge: Knowledge) -> Iterator[Fault]:
    """Every rule on `courses.yml` itself."""
    for number, module in enumerate(knowledge.modules.values()):
        yield from _ids(module, ("modules", number))
        yield from _module(module, ("modules", number), knowledge)
    yield from _cycles(knowledge)
    yield from _retired(knowledge)
    for number, course in enumerate(knowledge.courses.values()):
        yield from _course(course, ("courses", number), knowledge)


def _module(module: Module, keys: tuple[str | int, ...], knowledge: Knowledge) -> Iterator[Fault]:
    outcomes = {outcome.id: outcome for outcome in module.outcomes}
    for position, prerequisite in enumerate(module.prerequisites):
        if prerequisite not in knowledge.modules:
            message = f"There is no module '{prerequisite}'; allowed: {', '.join(knowledge.modules)}."
            yield Fault((*keys, "prerequisites", position), "curriculum/unknown-module", message)
    for position, activity in enumerate(module.activities):
        for place, outcome in enumerate(activity.outcomes):
            if outcome not in outcomes:
                message = f"'{module.id}' has no outcome '{outcome}'; allowed: {', '.join(outcomes)}."
                yield Fault((*keys, "activities", position, "outcomes", place), "curriculum/unknown", message)
    yield from _items(module, keys)
    taught = {outcome for activity in module.activities for outcome in activity.outcomes}
    assessed = {item.outcome for item in module.questions}
    for position, outcome in enumerate(outcomes):
        missing = [what for what, known in (("activity", taught), ("question", assessed)) if outcome not in known]
        if missing:
            message = f"No {' and no '.join(missing)} of '{module.id}' serves the outcome '{outcome}'."
            yield Fault((*keys, "outcomes", position), "curriculum/outcome", message)
    talk = sum(activity.minutes for activity in module.activities if activity.kind == "talk")
    if talk * 2 > module.minutes:
        message = f"{talk} of {module.minutes} minutes of '{module.id}' are talk; at most half may be."
        yield Fault((*keys, "activities"), "curriculum/minutes", message)


def _items(module: Module, keys: tuple[str | int, ...]) -> Iterator[Fault]:
    outcomes = {outcome.id: outcome for outcome in module.outcomes}
    items = {item.id: item for item in module.questions}
    for position, item in enumerate(module.questions):
        where = (*keys, "questions", position)
        outcome = outcomes.get(item.outcome)
        if outcome is None:
            message = f"'{module.id}' has no outcome '{item.outcome}'; allowed: {', '.join(outcomes)}."
            yield Fault((*where, "outcome"), "curriculum/unknown", message)
        elif item.kind not in _FITS[outcome.bloom]:
            fitting = ", ".join(_FITS[outcome.bloom])
            message = f"A question of the kind '{item.kind}' cannot show '{outcome.bloom}'; allowed: {fitting}."
            yield Fault((*where, "kind"), "curriculum/bloom", message)
        if item.pair is None:
            continue
        twin = items.get(item.pair)
        if twin is None or twin.id == item.id or (twin.outcome, twin.difficulty) != (item.outcome, item.difficulty):
            message = f"'{item.pair}' is no twin of '{item.id}': another question of the same outcome and difficulty."
            yield Fault((*where, "pair"), "curriculum/pair", message)


def _cycles(knowledge: Knowledge) -> Iterator[Fault]:
    for number, start in enumerate(knowledge.modules):
        reached, open_ = set(), list(knowledge.modules[start].prerequisites)
        while open_:
            module = open_.pop()
            if module in knowledge.modules and module not in reached:
                reached.add(module)
                open_ += knowledge.modules[module].prerequisites
        if start in reached:
            message = f"'{start}' needs itself: its prerequisites lead back to it."
            yield Fault(("modules", number, "prerequisites"), "curriculum/cycle", message)


def activities_of(course: Course, knowledge: Knowledge) -> list[Activity]:
    """The activities that a course teaches, in sessions, in units and in boosters."""
    every = {activity.id: activity for module in knowledge.modules.values() for activity in module.activities}
    found: list[Activity] = []
    for block in (block for session in course.sessions for block in session.blocks):
        if block.activity in every:
            found.append(every[block.activity])
        for module in block.modules:
            found += knowledge.modules[module].activities if module in knowledge.modules else []
    return found + [every[booster.activity] for booster in course.boosters if booster.activity in every]


def module_of(activity: str, knowledge: Knowledge) -> str:
    """The id of the module that an activity of the data belongs to."""
    return next(m.id for m in knowledge.modules.values() if any(a.id == activity for a in m.activities))


def _course(course: Course, keys: tuple[str | int, ...], knowledge: Knowledge) -> Iterator[Fault]:
    every = {activity.id: activity for module in knowledge.modules.values() for activity in module.activities}
    for position, session in enumerate(course.sessions):
        where = (*keys, "sessions", position)
        total, stretch = 0, 0
        for place, block in enumerate(session.blocks):
            total += block.minutes
            stretch = 0 if block.kind in REST else stretch + block.minutes
            yield from _block(block.activity, block.modules, block.minutes, (*where, "blocks", place), knowledge)
            if stretch > STRETCH:
                message = f"{stretch} minutes are taught without a break; at most {STRETCH} may be."
                yield Fault((*where, "blocks", place), "curriculum/minutes", message)
                stretch = 0
        if total != session.minutes:
            message = f"The blocks of '{session.id}' take {total} minutes; the session says {session.minutes}."
            yield Fault((*where, "minutes"), "curriculum/minutes", message)
    for position, booster in enumerate(course.boosters):
        if booster.activity is not None and booster.activity not in every:
            yield Fault(
                (*keys, "boosters", position, "activity"), "curriculum/unknown", _no_activity(booster.activity)
            )
    for position, prerequisite in enumerate(course.prerequisites):
        if prerequisite not in knowledge.courses:
            message = f"There is no course '{prerequisite}'; allowed: {', '.join(knowledge.courses)}."
            yield Fault((*keys, "prerequisites", position), "curriculum/unknown", message)
    yield from _test(course, keys, knowledge)
    yield from _coverage(course, keys, knowledge)


def _no_activity(identity: str) -> str:
    return f"There is no activity '{identity}' in any module."


def _block(
    activity: str | None, modules: list[str], minutes: int, keys: tuple[str | int, ...], knowledge: Knowledge
) -> Iterator[Fault]:
    every = {a.id: a for module in knowledge.modules.values() for a in module.activities}
    if activity is not None and activity not in every:
        yield Fault((*keys, "activity"), "curriculum/unknown", _no_activity(activity))
    elif activity is not None and every[activity].minutes != minutes:
        message = f"'{activity}' takes {every[activity].minutes} minutes in its module, {minutes} here."
        yield Fault((*keys, "minutes"), "curriculum/minutes", message)
    for place, module in enumerate(modules):
        if module not in knowledge.modules:
            message = f"There is no module '{module}'; allowed: {', '.join(knowledge.modules)}."
            yield Fault((*keys, "modules", place), "curriculum/unknown-module", message)


def _test(course: Course, keys: tuple[str | int, ...], knowledge: Knowledge) -> Iterator[Fault]:
    """Each item of the test before has a twin for the test after, and is taught in the course."""
    items = {item.id: item for module in knowledge.modules.values() for item in module.questions}
    taught = {outcome for activity in activities_of(course, knowledge) for outcome in activity.outcomes}
    for position, identity in enumerate(course.items):
        item = items.get(identity)
        if item is None:
            message = f"There is no question '{identity}' in any module."
            yield Fault((*keys, "items", position), "curriculum/unknown", message)
        elif item.pair is None:
            message = f"'{identity}' has no twin ('pair'), so the test after the course has nothing to set beside it."
            yield Fault((*keys, "items", position), "curriculum/pair", message)
        elif item.outcome not in taught:
            message = f"The course teaches no activity for the outcome '{item.outcome}' that '{identity}' assesses."
            yield Fault((*keys, "items", position), "curriculum/outcome", message)


def _coverage(course: Course, keys: tuple[str | int, ...], knowledge: Knowledge) -> Iterator[Fault]:
    """Nine principles, three elements and the stages: covered, or with a reason."""
    activities = activities_of(course, knowledge)
    covered: set[str] = {principle for activity in activities for principle in activity.principles}
    covered |= {element for activity in activities for element in activity.elements}
    stages = {stage for activity in activities for stage in activity.stages}
    wanted = [*PRINCIPLES, *ELEMENTS, *(f"stage-{stage}" for stage in STAGES)]
    covered |= {f"stage-{stage}" for stage in stages}
    if course.boosters:
        covered.add("sufficient-dosage")
    if course.items:
        covered.add("outcome-evaluation")
    for name in wanted:
        if name not in covered and name not in course.uncovered:
            message = (
                f"The course covers no activity for '{name}'; add one, or say why not: uncovered: {{{name}: …}}."
            )
            yield Fault((*keys, "sessions"), "curriculum/coverage", message)
    for name in course.uncovered:
        if name in covered or name not in wanted:
            message = f"'{name}' is covered by the course, or is nothing to cover; take it out of 'uncovered'."
            yield Fault((*keys, "uncovered", name), "curriculum/coverage", message)


def _retired(knowledge: Knowledge) -> Iterator[Fault]:
    """An id that was once used is never used again."""
    used = {*knowledge.modules, *knowledge.courses}
    for module in knowledge.modules.values():
        for _, parts in _parts_of(module):
            used |= {part.id for part in parts}
    for number, identity in enumerate(knowledge.retired):
        if identity in used:
            message = f"'{identity}' is retired; grade books remember it. Give the new thing a new id."
            yield Fault(("retired", number), "curriculum/retired", message)


def _parts_of(module: Module) -> list[tuple[str, Sequence[Outcome | Activity | Item]]]:
    return [("outcomes", module.outcomes), ("activities", module.activities), ("questions", module.questions)]


def _ids(module: Module, keys: tuple[str | int, ...]) -> Iterator[Fault]:
    """The ids of a module's parts begin with its number and stand once."""
    for key, items in _parts_of(module):
        seen: set[str] = set()
        for position, item in enumerate(items):
            if item.id in seen or not item.id.startswith(f"{module.id[:3]}-"):
                message = f"'{item.id}' stands twice, or does not begin with '{module.id[:3]}-'."
                yield Fault((*keys, key, position, "id"), "curriculum/id", message)
            seen.add(item.id)
