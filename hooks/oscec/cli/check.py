"""`check`: all rules on all files, or on some."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from oscec.cli.shared import exit_status, on_tree, refuse_unknown
from oscec.load.edit import edit_file
from oscec.model.finding import Finding
from oscec.remembered import Remembered
from oscec.report import FORMATS, write_report


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--lang", help="Only the files of this language.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--fix", is_flag=True, help="Write labels of statistics and citations, spaces, quotation marks.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@on_tree
def check(paths: tuple[str, ...], lang: str | None, form: str, fix: bool, strict: bool, root: Path) -> None:  # noqa: PLR0913, PLR0917
    """Run all rules on all files, or on some."""
    root = root.resolve()
    refuse_unknown(root, lang)
    wanted = _within(root, paths)
    findings = _findings(root, wanted, lang)
    if fix and any(finding.fix for finding in findings):
        _fix(root, findings)
        findings = _findings(root, wanted, lang)
    text = write_report(findings, form)
    if text:
        click.echo(text)
    sys.exit(exit_status(findings, strict=strict))


def _findings(root: Path, wanted: list[str] | None, lang: str | None) -> list[Finding]:
    """The findings in the wanted files, or in the whole tree, of one language or of all."""
    remembered = Remembered(root)
    found = remembered.findings if wanted is None else None
    if found is None:
        from oscec.gate import Gate  # noqa: PLC0415 - slow to load, and often nothing has changed

        gate = Gate(root, remembered=remembered)
        found = gate.read_all().findings if wanted is None else gate.check_some(wanted)
    return [f for f in found if lang is None or f.path.split("/")[1:2] == [lang]]


def _within(root: Path, paths: tuple[str, ...]) -> list[str] | None:
    """The named files that can be checked, relative to the tree; None for the whole tree.

    A path is one of the tree, or else one from where the person stands; a folder stands for its files.
    """
    found: list[str] = []
    for path in paths:
        candidates = [candidate.resolve() for candidate in (root / path, Path(path)) if candidate.exists()]
        if not path or not candidates:
            raise click.UsageError(f"There is no file '{path}'.")
        full = next((candidate for candidate in candidates if candidate.is_relative_to(root)), None)
        if full is None:
            raise click.UsageError(f"'{path}' is not in {root}.")
        if full == root:
            return None
        files = sorted(full.rglob("*")) if full.is_dir() else [full]
        found += [file.relative_to(root).as_posix() for file in files if file.is_file()]
    return [path for path in dict.fromkeys(found) if _can_be_checked(path)] if paths else None


def _can_be_checked(path: str) -> bool:
    in_tree = path.startswith(("docs/", "curriculum/")) and path.endswith((".md", ".yml", ".svg"))
    return in_tree or path == "mkdocs.yml"


def _fix(root: Path, findings: list[Finding]) -> None:
    """Make the safe replacements, from the end of each file to its start; nothing else changes."""
    for path in sorted({finding.path for finding in findings if finding.fix}):
        fixes = {f.fix for f in findings if f.path == path and f.fix}
        edit_file(root, path, fixes)
        click.echo(f"{path}: {len(fixes)} place(s) written.", err=True)
