"""Why a verb did not do what it was asked to; it has written nothing then."""

from __future__ import annotations

from collections.abc import Iterable

from oscec.model.finding import Finding
from oscec.report import as_text


class RefusedError(Exception):
    """The content does not allow it; the message says where and what to do."""


class WrongUseError(Exception):
    """There is no such page, passage, entry or revision; the message says what there is."""


def refuse(findings: Iterable[Finding]) -> RefusedError:
    """The refusal of a file that cannot be read as it is."""
    return RefusedError("\n".join(as_text(finding) for finding in findings))
