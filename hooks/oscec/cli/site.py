"""`build`, `compress` and `serve`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from oscec.cli.shared import exit_status, on_tree, refuse_unknown
from oscec.compressed import write_compressed
from oscec.generator.problem import BuildError
from oscec.generator.site import build_site, serve_site
from oscec.report import write_report


@click.command()
@click.option("--lang", "languages", multiple=True, help="A language to build; may be repeated.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to publish; site/ of the tree unless told.",
)
@click.option("--jobs", type=click.IntRange(min=1), default=os.cpu_count() or 1, show_default=True)
@on_tree
def build(languages: tuple[str, ...], out: Path | None, jobs: int, root: Path) -> None:
    """Build the site; the published folder stays as it was if anything fails."""
    root = root.resolve()
    for lang in languages:
        refuse_unknown(root, lang)
    target = (out or root / "site").resolve()
    try:
        findings = build_site(root, target, languages, jobs)
    except BuildError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(2)
    if findings:
        click.echo(write_report(findings, "text"))
    if exit_status(findings):
        click.echo("The site was not built; the published one is as it was.", err=True)
        sys.exit(1)
    click.echo(f"The site is in {os.path.relpath(target)}.")


@click.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
def compress(site: Path) -> None:
    """Write a compressed copy (`.gz`) beside each text file of a built SITE, for hosts that send such copies."""
    click.echo(f"{write_compressed(site)} compressed copies are in {os.path.relpath(site)}.")


@click.command()
@click.option("--lang", default="en", show_default=True, help="The language to show.")
@on_tree
def serve(lang: str, root: Path) -> None:
    """Show one language, and show it anew when a file changes."""
    root = root.resolve()
    refuse_unknown(root, lang)
    serve_site(root, lang)
