"""Which values of the data files a reader sees as prose, and the terminology rule on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from oscec.check.forms import Forms
from oscec.check.terminology import find_in_prose
from oscec.model.finding import Finding
from oscec.model.knowledge import Knowledge

Key = tuple[str | int, ...]
Scalar = tuple[Key, int, int]
"""Keys, start and end of a scalar in the source of a data file."""

_ID = r"[a-z0-9-]+"
_PROSE = {
    "terms.yml": re.compile(
        rf"terms/{_ID}/(term|forms/\d+|abbreviation|definition|usage|note"
        r"|admitted/\d+/(term|forms/\d+|note)|deprecated/\d+/(reason|instead))"
    ),
    "labels.yml": re.compile(r"(labels|nav)/.+|lists/.+/\d+"),
    "statistics.yml": re.compile(rf"sets/{_ID}/(title|note)|statistics/{_ID}/(measures|population|limits/\d+)"),
    "evidence.yml": re.compile(r"sets/\d+/(title|note)|statistics/\d+/(measures|population|limits/\d+)"),
    "references.yml": re.compile(r"references/\d+/note"),
    "mkdocs.yml": re.compile(r"site_name|site_description|site_author|copyright|nav/.+"),
}
_EXPLAINS = re.compile(rf"terms/(?P<concept>{_ID})/(usage|note|deprecated/\d+/reason)")
"""The places of an entry that speak of its own deprecated terms."""


def check_prose(  # noqa: PLR0913 - a file and what is needed to judge it
    name: str,
    path: str,
    source: str,
    scalars: Iterable[Scalar],
    knowledge: Knowledge,
    forms: Forms,
    language: str,
) -> Iterator[Finding]:
    """Deprecated terms in a data file's prose.

    Titles of works, official names, quotations of sources and the forms themselves are left alone; an entry
    may name its own concept's deprecated terms where it explains them.
    """
    prose = _PROSE.get(name)
    if prose is None:
        return
    for keys, start, end in scalars:
        where = "/".join(map(str, keys))
        if not prose.fullmatch(where):
            continue
        explains = _EXPLAINS.fullmatch(where)
        allowed = explains["concept"] if explains else None
        yield from find_in_prose(
            [(start, end, ".".join(map(str, keys)))], source, path, knowledge, forms, language, allowed
        )
