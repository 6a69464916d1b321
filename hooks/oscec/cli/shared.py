"""What several verbs need: the tree to work on, its languages, the exit status."""

from __future__ import annotations

from pathlib import Path

import click

from oscec.model.finding import Finding, Severity

on_tree = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The tree to work on; this folder unless told.",
)


def refuse_unknown(root: Path, lang: str | None) -> None:
    """Refuse a language that the tree does not have."""
    if lang is None:
        return
    from oscec.load.knowledge import load_knowledge  # noqa: PLC0415 - slow to load, and seldom needed

    known = load_knowledge(root, ()).knowledge.languages
    if known and lang not in known:
        raise click.UsageError(f"'{lang}' is no language of languages.yml; allowed: {', '.join(known)}.")


def exit_status(findings: list[Finding], *, strict: bool = False) -> int:
    """1 where a finding fails, 0 where none does; `strict`: warnings fail too."""
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return 1 if any(finding.severity in failing for finding in findings) else 0
