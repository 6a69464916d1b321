"""The term bases are read by other programs as what they are.

No maintained program for Python reads TBX 3, so lxml reads it, against a RELAX NG of its structure. TBX 2 is read by
the Translate Toolkit, with which Weblate reads it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from translate.storage.tbx import TBXTerm, tbxfile, tbxunit

from oscec.export.tbx import as_tbx, as_tbx_2008
from oscec.model.concept import Concept, ConceptSource, DeprecatedTerm, Entry, Term, TermSource
from oscec.model.knowledge import Knowledge
from oscec.model.language import Language
from oscec.model.reference import Name, Reference

HERE = Path(__file__).parent
NAMES = {"t": "urn:iso:std:iso:30042:ed-2"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
AWKWARD = 'Say "no" to <&> ]]> Ελλάδα България 78\u00a0%'
SCHEMA = etree.RelaxNG(etree.parse(HERE / "tbx-basic.rng"))
with (HERE / "martif.dtd").open(encoding="utf-8") as dtd:
    DTD = etree.DTD(dtd)


def planted(term: str = "term", definition: str = AWKWARD, concept: str = "first") -> Knowledge:
    entry = Entry(
        term=term,
        status="sourced",
        abbreviation="T",
        definition=definition,
        usage="Write it out.",
        note="Two limits.",
        sources=[TermSource(title="A", url="https://example.org/?a=1&b=<2>"), TermSource(title="B")],
        admitted=[Term(term="other term", status="proposed")],
        deprecated=[
            DeprecatedTerm(term="bad <word>", use="never", reason="Because.", instead="good"),
            DeprecatedTerm(term="so-so", use="context", sources=[TermSource(title="C")]),
        ],
    )
    sources = [ConceptSource(reference="work", section="1.5"), ConceptSource(reference="gone")]
    greek = Language(code="el", name="ελληνικά", english="Greek", tier="planned", quotes=["«", "»"])
    english = Language(code="en", name="English", english="English", tier="source", quotes=["“", "”"])
    return Knowledge(
        languages={"el": greek, "en": english},
        concepts={
            concept: Concept(id=concept, status="sourced", sources=sources),
            "nowhere": Concept(id="nowhere", status="proposed", sources=[]),
        },
        entries={"en": {concept: entry}, "el": {concept: Entry(term="όρος", status="proposed")}},
        references={
            "work": Reference(id="work", type="report", title="W", author=[Name(literal="Europol")], issued="2017")
        },
    )


def parsed(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(load_dtd=False, no_network=True))


def spaced(text: str) -> str:
    """What XML keeps of a text: runs of white space are one space, and some characters cannot be written at all."""
    return re.sub(
        "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", re.sub(r"[ \t\r\n]+", " ", text)
    )


def standings(entry: Entry) -> list[tuple[str, str]]:
    """The terms of an entry with their standing, in the order in which a term base has them."""
    short = [(spaced(entry.abbreviation), "admitted")] if entry.abbreviation else []
    return [
        (spaced(entry.term), "preferred"),
        *short,
        *((spaced(term.term), "admitted") for term in entry.admitted),
        *((spaced(old.term), "deprecated") for old in entry.deprecated),
    ]


def terms_2019(content: bytes) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Concept -> language -> terms with their standing, as lxml reads them."""
    return {
        str(concept.get("id")): {
            str(section.get(XML_LANG)): [
                (
                    str(term.findtext("t:term", namespaces=NAMES)),
                    str(term.findtext("t:termNote[@type='administrativeStatus']", namespaces=NAMES)),
                )
                for term in section.iterfind("t:termSec", NAMES)
            ]
            for section in concept.iterfind("t:langSec", NAMES)
        }
        for concept in parsed(content).iterfind(".//t:conceptEntry", NAMES)
    }


def units(content: bytes, language: str) -> dict[str, tbxunit]:
    """The units that the Translate Toolkit finds for English and one language, by their id."""
    return {unit.getid(): unit for unit in tbxfile.parsestring(content, "en", language).units}  # type: ignore[no-untyped-call]


def terms_of(unit: tbxunit, language: str) -> list[TBXTerm]:
    return unit.get_source_terms() if language == "en" else unit.get_target_terms(language)


# TBX 3


def test_the_real_term_base_has_the_structure_of_tbx_basic(knowledge: Knowledge) -> None:
    SCHEMA.assertValid(parsed(as_tbx(knowledge)))


def test_every_real_term_is_in_it_with_its_standing(knowledge: Knowledge) -> None:
    assert terms_2019(as_tbx(knowledge)) == {
        concept: {
            language: [(term, f"{standing}Term-admn-sts") for term, standing in standings(entries[concept])]
            for language, entries in knowledge.entries.items()
            if concept in entries
        }
        for concept in knowledge.concepts
    }


def test_the_planted_concept_is_written_as_tbx_basic_wants_it() -> None:
    root = parsed(as_tbx(planted()))
    SCHEMA.assertValid(root)
    assert (root.get("type"), root.get("style"), root.get(XML_LANG)) == ("TBX-Basic", "dca", "en")
    (concept,) = root.iterfind(".//t:conceptEntry", NAMES)
    greek, english = concept
    assert (greek.get(XML_LANG), english.get(XML_LANG)) == ("el", "en")
    assert written(greek) == [
        "termSec",
        "  term: όρος",
        "  termNote: preferredTerm-admn-sts",
        "  note: Status: proposed",
    ]
    assert written(english) == [
        "descripGrp",
        f"  descrip: {AWKWARD}",
        "  admin: oSCEC training contributors, after Europol 2017, 1.5; gone",
        "note: Usage: Write it out.",
        "termSec",
        "  term: term",
        "  termNote: preferredTerm-admn-sts",
        "  termNote: fullForm",
        "  note: Status: sourced",
        "  note: Two limits.",
        "  admin: A, https://example.org/?a=1&b=<2>",
        "  admin: B",
        "termSec",
        "  term: T",
        "  termNote: admittedTerm-admn-sts",
        "  termNote: abbreviation",
        "  note: Status: sourced",
        "termSec",
        "  term: other term",
        "  termNote: admittedTerm-admn-sts",
        "  note: Status: proposed",
        "termSec",
        "  term: bad <word>",
        "  termNote: deprecatedTerm-admn-sts",
        "  note: Use: never",
        "  note: Reason: Because.",
        "  note: Instead: good",
        "termSec",
        "  term: so-so",
        "  termNote: deprecatedTerm-admn-sts",
        "  note: Use: context",
        "  note: Instead: term (T)",
        "  admin: C",
    ]


def written(node: etree._Element) -> list[str]:
    """The elements of a section and their parts, a line each."""
    lines = []
    for child in node:
        name = etree.QName(child).localname
        lines.append(name if len(child) else f"{name}: {child.text}")
        lines += [f"  {etree.QName(part).localname}: {part.text}" for part in child]
    return lines


def test_a_definition_without_a_work_names_its_authors() -> None:
    knowledge = planted()
    knowledge.concepts["first"] = Concept(id="first", status="proposed", sources=[])
    assert '<admin type="source">oSCEC training contributors</admin>' in as_tbx(knowledge).decode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("deprecatedTerm-admn-sts", "forbidden"),
        (">abbreviation<", ">short<"),
        ('type="definition"', 'type="meaning"'),
        ('style="dca"', 'style="dct"'),
        ("ed-2", "ed-3"),
        ("<term>term</term>", ""),
        ("<term>term</term>", "<term> </term>"),
        ('<langSec xml:lang="en">', "<langSec>"),
        (' id="first"', ' id="1 first"'),
        ("<termNote", "<note/><termNote"),
        ("<body>", '<body><conceptEntry id="empty"/>'),
    ],
)
def test_the_check_of_the_structure_sees_a_fault(old: str, new: str) -> None:
    text = as_tbx(planted()).decode()
    assert old in text
    assert not SCHEMA.validate(parsed(text.replace(old, new, 1).encode()))


# TBX 2


def test_the_toolkit_finds_every_real_term_in_every_language(knowledge: Knowledge) -> None:
    content = as_tbx_2008(knowledge)
    for language in knowledge.languages:
        found = units(content, language)
        assert list(found) == list(knowledge.concepts)
        for concept, entry in knowledge.entries[language].items():
            terms = terms_of(found[concept], language)
            assert [(term.text, term.deprecated) for term in terms] == [
                (text, standing == "deprecated") for text, standing in standings(entry)
            ]
            assert [term.administrative_status for term in terms] == [
                f"{standing}Term-admn-sts" for _, standing in standings(entry)
            ]


def test_the_toolkit_finds_every_real_definition(knowledge: Knowledge) -> None:
    content = as_tbx_2008(knowledge)
    for language in knowledge.languages:
        found = units(content, language)
        for concept, entry in knowledge.entries[language].items():
            notes = found[concept].get_common_notes(source=language == "en")
            definitions = [note.text for note in notes if note.category == "definition"]
            assert definitions == ([spaced(entry.definition)] if entry.definition else [])


def test_the_toolkit_shows_the_preferred_terms_and_takes_no_concept_for_an_old_one(knowledge: Knowledge) -> None:
    found = units(as_tbx_2008(knowledge), "fr")
    for concept, entry in knowledge.entries["en"].items():
        assert found[concept].source == entry.term
        assert not found[concept].isobsolete()
    for concept, entry in knowledge.entries["fr"].items():
        assert found[concept].target == entry.term


def test_the_toolkit_reads_what_was_planted() -> None:
    unit = units(as_tbx_2008(planted()), "el")["first"]
    assert [(term.text, term.deprecated) for term in unit.get_source_terms()] == [
        ("term", False),
        ("T", False),
        ("other term", False),
        ("bad <word>", True),
        ("so-so", True),
    ]
    assert [term.text for term in unit.get_target_terms()] == ["όρος"]
    first, _, _, bad, _ = [[note.text for note in term.notes] for term in unit.get_source_terms()]
    common = [AWKWARD, "Usage: Write it out."]
    assert first == [*common, "fullForm", "Status: sourced", "Two limits."]
    assert bad == [*common, "Use: never", "Reason: Because.", "Instead: good"]


def test_the_toolkit_sees_a_standing_that_was_spoilt() -> None:
    content = as_tbx_2008(planted()).replace(b"deprecatedTerm-admn-sts", b"admittedTerm-admn-sts")
    assert not any(term.deprecated for term in units(content, "el")["first"].get_source_terms())


def test_the_older_edition_has_its_structure_and_its_doctype(knowledge: Knowledge) -> None:
    for each in (knowledge, planted()):
        content = as_tbx_2008(each)
        assert DTD.validate(parsed(content)), DTD.error_log
        assert content.splitlines()[1] == b'<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">'
    assert not DTD.validate(parsed(as_tbx_2008(planted()).replace(b"<term>term</term>", b"")))


# Both


wild = settings(max_examples=200, suppress_health_check=[HealthCheck.filter_too_much])
PIECES = (*"aéЖ \n\t\0\x0b\u00a0\ufffe", "\r\n", "<b>", "&amp;", "<!--", "-->", "]]>")
TEXT = st.one_of(st.lists(st.sampled_from(PIECES)).map("".join), st.text(max_size=20)).filter(
    lambda text: text.strip()
)


@wild
@given(term=TEXT, definition=TEXT)
def test_any_text_comes_back_from_tbx_3(term: str, definition: str) -> None:
    knowledge = planted(term, definition)
    entry = knowledge.entries["en"]["first"]
    content = as_tbx(knowledge)
    ((_, english),) = ((greek, english) for greek, english in parsed(content).iterfind(".//t:conceptEntry", NAMES))
    assert english.findtext("t:descripGrp/t:descrip", namespaces=NAMES) == spaced(str(entry.definition))
    assert english.findtext("t:termSec/t:term", namespaces=NAMES) == spaced(entry.term)


@wild
@given(term=TEXT)
def test_any_term_comes_back_from_tbx_2(term: str) -> None:
    knowledge = planted(term)
    (first, *_) = units(as_tbx_2008(knowledge), "el")["first"].get_source_terms()
    assert first.text == spaced(knowledge.entries["en"]["first"].term)


@pytest.mark.parametrize(("concept", "written_as"), [("first", "first"), ("112", "_112"), ("2nd-one", "_2nd-one")])
def test_every_id_is_one_for_xml_too(concept: str, written_as: str) -> None:
    content = as_tbx(planted(concept=concept))
    assert list(terms_2019(content)) == [written_as]
    SCHEMA.assertValid(parsed(content))


def test_a_concept_without_words_is_left_out() -> None:
    assert b"nowhere" not in as_tbx(planted()) + as_tbx_2008(planted())
