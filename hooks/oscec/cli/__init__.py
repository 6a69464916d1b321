"""The verbs of `python -m oscec`. Exit status: 0 fine, 1 findings, 2 wrong usage or a fault of our own."""

from __future__ import annotations

from importlib import import_module

import click

_MODULES = {
    "check": "check",
    "status": "translation",
    "translate": "translation",
    "report": "translation",
    "build": "site",
    "compress": "site",
    "serve": "site",
    "evaluate": "evaluation",
}
"""Verb -> the module that has it."""


class _Verbs(click.Group):
    """Loads a verb's module when it is asked for: one verb does not wait for what the others need."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _MODULES:
            return None
        verb = getattr(import_module(f"oscec.cli.{_MODULES[cmd_name]}"), cmd_name)
        return verb if isinstance(verb, click.Command) else None


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Open training on online sexual coercion and extortion of children."""
