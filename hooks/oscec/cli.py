"""The verbs of `python -m oscec`. Exit status: 0 fine, 1 findings, 2 wrong usage or a fault of our own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oscec.gate import Gate
from oscec.load.edit import edit_file
from oscec.load.knowledge import Loaded, load_knowledge
from oscec.model.finding import Finding, Severity
from oscec.model.language import SOURCE
from oscec.report import FORMATS, write_report

if TYPE_CHECKING:
    from oscec.evaluate.files import Named
    from oscec.evaluate.plan import Plan

_root = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The tree to work on; this folder unless told.",
)

_PROBLEMS = 20
"""As many problems of a table of answers as a person can take in at once."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Open training on online sexual coercion and extortion of children."""


@main.command()
@click.argument("paths", nargs=-1)
@click.option("--lang", help="Only the files of this language.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--fix", is_flag=True, help="Write labels of statistics and citations, spaces, quotation marks.")
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


@main.command()
@click.option("--lang", help="Only this language, page by page.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@_root
def status(lang: str | None, form: str, root: Path) -> None:
    """Say what is missing, stale, drafted and reviewed in each language."""
    from oscec.export.status import as_json  # noqa: PLC0415 - no other verb needs it
    from oscec.translate.status import as_text, read_status  # noqa: PLC0415

    root = root.resolve()
    _known(root, lang)
    found = read_status(root, load_knowledge(root, None if lang is None else (lang,)), lang)
    click.echo(as_json(found).decode().rstrip("\n") if form == "json" else as_text(found, lang))


@main.command()
@click.option("--base", required=True, help="The branch or commit that the request goes to.")
@click.option("--format", "form", type=click.Choice(("markdown",)), default="markdown", show_default=True)
@_root
def report(base: str, form: str, root: Path) -> None:  # noqa: ARG001 - there is one form so far
    """Say, as Markdown, what a pull request changes for translators."""
    from oscec.translate.report import write_report as report_on  # noqa: PLC0415 - no other verb needs it

    with _said_plainly():
        click.echo(report_on(root.resolve(), base))


@main.group()
def translate() -> None:
    """Begin a translation, see what changed, mark it as done."""


_language = click.argument("language", metavar="LANG")


@translate.command("new")
@_language
@click.argument("page")
@_root
def translate_new(language: str, page: str, root: Path) -> None:
    """Begin a page: a copy of the English one, marked as a draft.

    PAGE is a path or an address, such as docs/en/words-matter.md or words-matter.md.
    """
    from oscec.translate.place import place_of  # noqa: PLC0415 - no other verb needs it
    from oscec.translate.start import begin  # noqa: PLC0415

    root = root.resolve()
    _translated(root, language)
    with _said_plainly():
        click.echo(begin(root, place_of(root, language, page)))


@translate.command("diff")
@_language
@click.argument("page")
@_root
def translate_diff(language: str, page: str, root: Path) -> None:
    """Show what changed in English since a page was translated, beside its lines."""
    from oscec.translate.diff import show  # noqa: PLC0415 - no other verb needs it
    from oscec.translate.pair import pair_of  # noqa: PLC0415
    from oscec.translate.place import place_of  # noqa: PLC0415

    root = root.resolve()
    same = _translated(root, language).knowledge.same
    with _said_plainly():
        click.echo(show(root, pair_of(root, place_of(root, language, page), same)))


@translate.command("stamp")
@_language
@click.argument("page", required=False)
@click.argument("names", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Every page of the language.")
@_root
def translate_stamp(language: str, page: str | None, names: tuple[str, ...], every: bool, root: Path) -> None:
    """Mark a page, or some of its passages, as translated from today's English text.

    NAMES are numbers as `translate diff` prints them. PAGE may be terms.yml or labels.yml, and NAMES keys of it.
    """
    from oscec.translate.stamp import stamp_all, stamp_named  # noqa: PLC0415 - no other verb needs it

    root = root.resolve()
    loaded = _translated(root, language)
    if every == (page is not None):
        raise click.UsageError("Name a page, or else --all.")
    with _said_plainly():
        if page is not None:
            click.echo(stamp_named(root, loaded, language, page, names))
            return
        done, left = stamp_all(root, language, loaded.knowledge.same)
        click.echo("\n".join(done), nl=bool(done))
        click.echo("\n".join(left), nl=bool(left), err=True)
        sys.exit(1 if left else 0)


@translate.command("same")
@click.argument("page", nargs=-1, required=True, metavar="[en] PAGE [N]...")
@click.option("--lang", "languages", multiple=True, help="Whose translations were up to date; may be repeated.")
@_root
def translate_same(page: tuple[str, ...], languages: tuple[str, ...], root: Path) -> None:
    """Record that an edit of an English page gives translators nothing to do.

    Numbers are those of `translate diff`; without them, all passages that changed.
    """
    from oscec.translate.place import place_of  # noqa: PLC0415 - no other verb needs it
    from oscec.translate.same import record  # noqa: PLC0415

    root = root.resolve()
    for lang in languages:
        _known(root, lang)
    rest = page[1:] if page[0] == SOURCE else page
    if not rest:
        raise click.UsageError("Name the English page.")
    with _said_plainly():
        click.echo(record(root, load_knowledge(root, ()), place_of(root, SOURCE, rest[0]), rest[1:], languages))


@contextmanager
def _said_plainly() -> Iterator[None]:
    """What a translator's verb refuses is said in a sentence, with the exit status of its cause."""
    from oscec.translate.problem import RefusedError, WrongUseError  # noqa: PLC0415 - no other verb needs it

    try:
        yield
    except RefusedError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except WrongUseError as error:
        raise click.UsageError(str(error)) from error


def _translated(root: Path, language: str) -> Loaded:
    """The knowledge for a language that pages are translated into."""
    _known(root, language)
    if language == SOURCE:
        raise click.UsageError(f"Pages are written in '{SOURCE}' and translated into the other languages.")
    return load_knowledge(root, (language,))


_answers = click.Path(exists=True, dir_okay=False, path_type=Path)


@main.command()
@click.argument("responses", nargs=-1, type=_answers)
@click.option("--course", required=True, help="A course of courses.yml.")
@click.option("--pre", type=_answers, help="A table of the test before the course only.")
@click.option("--post", type=_answers, help="A table of the test after the course only.")
@click.option("--follow-up", type=_answers, help="A table of the test some weeks later only.")
@click.option("--template", is_flag=True, help="Write an empty table of answers, and nothing else.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@_root
def evaluate(  # noqa: PLR0913, PLR0917
    responses: tuple[Path, ...],
    course: str,
    pre: Path | None,
    post: Path | None,
    follow_up: Path | None,
    template: bool,
    out: Path | None,
    root: Path,
) -> None:
    """Say what a course achieved, from CSV files of anonymous answers.

    RESPONSES are tables with a column 'test' that says pre, post or follow-up; --template writes their headings.
    Moodle's quiz reports 'Grades' and 'Responses' go in by --pre, --post and --follow-up, once a column
    'participant' with codes stands in the place of names. The report is written to dist/ of the tree.
    """
    root = root.resolve()
    plan = _plan(root, course)
    files: list[Named] = [(file, None) for file in responses]
    files += [(pre, "pre")] if pre else []
    files += [(post, "post")] if post else []
    files += [(follow_up, "follow-up")] if follow_up else []
    if template == bool(files):
        raise click.UsageError("Name at least one table of answers, or else --template.")
    try:
        if template:
            _write_template(plan, out)
        else:
            _write_evaluation(plan, files, out or root / "dist" / f"evaluation-{course}.html")
    except OSError as error:
        raise click.UsageError(f"'{error.filename}' cannot be used: {error.strerror}.") from error


def _plan(root: Path, course: str) -> Plan:
    """The tests of a course; refused where there is no such course, or its tests are not complete."""
    from oscec.evaluate.course import read_plan  # noqa: PLC0415 - no other verb needs it

    knowledge = load_knowledge(root, ()).knowledge
    if course not in knowledge.courses:
        raise click.UsageError(f"'{course}' is no course of courses.yml; allowed: {', '.join(knowledge.courses)}.")
    plan = read_plan(root, knowledge, course)
    if not plan.pairs or len(plan.pairs) < len(knowledge.courses[course].items):
        raise click.UsageError(f"The tests of '{course}' are not complete; `check` says what is missing.")
    return plan


def _write_template(plan: Plan, out: Path | None) -> None:
    from oscec.evaluate.course import empty_table  # noqa: PLC0415 - no other verb needs it

    table = empty_table(plan)
    if out is None:
        click.echo(table, nl=False)
    elif out.exists():
        raise click.UsageError(f"'{out}' exists and may hold answers; choose another --out.")
    else:
        out.write_bytes(table)
        click.echo(f"The empty table is in {os.path.relpath(out)}.")


def _write_evaluation(plan: Plan, files: list[Named], out: Path) -> None:
    from oscec.evaluate.files import evaluate_files, is_foreign  # noqa: PLC0415 - polars is slow to load
    from oscec.evaluate.problem import NotReadableError  # noqa: PLC0415 - no other verb needs it

    if is_foreign(out):
        raise click.UsageError(f"'{out}' exists and is no report of an evaluation; choose another --out.")
    try:
        report = evaluate_files(plan, files)
    except NotReadableError as error:
        click.echo("\n".join(str(problem) for problem in error.problems[:_PROBLEMS]))
        if len(error.problems) > _PROBLEMS:
            click.echo(f"… and {len(error.problems) - _PROBLEMS} more.")
        sys.exit(1)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(report, encoding="utf-8", newline="\n")
    click.echo(f"The report is in {os.path.relpath(out)}.")


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
        fixes = {f.fix for f in findings if f.path == path and f.fix}
        edit_file(root, path, fixes)
        click.echo(f"{path}: {len(fixes)} place(s) written.", err=True)


def _status(findings: list[Finding], *, strict: bool = False) -> int:
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return 1 if any(finding.severity in failing for finding in findings) else 0
