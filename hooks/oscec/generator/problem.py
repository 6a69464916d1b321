"""What stops a build."""

from __future__ import annotations


class BuildError(Exception):
    """The site could not be built; the message is for the person who asked for it."""
