"""The terms as a term base: TBX-Basic of ISO 30042:2019, and of ISO 30042:2008 for programs that read only that.

Both editions have one tree under different names. Relations, inflected forms and patterns have no place in
TBX-Basic; they are in `terms.json`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from oscec.export.credit import ACKNOWLEDGEMENT, AUTHORS, LICENCE
from oscec.export.terms import entries_of, source_text
from oscec.model.concept import ConceptSource, DeprecatedTerm, Entry, Term, TermSource
from oscec.model.knowledge import Knowledge
from oscec.model.language import SOURCE
from oscec.render import words

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_TITLE = "Terms on online sexual coercion and extortion of children (oSCEC)"
_DOCTYPE = '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n'
_WHITE = re.compile(r"[ \t\r\n]+")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even as a reference."""


@dataclass(frozen=True)
class _Edition:
    """The names that differ between the editions."""

    entry: str
    language: str
    term: str


_ED_2019 = _Edition("conceptEntry", "langSec", "termSec")
_ED_2008 = _Edition("termEntry", "langSet", "tig")


def as_tbx(knowledge: Knowledge) -> bytes:
    """TBX-Basic of ISO 30042:2019 (TBX 3) in the style that writes data categories as attributes (DCA)."""
    attributes = {"xmlns": "urn:iso:std:iso:30042:ed-2", "type": "TBX-Basic", "style": "dca", _LANGUAGE: SOURCE}
    root = Element("tbx", attributes)
    _add_header(SubElement(root, "tbxHeader"))
    _add_body(root, knowledge, _ED_2019)
    return _written(root)


def as_tbx_2008(knowledge: Knowledge) -> bytes:
    """TBX-Basic of ISO 30042:2008 (TBX 2); its readers expect a DOCTYPE and look for no file behind it."""
    root = Element("martif", {"type": "TBX-Basic", _LANGUAGE: SOURCE})
    header = SubElement(root, "martifHeader")
    _add_header(header)
    _add(SubElement(header, "encodingDesc"), "p", "TBXBasicXCSV02.xcs", type="XCSURI")
    _add_body(root, knowledge, _ED_2008)
    return _written(root, _DOCTYPE)


def _add_header(header: Element) -> None:
    file = SubElement(header, "fileDesc")
    _add(SubElement(file, "titleStmt"), "title", _TITLE)
    _add(SubElement(file, "publicationStmt"), "p", LICENCE)
    _add(SubElement(file, "sourceDesc"), "p", ACKNOWLEDGEMENT)


def _add_body(root: Element, knowledge: Knowledge, edition: _Edition) -> None:
    body = SubElement(SubElement(root, "text"), "body")
    for concept in knowledge.concepts.values():
        entries = entries_of(knowledge, concept.id)
        if not entries:
            continue
        node = SubElement(body, edition.entry, id=_xml_id(concept.id))
        sources = _definition_sources(knowledge, concept.sources)
        for language, entry in entries.items():
            section = SubElement(node, edition.language, {_LANGUAGE: language})
            _add_definition(section, entry, sources)
            _add_terms(section, entry, edition)
            for old in entry.deprecated:
                instead = words.instead(knowledge, concept.id, old, language).text
                _add_deprecated(SubElement(section, edition.term), old, instead)


def _add_definition(section: Element, entry: Entry, sources: str) -> None:
    if entry.definition:
        group = SubElement(section, "descripGrp")
        _add(group, "descrip", entry.definition, type="definition")
        _add(group, "admin", sources, type="source")
    if entry.usage:
        _add(section, "note", f"Usage: {entry.usage}")


def _add_terms(section: Element, entry: Entry, edition: _Edition) -> None:
    """The preferred term first: some programs read no other. Then its abbreviation and the admitted terms."""
    kind = "fullForm" if entry.abbreviation else None
    _add_term(SubElement(section, edition.term), entry, "preferredTerm-admn-sts", kind)
    if entry.abbreviation:
        short = Term(term=entry.abbreviation, status=entry.status)
        _add_term(SubElement(section, edition.term), short, "admittedTerm-admn-sts", "abbreviation")
    for term in entry.admitted:
        _add_term(SubElement(section, edition.term), term, "admittedTerm-admn-sts")


def _add_term(node: Element, term: Term, standing: str, kind: str | None = None) -> None:
    _add(node, "term", term.term)
    _add(node, "termNote", standing, type="administrativeStatus")
    if kind:
        _add(node, "termNote", kind, type="termType")
    _add(node, "note", f"Status: {term.status}")
    if term.note:
        _add(node, "note", term.note)
    _add_sources(node, term.sources)


def _add_deprecated(node: Element, old: DeprecatedTerm, instead: str) -> None:
    _add(node, "term", old.term)
    _add(node, "termNote", "deprecatedTerm-admn-sts", type="administrativeStatus")
    _add(node, "note", f"Use: {old.use}")
    if old.reason:
        _add(node, "note", f"Reason: {old.reason}")
    _add(node, "note", f"Instead: {instead}")
    _add_sources(node, old.sources)


def _add_sources(node: Element, sources: list[TermSource]) -> None:
    for source in sources:
        _add(node, "admin", source_text(source), type="source")


def _definition_sources(knowledge: Knowledge, sources: list[ConceptSource]) -> str:
    """'oSCEC training contributors, after Europol 2017, 1.5': definitions are our own words."""
    works = [_work(knowledge, source) for source in sources]
    return f"{AUTHORS}, after {'; '.join(works)}" if works else AUTHORS


def _work(knowledge: Knowledge, source: ConceptSource) -> str:
    reference = knowledge.references.get(source.reference)
    short = reference.short if reference else source.reference
    return f"{short}, {source.section}" if source.section else short


def _add(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = _FORBIDDEN.sub("\ufffd", _WHITE.sub(" ", text))


def _xml_id(concept: str) -> str:
    """The concept's id, which XML lets begin with a letter or '_' only; no concept's own id has a '_'."""
    return f"_{concept}" if concept[0].isdigit() else concept


def _written(root: Element, doctype: str = "") -> bytes:
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}{tostring(root, encoding="unicode")}\n'.encode()
