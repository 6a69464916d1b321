"""The verbs of `python -m oscec`. Exit status: 0 fine, 1 findings, 2 wrong usage or a fault of our own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from oscec.gate import Gate
from oscec.load.knowledge import load_knowledge
from oscec.model.finding import Finding, Severity
from oscec.report import FORMATS, write_report

_root = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The tree to work on; this folder unless told.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Open training on online sexual coercion and extortion of children."""


@main.command()
@click.argument("paths", nargs=-1)
@click.option("--lang", help="Only the files of this language.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--fix", is_flag=True, help="Write the labels of statistics and citations.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@_root
def check(paths: tuple[str, ...], lang: str | None, form: str, fix: bool, strict: bool, root: Path) -> None:  # noqa: PLR0913, PLR0917
    """Run all rules on all files, or on some."""
    root = root.resolve()
    _known(root, lang)
    wanted = _within(root, paths)
    findings = _findings(root, wanted, lang)
    if fix and any(finding.fix for finding in findings):
        _fix(root, findings)
        findings = _findings(root, wanted, lang)
    text = write_report(findings, form)
    if text:
        click.echo(text)
    sys.exit(_status(findings, strict=strict))


def _findings(root: Path, wanted: list[str] | None, lang: str | None) -> list[Finding]:
    """The findings in the wanted files, or in the whole tree, of one language or of all."""
    gate = Gate(root)
    found = gate.check_all() if wanted is None else gate.check_some(wanted)
    return [f for f in found if lang is None or f.path.split("/")[1:2] == [lang]]


@main.command()
@click.option("--lang", "languages", multiple=True, help="A language to build; may be repeated.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to publish; site/ of the tree unless told.",
)
@click.option("--jobs", type=click.IntRange(min=1), default=os.cpu_count() or 1, show_default=True)
@_root
def build(languages: tuple[str, ...], out: Path | None, jobs: int, root: Path) -> None:
    """Build the site; the published folder stays as it was if anything fails."""
    from oscec.build import BuildError, build_site  # noqa: PLC0415 - MkDocs is slow to load

    root = root.resolve()
    for lang in languages:
        _known(root, lang)
    target = (out or root / "site").resolve()
    try:
        findings = build_site(root, target, languages, jobs)
    except BuildError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(2)
    if findings:
        click.echo(write_report(findings, "text"))
    if _status(findings):
        click.echo("The site was not built; the published one is as it was.", err=True)
        sys.exit(1)
    click.echo(f"The site is in {os.path.relpath(target)}.")


@main.command()
@click.option("--lang", default="en", show_default=True, help="The language to show.")
@_root
def serve(lang: str, root: Path) -> None:
    """Show one language, and show it anew when a file changes."""
    from oscec.build import serve_site  # noqa: PLC0415 - MkDocs is slow to load

    root = root.resolve()
    _known(root, lang)
    serve_site(root, lang)


def _known(root: Path, lang: str | None) -> None:
    """Refuse a language that the tree does not have."""
    known = load_knowledge(root, ()).knowledge.languages
    if lang is not None and known and lang not in known:
        raise click.UsageError(f"'{lang}' is no language of languages.yml; allowed: {', '.join(known)}.")


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
        file = root / path
        raw = file.read_bytes().decode("utf-8")
        start = "\ufeff" if raw.startswith("\ufeff") else ""
        end = next((end for end in ("\r\n", "\r") if end in raw), "\n")
        text = raw.removeprefix(start).replace("\r\n", "\n").replace("\r", "\n")
        fixes = sorted({f.fix for f in findings if f.path == path and f.fix}, reverse=True)
        for fix in fixes:
            text = text[: fix.start] + fix.text + text[fix.end :]
        file.write_bytes((start + text.replace("\n", end)).encode())
        click.echo(f"{path}: {len(fixes)} label(s) written.", err=True)


def _status(findings: list[Finding], *, strict: bool = False) -> int:
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return 1 if any(finding.severity in failing for finding in findings) else 0
