"""The commands that say what to do and whom to call without a statement: guide, desks."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from enum import StrEnum
from typing import Annotated

import typer

from selfcheck.cli.answers import answer, on_screen
from selfcheck.cli.app import command
from selfcheck.cli.forms import form_for
from selfcheck.cli.help.texts import text, word
from selfcheck.cli.options import (
    BankOption,
    ForceOption,
    Format,
    FormatOption,
    LangOption,
    NowOption,
    OutputOption,
    ServiceOption,
    language,
)
from selfcheck.clock import japan_time
from selfcheck.guidance.desks import OLD_AFTER


@command("guide")
def guide_command(
    service: ServiceOption = None,
    bank: BankOption = None,
    now: NowOption = None,
    output_format: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """Print the steps."""
    from selfcheck.knowledge import load
    from selfcheck.reference.guide import guide_as_dict, guide_for, print_guide

    spoken, at, knowledge = language(lang), japan_time(now, None), load()
    guide = guide_for(knowledge, service=service, bank=bank)
    answer(
        output_format,
        spoken,
        lambda: guide_as_dict(guide, knowledge, spoken, at),
        lambda writer: print_guide(guide, writer, at),
    )


class DesksFormat(StrEnum):
    """Output formats of ``desks``; the form to fill in is Markdown."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


@command("desks")
def desks_command(
    open_now: Annotated[bool, typer.Option("--open-now", help=text("open-now"))] = False,
    stale: Annotated[bool, typer.Option("--stale", help=text("stale"))] = False,
    older_than: Annotated[int, typer.Option("--older-than", metavar=word("days"), min=0, help=text("older-than"))] = OLD_AFTER,
    now: NowOption = None,
    output_format: Annotated[DesksFormat | None, typer.Option("--format", help=text("desks-format"))] = None,
    output: OutputOption = None,
    force: ForceOption = False,
    lang: LangOption = None,
) -> None:
    """Print the desks, or a form on which they are checked."""
    from selfcheck.knowledge import load
    from selfcheck.reference.desk_list import desk_list

    spoken, knowledge = language(lang), load()
    form = form_for(output_format, output, DesksFormat.MARKDOWN if stale else DesksFormat.TEXT)
    listed = desk_list(knowledge, japan_time(now, None), only_open=open_now, older_than=older_than if stale else None)
    if output is None and form is not DesksFormat.MARKDOWN:
        from selfcheck.reference.desk_list import desk_list_as_dict, print_desk_list

        answer(
            Format(form.value),
            spoken,
            lambda: desk_list_as_dict(listed, knowledge, spoken),
            lambda writer: print_desk_list(listed, writer),
        )
        return
    from selfcheck.cli.output import deliver
    from selfcheck.reference.desk_form import desks_in_form

    content = desks_in_form(form.value, listed, knowledge, spoken, "utf-8" if output else sys.stdout.encoding)
    with nullcontext() if output else on_screen(spoken):
        deliver(content, output, inputs=(), force=force, lang=spoken)
