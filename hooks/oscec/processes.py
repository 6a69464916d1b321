"""Working on several processors at once, where that is safe."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path


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
