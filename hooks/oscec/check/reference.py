"""`reference/*`: every citation leads to a work of `references.yml`."""

from __future__ import annotations

from collections.abc import Iterator

from oscec.check.draft import Draft, View
from oscec.check.fault import Fault
from oscec.model.knowledge import Knowledge


def check_page(view: View, knowledge: Knowledge) -> Iterator[Draft]:
    """Citations of works that exist, with a label."""
    for number, link in enumerate(view.visible.links):
        if link.scheme != "ref":
            continue
        reference = knowledge.references.get(link.target)
        if reference is None:
            message = f"There is no reference '{link.target}' in references.yml; add the work or correct the id."
            yield Draft("reference/unknown", message, link=number)
        elif not link.label.strip():
            message = f"This citation has no label; 'check --fix' writes '{reference.short}'."
            yield Draft("reference/label", message, suggestion=reference.short, link=number, label=reference.short)


def check_concepts(knowledge: Knowledge) -> Iterator[Fault]:
    """The relations and sources of the concepts exist."""
    for number, concept in enumerate(knowledge.concepts.values()):
        for key in ("broader", "related"):
            for position, other in enumerate(getattr(concept, key)):
                if other not in knowledge.concepts:
                    message = f"There is no concept '{other}'; allowed: {', '.join(knowledge.concepts)}."
                    yield Fault(("concepts", number, key, position), "glossary/unknown-concept", message)
        for position, source in enumerate(concept.sources):
            if source.reference not in knowledge.references:
                message = f"There is no reference '{source.reference}' in references.yml."
                yield Fault(("concepts", number, "sources", position, "reference"), "reference/unknown", message)
