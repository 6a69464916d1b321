"""The tricks that must be found and the innocents that must not: tests/golden/terminology/*.yml."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from oscec.check.forms import Forms
from oscec.check.page import examine, look_at
from oscec.check.terminology import Prose, Scalar, find_in_prose
from oscec.load.pages import _FRONT
from oscec.load.yamlfile import nodes
from oscec.markdown import Renderer
from oscec.model.knowledge import Knowledge
from oscec.model.page import Page

FOLDER = Path(__file__).parents[1] / "golden" / "terminology"


def cases() -> Iterator[Any]:
    for file in sorted(FOLDER.glob("*.yml")):
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        for number, case in enumerate(data["cases"]):
            language = case.get("language", data["language"])
            yield pytest.param(language, case["text"], case["finds"], id=f"{file.stem}-{number}-{case['name']}")


@pytest.mark.parametrize(("language", "text", "finds"), list(cases()))
def test_case(
    language: str,
    text: str,
    finds: list[str],
    knowledge: Knowledge,
    forms_of: Callable[[str], Forms],
    renderer: Renderer,
) -> None:
    forms = forms_of(language)
    front = _FRONT.match(text)
    page = Page("docs/xx/case.md", language, "case.md", text, front.end() if front else 0, None)
    found = [
        f
        for f in examine(look_at(page, renderer.html(page.markdown)), knowledge, forms, renderer.html).findings
        if f.rule == "terminology/deprecated"
    ]
    if front:
        scalars = [
            Scalar("x", node.start + 4, node.end + 4)
            for node in nodes(front.group(1))
            if node.scalar and node.path and node.path[0] in ("title", "description")
        ]
        found += find_in_prose(Prose(page.path, text, language), scalars, knowledge, forms)
    assert sorted(f"{f.line}:{f.column}" for f in found) == sorted(finds)
