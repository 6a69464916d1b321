"""How far a source page has moved on from the passages that a translation translates.

A translation carries the stamps of the passages that it was made from (`translation.source` in its front
matter). Comparing them with the page's stamps of today says which passages changed; no history is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Literal

from oscec.model.passage import facts_stamp, words_stamp

Change = Literal["equal", "wording", "facts", "added", "removed"]
"""What happened to a passage; 'facts': a number, link, footnote, id or right answer may be another now."""


@dataclass(frozen=True)
class Step:
    """One passage of the source page of then or of today."""

    change: Change
    old: int | None
    """Its place among the stamps of the translation, and so among the translation's passages; None: it is new."""
    new: int | None
    """Its place among today's passages of the source page; None: it is gone."""


def read_stamps(source: str | None) -> list[str]:
    """The stamps as they stand in the front matter: separated by spaces or line ends."""
    return source.split() if source else []


def current(stamp: str, same: Mapping[str, str]) -> str:
    """What a stamp is called today, where an author recorded that an edit changed nothing.

    Parameters:
        stamp: a stamp of a translation.
        same: earlier stamp -> later stamp of the same passage.
    """
    seen = set()
    while stamp in same and stamp not in seen:
        seen.add(stamp)
        stamp = same[stamp]
    return stamp


def drift(then: Sequence[str], today: Sequence[str], same: Mapping[str, str] | None = None) -> tuple[Step, ...]:
    """What happened to each passage, in the order of today's page.

    Parameters:
        then: the stamps that a translation carries.
        today: the stamps of the source page as it is.
        same: earlier stamp -> later stamp, for edits that changed nothing.
    """
    known = set(today)
    old = [stamp if stamp in known else current(stamp, same or {}) for stamp in then]
    if old == list(today):
        return _unmoved(len(old))
    steps: list[Step] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, list(today), autojunk=False).get_opcodes():
        if tag == "equal":
            steps += [Step("equal", a + n, c + n) for n in range(b - a)]
        else:
            steps += _changed(old, today, range(a, b), range(c, d))
    return tuple(steps)


@cache
def _unmoved(count: int) -> tuple[Step, ...]:
    return tuple(Step("equal", n, n) for n in range(count))


def _changed(old: Sequence[str], today: Sequence[str], then: range, now: range) -> Iterator[Step]:
    """Passages that changed stand at the same places; what is left over was added or removed."""
    for m, n in zip(then, now, strict=False):
        same_facts = facts_stamp(old[m]) == facts_stamp(today[n])
        yield Step("wording" if same_facts and words_stamp(old[m]) != words_stamp(today[n]) else "facts", m, n)
    yield from (Step("removed", m, None) for m in then[len(now) :])
    yield from (Step("added", None, n) for n in now[len(then) :])


def outdated(steps: Sequence[Step]) -> tuple[int, bool]:
    """How many passages are not as they were, and whether facts may have changed.

    An added or removed passage counts as a change of facts.
    """
    changes = [step.change for step in steps if step.change != "equal"]
    return len(changes), any(change != "wording" for change in changes)
