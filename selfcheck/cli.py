"""The command line: commands and options come in, a screen or JSON and an exit code go out.

No logic stands here. Reports go to standard output, notices to standard error.
"""

from __future__ import annotations

import datetime as dt
import itertools
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from selfcheck.cli_words import JapaneseCommand, JapaneseGroup

import typer  # isort: skip  (after cli_words, which gives typer its Japanese words)

from selfcheck.errors import Exit, OptionError, SelfcheckError
from selfcheck.report.report import reading_code
from selfcheck.report.safe import shown
from selfcheck.version import VERSION
from selfcheck.words import Lang, say

if TYPE_CHECKING:
    from rich.console import Console

app = typer.Typer(
    name="selfcheck",
    cls=JapaneseGroup,
    options_metavar="[オプション]",
    subcommand_metavar="コマンド",
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
    help="銀行からダウンロードした明細を調べ、覚えのない支払いサービス（ドコモ口座、PayPay など）の引き出しを見つけて、"
    "何をすればよいかを案内します。\n\nファイルは読むだけです。書き換えず、どこにも送りません。\n\n"
    "いちばん簡単な使い方:  selfcheck scan 明細のファイル",
    epilog="終了コード: 0 何も見つからず全部読めた / 1 確かめる出金がある / 2 書き方の誤り / "
    "3 読めない部分がある / 4 ひとつも読めない",
)


class Format(StrEnum):
    """Output formats."""

    TEXT = "text"
    JSON = "json"


class ConvertFormat(StrEnum):
    """Output formats of ``convert``."""

    CSV = "csv"
    JSON = "json"


class Language(StrEnum):
    """Languages."""

    JA = "ja"
    EN = "en"


FormatOption = Annotated[
    Format, typer.Option("--format", help="出力の形。text は画面用、json はほかのプログラム用。", show_choices=True)
]
LangOption = Annotated[Language, typer.Option("--lang", help="表示の言葉。ja 日本語、en English。")]


PathsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="ファイル",
        help="銀行からダウンロードした明細。フォルダーなら中の .csv .tsv .txt を全部、「-」なら標準入力を調べます。",
    ),
]
BankOption = Annotated[str | None, typer.Option("--bank", metavar="銀行", help="銀行の id か名前（selfcheck banks で一覧）。")]
YearOption = Annotated[int | None, typer.Option("--year", metavar="西暦", min=1990, max=2100, help="日付に年がない明細の年。")]
EncodingOption = Annotated[
    str | None, typer.Option("--encoding", metavar="文字コード", help="文字化けするとき: cp932、utf-8、euc-jp など。")
]
ColumnsOption = Annotated[
    str | None,
    typer.Option("--columns", metavar="列", help="列がうまく読めないとき、左からの番号で: date=1,memo=3,withdrawal=4"),
]


def _command(name: str, text: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A command whose help is Japanese throughout."""
    return app.command(name, cls=JapaneseCommand, options_metavar="[オプション]", help=text)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"selfcheck {VERSION}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="バージョンを表示して終わります。")
    ] = False,
) -> None:
    """Options of the program itself."""


@_command("scan", "明細のファイルを調べます（いくつでも。フォルダーも可）。")
def scan_command(
    paths: PathsArgument,
    output_format: FormatOption = Format.TEXT,
    uses: Annotated[
        list[str] | None,
        typer.Option("--uses", metavar="サービス", help="ご自分で使っているサービス（例: paypay,merpay）。参考扱いにします。"),
    ] = None,
    bank: BankOption = None,
    year: YearOption = None,
    encoding: EncodingOption = None,
    columns: ColumnsOption = None,
    today: Annotated[
        str | None, typer.Option("--today", metavar="日付", help="期限を数える基準の日（ふつうは不要）。例: 2026-11-22")
    ] = None,
    lang: LangOption = Language.JA,
) -> None:
    """Check statements."""
    from selfcheck.scan import scan

    report = scan(
        paths,
        uses=[one.strip() for group in uses or () for one in group.split(",") if one.strip()],
        today=_day(today),
        encoding=encoding,
        year=year,
        bank=bank,
        columns=columns,
        lang=_lang(lang),
    )
    if output_format is Format.JSON:
        from selfcheck.report.json_out import print_json

        print_json(report.to_dict())
    else:
        from selfcheck.report.terminal import print_report

        print_report(report, _console())
    raise typer.Exit(report.exit_code)


@_command("inspect", "明細をどう読んだか（文字コード、列、検算など）を表示します。")
def inspect_command(
    paths: PathsArgument,
    bank: BankOption = None,
    year: YearOption = None,
    encoding: EncodingOption = None,
    columns: ColumnsOption = None,
    lang: LangOption = Language.JA,
) -> None:
    """Show how files were read."""
    from selfcheck.report.inspection import print_inspection
    from selfcheck.scan import read_all

    statements = read_all(paths, encoding=encoding, year=year, bank=bank, columns=columns)
    print_inspection(statements, _console(), _lang(lang))
    raise typer.Exit(reading_code(statements))


@_command("convert", "明細を、そろった形の CSV か JSON に変換します。")
def convert_command(
    paths: PathsArgument,
    output_format: Annotated[
        ConvertFormat, typer.Option("--format", help="csv はExcelで開けます。json はほかのプログラム用。")
    ] = ConvertFormat.CSV,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="ファイル", help="書き出すファイル。指定しなければ画面に出します。")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="書き出すファイルがすでにあれば置き換えます。")] = False,
    bank: BankOption = None,
    year: YearOption = None,
    encoding: EncodingOption = None,
    columns: ColumnsOption = None,
    lang: LangOption = Language.JA,
) -> None:
    """Write clean transactions."""
    from selfcheck.report.conversion import converted
    from selfcheck.report.output import write_output
    from selfcheck.scan import read_all

    statements = read_all(paths, encoding=encoding, year=year, bank=bank, columns=columns)
    write_output(converted(statements, output_format.value), output, inputs=paths, force=force)
    for statement in statements:
        for problem in statement.problems:
            place = f"{statement.path}:{problem.line}" if problem.line else statement.path
            _complain(f"{place}: {problem.sentence.in_lang(_lang(lang))}")
    raise typer.Exit(reading_code(statements))


@_command("guide", "明細なしで、手順と連絡先だけを表示します。")
def guide_command(
    service: Annotated[
        str | None, typer.Option("--service", metavar="サービス", help="サービスの id（selfcheck services で一覧）。")
    ] = None,
    bank: Annotated[str | None, typer.Option("--bank", metavar="銀行", help="銀行の id か名前。")] = None,
    output_format: FormatOption = Format.TEXT,
    lang: LangOption = Language.JA,
) -> None:
    """Print the steps."""
    from selfcheck.report import reference

    reference.guide(_out(output_format), _lang(lang), service=service, bank=bank)


@_command("desks", "相談・連絡の窓口と電話番号、受付時間を表示します。")
def desks_command(output_format: FormatOption = Format.TEXT, lang: LangOption = Language.JA) -> None:
    """Print the desks."""
    from selfcheck.report import reference

    reference.desks(_out(output_format), _lang(lang))


@_command("services", "調べる支払いサービスと、明細での印字を表示します。")
def services_command(output_format: FormatOption = Format.TEXT, lang: LangOption = Language.JA) -> None:
    """Print the services."""
    from selfcheck.report import reference

    reference.services(_out(output_format), _lang(lang))


@_command("banks", "銀行の一覧（id、旧名、明細の形式）を表示します。")
def banks_command(output_format: FormatOption = Format.TEXT, lang: LangOption = Language.JA) -> None:
    """Print the banks."""
    from selfcheck.report import reference

    reference.banks(_out(output_format), _lang(lang))


def _lang(language: Language) -> Lang:
    return "en" if language is Language.EN else "ja"


def _day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise OptionError("unknown-date", date=text) from None


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def _out(output_format: Format) -> Console | None:
    """The console to print on; None asks for JSON."""
    return _console() if output_format is Format.TEXT else None


def _language_of(arguments: list[str]) -> Lang:
    """The language asked for on the command line, for errors that come before or outside a command."""
    pairs = [f"{one}={two}" for one, two in itertools.pairwise(arguments)]
    return "en" if "--lang=en" in (*arguments, *pairs) else "ja"


def _complain(text: str) -> None:
    print("\n".join(shown(line) for line in text.splitlines()), file=sys.stderr)


def main() -> None:
    """The command ``selfcheck``; leaves with an exit code of `Exit`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    lang = _language_of(sys.argv)
    try:
        code = app(sys.argv[1:] or ["--help"], standalone_mode=False)
    except SelfcheckError as error:
        _complain(error.in_lang(lang))
        code = Exit.USAGE if isinstance(error, OptionError) else Exit.UNREADABLE
    except typer.TyperException as error:
        _complain(say("usage-error", lang, message=error.format_message()))
        code = Exit.USAGE
    except (KeyboardInterrupt, typer.Abort):
        code = Exit.INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        code = Exit.CLEAN
    except Exception as error:  # the last resort: a person gets a sentence, never a traceback
        _complain(say("unexpected", lang, reason=f"{type(error).__name__}: {error}"))
        code = Exit.UNREADABLE
    if code == Exit.INTERRUPTED:
        _complain(say("interrupted", lang))
    sys.exit(int(code or 0))
