"""The command that everything is for: scan."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from selfcheck.cli.answers import on_screen
from selfcheck.cli.app import command, console
from selfcheck.cli.checking import Check, checks_statements
from selfcheck.cli.forms import form_for
from selfcheck.cli.help.texts import text
from selfcheck.cli.notices import is_quiet
from selfcheck.cli.options import ForceOption, OutputOption, ShareOption
from selfcheck.cli.paths import require_any
from selfcheck.cli.progress import mention_reading, shown_while_reading

if TYPE_CHECKING:
    from selfcheck.cli.own_list import OwnList
    from selfcheck.report.report import Report


class ScanFormat(StrEnum):
    """Output formats of ``scan``."""

    TEXT = "text"
    HTML = "html"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"


@command("scan")
@checks_statements
def scan_command(
    output_format: Annotated[ScanFormat | None, typer.Option("--format", help=text("report-format"))] = None,
    output: OutputOption = None,
    force: ForceOption = False,
    share: ShareOption = False,
    plain: Annotated[bool, typer.Option("--plain", help=text("plain"))] = False,
    full: Annotated[bool, typer.Option("--full", help=text("full"))] = False,
    review: Annotated[bool, typer.Option("--review", help=text("review"))] = False,
    *,
    check: Check,
) -> None:
    """Check statements."""
    form = form_for(output_format, output, ScanFormat.TEXT)
    if form is not ScanFormat.JSON:  # programs get their report whatever happens
        require_any(check.paths)
    own = check.own_list(needed=review)
    if review:
        from selfcheck.cli.review import review as ask

        ask(_read(check, own), own, check.paths)
    report = _read(check, own)
    shown = report
    if share:
        from selfcheck.report.share import shared

        shown = shared(report)
    if form is ScanFormat.TEXT and output is None:
        if not is_quiet():
            from selfcheck.report.terminal import print_report

            with on_screen(check.lang):
                print_report(shown, console(plain=plain), plain=plain, full=full)
    else:
        from selfcheck.cli.output import deliver
        from selfcheck.report.documents import document

        content = document(shown, form.value, on_screen=output is None, plain=plain, full=full)
        deliver(content, output, inputs=check.files_read(own), force=force, lang=check.lang)
    own.notify_used(report)
    raise typer.Exit(report.exit_code)


def _read(check: Check, own: OwnList) -> Report:
    """Read and check, with a bar where that takes a while."""
    with shown_while_reading(check.paths, check.lang) as progress:
        report = check.report(own, progress)
    mention_reading(report.statements, check.lang)
    return report
