"""Questions as they stand in a module's `questions.md`: plain task lists, tables and feedback."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from oscec.model.course import QuestionKind

_STEM = re.compile(r"^## (?P<stem>.*?)[ \t]*<!--[ \t]*(?P<id>m\d{2}-q\d+)[ \t]*-->[ \t]*$", re.MULTILINE)
_OPTION = re.compile(r"^- \[(?P<mark>[ xX])\] (?P<text>.*)$")
_FEEDBACK = re.compile(r"^ {2,3}> ?(?P<text>.*)$")
_ROW = re.compile(r"^\|(?P<cells>.*)\|[ \t]*$")
_RULE = re.compile(r"^\|[ :|-]+\|[ \t]*$")


@dataclass
class Option:
    """An answer to choose or to write, with what is said of it."""

    text: str
    right: bool
    offset: int
    """Where it stands in the Markdown."""
    feedback: str = ""


@dataclass
class Question:
    """A question of the bank as it was written."""

    id: str
    stem: str
    offset: int
    """Where it stands in the Markdown."""
    text: str = ""
    """What stands between the stem and the answers."""
    options: list[Option] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)
    """The pairs of a matching question."""
    head: tuple[str, str] = ("", "")

    def is_a(self, kind: QuestionKind) -> bool:
        """Whether its answers have the shape of a kind: decided by the shape, never by words of a language."""
        right = sum(option.right for option in self.options)
        written = [option.text.startswith("= ") for option in self.options]
        match kind:
            case "match":
                return len(self.rows) > 1 and not self.options
            case "short":
                return bool(written) and all(written) and right == len(self.options) and not self.rows
            case "true-false":
                return len(self.options) == 2 and right == 1 and not any(written) and not self.rows
            case "single":
                return len(self.options) > 2 and right == 1 and not any(written) and not self.rows
            case "multiple":
                return len(self.options) > 2 and right > 1 and not any(written) and not self.rows


def parse_questions(markdown: str) -> list[Question]:
    """The questions of a page, in their order.

    Parameters:
        markdown: the text of `questions.md` without its front matter.
    """
    stems = list(_STEM.finditer(markdown))
    ends = [*(match.start() for match in stems[1:]), len(markdown)]
    return [_parse(match, markdown, end) for match, end in zip(stems, ends, strict=True)]


def _parse(match: re.Match[str], markdown: str, end: int) -> Question:
    question = Question(match["id"], match["stem"].strip(), match.start())
    offset, body = match.end() + 1, []
    for line in markdown[offset:end].splitlines(keepends=True):
        text = line.rstrip("\r\n")
        if option := _OPTION.match(text):
            question.options.append(Option(option["text"].strip(), option["mark"] in "xX", offset))
        elif (feedback := _FEEDBACK.match(text)) and question.options:
            last = question.options[-1]
            last.feedback = f"{last.feedback} {feedback['text']}".strip()
        elif (row := _ROW.match(text)) and not _RULE.match(text):
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", row["cells"])]
            if len(cells) == 2:
                question.rows.append((cells[0], cells[1]))
        elif not _RULE.match(text):
            body.append(text)
        offset += len(line)
    if question.rows:
        question.head = question.rows.pop(0)
    question.text = "\n".join(body).strip()
    return question
