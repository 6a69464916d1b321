"""The JSON-LD of the pages: right by the types made from the vocabulary, right as triples, and no way out of it."""

from __future__ import annotations

import fcntl
import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from selectolax.lexbor import LexborHTMLParser

from oscec.check.link import GLOSSARY, STATISTICS
from oscec.generator.site import build_site
from oscec.load.pages import page_paths, read_page
from oscec.model.finding import Severity
from oscec.model.knowledge import Knowledge
from oscec.model.page import Page
from oscec.model.reference import Reference
from oscec.model.statistic import Period
from oscec.render import structured, words
from oscec.render.structured import LICENCE, Data, Where, as_script_text

ROOT = Path(__file__).parents[2]
LANGUAGES = ["en", "fr"]
ADDRESS = "https://training.example.org/oscec"
SCHEMA = Namespace("http://schema.org/")
LINKS = ("contentUrl", "license", "url")
CONTEXT = {"@vocab": str(SCHEMA)} | {name: {"@type": "@id"} for name in LINKS}
"""As the context of schema.org has it, for the terms that the pages use: nothing is fetched."""

NAMES = ("Article", "Course", "Dataset", "DefinedTermSet", "LearningResource")
IMPORT = f'import type {{ {", ".join(NAMES)}, WithContext }} from "schema-dts";\n'
# What rdflib's own parser still uses.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

SOME = Where(f"{ADDRESS}/en/", f"{ADDRESS}/en/some/")

# The built site.


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the processes of one test run share."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "structured"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def site(shared: Path) -> Path:
    """The site as it is built for a known address; the processes build it once."""
    out = shared / "site"
    with (shared / "site.lock").open("w") as lock, pytest.MonkeyPatch.context() as patch:
        fcntl.flock(lock, fcntl.LOCK_EX)
        patch.setenv("OSCEC_URL", ADDRESS)
        if not out.is_dir():
            findings = build_site(ROOT, out, LANGUAGES, 2)
            assert [f for f in findings if f.severity is Severity.ERROR] == []
    return out


def blocks_of(html: str) -> list[str]:
    return [node.text() for node in LexborHTMLParser(html).css('script[type="application/ld+json"]')]


@pytest.fixture(scope="session")
def blocks(site: Path) -> dict[str, str]:
    """Address of a page -> its block."""
    found = {}
    for file in sorted(site.rglob("*.html")):
        texts = blocks_of(file.read_text(encoding="utf-8"))
        assert len(texts) <= 1, file
        if texts:
            found[f"{ADDRESS}/{file.parent.relative_to(site).as_posix()}/"] = texts[0]
    return found


@pytest.fixture(scope="session")
def sources() -> dict[str, dict[str, Page]]:
    """Language -> address -> the page that stands there, its own or the English one."""
    found: dict[str, dict[str, Page]] = {code: {} for code in LANGUAGES}
    for path in [*page_paths(ROOT, ["en"]), *page_paths(ROOT, ["fr"])]:
        page = read_page(ROOT, path)[0]
        assert page is not None
        for code in LANGUAGES if page.language == "en" else [page.language]:
            found[code][page.address] = page
    return found


def address_of(language: str, page: str) -> str:
    stem = page.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{ADDRESS}/{language}/{stem}/" if stem else f"{ADDRESS}/{language}/"


def kind_of(page: str) -> str:
    return {"modules": "LearningResource", "courses": "Course"}.get(page.split("/", maxsplit=1)[0], "Article")


def test_a_module_says_what_it_teaches_and_a_course_what_it_is_made_of(
    blocks: dict[str, str], knowledge: Knowledge
) -> None:
    for module in knowledge.modules.values():
        data = json.loads(blocks[address_of("en", f"modules/{module.id}/index.md")])
        assert len(data["teaches"]) == len(module.outcomes), module.id
        assert data["timeRequired"] == f"PT{module.minutes}M"
        assert not any("](" in outcome or "<!--" in outcome for outcome in data["teaches"])
    for course in knowledge.courses.values():
        data = json.loads(blocks[address_of("en", f"courses/{course.id}.md")])
        assert data["courseCode"] == course.id
        assert all(part["@id"] in blocks for part in data["hasPart"]), course.id


def test_reading_pages_terms_and_numbers_say_what_they_are_and_no_other_page(
    blocks: dict[str, str], sources: dict[str, dict[str, Page]]
) -> None:
    expected: dict[str, str] = {}
    for code in LANGUAGES:
        expected |= {address_of(code, page): kind_of(page) for page in sources[code]}
        expected |= {address_of(code, GLOSSARY): "DefinedTermSet", address_of(code, STATISTICS): "Dataset"}
    assert {address: json.loads(text)["@type"] for address, text in blocks.items()} == expected


def test_a_download_that_is_promised_is_there(site: Path, blocks: dict[str, str]) -> None:
    for code in LANGUAGES:
        for file in json.loads(blocks[address_of(code, STATISTICS)])["distribution"]:
            assert (site / file["contentUrl"].removeprefix(f"{ADDRESS}/")).is_file(), file


def test_an_anchor_that_is_promised_is_there(site: Path, blocks: dict[str, str]) -> None:
    for code in LANGUAGES:
        for page, key in ((GLOSSARY, "hasDefinedTerm"), (STATISTICS, "variableMeasured")):
            address = address_of(code, page)
            html = (site / address.removeprefix(f"{ADDRESS}/") / "index.html").read_text(encoding="utf-8")
            ids = {node.attributes["id"] for node in LexborHTMLParser(html).css("[id]")}
            promised = json.loads(blocks[address])[key]
            assert promised
            for part in promised:
                assert part["url"].startswith(f"{address}#")
                assert urlsplit(part["url"]).fragment in ids


# Without a known address.


def unaddressed(knowledge: Knowledge, pages: dict[str, dict[str, Page]]) -> Iterator[tuple[str, Data]]:
    for code in LANGUAGES:
        yield f"{code} {GLOSSARY}", structured.term_set(knowledge, code, Where())
        yield f"{code} {STATISTICS}", structured.dataset(knowledge, code, Where())
        for address, page in pages[code].items():
            yield f"{code} {address}", structured.article(knowledge, code, page, Where())


def test_a_site_without_an_address_invents_none(knowledge: Knowledge, sources: dict[str, dict[str, Page]]) -> None:
    for name, data in unaddressed(knowledge, sources):
        assert "url" not in data, name
        assert "url" not in data["isPartOf"], name
        assert data["@id"] == "./", name
    files = [part["contentUrl"] for part in structured.dataset(knowledge, "en", Where())["distribution"]]
    assert files == list(structured.DOWNLOADS)
    assert structured.term_set(knowledge, "en", Where())["hasDefinedTerm"][0]["url"].startswith("./#")


# The types of schema.org: one run of the compiler for all pages and for planted faults.


def planted(knowledge: Knowledge, page: Page) -> dict[str, Data]:
    """What the compiler must refuse; each differs in one place from what the program writes."""
    article = structured.article(knowledge, "en", page, SOME)
    terms = structured.term_set(knowledge, "en", SOME)
    numbers = structured.dataset(knowledge, "en", SOME)
    report, file = article["isBasedOn"], numbers["distribution"][0]
    first, *others = terms["hasDefinedTerm"][:3]
    variable, *more = numbers["variableMeasured"][:3]
    numbers |= {"variableMeasured": [variable]}
    return {
        "unknown property": article | {"headlin": "x"},
        "a number for a text": article | {"headline": 2017},
        "a text for yes or no": article | {"isAccessibleForFree": "perhaps"},
        "no member of the enumeration": article | {"digitalSourceType": "HandmadeDigitalSource"},
        "unknown type": article | {"@type": "Artikel"},
        "other vocabulary": article | {"@context": "https://example.org"},
        "property of another type": article | {"variableMeasured": "x"},
        "unknown property of a part": article | {"isBasedOn": report | {"publishr": "x"}},
        "wrong type of a part": article | {"isPartOf": article["isPartOf"] | {"@type": "Offer"}},
        "a part that is no work": article | {"isBasedOn": report | {"publisher": {"@type": "Place", "name": "x"}}},
        "unknown property of a term": terms | {"hasDefinedTerm": [first | {"definition": "x"}, *others]},
        "a number for a term's code": terms | {"hasDefinedTerm": [*others, first | {"termCode": 7}]},
        "a term that is none": terms | {"hasDefinedTerm": [first | {"@type": "Thing"}, *others]},
        "unknown property of a variable": numbers | {"variableMeasured": [*more, variable | {"unit": "P1"}]},
        "a file that is none": numbers | {"distribution": [file | {"@type": "WebSite"}]},
        "a distribution without a type": numbers | {"distribution": [{"contentUrl": "x"}]},
    }


def declared(blocks: dict[str, str]) -> str:
    """One constant a line, from line 2 on, in the order of the blocks."""
    kinds = " | ".join(NAMES)
    return IMPORT + "".join(
        f"export const x{number}: WithContext<{kinds}> = {text};\n" for number, text in enumerate(blocks.values())
    )


@pytest.fixture(scope="session")
def complaints(
    shared: Path, node: Path, blocks: dict[str, str], knowledge: Knowledge, sources: dict[str, dict[str, Page]]
) -> dict[str, dict[str, list[str]]]:
    """File -> page or fault -> what the compiler says of it."""
    files = {
        "site.ts": blocks | {name: as_script_text(data) for name, data in unaddressed(knowledge, sources)},
        "faults.ts": {
            name: as_script_text(data) for name, data in planted(knowledge, sources["en"]["stages.md"]).items()
        },
    }
    shown = shared / "tsc.txt"
    with (shared / "tsc.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not shown.is_file():
            for name, parts in files.items():
                (shared / name).write_text(declared(parts), encoding="utf-8")
            (shared / "node_modules").symlink_to(node / "node_modules")
            shown.write_text(compiled(node, shared, list(files)), encoding="utf-8")
    found: dict[str, dict[str, list[str]]] = {name: {} for name in files}
    for line in shown.read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        match = re.fullmatch(r"(\w+\.ts)\((\d+),\d+\): error (TS\d+: .*)", line)
        assert match, line
        names = ["the first line", *files[match[1]]]
        found[match[1]].setdefault(names[int(match[2]) - 1], []).append(match[3])
    return found


def compiled(node: Path, folder: Path, files: list[str]) -> str:
    """What the compiler says; it is asked to look at these files and at the types that they use."""
    options = ["--noEmit", "--strict", "--pretty", "false", "--skipLibCheck", "--types", "", "--ignoreConfig"]
    options += ["--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler"]
    compiler = [str(node / "node"), str(node / "node_modules" / "typescript" / "bin" / "tsc")]
    run = subprocess.run([*compiler, *options, *files], cwd=folder, capture_output=True, text=True, check=False)
    assert run.stderr == ""
    return run.stdout


def test_every_page_keeps_to_the_vocabulary(complaints: dict[str, dict[str, list[str]]]) -> None:
    assert complaints["site.ts"] == {}


def test_every_planted_fault_is_found(
    complaints: dict[str, dict[str, list[str]]], knowledge: Knowledge, sources: dict[str, dict[str, Page]]
) -> None:
    assert list(complaints["faults.ts"]) == list(planted(knowledge, sources["en"]["stages.md"]))


# The triples.


def graph_of(text: str, address: str) -> Graph:
    data = json.loads(text)
    assert data["@context"] == "https://schema.org"
    graph = Graph()
    graph.parse(data=json.dumps(data | {"@context": CONTEXT}), format="json-ld", publicID=address)
    return graph


def test_an_article_says_what_the_page_says(
    blocks: dict[str, str], sources: dict[str, dict[str, Page]], knowledge: Knowledge
) -> None:
    seen = set()
    for code in LANGUAGES:
        for name, page in sources[code].items():
            address = address_of(code, name)
            # A page on which English stands in is the English page.
            graph, this = graph_of(blocks[address], address), URIRef(address_of(page.language, name))
            meta = page.meta
            assert meta is not None
            draft = bool(meta.translation and meta.translation.status == "draft")
            for triple in (
                (this, RDF.type, SCHEMA[kind_of(name)]),
                (this, SCHEMA.url, this),
                (this, SCHEMA.license, URIRef(LICENCE)),
                (this, SCHEMA.headline if kind_of(name) == "Article" else SCHEMA.name, Literal(meta.title)),
                (this, SCHEMA.description, Literal(meta.description)),
                (this, SCHEMA.inLanguage, Literal(page.language)),
                (this, SCHEMA.isAccessibleForFree, Literal(True)),
            ):
                assert triple in graph, (address, triple)
            status = [Literal("Draft")] if draft else []
            assert list(graph.objects(this, SCHEMA.creativeWorkStatus)) == status, address
            (whole,) = graph.objects(this, SCHEMA.isPartOf)
            assert (whole, RDF.type, SCHEMA.WebSite) in graph
            assert (whole, SCHEMA.url, URIRef(f"{ADDRESS}/{code}/")) in graph
            assert (whole, SCHEMA.name, Literal(knowledge.label(code, "site_name"))) in graph
            based = list(graph.objects(this, SCHEMA.isBasedOn))
            assert len(based) == bool(meta.report), address
            for report in based:
                assert (report, RDF.type, SCHEMA.Report) in graph
                assert (report, SCHEMA.name, Literal(knowledge.references["europol-2017"].title)) in graph
                assert (report, SCHEMA.datePublished, Literal("2017")) in graph
                (publisher,) = graph.objects(report, SCHEMA.publisher)
                assert "Europol" in str(graph.value(publisher, SCHEMA.name))
            seen.add((code, page.language, draft, bool(based)))
    assert {("en", "en", False, True), ("fr", "en", False, True), ("fr", "fr", True, True)} <= seen


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_terms_are_those_of_the_glossary(blocks: dict[str, str], knowledge: Knowledge, code: str) -> None:
    address = address_of(code, GLOSSARY)
    graph, this = graph_of(blocks[address], address), URIRef(address)
    assert (this, RDF.type, SCHEMA.DefinedTermSet) in graph
    assert {str(term) for term in graph.objects(this, SCHEMA.hasDefinedTerm)} == {
        f"{address}#{concept}" for concept in knowledge.concepts
    }
    for concept in knowledge.concepts:
        term, (entry, _) = URIRef(f"{address}#{concept}"), words.entry_for(knowledge, concept, code)
        assert (term, RDF.type, SCHEMA.DefinedTerm) in graph
        assert (term, SCHEMA.name, Literal(entry.term)) in graph
        assert (term, SCHEMA.termCode, Literal(concept)) in graph
        assert (term, SCHEMA.url, term) in graph
        assert (term, SCHEMA.inDefinedTermSet, this) in graph
        assert (term, SCHEMA.description, Literal(words.definition_of(knowledge, concept, code).text)) in graph
        names = {str(name) for key in (SCHEMA.name, SCHEMA.alternateName) for name in graph.objects(term, key)}
        assert not names & {old.term for old in entry.deprecated}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_numbers_are_named_and_their_files_too(blocks: dict[str, str], knowledge: Knowledge, code: str) -> None:
    address = address_of(code, STATISTICS)
    graph, this = graph_of(blocks[address], address), URIRef(address)
    assert (this, RDF.type, SCHEMA.Dataset) in graph
    assert (this, SCHEMA.license, URIRef(LICENCE)) in graph
    files = {
        (str(graph.value(file, SCHEMA.contentUrl)), str(graph.value(file, SCHEMA.encodingFormat)))
        for file in graph.objects(this, SCHEMA.distribution)
    }
    assert files == {(urljoin(address, file), kind) for file, kind in structured.DOWNLOADS.items()}
    assert {kind for _, kind in files} == {"text/csv;charset=utf-8", "application/json"}
    variables = {str(graph.value(v, SCHEMA.propertyID)): v for v in graph.objects(this, SCHEMA.variableMeasured)}
    assert set(variables) == set(knowledge.statistics)
    for key, variable in variables.items():
        said = words.measures(knowledge, knowledge.statistics[key], code)
        assert (variable, SCHEMA.name, Literal(said.text)) in graph
        assert (variable, SCHEMA.url, URIRef(f"{address}#{key}")) in graph
        assert graph.value(variable, SCHEMA.value) is None
    based = list(graph.objects(this, SCHEMA.isBasedOn))
    assert len(based) == len({statistic.source.reference for statistic in knowledge.statistics.values()})
    assert SCHEMA.Report in {graph.value(work, RDF.type) for work in based}


@pytest.mark.parametrize("code", ["lv", "sk"])
def test_english_that_stands_in_is_owned_up_to(knowledge: Knowledge, code: str) -> None:
    assert structured.term_set(knowledge, code, SOME)["inLanguage"] == [code, "en"]
    assert structured.dataset(knowledge, code, SOME)["inLanguage"] == [code, "en"]
    assert structured.term_set(knowledge, "en", SOME)["inLanguage"] == "en"


# Times and works.


@pytest.mark.parametrize(
    ("periods", "covered"),
    [
        ([("2013-10", "2016-04"), ("2012", "2017-03")], "2012/2017-03"),
        ([("2012-05", "2017"), ("2012-05-01", "2017-03")], "2012-05/2017"),
        ([("2012", None)], "2012/.."),
        ([(None, "2016")], "../2016"),
        ([(None, None)], None),
        ([], None),
    ],
)
def test_the_time_reaches_from_the_first_beginning_to_the_last_end(
    knowledge: Knowledge, periods: list[tuple[str | None, str | None]], covered: str | None
) -> None:
    any_one = next(iter(knowledge.statistics.values()))
    numbers = [any_one.model_copy(update={"period": Period(start=start, end=end)}) for start, end in periods]
    fewer = Knowledge(
        statistics={
            str(number): one for number, one in enumerate([*numbers, any_one.model_copy(update={"period": None})])
        },
        labels=knowledge.labels,
        references=knowledge.references,
    )
    assert structured.dataset(fewer, "en", SOME).get("temporalCoverage") == covered


def test_a_work_without_a_title_is_described_and_unnamed_authors_are_nobody(knowledge: Knowledge) -> None:
    work = Reference.model_validate(
        {
            "id": "x",
            "type": "pamphlet",
            "title": "[Leaflet for parents]",
            "author": [{"family": "Kloess"}, {"literal": "et al."}],
        }
    )
    any_one = next(iter(knowledge.statistics.values()))
    numbers = {"x": any_one.model_copy(update={"source": any_one.source.model_copy(update={"reference": "x"})})}
    alone = Knowledge(statistics=numbers, references={"x": work}, labels=knowledge.labels)
    assert structured.dataset(alone, "en", SOME)["isBasedOn"] == [
        {
            "@type": "CreativeWork",
            "description": "Leaflet for parents",
            "author": [{"@type": "Person", "familyName": "Kloess"}],
        }
    ]


# No way out.

WAYS_OUT = [
    "</script>",
    "</SCRIPT ",
    "<!--",
    "-->",
    "<script>",
    "]]>",
    "&lt;/script&gt;",
    "\u2028",
    "\u2029",
    "\\",
    '"',
]
TEXT = st.lists(st.sampled_from(WAYS_OUT) | st.text(max_size=8)).map("".join)


@given(st.dictionaries(TEXT, TEXT | st.lists(TEXT) | st.booleans() | st.integers()))
def test_no_text_gets_out_of_its_script(data: dict[str, Any]) -> None:
    text = as_script_text(data)
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == data
    html = f'<!doctype html><title>x</title><script type="application/ld+json">{text}</script><p id="after">'
    tree = LexborHTMLParser(html)
    assert len(tree.css("script")) == 1
    assert tree.css_first("body > p#after") is not None
    (inside,) = blocks_of(html)
    assert json.loads(inside) == data


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        as_script_text({"value": float("nan")})


def test_links_on_the_page_lead_where_the_addresses_lead(knowledge: Knowledge) -> None:
    with_address = structured.term_set(knowledge, "en", Where(f"{ADDRESS}/en/", f"{ADDRESS}/en/glossary/"))
    without = structured.term_set(knowledge, "en", Where())
    for one, other in zip(with_address["hasDefinedTerm"], without["hasDefinedTerm"], strict=True):
        assert one["url"] == urljoin(f"{ADDRESS}/en/glossary/", other["url"])
