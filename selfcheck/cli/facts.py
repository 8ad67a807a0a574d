"""The commands that need no statement: guide, desks, services, banks, explain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from selfcheck.cli.app import command, console, group
from selfcheck.cli.options import (
    AlsoOption,
    BankOption,
    Format,
    FormatOption,
    LangOption,
    NowOption,
    RulesOption,
    ServiceOption,
    language,
)
from selfcheck.cli.told import text, word
from selfcheck.clock import japan_time

if TYPE_CHECKING:
    from selfcheck.report.printer import Printer


@command("guide")
def guide_command(
    service: ServiceOption = None,
    bank: BankOption = None,
    now: NowOption = None,
    output_format: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """Print the steps."""
    from selfcheck.report import reference

    reference.guide(_out(output_format), language(lang), japan_time(now, None), service=service, bank=bank)


@command("desks")
def desks_command(
    open_now: Annotated[bool, typer.Option("--open-now", help=text("open-now"))] = False,
    stale: Annotated[bool, typer.Option("--stale", help=text("stale"))] = False,
    older_than: Annotated[int, typer.Option("--older-than", metavar=word("days"), min=0, help=text("older-than"))] = 365,
    now: NowOption = None,
    output_format: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """Print the desks."""
    from selfcheck.report import reference

    age = older_than if stale else None
    reference.desks(_out(output_format), language(lang), japan_time(now, None), open_now=open_now, older_than=age)


@command("incidents")
def incidents_command(
    service: ServiceOption = None,
    bank: BankOption = None,
    output_format: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """Print what the documents say happened."""
    from selfcheck.report.happened import incidents

    incidents(_out(output_format), language(lang), service=service, bank=bank)


services = group("services", alone=True)


@services.callback()
def services_command(context: typer.Context, output_format: FormatOption = Format.TEXT, lang: LangOption = None) -> None:
    """Print the services, unless a command follows."""
    from selfcheck.report import reference

    if context.invoked_subcommand is None:
        reference.services(_out(output_format), language(lang))


@command("test", within=services)
def services_test_command(
    memo: Annotated[str, typer.Argument(metavar=word("memo"), help=text("memo"))],
    also: AlsoOption = None,
    rules: RulesOption = None,
    output_format: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """Say what a memo would match, and why."""
    from selfcheck.report.trial import try_memo

    try_memo(memo, _out(output_format), language(lang), also=also or (), rules=rules)


@command("banks")
def banks_command(output_format: FormatOption = Format.TEXT, lang: LangOption = None) -> None:
    """Print the banks."""
    from selfcheck.report import reference

    reference.banks(_out(output_format), language(lang))


def _ids_beginning(incomplete: str) -> Iterator[str]:
    from selfcheck.report.explain import all_ids

    return (ident for ident in all_ids() if ident.startswith(incomplete))


@command("explain")
def explain_command(
    ident: Annotated[
        str | None,
        typer.Argument(metavar="ID", help=text("explained"), autocompletion=_ids_beginning),
    ] = None,
    output_format: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """Explain a service, signal, bank, step, desk, deadline, note or source."""
    from selfcheck.report.explain import explain

    explain(ident, _out(output_format), language(lang))


def _out(output_format: Format) -> Printer | None:
    """The console to print on; None asks for JSON."""
    return console() if output_format is Format.TEXT else None
