"""The command doctor: the state of the installation."""

from __future__ import annotations

import typer

from selfcheck.cli.answers import answer
from selfcheck.cli.app import command
from selfcheck.cli.options import Format, FormatOption, LangOption, MineOption, WatchOption, language
from selfcheck.clock import japan_now


@command("doctor")
def doctor_command(
    mine: MineOption = None, watch: WatchOption = None, output_format: FormatOption = Format.TEXT, lang: LangOption = None
) -> None:
    """Print what is installed, known, written and loaded."""
    from selfcheck.assessment import mine as own
    from selfcheck.assessment import watch as kept
    from selfcheck.knowledge import load
    from selfcheck.reference.doctor import checkup_as_dict, examine, print_checkup

    spoken = language(lang)
    checkup = examine(load(), japan_now().date(), mine or own.default_path(), watch or kept.default_path())
    answer(output_format, spoken, lambda: checkup_as_dict(checkup, spoken), lambda writer: print_checkup(checkup, writer))
    raise typer.Exit(checkup.code)
