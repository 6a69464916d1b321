"""`report`: what a pull request changes for translators, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from oscec.load.edit import edited
from oscec.model.drift import Step, current, outdated
from oscec.model.finding import Finding, Severity
from oscec.model.language import SOURCE
from oscec.model.page import Page, address_of, path_of
from oscec.model.pair import Pair
from oscec.model.passage import NAMES, Passage, passages_of
from oscec.model.status import EntriesState, status_of
from oscec.translate.front import set_translation, translation_block
from oscec.translate.history import passages_with, version
from oscec.translate.pair import misfits, name_of, where
from oscec.translate.quoting import code, count, fenced, names, plain, quoted
from oscec.translate.request import Request, read_request
from oscec.translate.stamp import was_edited

_MOST = 50
"""Findings or passages of one page: more would hide the others, and a summary of a code host has a limit."""
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def write_report(root: Path, base: str) -> str:
    """The report on what changed since a revision.

    Parameters:
        root: the repository.
        base: the branch or commit that the contribution goes to; git must have it.

    Raises:
        WrongUseError: there is no git, or no such revision.
    """
    request = read_request(root, base)
    parts = [
        *(part for path in request.changed_pages(source=True) for part in _source_page(request, path)),
        *_data(request),
        *(part for path in request.changed_pages(source=False) for part in _translation(request, path)),
        *(part for path in request.changed_data() for part in _data_file(request, path)),
    ]
    return "\n".join(["## Translations", "", *(parts or ["This request changes nothing for translators.", ""])])


# A page of the source language.


def _source_page(request: Request, path: str) -> Iterator[str]:
    """Which translations are outdated once the change is merged."""
    pairs = [pair for pair in request.pairs(path) if pair.then]
    stale = [pair for pair in pairs if pair.changes]
    bare = [pair.translation.language for pair in request.pairs(path) if not pair.then]
    yield from (f"### {code(path)}", "")
    if path not in request.readable:
        yield from ("Its front matter cannot be read; the findings of the check say why.", "")
        return
    if bare:
        yield from (f"Nobody can say how far {names(bare)} fall behind: they carry no stamps.", "")
    if not stale:
        yield from (f"No translation becomes outdated ({len(pairs)} with stamps).", "")
        return
    before = _stamps_before(request, path)
    yield from (f"After merging, {count(len(stale), 'translation is', 'translations are')} outdated:", "")
    for pair in stale:
        number, facts = outdated(pair.steps)
        late = sum(old not in before for step in pair.changes if (old := _earlier(pair, step)))
        earlier = f"; {late} of them were outdated before" if before and late else ""
        said = "**facts may have changed**" if facts else "wording only"
        yield f"- {names([pair.translation.language])}: {count(number, 'passage', 'passages')}, {said}{earlier}"
    yield ""
    yield from _same(path, stale, before)


def _earlier(pair: Pair, step: Step) -> str | None:
    """The stamp that a translation carries where something changed, as it was called before the change."""
    return current(pair.then[step.old], pair.same) if step.old is not None else None


def _stamps_before(request: Request, path: str) -> set[str]:
    """The stamps of a page as it was; empty where git does not have it."""
    page = version(request.root, request.base, path)
    return {passage.stamp for passage in passages_of(page)} if page else set()


def _same(path: str, stale: Sequence[Pair], before: set[str]) -> Iterator[str]:
    """What an author does whose edit gives translators nothing to do."""
    typos: dict[str, Passage] = {}
    pasted: dict[str, str] = {}
    for pair in stale:
        for step in pair.changes:
            if step.change == "wording" and step.old is not None and step.new is not None:
                old, new = pair.then[step.old], pair.today[step.new]
                if not before or _earlier(pair, step) in before:
                    typos[name_of(step)] = new
                    pasted[old] = new.stamp
    if not typos:
        return
    numbers = sorted(typos, key=int)
    yield "If an edit gives translators nothing to do, such as a corrected typo, say so:"
    yield from ("", *fenced([f"python -m oscec translate same {path} {' '.join(numbers)}"], "sh"), "")
    yield from ("<details><summary>Which passages, and what to paste without a terminal</summary>", "")
    for number in numbers[:_MOST]:
        yield f"- passage {number}: {quoted(typos[number])}"
    lines = [f"  {path}:", *(f"    '{old}': '{new}'" for old, new in pasted.items())]
    yield from ("", f"Below `same:` in {code('curriculum/same.yml')}, only the passages that it is true of:", "")
    yield from (*fenced(lines, "yaml"), "", "</details>", "")


# Terms and labels.


def _data(request: Request) -> Iterator[str]:
    """What changed terms and labels of the source language leave outdated."""
    changed = [name for name in ("terms.yml", "labels.yml") if f"curriculum/{SOURCE}/{name}" in request.changed]
    if not changed:
        return
    status = status_of(request.loaded.knowledge, [])
    for name in changed:
        stale = [
            (state.code, _entries(state.terms if name == "terms.yml" else state.labels)) for state in status.languages
        ]
        said = [f"- {names([code])}: {text}" for code, text in stale if text]
        yield from (f"### {code(f'curriculum/{SOURCE}/{name}')}", "")
        yield from ("After merging:", "", *said, "") if said else ("No language falls behind.", "")


def _entries(entries: EntriesState) -> str:
    """What is stale or missing; '' where a language has nothing of the file."""
    if entries.missing == entries.total:
        return ""
    parts = [
        f"{number} {what}" for number, what in ((entries.stale, "stale"), (entries.missing, "missing")) if number
    ]
    return ", ".join(parts)


# A page of another language.


def _translation(request: Request, path: str) -> Iterator[str]:
    """What is missing, stale or wrong in a translation, and what to paste."""
    found = _found(request, path)
    page = request.pages.get(path)
    address = (address_of(path) or ("", ""))[1]
    pair = next((p for p in request.pairs(path_of(address, SOURCE)) if p.translation.path == path), None)
    yield from (f"### {code(path)}", "", _headline(page, pair, found), "")
    yield from _findings(found)
    if pair:
        yield from _drift(request, pair)
        yield from _paste(pair)


def _data_file(request: Request, path: str) -> Iterator[str]:
    """What is wrong in a translator's data file; the messages on stamps say what to paste."""
    found = _found(request, path)
    yield from (f"### {code(path)}", "", f"{_counts(found)}.", "", *_findings(found))


def _found(request: Request, path: str) -> list[Finding]:
    """The findings in a file, the gravest first."""
    found = [finding for finding in request.findings if finding.path == path]
    return sorted(found, key=lambda finding: (_RANK[finding.severity], finding))


def _counts(found: Sequence[Finding]) -> str:
    """'2 errors, 1 note'."""
    counts = {severity: sum(finding.severity is severity for finding in found) for severity in _RANK}
    said = [count(number, severity, f"{severity}s") for severity, number in counts.items() if number]
    return ", ".join(said) or "no findings"


def _headline(page: Page | None, pair: Pair | None, found: Sequence[Finding]) -> str:
    """'**draft**, 45 passages, 3 outdated; 1 error.'."""
    translation = page.meta.translation if page and page.meta else None
    status = f"**{translation.status}**" if translation else "**no state**"
    passages = count(len(pair.own), "passage", "passages") if pair else "no English page beside it"
    stale = f", {len(pair.changes)} outdated" if pair and pair.then and pair.changes else ""
    return f"{status}, {passages}{stale}; {_counts(found)}."


def _findings(found: Sequence[Finding]) -> Iterator[str]:
    for finding in found[:_MOST]:
        yield f"- line {finding.line}, **{finding.severity}** {code(finding.rule)}: {plain(finding.message)}"
    if len(found) > _MOST:
        yield f"- … and {len(found) - _MOST} more."
    if found:
        yield ""


def _drift(request: Request, pair: Pair) -> Iterator[str]:
    """Each passage whose source has changed since it was translated."""
    if not pair.then or not pair.changes:
        return
    stamps = [pair.then[step.old] for step in pair.changes if step.old is not None]
    old = passages_with(request.root, pair.source.path, stamps)
    yield from ("Changed in English since this was translated:", "")
    for step in pair.changes[:_MOST]:
        yield from _step(pair, step, old.get(pair.then[step.old]) if step.old is not None else None)
    if len(pair.changes) > _MOST:
        yield f"- … and {len(pair.changes) - _MOST} more."
    yield ""


def _step(pair: Pair, step: Step, before: Passage | None) -> Iterator[str]:
    after = pair.today[step.new] if step.new is not None else None
    beside, seen = pair.beside(step), after or before
    kind = f" ({NAMES[seen.kind]})" if seen else ""
    place = f", {code(where(pair.translation, beside))}" if beside else ""
    said = "**facts may have changed**" if step.change == "facts" else step.change
    yield f"- passage {name_of(step)}{kind}{place}: {said}"
    if before:
        yield f"    - was: {quoted(before)}"
    if after:
        yield f"    - is: {quoted(after)}"
    if beside:
        yield f"    - here: {quoted(beside)}"


def _paste(pair: Pair) -> Iterator[str]:
    """The front matter of a page that says what the source page says today."""
    back = was_edited(pair.translation)
    if pair.then and not pair.changes and len(pair.own) == len(pair.today) and not back:
        return
    if len(pair.own) != len(pair.today):
        yield from (
            f"The page has {len(pair.own)} passages, the English one {len(pair.today)}. It can be marked as done "
            "when they are the same:",
            "",
            *(f"- {plain(line)}" for line in list(misfits(pair))[:_MOST]),
            "",
        )
        return
    stamps = [passage.stamp for passage in pair.today]
    fixes = set_translation(pair.translation, stamps, "translated" if back else None)
    command = f"python -m oscec translate stamp {pair.translation.language} {pair.translation.path}"
    block = translation_block(edited(pair.translation.text.encode(), fixes).decode())
    yield from (
        "If the page now says what the English one says, put this into its front matter, in the place of what stands "
        "under `translation:` there:",
        "",
        *fenced(block.split("\n"), "yaml"),
        "",
        f"Or, in a terminal: {code(command)}",
        "",
    )
