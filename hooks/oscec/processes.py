"""Working on several processors at once, where that is safe."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_work: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []
"""What forked processes find here to do, and on what."""


def for_all(work: Callable[[Item], Result], items: Sequence[Item], many: int) -> list[Result]:
    """The results of some work on each item, in order.

    Parameters:
        work: is done in processes that share what was read, so that nothing else of what it does is kept.
        items: what it is done on; only the results are sent between the processes.
        many: with fewer items no process is started.
    """
    if not works_apart(len(items), many):
        return [work(item) for item in items]
    _work[:] = [(work, items)]
    try:
        with ProcessPoolExecutor(processors(), multiprocessing.get_context("fork")) as pool:
            return list(pool.map(_do, range(len(items)), chunksize=max(1, min(8, len(items) // 8))))
    finally:
        _work.clear()


def works_apart(number: int, many: int) -> bool:
    """Whether `for_all` starts processes for so many items."""
    return number >= many and processors() > 1 and start_method() == "fork"


def _do(number: int) -> Any:
    work, items = _work[0]
    return work(items[number])


def start_method() -> str:
    """How to start processes: 'fork', which shares what was read, where that is safe.

    A process that has threads, as one that has drawn charts does, may hang its children: then 'spawn', and
    each process reads everything again.
    """
    threads = Path("/proc/self/task")
    alone = threads.is_dir() and len(list(threads.iterdir())) == 1
    return "fork" if alone and "fork" in multiprocessing.get_all_start_methods() else "spawn"


def processors() -> int:
    """How many processors there are for this program."""
    return os.cpu_count() or 1
