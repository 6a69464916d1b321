"""What Lighthouse says of pages on a slow phone: accessibility, best practices and search are whole."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from oscec.model.knowledge import Knowledge
from oscec.render.addresses import published

pytestmark = pytest.mark.browser

KINDS = ["index.md", "words-matter.md", "help-now.md", "modules/m03-how-it-unfolds/questions.md", "glossary.md"]
CATEGORIES = ("accessibility", "best-practices", "seo")
"""Its marks for speed change with what else the machine does; test_weight.py holds budgets instead."""


def report_of(node: Path, chromium: list[str], address: str) -> dict[str, Any]:
    """What Lighthouse found on a page."""
    path, *arguments = chromium
    command = [
        str(node / "node"),
        str(node / "node_modules" / "lighthouse" / "cli" / "index.js"),
        address,
        "--quiet",
        "--no-enable-error-reporting",
        "--output=json",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags=--headless=new {' '.join(arguments)}",
    ]
    environment = os.environ | {"CHROME_PATH": path}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=200)
    assert done.returncode == 0, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


@pytest.mark.parametrize("kind", KINDS)
def test_lighthouse_gives_the_full_mark(
    node: Path, chromium: list[str], base: str, kind: str, record_property: Callable[[str, object], None]
) -> None:
    report = report_of(node, chromium, f"{base}en/{published(kind)}")
    assert "runtimeError" not in report
    lost = [
        f"{name}: {audit['id']} {audit.get('displayValue', '')} {audit.get('details', {}).get('items', [])}"
        for name in CATEGORIES
        for audit in (report["audits"][ref["id"]] for ref in report["categories"][name]["auditRefs"] if ref["weight"])
        if audit["score"] not in (None, 1)
    ]
    scores = [round(100 * report["categories"][name]["score"]) for name in CATEGORIES]
    record_property("lighthouse", f"{kind} {min(scores)}")
    record_property("tool", f"Lighthouse {report['lighthouseVersion']}")
    assert (lost, scores) == ([], [100, 100, 100])


def test_the_published_results_are_those_of_these_tests(knowledge: Knowledge, node: Path) -> None:
    results = knowledge.accessibility
    assert results is not None
    scores = {tested.page: tested.lighthouse for tested in results.pages if tested.lighthouse is not None}
    assert scores == dict.fromkeys(KINDS, 100), "make accessibility"
    tools = {tool.name: tool.version for tool in results.tools}
    lock = json.loads((node / "package-lock.json").read_text(encoding="utf-8"))
    assert tools["Lighthouse"] == lock["packages"]["node_modules/lighthouse"]["version"], "make accessibility"
