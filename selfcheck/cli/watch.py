"""The commands of what has been checked: watch list, forget. `scan --since-last` writes it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from selfcheck.cli.answers import answer
from selfcheck.cli.app import command, group
from selfcheck.cli.help.texts import text
from selfcheck.cli.notices import notify
from selfcheck.cli.options import Format, FormatOption, LangOption, Language, WatchOption, language
from selfcheck.clock import japan_now
from selfcheck.errors import OptionError
from selfcheck.language.sentences import say

watch = group("watch", alone=True)


@watch.callback()
def watch_command(
    context: typer.Context, place: WatchOption = None, output_format: FormatOption = Format.TEXT, lang: LangOption = None
) -> None:
    """Print what is kept, unless a command follows."""
    if context.invoked_subcommand is None:
        _show(place, output_format, lang)


@command("list", within=watch)
def list_command(place: WatchOption = None, output_format: FormatOption = Format.TEXT, lang: LangOption = None) -> None:
    """Print what is kept."""
    _show(place, output_format, lang)


def _show(place: Path | None, output_format: Format, lang: Language | None) -> None:
    from selfcheck.assessment.watch import default_path, load_watch
    from selfcheck.reference.watch_list import print_watch, watch_as_dict

    path = place or default_path()
    kept = load_watch(path, japan_now().date())
    answer(
        output_format,
        language(lang),
        lambda: watch_as_dict(kept, path),
        lambda writer: print_watch(kept, path, writer),
    )


@command("forget", within=watch)
def forget_command(
    idents: Annotated[list[str] | None, typer.Argument(metavar="ID", help=text("watch-ids"))] = None,
    every: Annotated[bool, typer.Option("--all", help=text("forget-all"))] = False,
    place: WatchOption = None,
    lang: LangOption = None,
) -> None:
    """Forget accounts, so that all of them is checked the next time."""
    from selfcheck.assessment.watch import change_watch, default_path, forget_all

    if bool(idents) == every:
        raise OptionError("watch-which")
    path, spoken = place or default_path(), language(lang)
    if every:
        forget_all(path)
        notify(say("watch-forgotten-all", spoken, path=path))
        return
    wanted = idents or []
    change_watch(path, japan_now().date(), lambda kept: kept.forgetting(wanted))
    notify(say("watch-forgotten", spoken, count=len(set(wanted)), path=path))
