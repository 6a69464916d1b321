"""Addresses of pages, as 'courses/c1-awareness.md': where on the site, for learners or for trainers."""

from __future__ import annotations

START, PLANNER, NOT_FOUND = "index.md", "planner.md", "404.html"
MODULES, COURSES, TRAINER = "modules/", "courses/", "trainer/"
"""Where modules and courses are for learners, and the same with everything that a trainer needs."""
UNSEARCHED = (TRAINER, "translation-status/")
"""Where pages are published that no search should find: for trainers, and a list of every page's title."""


def published(address: str) -> str:
    """Where a page is published, from the start page of its language; '' for that page itself."""
    stem = address.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{stem}/" if stem else ""


def is_searched(address: str) -> bool:
    """Whether a search should find a page."""
    return not published(address).startswith(UNSEARCHED)


def is_taught(address: str) -> bool:
    """Whether a page is one of two: for learners, and for trainers."""
    return address.startswith((MODULES, COURSES, TRAINER))


def for_trainers(address: str) -> str:
    """Where a learners' page of a module or a course stands for trainers."""
    return TRAINER + address.removeprefix(MODULES)


def for_learners(address: str) -> str:
    """Where a page of the trainer view stands for learners; any other page's address as it is."""
    rest = address.removeprefix(TRAINER)
    return address if rest == address else rest if rest.startswith(COURSES) else MODULES + rest
