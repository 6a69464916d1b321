"""`glossary/*`: links to concepts, first uses, and entries that hold together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from oscec.check.draft import Draft, View
from oscec.check.fault import Fault
from oscec.check.forms import Forms
from oscec.model.finding import Severity
from oscec.model.knowledge import Knowledge, stamp
from oscec.model.language import SOURCE
from oscec.model.page import Summary


def check_page(view: View, knowledge: Knowledge, forms: Forms) -> Iterator[Draft]:
    """Links to concepts that exist here, and the first visible use of each concept."""
    language = view.page.language
    for number, link in enumerate(view.visible.links):
        if link.scheme != "term":
            continue
        if link.target not in knowledge.concepts:
            message = f"There is no concept '{link.target}'; allowed: {', '.join(knowledge.concepts)}."
            yield Draft("glossary/unknown-concept", message, link=number)
        elif knowledge.entry(language, link.target) is None:
            message = f"{language}/terms.yml has no entry for '{link.target}'; add one, or link another concept."
            yield Draft("glossary/no-entry", message, link=number)
    yield from _first_uses(view, knowledge, forms)


def _first_uses(view: View, knowledge: Knowledge, forms: Forms) -> Iterator[Draft]:
    visible = view.visible
    labels = {(link.start, link.end): link for link in visible.links if link.carries_meaning}
    linked_at: dict[str, int] = {}
    for link in labels.values():
        if link.scheme == "term" and forms.is_good(link.target, link.label):
            linked_at.setdefault(link.target, link.start)
    hidden = [*labels, *visible.heading_spans, *visible.quotations, (visible.prose_end, len(visible.text))]
    seen: set[str] = set()
    for hit in forms.good(view.folded.without(hidden)):
        concept = knowledge.concepts.get(hit.concept)
        if concept is None or concept.everyday or hit.concept in seen:
            continue
        seen.add(hit.concept)
        if hit.start < linked_at.get(hit.concept, visible.prose_end + 1):
            words = visible.text[hit.start : hit.end]
            message = (
                f"This is the first use of the concept '{hit.concept}' on the page; link it: "
                f"[{' '.join(words.split())}](term:{hit.concept})."
            )
            yield Draft("glossary/first-use", message, span=(hit.start, hit.end))


def check_entries(knowledge: Knowledge, language: str, forms: Forms) -> Iterator[Fault]:
    """The entries of one language: each has its concept, and a definition that defines."""
    entries = knowledge.entries.get(language, {})
    for concept, entry in entries.items():
        keys = ("terms", concept)
        if concept not in knowledge.concepts:
            message = f"There is no concept '{concept}' in concepts.yml; allowed: {', '.join(knowledge.concepts)}."
            yield Fault(keys, "glossary/unknown-concept", message)
        if entry.status == "sourced" and not entry.sources and language != SOURCE:
            message = f"The term of '{concept}' claims to be sourced and names no source; add one or say 'proposed'."
            yield Fault((*keys, "status"), "glossary/no-source", message)
        if language == SOURCE and entry.definition is None:
            yield Fault(keys, "glossary/no-definition", f"The entry of '{concept}' needs a definition.")
        yield from _translated(knowledge, language, concept)
    yield from _circular(knowledge, language, forms)


def check_missing(knowledge: Knowledge) -> Iterator[Fault]:
    """Every concept has an entry in English."""
    for number, concept in enumerate(knowledge.concepts):
        if knowledge.entry(SOURCE, concept) is None:
            message = f"The concept '{concept}' has no entry in {SOURCE}/terms.yml."
            yield Fault(("concepts", number, "id"), "glossary/no-entry", message)


def _translated(knowledge: Knowledge, language: str, concept: str) -> Iterator[Fault]:
    """An entry that claims to be translated matches its source entry."""
    source, entry = knowledge.entry(SOURCE, concept), knowledge.entries[language][concept]
    if language == SOURCE or source is None or entry.definition is None:
        return
    current = stamp(source)
    keys = ("terms", concept)
    if entry.stamp is None:
        message = f"The entry of '{concept}' has a translated definition; say of which source: stamp: '{current}'."
        yield Fault(keys, "glossary/stale", message, Severity.WARNING)
    elif entry.stamp != current:
        message = (
            f"The English entry of '{concept}' has changed since it was translated; bring this entry up to date, "
            f"then write stamp: '{current}'."
        )
        yield Fault((*keys, "stamp"), "glossary/stale", message, Severity.WARNING)


def _circular(knowledge: Knowledge, language: str, forms: Forms) -> Iterator[Fault]:
    entries = knowledge.entries.get(language, {})
    uses = {
        concept: {hit.concept for hit in forms.good(entry.definition or "")} for concept, entry in entries.items()
    }
    for concept, used in uses.items():
        keys = ("terms", concept, "definition")
        if concept in used:
            yield Fault(keys, "glossary/circular", f"The definition of '{concept}' uses the term itself.")
        for other in sorted(used - {concept}):
            if concept < other and concept in uses.get(other, set()):
                message = f"'{concept}' and '{other}' are defined by each other; one must do without."
                yield Fault(keys, "glossary/circular", message)


def check_orphans(knowledge: Knowledge, summaries: Iterable[Summary]) -> Iterator[Fault]:
    """Every concept is linked from some page."""
    linked = {concept for summary in summaries for concept in summary.concepts}
    for number, concept in enumerate(knowledge.concepts):
        if concept not in linked:
            message = f"No page links the concept '{concept}'; link it where it is used, or remove it."
            yield Fault(("concepts", number, "id"), "glossary/orphan", message)
