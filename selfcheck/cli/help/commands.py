"""The commands of typer with the help of `manual` and the words of this folder's catalogues."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

from selfcheck.cli.commands import MODULES
from selfcheck.cli.help import plain_types as values
from selfcheck.cli.help.texts import text

_OPTIONS_OF_TYPER = ("help", "install_completion", "show_completion")


class _Spoken:
    """Replaces what typer says in English."""

    def get_params(self, ctx: Any) -> list[Any]:
        """All parameters of the command, ``--help`` included."""
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            if param.name in _OPTIONS_OF_TYPER:
                param.help = text(param.name)
            values.lighten(param)
        return params

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the manual page."""
        from selfcheck.cli.help.page import manual

        formatter.write(manual(ctx, self))


class Command(_Spoken, TyperCommand):
    """A command."""


class Group(_Spoken, TyperGroup):
    """A group of commands, listed as `cli.commands` has them, in whatever order their modules were loaded."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Names of the commands."""
        names: list[str] = super().list_commands(ctx)
        order = [name for family in MODULES.values() for name in family]
        return sorted(names, key=lambda name: order.index(name) if name in order else len(order))
