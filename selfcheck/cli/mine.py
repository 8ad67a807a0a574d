"""The commands of the holder's own list: mine add, list, remove."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Annotated

import typer

from selfcheck.cli.answers import answer
from selfcheck.cli.app import command, group
from selfcheck.cli.help.texts import text, word
from selfcheck.cli.notices import notify
from selfcheck.cli.options import (
    AlsoOption,
    Format,
    FormatOption,
    LangOption,
    Language,
    MineOption,
    PathsArgument,
    RulesOption,
    day,
    language,
    reads_files,
)
from selfcheck.cli.paths import meant_paths, require_any
from selfcheck.clock import japan_now
from selfcheck.errors import OptionError
from selfcheck.statement.options import Options

mine = group("mine", alone=True)


@mine.callback()
def mine_command(
    context: typer.Context, place: MineOption = None, output_format: FormatOption = Format.TEXT, lang: LangOption = None
) -> None:
    """Print the list, unless a command follows."""
    if context.invoked_subcommand is None:
        _show(place, output_format, lang)


@command("add", within=mine)
@reads_files
def add_command(
    paths: PathsArgument,
    numbers: Annotated[
        str,
        typer.Option("--number", "-n", metavar=word("number"), help=text("numbers")),
    ],
    reason: Annotated[str, typer.Option("--reason", metavar=word("reason"), help=text("reason"))] = "",
    expires: Annotated[str | None, typer.Option("--expires", metavar=word("day"), help=text("expires"))] = None,
    also: AlsoOption = None,
    rules: RulesOption = None,
    place: MineOption = None,
    *,
    how: Options,
    lang: LangOption = None,
) -> None:
    """Put findings on the list."""
    from selfcheck.cli.own_list import OwnList, in_a_line
    from selfcheck.scan import scan_as

    until = day(expires)
    wanted = _numbers(numbers)
    spoken = language(lang)
    own = OwnList(place, None, spoken)
    if until and until < own.today:
        raise OptionError("mine-already-expired", date=until)
    paths = meant_paths(paths, spoken)
    require_any(paths)
    report = scan_as(paths, how, also=also or (), rules=rules, lang=spoken)
    findings = {finding.number: finding for finding in report.findings}
    for number in wanted:
        if number not in findings:
            raise OptionError("mine-no-number", number=number, last=len(findings))
    for number in wanted:
        notify(in_a_line(findings[number], report, spoken))
    own.add([(findings[number], reason) for number in wanted], until)
    own.notify_written()


@command("list", within=mine)
def list_command(place: MineOption = None, output_format: FormatOption = Format.TEXT, lang: LangOption = None) -> None:
    """Print the list."""
    _show(place, output_format, lang)


def _show(place: Path | None, output_format: Format, lang: Language | None) -> None:
    from selfcheck.assessment.mine import default_path, load_mine
    from selfcheck.knowledge import load
    from selfcheck.reference.mine_list import mine_as_dict, print_mine

    path = place or default_path()
    entries = load_mine(path, japan_now().date())
    answer(
        output_format,
        language(lang),
        lambda: mine_as_dict(entries, path),
        lambda writer: print_mine(entries, path, load(), writer),
    )


@command("remove", within=mine)
def remove_command(
    idents: Annotated[list[str], typer.Argument(metavar="ID", help=text("mine-ids"))],
    place: MineOption = None,
    lang: LangOption = None,
) -> None:
    """Take entries off the list."""
    from selfcheck.cli.own_list import OwnList

    own = OwnList(place, None, language(lang))
    own.remove(idents)
    own.notify_written()


def _numbers(text: str) -> list[int]:
    """``1,4-6`` as numbers; raises `OptionError`."""
    found: list[int] = []
    for part in unicodedata.normalize("NFKC", text).replace("、", ",").split(","):
        wanted = re.fullmatch(r"([0-9]{1,6})(?:-([0-9]{1,6}))?", part.strip())
        if not wanted or int(wanted[1]) > int(wanted[2] or wanted[1]):
            raise OptionError("mine-bad-number", text=part)
        found += range(int(wanted[1]), int(wanted[2] or wanted[1]) + 1)
    return found
