"""The commands that say what to do and whom to call without a statement: guide, desks."""

from __future__ import annotations

from typing import Annotated

import typer

from selfcheck.age import OLD_AFTER
from selfcheck.cli.app import command, console_for
from selfcheck.cli.help.texts import text, word
from selfcheck.cli.options import BankOption, Format, FormatOption, LangOption, NowOption, ServiceOption, language
from selfcheck.clock import japan_time


@command("guide")
def guide_command(
    service: ServiceOption = None,
    bank: BankOption = None,
    now: NowOption = None,
    output_format: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """Print the steps."""
    from selfcheck.reference import guide as reference

    reference.guide(console_for(output_format), language(lang), japan_time(now, None), service=service, bank=bank)


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
    from selfcheck.reference import guide as reference

    age = older_than if stale else None
    reference.desks(console_for(output_format), language(lang), japan_time(now, None), open_now=open_now, older_than=age)
