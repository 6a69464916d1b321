"""`translate same`: an edit of a source page gave translators nothing to do; it is written to `same.yml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from oscec.load.knowledge import Loaded
from oscec.load.pages import read_page
from oscec.model.drift import Step, current
from oscec.model.language import SOURCE
from oscec.model.page import Page
from oscec.model.pair import Pair
from oscec.model.passage import NAMES, passages_of
from oscec.translate.history import versions
from oscec.translate.pair import name_of, where
from oscec.translate.place import Place, place_of, read
from oscec.translate.problem import RefusedError, WrongUseError, refuse

FILE = "curriculum/same.yml"
_HEAD = "# Edits of English pages that gave translators nothing to do; `translate same` writes this file.\n"
_WRONG = {
    "facts": "a number, link, footnote, `term:`, `stat:` or `ref:` has changed",
    "added": "it is new",
    "removed": "it was removed",
}


@dataclass(frozen=True)
class Sight:
    """A change as one translation sees it."""

    pair: Pair
    step: Step

    @property
    def language(self) -> str:
        """The language of the translation."""
        return self.pair.translation.language

    @property
    def old(self) -> str:
        """The stamp that the translation carries."""
        return self.pair.then[self.step.old] if self.step.old is not None else ""

    @property
    def new(self) -> str:
        """The stamp that the source page has today."""
        return self.pair.today[self.step.new].stamp if self.step.new is not None else ""


def record(root: Path, loaded: Loaded, place: Place, names: Sequence[str], languages: Sequence[str]) -> str:
    """Record that passages of a source page say what they said before.

    Parameters:
        root: the repository.
        loaded: the knowledge; its `same.yml` is written anew, without what no translation needs any more.
        place: the source page.
        names: passages as `translate diff` names them; empty for all that changed.
        languages: whose translations were up to date before the edit, where the program cannot know.

    Raises:
        RefusedError: for some passage it would not be true, or nobody can know.
        WrongUseError: nothing has changed under that name.
    """
    broken = [finding for finding in loaded.findings if finding.path == FILE]
    if broken:
        raise refuse(broken)
    same = loaded.knowledge.same
    pairs = list(_pairs(root, loaded, place))
    sights = [Sight(pair, step) for pair in pairs for step in pair.changes]
    chosen = _chosen(place, sights, names)
    if languages:
        chosen = [sight for sight in chosen if sight.language in languages]
    if not chosen:
        _write(root, loaded, same)
        return f"{place.source}: no translation is outdated; there is nothing to record."
    _refuse_facts(place, chosen)
    wording = [sight for sight in chosen if sight.step.change == "wording"]
    _refuse_twins(wording)
    if not languages:
        _refuse_doubt(root, place, wording)
    new = {sight.old: sight.new for sight in wording}
    _write(root, loaded, {**same, place.source: {**same.get(place.source, {}), **new}})
    return "\n".join(_said(place, chosen, wording))


def _pairs(root: Path, loaded: Loaded, place: Place) -> Iterator[Pair]:
    """The source page with each of its translations that carries stamps."""
    source = read(root, place.source)
    for code in loaded.knowledge.languages:
        path = place_of(root, code, place.source).path
        page = _page(root, path) if code != SOURCE else None
        if page is not None:
            yield Pair(source, page, loaded.knowledge.same.get(place.source, {}))


def _page(root: Path, path: str) -> Page | None:
    page = read_page(root, path)[0] if (root / path).is_file() else None
    return page if page and page.meta and page.meta.translation and page.meta.translation.source else None


def _chosen(place: Place, sights: Sequence[Sight], names: Sequence[str]) -> list[Sight]:
    known = list(dict.fromkeys(name_of(sight.step) for sight in sights))
    for name in names:
        if name not in known:
            listed = ", ".join(known) or "none"
            raise WrongUseError(
                f"Passage {name} of {place.source} makes no translation outdated; there are: {listed}."
            )
    return [sight for sight in sights if not names or name_of(sight.step) in names]


def _refuse_facts(place: Place, chosen: Sequence[Sight]) -> None:
    """Refuse passages that no translation sees as a change of wording."""
    good = {name_of(sight.step) for sight in chosen if sight.step.change == "wording"}
    wrong = {name_of(sight.step): sight for sight in chosen if name_of(sight.step) not in good}
    if not wrong:
        return
    lines = [f"{_place(sight)}: {_WRONG[sight.step.change]}; translators must look." for sight in wrong.values()]
    if good:
        lines.append(
            f"For the others: python -m oscec translate same {place.source} {' '.join(sorted(good, key=int))}"
        )
    raise RefusedError("\n".join([*lines, "Nothing was written."]))


def _refuse_twins(wording: Sequence[Sight]) -> None:
    """Refuse a passage whose earlier words stand, or stood, more than once: a stamp says which words, not where."""
    new: dict[str, str] = {}
    for sight in wording:
        today = {passage.stamp for passage in sight.pair.today}
        if sight.old in today or new.setdefault(sight.old, sight.new) != sight.new:
            raise RefusedError(
                f"{_place(sight)}: the page has, or had, the same words in two passages, so this edit cannot be "
                f"recorded. Mark it: python -m oscec translate stamp {sight.language} {sight.pair.source.path} "
                f"{name_of(sight.step)}\nNothing was written."
            )


def _place(sight: Sight) -> str:
    """'docs/en/x.md:15: passage 5 (paragraph)'."""
    if sight.step.new is None:
        return f"{sight.pair.source.path}:1: passage {name_of(sight.step)}"
    passage = sight.pair.today[sight.step.new]
    return f"{where(sight.pair.source, passage)}: passage {name_of(sight.step)} ({NAMES[passage.kind]})"


def _refuse_doubt(root: Path, place: Place, wording: Sequence[Sight]) -> None:
    """Refuse where a translation was outdated before the last edit: the edit alone does not bring it up to date."""
    by_name: dict[str, list[Sight]] = {}
    for sight in wording:
        by_name.setdefault(name_of(sight.step), []).append(sight)
    lines = [line for sights in by_name.values() for line in _doubts(root, place, sights)]
    if lines:
        raise RefusedError("\n".join([*lines, "Nothing was written."]))


def _doubts(root: Path, place: Place, sights: Sequence[Sight]) -> Iterator[str]:
    """Why it is not known that each of these translations was up to date."""
    before = _stamps_before(root, place.source, sights[0])
    old = [current(sight.old, sight.pair.same) for sight in sights]
    late = [sight for sight, stamp in zip(sights, old, strict=True) if before is not None and stamp not in before]
    if before is None and len(set(old)) > 1:
        late = list(sights)
    if late:
        codes = " ".join(f"--lang {sight.language}" for sight in late)
        said = ", ".join(sight.language for sight in late)
        yield (
            f"{_place(sights[0])}: {said} may have been outdated before this edit. If nothing that matters has "
            f"changed since, name the languages that were up to date, such as: {codes}"
        )


def _stamps_before(root: Path, path: str, sight: Sight) -> set[str] | None:
    """The stamps of the page before the last edit of a passage, as far as git knows."""
    for page in versions(root, path):
        stamps = {passage.stamp for passage in passages_of(page)}
        if sight.new not in stamps:
            return stamps
    return None


def _said(place: Place, chosen: Sequence[Sight], wording: Sequence[Sight]) -> Iterator[str]:
    names = sorted({name_of(sight.step) for sight in wording}, key=int)
    codes = sorted({sight.language for sight in wording})
    said = f"passage {names[0]} of {place.source} gives"
    if len(names) > 1:
        said = f"passages {', '.join(names)} of {place.source} give"
    yield f"{FILE}: {said} nothing to do to {', '.join(codes)}."
    for sight in chosen:
        if sight.step.change != "wording":
            yield f"{_place(sight)}: {sight.language} stays outdated; its facts are others."


def _write(root: Path, loaded: Loaded, same: Mapping[str, Mapping[str, str]]) -> None:
    """Write the entries that some translation needs."""
    kept = {path: entries for path in sorted(same) if (entries := _needed(root, loaded, path, same[path]))}
    text = "".join([_HEAD, "same:\n" if kept else "same: {}\n", *_lines(kept)])
    file = root / FILE
    if kept or file.is_file():
        file.write_text(text, encoding="utf-8", newline="\n")


def _needed(root: Path, loaded: Loaded, path: str, entries: Mapping[str, str]) -> dict[str, str]:
    """The entries of a page whose earlier stamp a translation still carries, while the page has it no more."""
    if not (root / path).is_file():
        return {}
    pairs = list(_pairs(root, loaded, place_of(root, SOURCE, path)))
    carried = {stamp for pair in pairs for stamp in pair.then}
    today = {passage.stamp for pair in pairs[:1] for passage in pair.today}
    return {old: new for old, new in entries.items() if old in carried and old not in today}


def _lines(same: Mapping[str, Mapping[str, str]]) -> Iterable[str]:
    """The pages and their stamps; a stamp without quotation marks could be read as a number."""
    for path, entries in same.items():
        yield f"  {path}:\n"
        yield from (f"    '{old}': '{new}'\n" for old, new in entries.items())
