"""The commands that read statements and check nothing: inspect, convert, sanitize."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from selfcheck.cli.answers import on_screen
from selfcheck.cli.app import command, console
from selfcheck.cli.forms import form_for
from selfcheck.cli.help.texts import text, word
from selfcheck.cli.notices import complain, notify
from selfcheck.cli.options import ForceOption, JobsOption, LangOption, OutputOption, PathsArgument, language, reads_files
from selfcheck.cli.paths import meant_paths, require_any
from selfcheck.cli.progress import mention_reading
from selfcheck.language.sentences import say
from selfcheck.statement.options import Options


class ConvertFormat(StrEnum):
    """Output formats of ``convert``."""

    CSV = "csv"
    JSON = "json"


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

    paths = meant_paths(paths, language(lang))
    require_any(paths)
    found = read_all(paths, how, jobs=jobs or cores())
    statements = found.statements
    if draft is not None:
        from selfcheck.cli.output import deliver
        from selfcheck.report.bank_draft import draft_bank

        deliver(draft_bank(statements, draft, language(lang)).encode(), None, inputs=paths, force=False, lang=language(lang))
        raise typer.Exit(reading_code(statements, found.skipped))
    with on_screen(language(lang)):
        print_inspection(statements, console(), language(lang), found.skipped)
    raise typer.Exit(reading_code(statements, found.skipped))


@command("convert")
@reads_files
def convert_command(
    paths: PathsArgument,
    output_format: Annotated[ConvertFormat | None, typer.Option("--format", help=text("convert-format"))] = None,
    output: OutputOption = None,
    force: ForceOption = False,
    *,
    how: Options,
    jobs: JobsOption = None,
    lang: LangOption = None,
) -> None:
    """Write clean transactions."""
    form = form_for(output_format, output, ConvertFormat.CSV)
    from selfcheck.cli.output import deliver
    from selfcheck.report.conversion import converted
    from selfcheck.report.receipt import skipped_in_words
    from selfcheck.report.report import reading_code
    from selfcheck.scan import read_all
    from selfcheck.statement.workers import cores

    paths = meant_paths(paths, language(lang))
    require_any(paths)
    found = read_all(paths, how, jobs=jobs or cores())
    statements = found.statements
    mention_reading(statements, language(lang))
    deliver(converted(statements, form.value), output, inputs=paths, force=force, lang=language(lang))
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

    (path,) = meant_paths([path], language(lang))
    require_any([path])
    copy = sanitized(path, how)
    deliver(copy.data, output, inputs=[path], force=force, lang=language(lang))
    notify(say("sanitize-look", language(lang)))
    if copy.differs:
        told = "\n".join(f"  {difference.in_lang(language(lang))}" for difference in copy.differs)
        complain(say("sanitize-differs", language(lang), told=told))
