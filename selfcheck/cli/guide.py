"""The commands that say what to do and whom to call without a statement: guide, desks."""

from __future__ import annotations

from typing import Annotated

import typer

from selfcheck.cli.answers import answer
from selfcheck.cli.app import command
from selfcheck.cli.help.texts import text, word
from selfcheck.cli.options import BankOption, Format, FormatOption, LangOption, NowOption, ServiceOption, language
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


@command("desks")
def desks_command(
    open_now: Annotated[bool, typer.Option("--open-now", help=text("open-now"))] = False,
    stale: Annotated[bool, typer.Option("--stale", help=text("stale"))] = False,
    older_than: Annotated[int, typer.Option("--older-than", metavar=word("days"), min=0, help=text("older-than"))] = OLD_AFTER,
    now: NowOption = None,
    output_format: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """Print the desks."""
    from selfcheck.knowledge import load
    from selfcheck.reference.desk_list import desk_list, desk_list_as_dict, print_desk_list

    spoken, knowledge = language(lang), load()
    listed = desk_list(knowledge, japan_time(now, None), only_open=open_now, older_than=older_than if stale else None)
    answer(
        output_format,
        spoken,
        lambda: desk_list_as_dict(listed, knowledge, spoken),
        lambda writer: print_desk_list(listed, writer),
    )
