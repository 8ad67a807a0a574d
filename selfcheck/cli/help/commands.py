"""The commands of typer with the help of `manual` and the words of this folder's catalogues."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

from selfcheck.cli.commands import MODULES
from selfcheck.cli.help import plain_types as values
from selfcheck.cli.help.texts import text
from selfcheck.errors import OptionError
from selfcheck.language.sentences import sentence
from selfcheck.printing.shell import program_as_typed

_LIKE = 0.55
"""How much of a command's name must agree: they are short, and two letters of scan may be swapped."""
_OPTIONS_OF_TYPER = ("help", "install_completion", "show_completion")


def _as_typed(ctx: Any) -> str:
    """A command as it is typed here: ``.venv/bin/selfcheck mine``."""
    return " ".join((program_as_typed(), *ctx.command_path.split()[1:]))


def _handed_on(ctx: Any, params: list[Any]) -> list[str]:
    """Options typed before a command of a group (which has no flags) are meant for it; it says if it has none such."""
    given = [param for param in params if getattr(ctx.get_parameter_source(param.name), "name", "") == "COMMANDLINE"]
    return [f"{param.opts[0]}={ctx.params[param.name]}" for param in given if param.name in ctx.params]


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


class CommandGroup(_Spoken, TyperGroup):
    """A group of commands, listed as `cli.commands` has them, in whatever order their modules were loaded."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Names of the commands."""
        names: list[str] = super().list_commands(ctx)
        order = [name for family in MODULES.values() for name in family]
        return sorted(names, key=lambda name: order.index(name) if name in order else len(order))

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command that was typed; raises an `OptionError` that names those that are near where there is none.

        What typer would say differs from version to version, and is English.
        """
        typed = args[0]
        if typed.startswith("-") or ctx.resilient_parsing or self.get_command(ctx, typed) is not None:
            name, command, rest = super().resolve_command(ctx, args)
            return name, command, rest if ctx.parent is None else [*_handed_on(ctx, self.get_params(ctx)), *rest]
        from selfcheck.cli.paths import near_files
        from selfcheck.knowledge.names import nearest

        near = nearest(typed, self.list_commands(ctx), like=_LIKE)
        near += near_files(typed) if ctx.parent is None else []
        hint = sentence("near-commands", names=near) if near else sentence("no-near-names")
        raise OptionError("usage-no-command", name=typed, near=hint, command=_as_typed(ctx))
