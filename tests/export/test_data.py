"""All files are written, and always the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from oscec.cache import Cache
from oscec.export import data, schemas
from oscec.export.data import data_files, write_data
from oscec.export.schemas import MODELS
from oscec.model.knowledge import Knowledge
from oscec.model.status import Status

ROOT = Path(__file__).parents[2]
STATUS = Status(languages=[])
PROGRAM = """
import hashlib, sys
from pathlib import Path
from oscec.export.data import data_files
from oscec.load.knowledge import load_knowledge
from oscec.model.status import status_of
knowledge = load_knowledge(Path(sys.argv[1])).knowledge
files = data_files(knowledge, status_of(knowledge, []))
print(hashlib.sha256(b"".join(name.encode() + content for name, content in files.items())).hexdigest())
"""


def test_every_file_is_written_below_the_folder(knowledge: Knowledge, tmp_path: Path) -> None:
    written = write_data(knowledge, STATUS, tmp_path / "site")
    names = {path.relative_to(tmp_path / "site").as_posix() for path in written}
    tables = {
        f"data/{name}"
        for name in ("evidence.csv", "evidence.json", "terms.csv", "terms.json", "translation-status.json")
    }
    bases = {"data/terms.tbx", "data/terms-2008.tbx"}
    assert names == tables | bases | {f"data/schemas/{name}.schema.json" for name in MODELS}
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == set(written)
    assert {path.read_bytes() for path in written} == set(data_files(knowledge, STATUS).values())


def test_files_that_are_there_are_written_anew(knowledge: Knowledge, tmp_path: Path) -> None:
    first = write_data(knowledge, STATUS, tmp_path)
    first[0].write_text("old", encoding="utf-8")
    assert (
        write_data(knowledge, STATUS, tmp_path)[0].read_bytes() == data_files(knowledge, STATUS)["data/evidence.csv"]
    )


def test_the_schemas_are_those_of_the_program(
    knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Cache(tmp_path)
    first = data_files(knowledge, STATUS, store)
    monkeypatch.setattr(schemas, "as_files", lambda: {"new.schema.json": b"{}"})
    assert data_files(knowledge, STATUS, store) == first
    monkeypatch.setattr(data, "code_digest", lambda: "another program")
    assert "data/schemas/new.schema.json" in data_files(knowledge, STATUS, store)


def test_the_same_knowledge_gives_the_same_bytes_in_every_process() -> None:
    command = [sys.executable, "-c", PROGRAM, str(ROOT)]
    sums = {
        subprocess.run(command, check=True, capture_output=True, env={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    }
    assert len(sums) == 1
    assert len(sums.pop().strip()) == 64


def test_a_change_of_the_knowledge_changes_the_files(knowledge: Knowledge) -> None:
    one = next(iter(knowledge.statistics.values()))
    changed = {**knowledge.statistics, one.id: one.model_copy(update={"value": one.value + 1})}
    files = data_files(Knowledge(**{**vars(knowledge), "statistics": changed}), STATUS)
    before = data_files(knowledge, STATUS)
    assert {name for name in files if files[name] != before[name]} == {"data/evidence.csv", "data/evidence.json"}
