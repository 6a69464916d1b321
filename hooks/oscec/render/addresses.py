"""Addresses of pages, as 'courses/c1-awareness.md': where on the site, for learners or for trainers."""

from __future__ import annotations

import posixpath

START, PLANNER, NOT_FOUND = "index.md", "planner.md", "404.html"
MODULES, COURSES, TRAINER = "modules/", "courses/", "trainer/"
"""Where modules and courses are for learners, and the same with everything that a trainer needs."""
UNSEARCHED = (TRAINER, "translation-status/")
"""Where pages are published that no search should find: for trainers, and a list of every page's title."""


def published(address: str) -> str:
    """Where a page is published, from the start page of its language; '' for that page itself."""
    stem = address.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{stem}/" if stem else ""


def relative_file(address: str, page: str) -> str:
    """The way from one page's file to another's, or to a picture's: '../glossary.md'."""
    return posixpath.relpath(address, posixpath.dirname(page) or ".")


def relative_url(address: str, page: str) -> str:
    """The way from where one page is published to where another is, or to a picture's file: '../glossary/'."""
    is_page = address.endswith(".md")
    way = posixpath.relpath((published(address) if is_page else address) or ".", published(page) or ".")
    return f"{way}/" if is_page else way


def is_searched(address: str) -> bool:
    """Whether a search should find a page."""
    return not published(address).startswith(UNSEARCHED)


def is_taught(address: str) -> bool:
    """Whether a page is one of two: for learners, and for trainers."""
    return address.startswith((MODULES, COURSES, TRAINER))


def is_plain(address: str) -> bool:
    """Whether the site shows a page as it is written: with nothing made from the data, no self-checks."""
    return address != PLANNER and not address.startswith(COURSES) and not address.endswith("/questions.md")


def for_trainers(address: str) -> str:
    """Where a learners' page of a module or a course stands for trainers."""
    return TRAINER + address.removeprefix(MODULES)


def for_learners(address: str) -> str:
    """Where a page of the trainer view stands for learners; any other page's address as it is."""
    rest = address.removeprefix(TRAINER)
    return address if rest == address else rest if rest.startswith(COURSES) else MODULES + rest
