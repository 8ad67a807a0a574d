"""The command doctor: the state of the installation."""

from __future__ import annotations

import typer

from selfcheck.cli.app import command, console_for
from selfcheck.cli.options import Format, FormatOption, LangOption, MineOption, language
from selfcheck.clock import japan_now


@command("doctor")
def doctor_command(mine: MineOption = None, output_format: FormatOption = Format.TEXT, lang: LangOption = None) -> None:
    """Print what is installed, known, written and loaded."""
    from selfcheck.assessment.mine import default_path
    from selfcheck.reference.doctor import doctor

    raise typer.Exit(doctor(console_for(output_format), language(lang), japan_now().date(), mine or default_path()))
