"""The command that writes the call sheet."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from selfcheck.cli.app import command
from selfcheck.cli.help.texts import text
from selfcheck.cli.options import (
    AlsoOption,
    ForceOption,
    JobsOption,
    LangOption,
    MineOption,
    NoMineOption,
    NowOption,
    OutputOption,
    PathsArgument,
    RulesOption,
    ShareOption,
    TodayOption,
    UsesOption,
    language,
    listed,
    reads_files,
)
from selfcheck.clock import japan_time
from selfcheck.statement.options import Options


class SheetFormat(StrEnum):
    """Output formats of ``sheet``."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


@command("sheet")
@reads_files
def sheet_command(
    paths: PathsArgument,
    output_format: Annotated[SheetFormat, typer.Option("--format", help=text("sheet-format"))] = SheetFormat.TEXT,
    output: OutputOption = None,
    force: ForceOption = False,
    share: ShareOption = False,
    uses: UsesOption = None,
    also: AlsoOption = None,
    rules: RulesOption = None,
    mine: MineOption = None,
    no_mine: NoMineOption = False,
    *,
    how: Options,
    today: TodayOption = None,
    now: NowOption = None,
    jobs: JobsOption = None,
    lang: LangOption = None,
) -> None:
    """Write the call sheet."""
    from selfcheck.cli.output import deliver
    from selfcheck.cli.review import Kept
    from selfcheck.printing.json import as_json
    from selfcheck.report.call_sheet import call_sheet, sheet_as_list
    from selfcheck.scan import scan_as
    from selfcheck.statement.workers import cores

    at = japan_time(now, today)
    kept = Kept(mine, at.date(), language(lang), ignored=no_mine)
    report = scan_as(
        paths,
        how,
        uses=listed(uses),
        also=also or (),
        rules=rules,
        mine=kept.mine,
        now=at,
        jobs=jobs or cores(),
        lang=language(lang),
    )
    code = report.exit_code
    if share:
        from selfcheck.report.share import shared

        report = shared(report)
    if output_format is SheetFormat.JSON:
        content = as_json({"sheets": sheet_as_list(report)})
    else:
        on_screen = output is None and output_format is not SheetFormat.HTML
        content = call_sheet(report, output_format.value).encode(sys.stdout.encoding if on_screen else "utf-8", "replace")
    deliver(content, output, inputs=[*paths, *kept.files(rules)], force=force, lang=language(lang))
    kept.tell(report)
    raise typer.Exit(code)
