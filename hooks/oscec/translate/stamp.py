"""`translate stamp`: what was translated is marked as done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from oscec.load.edit import edit_file
from oscec.load.knowledge import Loaded
from oscec.load.pages import page_paths
from oscec.model.page import Page
from oscec.model.pair import Pair
from oscec.model.passage import text_stamp
from oscec.translate.entries import LABELS, TERMS, stamp_entries
from oscec.translate.front import set_translation
from oscec.translate.pair import misfits, name_of, pair_of
from oscec.translate.place import place_of
from oscec.translate.problem import RefusedError, WrongUseError

_MOST = 5
"""As many misfits as help to find the first."""


def stamp_page(root: Path, pair: Pair, names: Sequence[str] = ()) -> str:
    """Mark passages of a translation as done and say what was written.

    Parameters:
        root: the repository.
        pair: the page and its source.
        names: changes as `translate diff` names them; empty for all.

    Raises:
        RefusedError: the translation would have more or fewer passages than stamps.
        WrongUseError: nothing has changed under that name.
    """
    path = pair.translation.path
    stamps = list(_chosen(pair, set(names))) if names else [passage.stamp for passage in pair.today]
    if len(stamps) != len(pair.own):
        raise RefusedError(_misfit(pair, len(stamps)))
    back = was_edited(pair.translation)
    if stamps == pair.then and not back:
        return f"{path}: all passages are marked as done already."
    edit_file(root, path, set_translation(pair.translation, stamps, "translated" if back else None))
    left = 0 if not names else len(pair.changes) - len(set(names))
    said = f"{path}: {len(stamps)} passages carry stamps; " + (f"{left} still to do." if left else "all are done.")
    return said + (" Its text has changed since it was reviewed: the status is 'translated' again." if back else "")


def stamp_named(root: Path, loaded: Loaded, language: str, name: str, names: Sequence[str]) -> str:
    """Mark a page, `terms.yml` or `labels.yml`, or parts of it, as done.

    Parameters:
        root: the repository.
        loaded: the knowledge, read for the language.
        language: the language of the translation.
        name: as a person names the page or the file.
        names: changes, or keys of the file; empty for all.
    """
    file = name.rpartition("/")[2]
    if file in (TERMS, LABELS):
        return stamp_entries(root, loaded, language, file, names)
    return stamp_page(root, pair_of(root, place_of(root, language, name), loaded.knowledge.same), names)


def stamp_all(root: Path, language: str, same: Mapping[str, Mapping[str, str]]) -> tuple[list[str], list[str]]:
    """Mark all passages of all pages of a language as done.

    Returns:
        What was done, and why some pages were left as they are.
    """
    done: list[str] = []
    left: list[str] = []
    for path in page_paths(root, [language]):
        try:
            done.append(stamp_page(root, pair_of(root, place_of(root, language, path), same)))
        except (RefusedError, WrongUseError) as error:
            left.append(str(error))
    return done, left


def was_edited(page: Page) -> bool:
    """Whether a page calls itself reviewed, and another text was."""
    translation = page.meta.translation if page.meta else None
    return bool(translation and translation.status == "reviewed" and translation.reviewed != text_stamp(page))


def _chosen(pair: Pair, names: set[str]) -> Iterator[str]:
    """The stamps of the translation, with those of some changes brought up to date."""
    if not pair.then:
        message = f"{pair.translation.path} carries no stamps yet; mark the whole page, without numbers."
        raise WrongUseError(message)
    known = [name_of(step) for step in pair.changes]
    unknown = sorted(names - set(known))
    if unknown:
        listed = ", ".join(known) or "none"
        raise WrongUseError(f"'{unknown[0]}' is no change of {pair.source.path}; there are: {listed}.")
    for step in pair.steps:
        if step.change == "equal" or name_of(step) in names:
            if step.new is not None:
                yield pair.today[step.new].stamp
        elif step.old is not None:
            yield pair.then[step.old]


def _misfit(pair: Pair, stamps: int) -> str:
    path = pair.translation.path
    lines = [f"{path}: it has {len(pair.own)} passages, and {stamps} would be marked as done; nothing was written."]
    lines += list(misfits(pair))[:_MOST]
    if stamps != len(pair.today):
        lines.append("Mark passages that were added or removed in the same step as you write or remove them.")
    return "\n".join(lines)
