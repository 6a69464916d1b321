"""`translate stamp` for `terms.yml` and `labels.yml`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from oscec.load.edit import edit_file
from oscec.load.knowledge import DataFile, Loaded
from oscec.load.yamlfile import nodes
from oscec.model.finding import Fix
from oscec.model.knowledge import stamp
from oscec.model.labels import label_stamps, stamp_of
from oscec.model.language import SOURCE
from oscec.translate.problem import WrongUseError, refuse

TERMS, LABELS = "terms.yml", "labels.yml"
_WIDTH = 98
_ABOVE = "\n# Which English text each label translates; `python -m oscec translate stamp` writes it.\n"


def stamp_entries(root: Path, loaded: Loaded, language: str, file: str, keys: Sequence[str]) -> str:
    """Mark entries as translated from today's English text, and say how many.

    Parameters:
        root: the repository.
        loaded: the knowledge, read for the language.
        language: the language of the file.
        file: `TERMS` or `LABELS`.
        keys: ids of concepts or names of labels; empty for all.

    Raises:
        RefusedError: the file is broken.
        WrongUseError: there is no such file or entry.
    """
    path = f"curriculum/{language}/{file}"
    if not (root / path).is_file():
        raise WrongUseError(f"There is no {path} yet; copy the English file and translate its values.")
    wrong = [finding for finding in loaded.findings if finding.path == path]
    if wrong:
        raise refuse(wrong)
    data = loaded.files[path]
    fixes, count = (_terms if file == TERMS else _labels)(loaded, language, data, keys)
    edit_file(root, path, fixes)
    return f"{path}: {count} entries marked as done." if count else f"{path}: all were marked as done already."


def _terms(loaded: Loaded, language: str, data: DataFile, keys: Sequence[str]) -> tuple[list[Fix], int]:
    """The `stamp:` of each entry, under its term where there was none."""
    knowledge = loaded.knowledge
    source, own = knowledge.entries[SOURCE], knowledge.entries[language]
    can = [concept for concept, entry in own.items() if entry.definition and concept in source]
    found = {node.path: node for node in nodes(data.text)}
    fixes = []
    for concept in _wanted(keys, can, data.path):
        today = f"'{stamp(source[concept])}'"
        if own[concept].stamp == today.strip("'"):
            continue
        old, term = found.get(("terms", concept, "stamp")), found[("terms", concept, "term")]
        if old is not None:
            fixes.append(Fix(old.start, old.end, today))
        else:
            line = data.text.index("\n", term.end - 1) + 1
            fixes.append(Fix(line, line, f"{' ' * (term.column - 1)}stamp: {today}\n"))
    return fixes, len(fixes)


def _labels(loaded: Loaded, language: str, data: DataFile, keys: Sequence[str]) -> tuple[list[Fix], int]:
    """The block `stamps:`, written anew in the order of the English labels."""
    source, own = loaded.knowledge.labels[SOURCE].in_forms_of(language), loaded.knowledge.labels[language]
    can = [name for name in source.texts if name in own.texts]
    old = label_stamps(own)
    new = old | {name: stamp_of(source.texts[name]) for name in _wanted(keys, can, data.path)}
    block = stamps_block({name: new[name] for name in can if name in new})
    there = next((node for node in nodes(data.text) if node.path == ("stamps",)), None)
    if there is None:
        end = len(data.text)
        start = "" if data.text.endswith("\n") else "\n"
        fix = Fix(end, end, start + _ABOVE + block)
    else:
        fix = Fix(there.key_start, _block_end(data.text, there.key_start), block)
    return [fix], sum(old.get(name) != stamp for name, stamp in new.items())


def stamps_block(stamps: dict[str, str]) -> str:
    """The lines of `stamps:` in `labels.yml`.

    Parameters:
        stamps: name of a label -> its stamp.
    """
    lines = [""]
    for name, value in stamps.items():
        part = f"{name}:{value}"
        if lines[-1] and len(lines[-1]) + len(part) >= _WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {part}".strip()
    return "stamps: >-\n" + "".join(f"  {line}\n" for line in lines)


def _block_end(text: str, start: int) -> int:
    """Where the next line begins that is not indented."""
    offset = text.index("\n", start) + 1
    for line in text[offset:].splitlines(keepends=True):
        if line.strip() and not line.startswith(" "):
            break
        offset += len(line)
    return offset


def _wanted(keys: Sequence[str], known: list[str], path: str) -> list[str]:
    for key in keys:
        if key not in known:
            raise WrongUseError(f"'{key}' is nothing that {path} translates; there are: {', '.join(known)}.")
    return list(keys) or known
