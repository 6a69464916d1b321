"""The data files become one Knowledge; what is wrong with one of them spoils no other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from oscec.cache import Cache
from oscec.load import knowledge as reading
from oscec.load.knowledge import NEUTRAL, REQUIRED, DataFile, load_knowledge

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests" / "golden" / "rules" / "base"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "tree"))


def rewrite(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def test_everything_is_read_by_id_and_by_language() -> None:
    loaded = load_knowledge(BASE)
    knowledge = loaded.knowledge
    assert loaded.findings == []
    assert list(knowledge.languages) == ["el", "en", "fr"]
    assert list(knowledge.concepts) == ["oscec", "csem", "grooming", "child"]
    assert list(knowledge.entries) == ["el", "en", "fr"]
    assert knowledge.statistics["demand-content"].n == 1428
    assert knowledge.references["nation-2003"].container_title == "American Psychologist"
    assert list(knowledge.words) == ["fr"]


@pytest.mark.parametrize("root", [ROOT, BASE], ids=["the project", "the examples"])
def test_what_was_remembered_is_what_was_read(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Cache(tmp_path)
    read = load_knowledge(root, store=store)
    store.write()
    monkeypatch.setattr(reading, "parse_yaml", None)  # nothing is parsed again
    again = load_knowledge(root, store=Cache(tmp_path))
    assert again.knowledge == read.knowledge
    assert (again.texts, again.findings) == (read.texts, [])
    path = "curriculum/concepts.yml"
    assert again.files[path].place("concepts", 1, "id") == read.files[path].place("concepts", 1, "id") != (1, 1)


def test_what_is_wrong_is_said_each_time_and_not_remembered(base: Path, tmp_path: Path) -> None:
    rewrite(base, "curriculum/concepts.yml", "  - id: oscec\n", "  - id: oscec\n    colour: red\n")
    store = Cache(tmp_path)
    first, second = load_knowledge(base, store=store), load_knowledge(base, store=store)
    assert first.findings == second.findings
    assert [finding.rule for finding in first.findings] == ["file/schema"]
    assert first.files["curriculum/concepts.yml"].dropped == second.files["curriculum/concepts.yml"].dropped != set()


def test_only_the_wanted_languages_and_the_source_are_read() -> None:
    loaded = load_knowledge(BASE, ["fr"])
    assert list(loaded.knowledge.entries) == ["en", "fr"]
    assert list(loaded.knowledge.languages) == ["el", "en", "fr"]


@pytest.mark.parametrize("name", [f"{name}.yml" for name in REQUIRED])
@pytest.mark.parametrize(
    "raw", [b"", b"a: [", b"- a", b"\xff", b"a: b: c"], ids=["empty", "open", "list", "bytes", "colon"]
)
def test_one_broken_file_spoils_no_other(base: Path, name: str, raw: bytes) -> None:
    (base / "curriculum" / name).write_bytes(raw)
    loaded = load_knowledge(base)
    assert {finding.path for finding in loaded.findings} == {f"curriculum/{name}"}
    kept = {
        "languages.yml": loaded.knowledge.languages,
        "concepts.yml": loaded.knowledge.concepts,
        "references.yml": loaded.knowledge.references,
        "evidence.yml": loaded.knowledge.statistics,
        "courses.yml": loaded.knowledge.modules,
    }
    assert {other for other, items in kept.items() if not items} == {name}


@pytest.mark.parametrize("name", [name for name in NEUTRAL if name.removesuffix(".yml") not in REQUIRED])
def test_a_file_that_may_be_missing_is_read_where_it_is_there(base: Path, name: str) -> None:
    assert load_knowledge(base).findings == []
    (base / "curriculum" / name).write_text("a: [", encoding="utf-8")
    assert {finding.path for finding in load_knowledge(base).findings} == {f"curriculum/{name}"}


def test_the_source_must_have_its_terms_and_labels(base: Path) -> None:
    shutil.rmtree(base / "curriculum" / "en")
    found = [(f.path, f.rule) for f in load_knowledge(base).findings]
    assert found == [
        ("curriculum/en/terms.yml", "file/unreadable"),
        ("curriculum/en/labels.yml", "file/unreadable"),
    ]


def test_a_translation_may_lack_its_files(base: Path) -> None:
    shutil.rmtree(base / "curriculum" / "fr")
    loaded = load_knowledge(base)
    assert loaded.findings == []
    assert list(loaded.knowledge.entries) == ["el", "en"]


def test_the_first_of_two_equal_ids_counts(base: Path) -> None:
    rewrite(base, "curriculum/references.yml", "id: nation-2003", "id: europol-2017")
    loaded = load_knowledge(base)
    [finding] = loaded.findings
    assert (finding.line, finding.column, finding.rule) == (7, 5, "file/schema")
    assert loaded.knowledge.references["europol-2017"].type == "report"


def test_a_faulty_item_moves_no_later_duplicate(base: Path) -> None:
    rewrite(base, "curriculum/concepts.yml", "  - id: oscec\n", "  - id: oscec\n    colour: red\n")
    rewrite(base, "curriculum/concepts.yml", "id: child", "id: csem")
    found = [(f.line, f.column) for f in load_knowledge(base).findings]
    assert found == [(3, 5), (13, 5)]


def test_keys_that_are_missing_have_the_place_of_their_owner() -> None:
    file = DataFile("file.yml", "a:\n  b: 1\n")
    assert file.place("a", "b") == (2, 3)
    assert file.place("a", "c", 5) == (1, 1)
    assert file.place("x") == (1, 1)
