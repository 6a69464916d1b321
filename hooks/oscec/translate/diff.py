"""`translate diff`: what changed in the source page, beside the lines of the translation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from oscec.model.drift import Step, outdated
from oscec.model.pair import Pair
from oscec.model.passage import NAMES, Passage
from oscec.translate.history import passages_with
from oscec.translate.pair import name_of, where
from oscec.translate.problem import RefusedError

_SAID = {
    "wording": "wording",
    "facts": "FACTS: a number, link, footnote, id or right answer may have changed",
    "added": "added: translate it",
    "removed": "removed: take it out",
}


def show(root: Path, pair: Pair) -> str:
    """The changes, each with its number for `translate stamp`.

    Raises:
        RefusedError: the translation carries no stamps.
    """
    path = pair.translation.path
    if not pair.then:
        raise RefusedError(
            f"{path} carries no stamps, so nothing says which text it translates. Compare it with "
            f"{pair.source.path} by eye, then: python -m oscec translate stamp {pair.translation.language} {path}"
        )
    if not pair.changes:
        return f"{path}: nothing has changed in {pair.source.path}."
    old = passages_with(root, pair.source.path, (pair.then[s.old] for s in pair.changes if s.old is not None))
    parts = [_headline(pair), *("\n".join(_lines(pair, step, old)) for step in pair.changes)]
    stamp = f"python -m oscec translate stamp {pair.translation.language} {path}"
    numbers = " ".join(name_of(step) for step in pair.changes[:2])
    return "\n\n".join([*parts, f"Done? All: {stamp}\nSome: {stamp} {numbers}"])


def _headline(pair: Pair) -> str:
    count, facts = outdated(pair.steps)
    said = "facts may be among them" if facts else "wording only"
    return f"{pair.translation.path}: {count} of {len(pair.today)} passages to look at; {said}."


def _lines(pair: Pair, step: Step, old: Mapping[str, Passage]) -> Iterator[str]:
    """One change: its number, the old text and the new one, and what the translation says."""
    before = old.get(pair.then[step.old]) if step.old is not None else None
    after = pair.today[step.new] if step.new is not None else None
    seen = after or before
    kind = f" ({NAMES[seen.kind]})" if seen else ""
    place = f"  {where(pair.source, after)}" if after else ""
    yield f"[{name_of(step)}]{kind}{place}  {_SAID[step.change]}"
    if before:
        yield from _marked("-", before.text)
    if after:
        yield from _marked("+", after.text)
    if before and after and step.change == "facts":
        yield f"  facts: {_changed_facts(before, after)}"
    yield from _translation(pair, step)


def _translation(pair: Pair, step: Step) -> Iterator[str]:
    beside = pair.beside(step)
    if beside:
        yield f"  {where(pair.translation, beside)}"
        yield from _marked("=", beside.text)
    elif step.change == "added" and (before := pair.before(step)):
        yield f"  belongs after the passage at {where(pair.translation, before)}"
    elif step.change != "added":
        yield (
            f"  The translation has {len(pair.own)} passages and stamps of {len(pair.then)}: find this one by eye."
        )


def _marked(sign: str, text: str) -> Iterator[str]:
    return (f"  {sign} {line}" for line in text.split("\n"))


def _changed_facts(before: Passage, after: Passage) -> str:
    """'- number 1397, + number 1428'."""
    old, new = Counter(before.facts), Counter(after.facts)
    gone, come = sorted((old - new).elements()), sorted((new - old).elements())
    return ", ".join([*(f"- {fact}" for fact in gone), *(f"+ {fact}" for fact in come)])
