"""A question bank as self-checks: they work without a script, and nothing is stored or sent.

Without a script the answers are in a disclosure under each question. With it (`selfcheck.js`) there is a
button that says what was right. Right answers are marked in the page; it is a check of oneself, no exam.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from xml.etree.ElementTree import Element, SubElement

from oscec.model.course import Item
from oscec.model.question import Question

_BOX = re.compile("^\\s*\x02[^\x03]*\x03\\s*")
"""Python-Markdown's stand-in for the check box that begins an entry of a task list."""
Say = Callable[[Element, str], None]
"""Puts the words of a label into an element."""


def as_self_checks(root: Element, questions: Sequence[Question], items: Sequence[Item], say: Say) -> None:
    """Turn the questions of a rendered page into forms, in place.

    Parameters:
        root: the page's tree; each `h2` is a question.
        questions: the same as they were written.
        items: the same as courses.yml knows them.
        say: puts the words beside the questions into their elements.
    """
    before, groups = _groups(root)
    known = zip(groups, questions, items, strict=False)
    sections = [_question(group, question, item, say) for group, question, item in known]
    root[:] = [*before, *sections, *(element for group in groups[len(sections) :] for element in group)]


def _groups(root: Element) -> tuple[list[Element], list[list[Element]]]:
    before: list[Element] = []
    groups: list[list[Element]] = []
    for element in root:
        if element.tag == "h2":
            groups.append([])
        (groups[-1] if groups else before).append(element)
    return before, groups


def _question(group: list[Element], question: Question, item: Item, say: Say) -> Element:
    section = Element("section", {"class": "o-question", "id": item.id, "data-kind": item.kind})
    answers = SubElement(Element("div"), "div")
    for element in group:
        if element.tag == "ul" and "task-list" in (element.get("class") or ""):
            options = list(_options(element, question))
            section.append(_written(item, say) if item.kind == "short" else _choices(options, item, say))
            answers = _answers(options, item, say)
        elif element.tag == "table" and item.kind == "match":
            section.append(_match(element, item, say))
            answers = _pairs(element)
        else:
            section.append(element)
    details = SubElement(section, "details", {"class": "o-question__answer"})
    say(SubElement(details, "summary"), "question_show")
    details.append(answers)
    return section


def _options(choices: Element, question: Question) -> Iterator[tuple[bool, Element, Element | None]]:
    """Whether it is right, its words, and its feedback."""
    for entry, option in zip(choices, question.options, strict=False):
        words, feedback = Element("span"), None
        source = entry[0] if len(entry) and entry[0].tag == "p" else entry
        words.text = _BOX.sub("", source.text or "")
        for part in source:
            if part.tag != "blockquote":
                words.append(deepcopy(part))
        for part in entry:
            if part.tag == "blockquote":
                feedback = part
        yield option.right, words, feedback


def _choices(options: list[tuple[bool, Element, Element | None]], item: Item, say: Say) -> Element:
    several = item.kind == "multiple"
    field = Element("fieldset", {"class": "o-question__choices"})
    say(SubElement(field, "legend"), "question_several" if several else "question_one")
    for number, (right, words, _) in enumerate(options, 1):
        identity = f"{item.id}-{number}"
        line = SubElement(field, "p")
        kind = "checkbox" if several else "radio"
        box = SubElement(line, "input", {"type": kind, "name": item.id, "id": identity, "autocomplete": "off"})
        if right:
            box.set("data-right", "")
        label = SubElement(line, "label", {"for": identity})
        label.append(deepcopy(words))
    return field


def _answers(options: list[tuple[bool, Element, Element | None]], item: Item, say: Say) -> Element:
    answers = Element("ul")
    for right, words, feedback in options:
        line = SubElement(answers, "li", {"class": "o-right" if right else "o-wrong"})
        say(SubElement(line, "strong"), "question_right" if right else "question_wrong")
        answer = deepcopy(words)
        if item.kind == "short" and answer.text:
            answer.text = answer.text.lstrip().removeprefix("=").strip()
        answer.tail = line[-1].tail = " "
        line.append(answer)
        for part in feedback if feedback is not None else ():
            line.append(deepcopy(part))
    return answers


def _written(item: Item, say: Say) -> Element:
    line = Element("p", {"class": "o-question__written"})
    say(SubElement(line, "label", {"for": f"{item.id}-1"}), "question_write")
    SubElement(line, "input", {"id": f"{item.id}-1", "type": "text", "autocomplete": "off"})
    return line


def _match(table: Element, item: Item, say: Say) -> Element:
    """Each left-hand cell with a choice among all right-hand ones, in alphabetical order."""
    pairs = _cells(table)
    choices = sorted({_text(right) for _, right in pairs}, key=str.casefold)
    field = Element("fieldset", {"class": "o-question__match"})
    say(SubElement(field, "legend"), "question_match")
    for number, (left, right) in enumerate(pairs, 1):
        identity = f"{item.id}-{number}"
        line = SubElement(field, "p")
        label = SubElement(line, "label", {"for": identity})
        label.text = left.text
        label.extend(deepcopy(list(left)))
        select = SubElement(line, "select", {"id": identity, "data-right": _text(right), "autocomplete": "off"})
        SubElement(select, "option", {"value": ""}).text = "–"
        for choice in choices:
            SubElement(select, "option").text = choice
    return field


def _pairs(table: Element) -> Element:
    answers = Element("ul")
    for left, right in _cells(table):
        line = SubElement(answers, "li")
        line.text = f"{_text(left)} – {_text(right)}"
    return answers


def _cells(table: Element) -> list[tuple[Element, Element]]:
    return [(row[0], row[1]) for body in table.iter("tbody") for row in body if len(row) == 2]


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
