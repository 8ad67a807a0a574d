"""The commands that read statements: scan, inspect, convert."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfcheck.cli.app import command, console
from selfcheck.cli.help.texts import text, word
from selfcheck.cli.notices import complain
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
from selfcheck.language.sentences import say
from selfcheck.statement.options import Options

if TYPE_CHECKING:
    from selfcheck.report.report import Report


class ScanFormat(StrEnum):
    """Output formats of ``scan``."""

    TEXT = "text"
    HTML = "html"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"


class ConvertFormat(StrEnum):
    """Output formats of ``convert``."""

    CSV = "csv"
    JSON = "json"


@command("scan")
@reads_files
def scan_command(
    paths: PathsArgument,
    output_format: Annotated[
        ScanFormat,
        typer.Option("--format", help=text("report-format")),
    ] = ScanFormat.TEXT,
    output: OutputOption = None,
    force: ForceOption = False,
    uses: UsesOption = None,
    also: AlsoOption = None,
    rules: RulesOption = None,
    share: ShareOption = False,
    plain: Annotated[bool, typer.Option("--plain", help=text("plain"))] = False,
    review: Annotated[bool, typer.Option("--review", help=text("review"))] = False,
    mine: MineOption = None,
    no_mine: NoMineOption = False,
    *,
    how: Options,
    today: TodayOption = None,
    now: NowOption = None,
    jobs: JobsOption = None,
    lang: LangOption = None,
) -> None:
    """Check statements."""
    from selfcheck.cli.progress import shown_while_reading
    from selfcheck.cli.review import Kept
    from selfcheck.scan import scan_as
    from selfcheck.statement.workers import cores

    at = japan_time(now, today)
    said = language(lang)
    kept = Kept(mine, at.date(), said, ignored=no_mine and not review)

    def check() -> Report:
        with shown_while_reading(paths, said) as progress:
            return scan_as(
                paths,
                how,
                progress=progress,
                jobs=jobs or cores(),
                uses=listed(uses),
                also=also or (),
                rules=rules,
                mine=kept.mine,
                now=at,
                lang=language(lang),
            )

    if review:
        kept.review(check(), paths)
    report = check()
    code = report.exit_code
    if share:
        from selfcheck.report.share import shared

        report = shared(report)
    if output_format is ScanFormat.TEXT and output is None:
        from selfcheck.report.terminal import print_report

        print_report(report, console(plain=plain), plain=plain)
    else:
        from selfcheck.cli.output import deliver
        from selfcheck.report.documents import document

        content = document(report, output_format.value, on_screen=output is None, plain=plain)
        deliver(content, output, inputs=[*paths, *kept.files(rules)], force=force, lang=said)
    kept.tell(report)
    raise typer.Exit(code)


@command("inspect")
@reads_files
def inspect_command(
    paths: PathsArgument,
    *,
    how: Options,
    draft: Annotated[
        str | None,
        typer.Option("--draft-bank", metavar="ID", help=text("draft-bank")),
    ] = None,
    jobs: JobsOption = None,
    lang: LangOption = None,
) -> None:
    """Show how files were read."""
    from selfcheck.report.inspection import print_inspection
    from selfcheck.report.report import reading_code
    from selfcheck.scan import read_all
    from selfcheck.statement.workers import cores

    found = read_all(paths, how, jobs=jobs or cores())
    statements = found.statements
    if draft is not None:
        from selfcheck.cli.output import deliver
        from selfcheck.report.bank_draft import draft_bank

        deliver(draft_bank(statements, draft, language(lang)).encode(), None, inputs=paths, force=False, lang=language(lang))
        raise typer.Exit(reading_code(statements, found.skipped))
    print_inspection(statements, console(), language(lang), found.skipped)
    raise typer.Exit(reading_code(statements, found.skipped))


@command("convert")
@reads_files
def convert_command(
    paths: PathsArgument,
    output_format: Annotated[ConvertFormat, typer.Option("--format", help=text("convert-format"))] = ConvertFormat.CSV,
    output: OutputOption = None,
    force: ForceOption = False,
    *,
    how: Options,
    jobs: JobsOption = None,
    lang: LangOption = None,
) -> None:
    """Write clean transactions."""
    from selfcheck.cli.output import deliver
    from selfcheck.report.conversion import converted
    from selfcheck.report.receipt import skipped_in_words
    from selfcheck.report.report import reading_code
    from selfcheck.scan import read_all
    from selfcheck.statement.workers import cores

    found = read_all(paths, how, jobs=jobs or cores())
    statements = found.statements
    deliver(converted(statements, output_format.value), output, inputs=paths, force=force, lang=language(lang))
    for statement in statements:
        for problem in statement.problems:
            place = f"{statement.path}:{problem.line}" if problem.line else statement.path
            complain(f"{place}: {problem.sentence.in_lang(language(lang))}")
    for line in skipped_in_words(found.skipped, language(lang)):
        complain(line)
    raise typer.Exit(reading_code(statements, found.skipped))


@command("sanitize")
@reads_files
def sanitize_command(
    path: Annotated[str, typer.Argument(metavar=word("file"), help=text("path"))],
    output: Annotated[Path, typer.Option("--output", metavar=word("file"), help=text("copy"))],
    force: ForceOption = False,
    *,
    how: Options,
    lang: LangOption = None,
) -> None:
    """Write a copy without its holder."""
    from selfcheck.cli.output import deliver
    from selfcheck.sanitize.copy import sanitized

    content = sanitized(path, how)
    deliver(content, output, inputs=[path], force=force, lang=language(lang))
    complain(say("sanitize-look", language(lang)))
