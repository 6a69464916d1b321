"""The store of results: what was put is got, whatever happens to its file."""

from __future__ import annotations

import multiprocessing
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from oscec import cache
from oscec.cache import FOLDER, NOTHING, Cache, Store

FILE = f"{FOLDER}/results.sqlite"


def stored(root: Path, **results: str) -> None:
    store = Cache(root)
    for key, value in results.items():
        store.put(key, str, value)
    store.write()


def test_what_was_put_is_got_at_once_and_by_others_when_it_is_written(tmp_path: Path) -> None:
    store = Cache(tmp_path)
    store.put("a", str, "one")
    assert store.get("a", str) == "one"
    assert Cache(tmp_path).get("a", str) is None
    store.write()
    assert Cache(tmp_path).get("a", str) == "one"
    assert Cache(tmp_path).get("b", str) is None


@pytest.mark.parametrize("keeps", [True, False], ids=["a store", "none"])
def test_a_result_is_made_once_where_there_is_a_store(tmp_path: Path, keeps: bool) -> None:
    store: Store = Cache(tmp_path) if keeps else NOTHING
    made: list[str] = []

    def make() -> str:
        made.append("made")
        return f"result {len(made)}"

    first = store.recall("a", str, make)
    store.write()
    again = (Cache(tmp_path) if keeps else NOTHING).recall("a", str, make)
    assert (first, again) == ("result 1", "result 1" if keeps else "result 2")


def test_a_result_of_another_kind_is_none(tmp_path: Path) -> None:
    stored(tmp_path, a="one")
    assert Cache(tmp_path).get("a", int) is None


def test_a_file_that_is_no_store_is_replaced(tmp_path: Path) -> None:
    stored(tmp_path, a="one")
    (tmp_path / FILE).write_bytes(b"no database, but longer than the head of one" * 99)
    assert Cache(tmp_path).get("a", str) is None
    stored(tmp_path, a="two")
    stored(tmp_path, a="three")
    assert Cache(tmp_path).get("a", str) == "three"


@pytest.mark.parametrize("value", ["text", 5, None, b"[not JSON"])
def test_whatever_else_stands_in_the_store_is_none(tmp_path: Path, value: object) -> None:
    stored(tmp_path, a="one")
    store = sqlite3.connect(tmp_path / FILE)
    store.execute("UPDATE results SET value = ?", (value,))
    store.commit()
    store.close()
    assert Cache(tmp_path).get("a", str) is None


def test_a_store_that_has_grown_too_large_starts_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored(tmp_path, a="one")
    monkeypatch.setattr(cache, "LIMIT", 10)
    stored(tmp_path, b="two")
    assert Cache(tmp_path).get("a", str) is None
    assert Cache(tmp_path).get("b", str) == "two"


def test_while_another_process_writes_nothing_is_lost_but_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(tmp_path, a="one")
    monkeypatch.setattr(cache, "PATIENCE", 0.01)
    other = sqlite3.connect(tmp_path / FILE)
    other.execute("BEGIN EXCLUSIVE")
    stored(tmp_path, b="two")
    other.rollback()
    other.close()
    assert Cache(tmp_path).get("a", str) == "one"
    assert Cache(tmp_path).get("b", str) is None


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file where the folder would be", encoding="utf-8")
    stored(tmp_path, a="one")
    assert Cache(tmp_path).get("a", str) is None


@pytest.mark.parametrize("file", ["gate.py", "render/templates/chart.html", "evaluate/columns.yml"])
def test_other_code_and_other_templates_make_other_results(tmp_path: Path, file: str) -> None:
    hooks = Path(shutil.copytree(Path(cache.__file__).parents[1], tmp_path / "hooks"))
    asked = [sys.executable, "-c", "from oscec.cache import code_digest; print(code_digest())"]
    before, same = (subprocess.check_output(asked, cwd=hooks) for _ in range(2))
    with (hooks / "oscec" / file).open("a", encoding="utf-8") as changed:
        changed.write(" ")
    assert before == same != subprocess.check_output(asked, cwd=hooks)


def read_there(store: Cache, found: multiprocessing.Queue[str | None]) -> None:
    found.put(store.get("a", str))


def test_a_process_that_was_forked_reads_on(tmp_path: Path) -> None:
    stored(tmp_path, a="one")
    store = Cache(tmp_path)
    assert store.get("a", str) == "one"
    fork = multiprocessing.get_context("fork")
    found: multiprocessing.Queue[str | None] = fork.Queue()
    child = fork.Process(target=read_there, args=(store, found))
    child.start()
    assert found.get(timeout=20) == "one"
    child.join()
