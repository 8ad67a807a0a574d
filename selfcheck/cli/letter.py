"""The command that writes a statement to sign, for a bank, a service or the police."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from selfcheck.cli.app import command
from selfcheck.cli.checking import Check, checks_statements
from selfcheck.cli.forms import form_for
from selfcheck.cli.help.texts import text
from selfcheck.cli.options import ForceOption, OutputOption
from selfcheck.cli.paths import require_any
from selfcheck.cli.progress import mention_reading


class LetterFormat(StrEnum):
    """Output formats of ``letter``."""

    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


class LetterTo(StrEnum):
    """To whom a letter goes; the values of `report.letter.Addressee`, without loading it."""

    BANK = "bank"
    SERVICE = "service"
    POLICE = "police"


@command("letter")
@checks_statements
def letter_command(
    to: Annotated[LetterTo, typer.Option("--to", help=text("letter-to"))],
    show_account: Annotated[bool, typer.Option("--show-account", help=text("show-account"))] = False,
    output_format: Annotated[LetterFormat | None, typer.Option("--format", help=text("letter-format"))] = None,
    output: OutputOption = None,
    force: ForceOption = False,
    *,
    check: Check,
) -> None:
    """Write a statement to sign."""
    from selfcheck.cli.output import deliver
    from selfcheck.printing.json import as_json
    from selfcheck.report.letter import Addressee, letters, letters_as

    form = form_for(output_format, output, LetterFormat.MARKDOWN)
    require_any(check.paths)
    own = check.own_list()
    report = check.report(own)
    mention_reading(report.statements, check.lang)
    addressee = Addressee(to.value)
    if form is LetterFormat.JSON:
        content = as_json({"letters": letters(report, addressee, show_account=show_account)})
    else:
        encoding = sys.stdout.encoding if output is None and form is LetterFormat.MARKDOWN else "utf-8"
        content = letters_as(form.value, report, addressee, show_account=show_account).encode(encoding, "replace")
    deliver(content, output, inputs=check.files_read(own), force=force, lang=check.lang)
    own.notify_used(report)
    raise typer.Exit(report.exit_code)
