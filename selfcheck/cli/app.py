"""The typer application: what all commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from selfcheck.cli.help.commands import Command, CommandGroup
from selfcheck.cli.help.texts import HELP_LANG, about, text, word
from selfcheck.cli.notices import set_volume
from selfcheck.cli.paging import set_paging
from selfcheck.language.sentences import say
from selfcheck.version import VERSION

if TYPE_CHECKING:
    from selfcheck.printing.printer import Printer

PLAIN_WIDTH = 100_000
_HELP_NAMES = {"help_option_names": ["--help", "-h"]}


app = typer.Typer(
    name="selfcheck",
    cls=CommandGroup,
    options_metavar=word("options"),
    subcommand_metavar=word("command"),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=_HELP_NAMES,
    help=about("selfcheck"),
)


def command(name: str, within: typer.Typer = app) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A command whose help stands in the catalogues of ``help/``."""
    return within.command(name, cls=Command, options_metavar=word("options"), help=about(name))


def group(name: str, *, alone: bool = False) -> typer.Typer:
    """A group of commands; ``alone`` if it also does something by itself."""
    made = typer.Typer(
        cls=CommandGroup,
        options_metavar=word("options"),
        subcommand_metavar=f"[{word('command')}]" if alone else word("command"),
        invoke_without_command=alone,
        no_args_is_help=not alone,
        context_settings=_HELP_NAMES,
        help=about(name),
    )
    app.add_typer(made, name=name)
    return made


def console(*, plain: bool = False) -> Printer:
    """Standard output, with nothing in texts taken for markup; ``plain``: no colour, and lines as long as they are."""
    from selfcheck.printing.printer import PlainPrinter, shows_styles

    if plain or not shows_styles():
        return PlainPrinter(PLAIN_WIDTH if plain else None)
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"selfcheck {VERSION}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help=text("version"))] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=text("quiet"))] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help=text("verbose"))] = False,
    no_pager: Annotated[bool, typer.Option("--no-pager", help=text("no-pager"))] = False,
) -> None:
    """What holds for every command; without one, how to begin."""
    set_volume(quiet=quiet, verbose=verbose)
    set_paging(not no_pager)
    if context.invoked_subcommand is None:
        typer.echo(say("how-to-begin", HELP_LANG))
