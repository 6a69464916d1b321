"""What a page is, for machines: JSON-LD in the words of schema.org.

Each function gives the data of one kind of page. `as_script_text` writes them so that they may stand in a
`<script type="application/ld+json">`, which browsers do not run.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from oscec.check.curriculum import activities_of, module_of
from oscec.check.fold import fold_form
from oscec.model.course import Course, Module
from oscec.model.knowledge import Knowledge
from oscec.model.language import SOURCE
from oscec.model.page import Page
from oscec.model.reference import Name, Reference
from oscec.model.statistic import Statistic
from oscec.render import words

Data = dict[str, Any]

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
EUROPOL = "europol-2017"
DOWNLOADS = {"../../data/evidence.csv": "text/csv;charset=utf-8", "../../data/evidence.json": "application/json"}
"""The files with all numbers, as the page of numbers sees them, and their media types."""

_WORKS = {
    "article-journal": "ScholarlyArticle",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "legislation": "Legislation",
    "report": "Report",
    "webpage": "WebPage",
}
_UNITS = {"percent": "P1", "count": "C62", "years": "ANN", "months": "MON", "hours": "HUR", "times": "C62"}
"""The codes of UN/CEFACT, which are the same in every language; C62 is a number without a unit."""

_OUTCOME = re.compile(r"^[-*\d.]+ (?P<text>.*?)[ \t]*<!--[ \t]*m\d{2}-o\d+[ \t]*-->[ \t]*$", re.MULTILINE)
_PLAIN = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*`]")
_UNSAFE = re.compile("[<>&\u2028\u2029]")


@dataclass(frozen=True)
class Where:
    """Where a page is published; both are empty where the site has no known address."""

    site: str = ""
    """The address of the site in the page's language."""
    page: str = ""
    """The canonical address of the page."""

    @property
    def here(self) -> str:
        """The page for links to its own parts: its address, or as a link on the page itself."""
        return self.page or "./"


def article(knowledge: Knowledge, language: str, page: Page, where: Where) -> Data:
    """A reading page; `language` is the site's, which a page that stands in does not share."""
    meta = page.meta
    title, description = (meta.title, meta.description) if meta else ("", "")
    data = _ours(knowledge, language, "Article", where) | {
        "headline": title,
        "description": description,
        "inLanguage": page.language,
    }
    if meta and meta.report and EUROPOL in knowledge.references:
        data["isBasedOn"] = _work(knowledge.references[EUROPOL])
    if meta and meta.translation and meta.translation.status == "draft":
        data["creativeWorkStatus"] = "Draft"
    return data


def lesson(knowledge: Knowledge, language: str, page: Page, module: Module, where: Where) -> Data:
    """A page of a module: what it teaches, for whom, and how long that takes."""
    data = article(knowledge, language, page, where)
    return data | {
        "@type": "LearningResource",
        "name": data.pop("headline"),
        "learningResourceType": "module",
        "educationalLevel": module.level,
        "timeRequired": f"PT{module.minutes}M",
        "audience": _audience(knowledge, language, module.audiences),
        **_teaches(page),
    }


def course(knowledge: Knowledge, language: str, page: Page, it: Course, where: Where) -> Data:
    """A course: for whom, how long, what comes before it, and which modules it is made of."""
    data = article(knowledge, language, page, where)
    taught = dict.fromkeys(module_of(activity.id, knowledge) for activity in activities_of(it, knowledge))
    return data | {
        "@type": "Course",
        "name": data.pop("headline"),
        "courseCode": it.id,
        "timeRequired": f"PT{it.minutes}M",
        "audience": _audience(knowledge, language, it.audiences),
        "provider": {"@type": "Organization", "name": knowledge.label(language, "site_name")},
        "hasPart": [
            {"@type": "LearningResource", "@id": urljoin(where.here, f"../../modules/{module}/")} for module in taught
        ],
        **(
            {"coursePrerequisites": [{"@type": "Course", "courseCode": other, "name": other} for other in known]}
            if (known := it.prerequisites)
            else {}
        ),
    }


def _audience(knowledge: Knowledge, language: str, audiences: Iterable[str]) -> list[Data]:
    roles = [knowledge.label(language, f"audience_{audience}") for audience in audiences]
    return [{"@type": "EducationalAudience", "educationalRole": role} for role in roles]


def _teaches(page: Page) -> Data:
    """The outcomes as they stand on a module's page; nothing on its other pages."""
    outcomes = [_PLAIN.sub(r"\1", match["text"]) for match in _OUTCOME.finditer(page.markdown)]
    return {"teaches": outcomes} if outcomes else {}


def term_set(knowledge: Knowledge, language: str, where: Where) -> Data:
    """The glossary: every concept with its preferred term, in English where the language has none."""
    entries = [
        (concept, *words.entry_for(knowledge, concept, language))
        for concept in knowledge.concepts
        if knowledge.entry(SOURCE, concept)
    ]
    entries.sort(key=lambda item: fold_form(item[1].term))
    terms, spoken = [], set()
    for concept, entry, code in entries:
        definition = words.definition_of(knowledge, concept, language)
        spoken |= {code, definition.language}
        others = [entry.abbreviation] if entry.abbreviation else []
        others += [term.term for term in entry.admitted]
        terms.append(
            {
                "@type": "DefinedTerm",
                "@id": f"{where.here}#{concept}",
                "name": entry.term,
                **({"alternateName": others} if others else {}),
                **({"description": definition.text} if definition.text else {}),
                "termCode": concept,
                "url": f"{where.here}#{concept}",
                "inDefinedTermSet": {"@id": where.here},
            }
        )
    return _ours(knowledge, language, "DefinedTermSet", where) | {
        "name": knowledge.label(language, "glossary_title"),
        "description": knowledge.label(language, "glossary_description"),
        "inLanguage": _languages(language, spoken),
        "hasDefinedTerm": terms,
    }


def dataset(knowledge: Knowledge, language: str, where: Where) -> Data:
    """The page of numbers: what is measured. The values stay with their limits, on the page and in the files."""
    statistics = list(knowledge.statistics.values())
    variables, spoken = [], set()
    for statistic in statistics:
        measures = words.measures(knowledge, statistic, language)
        population = words.population(knowledge, statistic, language)
        spoken |= {measures.language, population.language}
        variables.append(
            {
                "@type": "PropertyValue",
                "propertyID": statistic.id,
                "name": measures.text,
                "description": population.text,
                "unitCode": _UNITS[statistic.unit],
                "url": f"{where.here}#{statistic.id}",
            }
        )
    sources = dict.fromkeys(statistic.source.reference for statistic in statistics)
    coverage = _coverage(statistics)
    return _ours(knowledge, language, "Dataset", where) | {
        "name": knowledge.label(language, "statistics_title"),
        "description": knowledge.label(language, "statistics_description"),
        "inLanguage": _languages(language, spoken),
        "isBasedOn": [_work(knowledge.references[key]) for key in sources if key in knowledge.references],
        **({"temporalCoverage": coverage} if coverage else {}),
        "variableMeasured": variables,
        "distribution": [
            {"@type": "DataDownload", "contentUrl": urljoin(where.page, file), "encodingFormat": kind}
            for file, kind in DOWNLOADS.items()
        ],
    }


def as_script_text(data: Data) -> str:
    """JSON that no HTML parser and no script can read as anything else, whatever its texts contain."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _ours(knowledge: Knowledge, language: str, kind: str, where: Where) -> Data:
    """What is true of every page."""
    site = {"@type": "WebSite", "name": knowledge.label(language, "site_name"), "inLanguage": language}
    return {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": where.here,
        **({"url": where.page} if where.page else {}),
        "license": LICENCE,
        "isAccessibleForFree": True,
        "isPartOf": site | ({"url": where.site} if where.site else {}),
    }


def _work(reference: Reference) -> Data:
    """A work that the site cites. A title in square brackets is a description: the work's title is not known."""
    described = reference.title.startswith("[")
    address = f"https://doi.org/{reference.DOI}" if reference.DOI else reference.URL
    known = {
        "description" if described else "name": reference.title.strip("[]") if described else reference.title,
        "author": [_who(name) for name in reference.author if name.literal != "et al."],
        "publisher": {"@type": "Organization", "name": reference.publisher} if reference.publisher else None,
        "datePublished": reference.issued,
        "inLanguage": reference.language,
        "url": address,
    }
    return {"@type": _WORKS.get(reference.type, "CreativeWork")} | {key: it for key, it in known.items() if it}


def _who(name: Name) -> Data:
    if name.literal:
        return {"@type": "Organization", "name": name.literal}
    parts = {"givenName": name.given, "familyName": name.family}
    return {"@type": "Person"} | {key: part for key, part in parts.items() if part}


def _languages(language: str, spoken: Iterable[str]) -> str | list[str]:
    """The language of a page, and English where English stands in on it."""
    others = sorted(set(spoken) - {language})
    return [language, *others] if others else language


def _coverage(statistics: Iterable[Statistic]) -> str:
    """From the first known beginning to the last known end, as ISO 8601 writes it; '' where neither is known."""
    periods = [statistic.period for statistic in statistics if statistic.period]
    starts = [period.start for period in periods if period.start]
    ends = [period.end for period in periods if period.end]
    if not starts and not ends:
        return ""
    # '2017' as an end is later than '2017-03'.
    end = max(ends, key=lambda moment: moment.ljust(len("2017-03-31"), "~")) if ends else ".."
    return f"{min(starts) if starts else '..'}/{end}"
