"""What the checks remember, while somebody goes on writing."""

from __future__ import annotations

from pathlib import Path

import pytest

from oscec.cache import Store
from oscec.gate import Gate
from oscec.load.knowledge import Loaded, load_knowledge

GOLDEN = Path(__file__).parent / "golden" / "rules" / "base"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A tiny tree that may be spoilt."""
    for file in GOLDEN.rglob("*"):
        if file.is_file():
            target = tmp_path / file.relative_to(GOLDEN)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
    return tmp_path


def test_what_is_written_while_a_check_reads_is_found_by_the_next(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = small / "curriculum/fr/labels.yml"

    def read_and_be_overtaken(root: Path, store: Store) -> Loaded:
        loaded = load_knowledge(root, store=store)
        text = labels.read_text(encoding="utf-8")
        labels.write_text(text.replace("labels:\n", "labels:\n  no_such_key: Faux\n", 1), encoding="utf-8")
        return loaded

    with monkeypatch.context() as overtaken:
        overtaken.setattr("oscec.gate.load_knowledge", read_and_be_overtaken)
        assert Gate(small).check_all() == []
    assert [finding.rule for finding in Gate(small).check_all()] == ["text/label"]


def test_what_was_read_of_a_passing_state_is_not_remembered_of_the_one_before(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = small / "curriculum/fr/labels.yml"
    before = labels.read_text(encoding="utf-8")

    def read_what_was_just_written(root: Path, store: Store) -> Loaded:
        labels.write_text(before.replace("labels:\n", "labels:\n  no_such_key: Faux\n", 1), encoding="utf-8")
        return load_knowledge(root, store=store)

    with monkeypatch.context() as overtaken:
        overtaken.setattr("oscec.gate.load_knowledge", read_what_was_just_written)
        assert [finding.rule for finding in Gate(small).check_all()] == ["text/label"]
    labels.write_text(before, encoding="utf-8")
    assert Gate(small).check_all() == []


def test_what_has_not_changed_is_remembered(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Gate(small).check_all() == []
    monkeypatch.setattr("oscec.gate.load_knowledge", lambda *_, **__: pytest.fail("the tree was read again"))
    assert Gate(small).check_all() == []
