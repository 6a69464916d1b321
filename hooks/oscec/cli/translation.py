"""The verbs of translators: `status`, `report` and `translate`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from oscec.cli.shared import on_tree, refuse_unknown
from oscec.export.status import as_json
from oscec.load.knowledge import Loaded, load_knowledge
from oscec.model.language import SOURCE
from oscec.translate.diff import show
from oscec.translate.pair import pair_of
from oscec.translate.place import place_of
from oscec.translate.problem import RefusedError, WrongUseError
from oscec.translate.report import write_report as write_request
from oscec.translate.same import record
from oscec.translate.stamp import stamp_all, stamp_named
from oscec.translate.start import begin
from oscec.translate.status import as_text, read_status


@click.command()
@click.option("--lang", help="Only this language, page by page.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@on_tree
def status(lang: str | None, form: str, root: Path) -> None:
    """Say what is missing, stale, drafted and reviewed in each language."""
    root = root.resolve()
    refuse_unknown(root, lang)
    found = read_status(root, load_knowledge(root, None if lang is None else (lang,)), lang)
    click.echo(as_json(found).decode().rstrip("\n") if form == "json" else as_text(found, lang))


@click.command()
@click.option("--base", required=True, help="The branch or commit that the request goes to.")
@on_tree
def report(base: str, root: Path) -> None:
    """Say, as Markdown, what a pull request changes for translators."""
    with _said_plainly():
        click.echo(write_request(root.resolve(), base))


@click.group()
def translate() -> None:
    """Begin a translation, see what changed, mark it as done."""


_language = click.argument("language", metavar="LANG")


@translate.command("new")
@_language
@click.argument("page")
@on_tree
def translate_new(language: str, page: str, root: Path) -> None:
    """Begin a page: a copy of the English one, marked as a draft.

    PAGE is a path or an address, such as docs/en/words-matter.md or words-matter.md.
    """
    root = root.resolve()
    _translated(root, language)
    with _said_plainly():
        click.echo(begin(root, place_of(root, language, page)))


@translate.command("diff")
@_language
@click.argument("page")
@on_tree
def translate_diff(language: str, page: str, root: Path) -> None:
    """Show what changed in English since a page was translated, beside its lines."""
    root = root.resolve()
    same = _translated(root, language).knowledge.same
    with _said_plainly():
        click.echo(show(root, pair_of(root, place_of(root, language, page), same)))


@translate.command("stamp")
@_language
@click.argument("page", required=False)
@click.argument("names", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Every page of the language.")
@on_tree
def translate_stamp(language: str, page: str | None, names: tuple[str, ...], every: bool, root: Path) -> None:
    """Mark a page, or some of its passages, as translated from today's English text.

    NAMES are numbers as `translate diff` prints them. PAGE may be terms.yml or labels.yml, and NAMES keys of it.
    """
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
@on_tree
def translate_same(page: tuple[str, ...], languages: tuple[str, ...], root: Path) -> None:
    """Record that an edit of an English page gives translators nothing to do.

    Numbers are those of `translate diff`; without them, all passages that changed.
    """
    root = root.resolve()
    for lang in languages:
        refuse_unknown(root, lang)
    rest = page[1:] if page[0] == SOURCE else page
    if not rest:
        raise click.UsageError("Name the English page.")
    with _said_plainly():
        click.echo(record(root, load_knowledge(root, ()), place_of(root, SOURCE, rest[0]), rest[1:], languages))


@contextmanager
def _said_plainly() -> Iterator[None]:
    """What a translator's verb refuses is said in a sentence, with the exit status of its cause."""
    try:
        yield
    except RefusedError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except WrongUseError as error:
        raise click.UsageError(str(error)) from error


def _translated(root: Path, language: str) -> Loaded:
    """The knowledge for a language that pages are translated into."""
    refuse_unknown(root, language)
    if language == SOURCE:
        raise click.UsageError(f"Pages are written in '{SOURCE}' and translated into the other languages.")
    return load_knowledge(root, (language,))
