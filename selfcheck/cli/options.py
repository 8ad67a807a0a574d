"""Options that several commands have, and what their texts mean."""

from __future__ import annotations

import datetime as dt
import locale
import os
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from selfcheck.errors import OptionError
from selfcheck.words import Lang


class Format(StrEnum):
    """Output formats."""

    TEXT = "text"
    JSON = "json"


class Language(StrEnum):
    """Languages."""

    JA = "ja"
    EN = "en"


def language(asked: Language | None) -> Lang:
    """The language asked for, else that of the locale, else Japanese."""
    if asked is None:
        return language_of_locale()
    return "en" if asked is Language.EN else "ja"


def language_of_locale() -> Lang:
    """English where the locale is English, and Japanese everywhere else."""
    told = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), None)
    return "en" if (told or locale.getlocale()[0] or "").casefold().startswith("en") else "ja"


def services_beginning(incomplete: str) -> Iterator[str]:
    """Ids of services, for completion."""
    from selfcheck.knowledge import load

    return (ident for ident in load().services if ident.startswith(incomplete))


def banks_beginning(incomplete: str) -> Iterator[str]:
    """Ids of banks, for completion."""
    from selfcheck.knowledge import load

    return (ident for ident in load().banks if ident.startswith(incomplete))


PathsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="ファイル",
        help="銀行からダウンロードした明細。フォルダーなら中の .csv .tsv .txt を全部、「-」なら標準入力を調べます。",
    ),
]
FormatOption = Annotated[
    Format, typer.Option("--format", help="出力の形。text は画面用、json はほかのプログラム用。", show_choices=True)
]
LangOption = Annotated[
    Language | None,
    typer.Option(
        "--lang", help="表示の言葉。ja 日本語、en English。指定しなければパソコンの設定に合わせます。", show_default=False
    ),
]
BankOption = Annotated[
    str | None,
    typer.Option("--bank", metavar="銀行", help="銀行の id か名前（selfcheck banks で一覧）。", autocompletion=banks_beginning),
]
ServiceOption = Annotated[
    str | None,
    typer.Option(
        "--service",
        metavar="サービス",
        help="サービスの id（selfcheck services で一覧）。",
        autocompletion=services_beginning,
    ),
]
YearOption = Annotated[int | None, typer.Option("--year", metavar="西暦", min=1990, max=2100, help="日付に年がない明細の年。")]
EncodingOption = Annotated[
    str | None, typer.Option("--encoding", metavar="文字コード", help="文字化けするとき: cp932、utf-8、euc-jp など。")
]
ColumnsOption = Annotated[
    str | None,
    typer.Option("--columns", metavar="列", help="列がうまく読めないとき、左からの番号で: date=1,memo=3,withdrawal=4"),
]
UsesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--uses",
        metavar="サービス",
        help="ご自分で使っているサービス（例: paypay,merpay）。参考扱いにします。",
        autocompletion=services_beginning,
    ),
]
AlsoOption = Annotated[
    list[str] | None,
    typer.Option("--also", metavar="名前", help="ほかに探したい名前（例: コトリペイ）。何度でも指定できます。"),
]
RulesOption = Annotated[
    Path | None,
    typer.Option("--rules", metavar="ファイル", help="探したい名前や、サービスではない名前を書いた TOML ファイル。"),
]
MineOption = Annotated[
    Path | None,
    typer.Option(
        "--mine",
        metavar="ファイル",
        envvar="SELFCHECK_MINE",
        show_envvar=False,
        help="「覚えがある」一覧のファイル。指定しなければ、いつもの場所（selfcheck mine list で表示）。",
    ),
]
ShareOption = Annotated[
    bool,
    typer.Option("--share", help="人に見せるため、口座番号・残高・人の名前・ファイルの場所を伏せます（件数は変わりません）。"),
]
NoMineOption = Annotated[bool, typer.Option("--no-mine", help="「覚えがある」一覧を使わずに調べます。")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", metavar="ファイル", help="書き出すファイル。指定しなければ画面に出します。")
]
ForceOption = Annotated[bool, typer.Option("--force", help="書き出すファイルがすでにあれば置き換えます。")]
TodayOption = Annotated[
    str | None, typer.Option("--today", metavar="日付", help="期限を数える基準の日（ふつうは不要）。例: 2026-11-22")
]
NowOption = Annotated[
    str | None,
    typer.Option("--now", metavar="日時", help="窓口が開いているかを見る日時（日本時間。ふつうは不要）。例: 2026-11-24T10:30"),
]


def day(text: str | None) -> dt.date | None:
    """A date as written on the command line; raises `OptionError`."""
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise OptionError("unknown-date", date=text) from None


def listed(groups: Sequence[str] | None) -> list[str]:
    """``--uses a,b --uses c`` as one list."""
    return [one.strip() for group in groups or () for one in group.split(",") if one.strip()]
