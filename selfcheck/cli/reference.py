"""The commands that say what is known: incidents, services, banks, explain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from selfcheck.cli.app import command, console_for, group
from selfcheck.cli.help.texts import text, word
from selfcheck.cli.options import AlsoOption, BankOption, Format, FormatOption, LangOption, RulesOption, ServiceOption, language


@command("incidents")
def incidents_command(
    service: ServiceOption = None,
    bank: BankOption = None,
    output_format: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """Print what the documents say happened."""
    from selfcheck.reference.incidents import incidents

    incidents(console_for(output_format), language(lang), service=service, bank=bank)


services = group("services", alone=True)


@services.callback()
def services_command(context: typer.Context, output_format: FormatOption = Format.TEXT, lang: LangOption = None) -> None:
    """Print the services, unless a command follows."""
    from selfcheck.reference import listings as known

    if context.invoked_subcommand is None:
        known.services(console_for(output_format), language(lang))


@command("test", within=services)
def services_test_command(
    memo: Annotated[str, typer.Argument(metavar=word("memo"), help=text("memo"))],
    also: AlsoOption = None,
    rules: RulesOption = None,
    output_format: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """Say what a memo would match, and why."""
    from selfcheck.reference.memo_test import try_memo

    try_memo(memo, console_for(output_format), language(lang), also=also or (), rules=rules)


@command("banks")
def banks_command(output_format: FormatOption = Format.TEXT, lang: LangOption = None) -> None:
    """Print the banks."""
    from selfcheck.reference import listings as known

    known.banks(console_for(output_format), language(lang))


def _ids_beginning(incomplete: str) -> Iterator[str]:
    from selfcheck.reference.explain import all_ids

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
    from selfcheck.reference.explain import explain

    explain(ident, console_for(output_format), language(lang))
