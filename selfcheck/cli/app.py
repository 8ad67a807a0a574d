"""The typer application: what all commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

from selfcheck.cli.words import JapaneseCommand, JapaneseGroup

import typer  # isort: skip  (after cli.words, which gives typer its Japanese words)

from selfcheck.version import VERSION

if TYPE_CHECKING:
    from rich.console import Console

_OPTIONS, _COMMAND = "[オプション]", "コマンド"
PLAIN_WIDTH = 100_000
_HELP_NAMES = {"help_option_names": ["--help", "-h"]}


app = typer.Typer(
    name="selfcheck",
    cls=JapaneseGroup,
    options_metavar=_OPTIONS,
    subcommand_metavar=_COMMAND,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings=_HELP_NAMES,
    help="銀行からダウンロードした明細を調べ、覚えのない支払いサービス（ドコモ口座、PayPay など）の引き出しを見つけて、"
    "何をすればよいかを案内します。\n\nファイルは読むだけです。書き換えず、どこにも送りません。\n\n"
    "いちばん簡単な使い方:  selfcheck scan 明細のファイル",
    epilog="終了コード: 0 何も見つからず全部読めた / 1 確かめる出金がある / 2 書き方の誤り / "
    "3 読めない部分がある / 4 ひとつも読めない",
)


def command(name: str, text: str, within: typer.Typer = app) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A command whose help is Japanese throughout."""
    return within.command(name, cls=JapaneseCommand, options_metavar=_OPTIONS, help=text)


def group(name: str, text: str, *, alone: bool = False) -> typer.Typer:
    """A group of commands; ``alone`` if it also does something by itself."""
    made = typer.Typer(
        cls=JapaneseGroup,
        options_metavar=_OPTIONS,
        subcommand_metavar=f"[{_COMMAND}]" if alone else _COMMAND,
        invoke_without_command=alone,
        no_args_is_help=not alone,
        context_settings=_HELP_NAMES,
        help=text,
    )
    app.add_typer(made, name=name)
    return made


def console(*, plain: bool = False) -> Console:
    """Standard output, with nothing in texts taken for markup; ``plain``: no colour, and lines as long as they are."""
    from rich.console import Console

    if plain:
        return Console(highlight=False, markup=False, emoji=False, color_system=None, width=PLAIN_WIDTH)
    return Console(highlight=False, markup=False, emoji=False)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"selfcheck {VERSION}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="バージョンを表示して終わります。")
    ] = False,
) -> None:
    """Options of the program itself."""
