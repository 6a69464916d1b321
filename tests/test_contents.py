"""What the real content promises: the whole report has its place, every country its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from oscec.load.knowledge import load_knowledge
from oscec.model.country import EXPECTED
from oscec.model.statistic import Statistic

ROOT = Path(__file__).parents[1]
KNOWLEDGE = load_knowledge(ROOT, ()).knowledge
# fmt: off
MEMBER_STATES = (
    "at", "be", "bg", "cy", "cz", "de", "dk", "ee", "es", "fi", "fr", "gr", "hr", "hu",
    "ie", "it", "lt", "lu", "lv", "mt", "nl", "pl", "pt", "ro", "se", "si", "sk",
)
SECTIONS = (
    "Foreword", "Acronyms", "Key conclusions", "Introduction", "1", "1.1", "1.2", "1.2.1", "1.2.2", "1.3", "1.3.1",
    "1.3.2", "1.3.3", "1.4", "1.5", "2", "2.1", "2.2", "3", "3.1", "3.2",
)
# fmt: on
FOOTNOTES = 85
"""How many the 2017 report has."""


def test_every_section_of_the_report_is_mapped_in_its_order() -> None:
    assert tuple(KNOWLEDGE.report) == SECTIONS


def test_every_footnote_of_the_report_has_its_place() -> None:
    notes = {note for s in KNOWLEDGE.report.values() for statement in s.statements for note in statement.notes}
    assert notes == set(range(1, FOOTNOTES + 1))


def test_every_statement_has_an_id_of_its_own() -> None:
    ids = [statement.id for section in KNOWLEDGE.report.values() for statement in section.statements]
    assert len(ids) == len(set(ids))


def test_little_is_left_out_and_each_time_with_a_reason() -> None:
    statements = [statement for section in KNOWLEDGE.report.values() for statement in section.statements]
    left_out = [statement for statement in statements if statement.left_out]
    assert len(left_out) < len(statements) / 50


def test_there_are_well_over_a_hundred_statistics_of_the_report() -> None:
    assert len([s for s in KNOWLEDGE.statistics.values() if s.source.reference == "europol-2017"]) > 130


def test_every_member_state_and_the_european_level_have_a_file() -> None:
    assert set(KNOWLEDGE.countries) == {*MEMBER_STATES, "eu"}


@pytest.mark.parametrize("code", MEMBER_STATES)
def test_a_country_has_112_and_somebody_to_talk_to(code: str) -> None:
    contacts = KNOWLEDGE.countries[code].contacts
    assert [c.phone for c in contacts if c.role == "emergency"].count("112") == 1
    assert {c.role for c in contacts} - {"emergency"} <= set(EXPECTED)
    assert any(c.role in ("child-helpline", "internet-helpline", "hotline") for c in contacts)


@pytest.mark.parametrize("code", [*MEMBER_STATES, "eu"])
def test_services_stand_in_the_order_in_which_a_reader_needs_them(code: str) -> None:
    roles = [contact.role for contact in KNOWLEDGE.countries[code].contacts]
    order = list(dict.fromkeys(roles))
    assert roles == sorted(roles, key=order.index), "services of one kind stand together"


def navigation(part: Any) -> Iterator[str]:
    """The pages of the navigation, in their order."""
    for item in part if isinstance(part, list) else part.values() if isinstance(part, dict) else [part]:
        if isinstance(item, str):
            yield item
        else:
            yield from navigation(item)


NAVIGATION = list(navigation(yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]))
PAGES = [page for language in ("en", "fr") for page in sorted((ROOT / "docs" / language).glob("*.md"))]


def test_the_navigation_names_every_page() -> None:
    assert {page.name for page in PAGES} <= set(NAVIGATION)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_the_last_line_of_a_page_leads_to_the_next_one(page: Path) -> None:
    """As the navigation has it; a page made from data may be passed over, and so may a module."""
    target = re.findall(r"\]\(([a-z0-9-]+\.md)\)$", page.read_text(encoding="utf-8").rstrip())
    after = [*NAVIGATION[NAVIGATION.index(page.name) + 1 :], "index.md"]
    written = next(name for name in after if (ROOT / "docs/en" / name).is_file())
    assert target in ([after[0]], [written])


def test_later_figures_never_share_a_set_or_a_chart_with_the_report() -> None:
    def later(statistic: Statistic) -> bool:
        return KNOWLEDGE.references[statistic.source.reference].later

    groups = [[s for s in KNOWLEDGE.statistics.values() if s.set == group] for group in KNOWLEDGE.sets]
    groups += [[KNOWLEDGE.statistics[bar.statistic] for bar in chart.bars] for chart in KNOWLEDGE.charts.values()]
    for group in groups:
        assert len({later(statistic) for statistic in group}) <= 1
