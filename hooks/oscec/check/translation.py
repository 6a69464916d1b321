"""`translation/*`: a translation says the same as its source page, passage by passage, and knows when it does not.

Passages whose source is as it was when it was translated are compared; a passage whose source has moved on is
said to be stale and is not compared. So a change in English breaks no other language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from oscec.check.draft import Draft, placed
from oscec.check.fault import Fault
from oscec.check.parity import compare, misfits
from oscec.model.finding import Finding, Fix, Severity, place
from oscec.model.knowledge import Knowledge
from oscec.model.labels import stale_labels
from oscec.model.language import SOURCE
from oscec.model.page import Page, Translation
from oscec.model.pair import Pair
from oscec.model.passage import text_stamp


def check_translation(pair: Pair, number_words: Sequence[str]) -> Iterator[Finding]:
    """Every rule on one translation.

    Parameters:
        pair: the translation with its source page.
        number_words: the source language's words for numbers.
    """
    for draft in _drafts(pair, number_words):
        yield placed(pair.translation, draft)


def _drafts(pair: Pair, number_words: Sequence[str]) -> Iterator[Draft]:
    state = pair.state
    if state is None:
        return
    yield from _review(pair, state)
    if state.source is None:
        if state.status != "draft":
            message = (
                f"A page that is '{state.status}' says which source text it translates; "
                f"{_verb(pair, 'stamp')} writes that."
            )
            yield Draft("translation/unstamped", message, offset=0)
    elif len(pair.own) != len(pair.then):
        yield _count(pair)
    else:
        yield from _stale(pair)
        yield from compare(pair, number_words)


def _verb(pair: Pair, name: str) -> str:
    """The command with which a translator goes on."""
    return f"'python -m oscec translate {name} {pair.translation.language} {pair.translation.path}'"


def check_orphan(page: Page) -> Finding:
    """A translation of a page that does not exist."""
    message = f"There is no source page to translate: {page.path.replace(f'/{page.language}/', f'/{SOURCE}/', 1)}."
    return Finding(page.path, 1, 1, "translation/orphan", Severity.ERROR, message)


def check_labels(knowledge: Knowledge, language: str) -> Iterator[Fault]:
    """Labels that translate an older text than English has today; `status` says which are missing."""
    source, labels = knowledge.labels.get(SOURCE), knowledge.labels[language]
    if source is None or language == SOURCE:
        return
    stale = stale_labels(source.in_forms_of(language), labels) if labels.stamps else []
    if stale:
        message = (
            f"The English text of {len(stale)} label(s) has changed since, or nobody said which text they translate: "
            f"{_some(stale)}. When they are right, 'python -m oscec translate stamp {language} labels.yml' says so."
        )
        yield Fault(("stamps",), "translation/stale-label", message, Severity.NOTE)


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:6]) + (", …" if len(names) > 6 else "")


def _review(pair: Pair, state: Translation) -> Iterator[Draft]:
    """A reviewed page names who reviewed which text."""
    if state.status != "reviewed":
        return
    stamp = text_stamp(pair.translation)
    word = re.search(r"\bstatus:\s*['\"]?(reviewed)", pair.translation.text[: pair.translation.body])
    offset = word.start(1) if word else 0
    if not state.reviewer or state.reviewer == state.translator:
        message = "A reviewed page names its reviewer, another person than the translator: reviewer: Name."
        yield Draft("translation/reviewer", message, offset=offset)
    elif state.reviewed is None:
        message = f"A reviewed page says which text was reviewed: reviewed: '{stamp}'."
        yield Draft("translation/reviewer", message, offset=offset)
    elif state.reviewed != stamp:
        fix = Fix(*word.span(1), "translated") if word else None
        message = (
            "The text has changed since it was reviewed; write status: translated, or let it be reviewed again "
            f"and write reviewed: '{stamp}'. 'check --fix' writes the status."
        )
        yield Draft("translation/edited", message, Severity.WARNING, offset=offset, fix=fix)


def _count(pair: Pair) -> Draft:
    """The translation has more or fewer passages than it carries stamps."""
    message = (
        f"The page has {len(pair.own)} passages and carries the stamps of {len(pair.then)}. A translation has "
        "the passages of its source page in their order"
    )
    if [passage.stamp for passage in pair.today] != pair.then:
        message += f"; {_verb(pair, 'diff')} shows which."
        return Draft("translation/structure", message, Severity.WARNING, offset=pair.own[-1].offset)
    first = next(misfits(pair))
    return Draft("translation/structure", f"{message}; {first.said}.", offset=first.at.offset)


def _stale(pair: Pair) -> Iterator[Draft]:
    """Passages whose source has moved on; never an error."""
    if not pair.changes:
        return
    after = 0
    for step in pair.steps:
        passage = pair.own[step.old] if step.old is not None else None
        after = passage.offset if passage else after
        if step.change == "equal":
            continue
        new = pair.today[step.new] if step.new is not None else None
        line = place(pair.source.text, new.offset)[0] if new else 0
        where = f"line {line} of {pair.source.path}"
        message = {
            "wording": f"The wording of the source has changed ({where}).",
            "facts": f"The source has changed, facts too: a number, a link or an id ({where}).",
            "added": f"After this passage the source has a new one ({where}).",
            "removed": f"This passage is no longer in {pair.source.path}.",
        }[step.change]
        severity = Severity.NOTE if step.change == "wording" else Severity.WARNING
        message += f" {_verb(pair, 'diff')} shows it."
        yield Draft("translation/stale", message, severity, offset=after)
