"""The commands that need no statement: guide, desks, services, banks, explain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from selfcheck.cli.app import command, console, group

import typer  # isort: skip  (after cli.app)

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
from selfcheck.clock import japan_time

if TYPE_CHECKING:
    from rich.console import Console


@command("guide", "明細なしで、手順と連絡先だけを表示します。")
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


@command("desks", "相談・連絡の窓口と電話番号、受付時間を表示します。")
def desks_command(
    open_now: Annotated[bool, typer.Option("--open-now", help="いま受け付けている窓口だけ（日本の時刻と祝日で）。")] = False,
    stale: Annotated[bool, typer.Option("--stale", help="情報が古い窓口だけ（--older-than の日数より前のもの）。")] = False,
    older_than: Annotated[
        int, typer.Option("--older-than", metavar="日数", min=0, help="--stale で何日より前を古いとするか。")
    ] = 365,
    now: NowOption = None,
    output_format: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """Print the desks."""
    from selfcheck.report import reference

    age = older_than if stale else None
    reference.desks(_out(output_format), language(lang), japan_time(now, None), open_now=open_now, older_than=age)


@command("incidents", "2020年の被害について、資料に書かれていることを日付順に表示します。")
def incidents_command(
    service: ServiceOption = None,
    bank: BankOption = None,
    output_format: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """Print what the documents say happened."""
    from selfcheck.report.happened import incidents

    incidents(_out(output_format), language(lang), service=service, bank=bank)


services = group("services", "調べる支払いサービスと、明細での印字を表示します。", alone=True)


@services.callback()
def services_command(context: typer.Context, output_format: FormatOption = Format.TEXT, lang: LangOption = None) -> None:
    """Print the services, unless a command follows."""
    from selfcheck.report import reference

    if context.invoked_subcommand is None:
        reference.services(_out(output_format), language(lang))


@command("test", "摘要の文字が、どのサービスの名前として見つかるか、その理由も表示します。", within=services)
def services_test_command(
    memo: Annotated[str, typer.Argument(metavar="摘要", help="明細に印字された文字（例: 'ＲＴＫ ペイペイ'）。")],
    also: AlsoOption = None,
    rules: RulesOption = None,
    output_format: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """Say what a memo would match, and why."""
    from selfcheck.report.trial import try_memo

    try_memo(memo, _out(output_format), language(lang), also=also or (), rules=rules)


@command("banks", "銀行の一覧（id、旧名、明細の形式）を表示します。")
def banks_command(output_format: FormatOption = Format.TEXT, lang: LangOption = None) -> None:
    """Print the banks."""
    from selfcheck.report import reference

    reference.banks(_out(output_format), language(lang))


def _ids_beginning(incomplete: str) -> Iterator[str]:
    from selfcheck.report.explain import all_ids

    return (ident for ident in all_ids() if ident.startswith(incomplete))


@command("explain", "報告に出てくる語（サービス、理由、銀行、手順、出典の id）の意味と根拠を説明します。")
def explain_command(
    ident: Annotated[
        str | None,
        typer.Argument(
            metavar="ID", help="説明してほしいものの id か名前。指定しなければ id の一覧。", autocompletion=_ids_beginning
        ),
    ] = None,
    output_format: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """Explain a service, signal, bank, step, desk, deadline, note or source."""
    from selfcheck.report.explain import explain

    explain(ident, _out(output_format), language(lang))


def _out(output_format: Format) -> Console | None:
    """The console to print on; None asks for JSON."""
    return console() if output_format is Format.TEXT else None
