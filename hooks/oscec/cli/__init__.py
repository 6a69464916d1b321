"""The verbs of `python -m oscec`. Exit status: 0 fine, 1 findings, 2 wrong usage or a fault of our own."""

from __future__ import annotations

import click

from oscec.cli.check import check
from oscec.cli.evaluation import evaluate
from oscec.cli.site import build, compress, serve
from oscec.cli.translation import report, status, translate


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Open training on online sexual coercion and extortion of children."""


for verb in (check, status, translate, report, build, compress, serve, evaluate):
    main.add_command(verb)
