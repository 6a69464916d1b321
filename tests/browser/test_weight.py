"""A page is light: few bytes, few requests, and nothing moves while it loads."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Page

BUDGETS: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "budgets.yml").read_text("utf-8"))
SHIFT = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(shift => { sum += shift.value; }))
        .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 300);
})"""

pytestmark = pytest.mark.browser


def compressed(site: Path, url: str) -> int:
    """How many bytes a host sends that compresses what it serves."""
    path = urlsplit(url).path[1:]
    return len(gzip.compress((site / (f"{path}index.html" if path.endswith("/") else path)).read_bytes()))


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    ("address", "kind"), [(page, kind) for kind, budget in BUDGETS.items() for page in budget["pages"]]
)
def test_a_page_keeps_to_its_budget(
    address: str, kind: str, width: int, open_page: Callable[..., Page], watch: object, site: Path
) -> None:
    page = open_page(address, width)
    page.wait_for_load_state("networkidle")
    requests = set(getattr(watch, "requests", []))
    assert len(requests) <= BUDGETS[kind]["requests"]
    assert sum(compressed(site, url) for url in requests) <= BUDGETS[kind]["bytes"]
    assert page.evaluate(SHIFT) < 0.01
