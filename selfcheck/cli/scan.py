"""The command that everything is for: scan."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfcheck.cli.answers import on_screen
from selfcheck.cli.app import command, console
from selfcheck.cli.checking import Check, checks_statements
from selfcheck.cli.forms import form_for
from selfcheck.cli.help.texts import text
from selfcheck.cli.notices import is_quiet
from selfcheck.cli.options import ForceOption, OutputOption, ShareOption, WatchOption
from selfcheck.cli.paths import require_any
from selfcheck.cli.progress import mention_reading, shown_while_reading
from selfcheck.errors import OptionError

if TYPE_CHECKING:
    from selfcheck.cli.own_list import OwnList
    from selfcheck.cli.since_last import CheckedBefore
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
    since_last: Annotated[bool, typer.Option("--since-last", help=text("since-last"))] = False,
    watch: WatchOption = None,
    *,
    check: Check,
) -> None:
    """Check statements."""
    form = form_for(output_format, output, ScanFormat.TEXT)
    if form is not ScanFormat.JSON:  # programs get their report whatever happens
        require_any(check.paths)
    own = check.own_list(needed=review)
    before = _checked_before(check, since_last, watch)
    if review:
        from selfcheck.cli.review import review as ask

        ask(_read(check, own, before), own, check.paths)
    report = _read(check, own, before)
    shown = report
    if share:
        from selfcheck.cli.sharing import as_shared

        shown = as_shared(report)
    mention_reading(shown.statements, check.lang)
    if form is ScanFormat.TEXT and output is None:
        if not is_quiet():
            from selfcheck.report.terminal import print_report

            with on_screen(check.lang):
                print_report(shown, console(plain=plain), plain=plain, full=full)
    else:
        from selfcheck.cli.output import deliver
        from selfcheck.report.documents import document

        content = document(shown, form.value, on_screen=output is None, plain=plain, full=full)
        files = [*check.files_read(own), *([str(before.path)] if before else [])]
        deliver(content, output, inputs=files, force=force, lang=check.lang)
    own.notify_used(report)
    if before:
        _keep(before, report, given=form is not ScanFormat.TEXT or output is not None or not is_quiet())
    raise typer.Exit(report.exit_code)


def _checked_before(check: Check, wanted: bool, place: Path | None) -> CheckedBefore | None:
    """What was checked before, if only what is new is ``wanted``. A place that is not in the environment asks for it."""
    if wanted:
        from selfcheck.cli.since_last import CheckedBefore

        return CheckedBefore(place, check.at.date(), check.lang)
    if place is not None and place != Path(os.environ.get("SELFCHECK_WATCH", "")):
        raise OptionError("watch-without-since")
    return None


def _keep(before: CheckedBefore, report: Report, *, given: bool) -> None:
    """Keep what was checked, if somebody has got the report: what nobody saw must come again."""
    from selfcheck.cli.pipes import was_read

    if not given:
        before.leave("watch-not-saved-quiet")
    elif not was_read():
        before.leave("watch-not-saved-unread")
    elif not report.nothing_read:
        before.keep(report)


def _read(check: Check, own: OwnList, before: CheckedBefore | None) -> Report:
    """Read and check, with a bar where that takes a while."""
    with shown_while_reading(check.paths, check.lang) as progress:
        return check.report(own, progress, watch=before.watch if before else None)
