"""The commands that say what is known: incidents, services, banks, explain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from selfcheck.cli.answers import answer
from selfcheck.cli.app import command, group
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
    from selfcheck.knowledge import load
    from selfcheck.reference.incidents import chronicle, chronicle_as_dict, print_chronicle

    spoken, knowledge = language(lang), load()
    found = chronicle(knowledge, spoken, service=service, bank=bank)
    answer(
        output_format,
        spoken,
        lambda: chronicle_as_dict(found, knowledge, spoken),
        lambda writer: print_chronicle(found, writer),
    )


services = group("services", alone=True)


@services.callback()
def services_command(context: typer.Context, output_format: FormatOption = Format.TEXT, lang: LangOption = None) -> None:
    """Print the services, unless a command follows."""
    if context.invoked_subcommand is not None:
        return
    from selfcheck.knowledge import load
    from selfcheck.reference.listings import print_services, services_as_dict

    spoken, knowledge = language(lang), load()
    answer(output_format, spoken, lambda: services_as_dict(knowledge, spoken), lambda writer: print_services(knowledge, writer))


@command("test", within=services)
def services_test_command(
    memo: Annotated[str, typer.Argument(metavar=word("memo"), help=text("memo"))],
    also: AlsoOption = None,
    rules: RulesOption = None,
    output_format: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """Say what a memo would match, and why."""
    from selfcheck.knowledge import load
    from selfcheck.matching.own_names import with_own
    from selfcheck.reference.memo_test import memo_test_as_dict, print_memo_test, try_memo

    spoken, knowledge = language(lang), with_own(load(), rules, also or ())
    test = try_memo(memo, knowledge)
    answer(
        output_format,
        spoken,
        lambda: memo_test_as_dict(test, knowledge, spoken),
        lambda writer: print_memo_test(test, knowledge, writer),
    )


@command("banks")
def banks_command(output_format: FormatOption = Format.TEXT, lang: LangOption = None) -> None:
    """Print the banks."""
    from selfcheck.knowledge import load
    from selfcheck.reference.listings import banks_as_dict, print_banks

    spoken, knowledge = language(lang), load()
    answer(output_format, spoken, lambda: banks_as_dict(knowledge, spoken), lambda writer: print_banks(knowledge, writer))


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
    from selfcheck.knowledge import load
    from selfcheck.reference.explain import explanations, explanations_as_dict, ids_by_kind, print_explanations, print_ids

    spoken, knowledge = language(lang), load()
    if ident is None:
        answer(output_format, spoken, lambda: ids_by_kind(knowledge), lambda writer: print_ids(knowledge, writer))
        return
    found = explanations(ident, knowledge, spoken)
    answer(
        output_format,
        spoken,
        lambda: explanations_as_dict(found, knowledge, spoken),
        lambda writer: print_explanations(found, writer),
    )
