"""Which values of the data files a reader sees as prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from oscec.check.terminology import Scalar

Key = tuple[str | int, ...]
Value = tuple[Key, int, int]
"""Keys, start and end of a scalar in the source of a data file."""

_ID = r"[a-z0-9-]+"
_PROSE = {
    "terms.yml": re.compile(
        rf"terms/{_ID}/(term|forms/\d+|abbreviation|definition|usage|note"
        r"|admitted/\d+/(term|forms/\d+|note)|deprecated/\d+/(reason|instead))"
    ),
    "labels.yml": re.compile(r"(labels|nav)/.+|lists/.+/\d+"),
    "statistics.yml": re.compile(rf"sets/{_ID}/(title|note)|statistics/{_ID}/(measures|population|limits/\d+)"),
    "evidence.yml": re.compile(r"sets/\d+/(title|note)|statistics/\d+/(measures|population|unused|limits/\d+)"),
    "charts.yml": re.compile(rf"charts/(\d+|{_ID})/(title|note)|charts/\d+/bars/\d+/label|charts/{_ID}/bars/\d+"),
    "diagrams.yml": re.compile(
        rf"diagrams/(\d+|{_ID})/title|diagrams/\d+/(rows/\d+/\d+/text|arrows/\d+/label)"
        rf"|diagrams/{_ID}/(boxes/{_ID}|arrows/\d+)"
    ),
    "report.yml": re.compile(r"sections/\d+/statements/\d+/(says|left_out)"),
    "countries": re.compile(r"contacts/\d+/(note|hours|chat)"),
    "references.yml": re.compile(r"references/\d+/note"),
    "mkdocs.yml": re.compile(r"site_name|site_description|site_author|copyright|nav/.+"),
}
_EXPLAINS = re.compile(rf"terms/(?P<concept>{_ID})/(usage|note|deprecated/\d+/reason)")
"""The places of an entry that speak of its own deprecated terms."""


def prose_of(path: str, values: Iterable[Value]) -> Iterator[Scalar]:
    """The values of a data file that a reader sees as prose.

    Titles of works, official names, quotations of sources and the forms themselves are left alone; an entry
    may name its own concept's deprecated terms where it explains them.
    """
    folder, _, name = path.rpartition("/")
    pattern = _PROSE.get("countries" if folder.endswith("/countries") else name)
    for keys, start, end in values if pattern else ():
        where = "/".join(map(str, keys))
        if pattern is not None and pattern.fullmatch(where):
            explains = _EXPLAINS.fullmatch(where)
            yield Scalar(where.replace("/", "."), start, end, explains["concept"] if explains else None)
