"""The command that writes the call sheet."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from enum import StrEnum
from typing import Annotated

import typer

from selfcheck.cli.answers import on_screen
from selfcheck.cli.app import command
from selfcheck.cli.checking import Check, checks_statements
from selfcheck.cli.forms import form_for
from selfcheck.cli.help.texts import text
from selfcheck.cli.options import ForceOption, OutputOption, ShareOption
from selfcheck.cli.paths import require_any
from selfcheck.cli.progress import mention_reading


class SheetFormat(StrEnum):
    """Output formats of ``sheet``."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


@command("sheet")
@checks_statements
def sheet_command(
    output_format: Annotated[SheetFormat | None, typer.Option("--format", help=text("sheet-format"))] = None,
    output: OutputOption = None,
    force: ForceOption = False,
    share: ShareOption = False,
    *,
    check: Check,
) -> None:
    """Write the call sheet."""
    from selfcheck.cli.output import deliver
    from selfcheck.printing.json import as_json
    from selfcheck.report.call_sheet import call_sheet
    from selfcheck.report.sheet_in_words import sheet_as_list

    form = form_for(output_format, output, SheetFormat.TEXT)
    if form is not SheetFormat.JSON:
        require_any(check.paths)
    own = check.own_list()
    report = check.report(own)
    shown = report
    if share:
        from selfcheck.cli.sharing import as_shared

        shown = as_shared(report)
    mention_reading(shown.statements, check.lang)
    if form is SheetFormat.JSON:
        content = as_json({"sheets": sheet_as_list(shown)})
    else:
        of_console = output is None and form is not SheetFormat.HTML
        content = call_sheet(shown, form.value).encode(sys.stdout.encoding if of_console else "utf-8", "replace")
    with on_screen(check.lang) if output is None and form is SheetFormat.TEXT else nullcontext():
        deliver(content, output, inputs=check.files_read(own), force=force, lang=check.lang)
    own.notify_used(report)
    raise typer.Exit(report.exit_code)
