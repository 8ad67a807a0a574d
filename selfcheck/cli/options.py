"""Options that several commands have, and what their texts mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from selfcheck.cli.grouped import grouped
from selfcheck.cli.help.texts import text, word
from selfcheck.cli.language import language_of_locale
from selfcheck.cli.password import password_for
from selfcheck.errors import OptionError
from selfcheck.language.sentences import Lang, languages

if TYPE_CHECKING:
    from selfcheck.statement.options import Options


class Format(StrEnum):
    """Output formats."""

    TEXT = "text"
    JSON = "json"


Language = StrEnum("Language", {lang.upper(): lang for lang in languages()})  # type: ignore[misc]
"""Languages: one for each catalogue."""


def language(asked: Language | None) -> Lang:
    """The language asked for, else that of the locale, else Japanese."""
    return language_of_locale() if asked is None else str(asked.value)


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
        metavar=word("file"),
        help=text("paths"),
    ),
]
PathsOrPasteArgument = Annotated[list[str] | None, typer.Argument(metavar=word("file"), help=text("paths"))]
FormatOption = Annotated[Format, typer.Option("--format", help=text("format"), show_choices=True)]
LangOption = Annotated[
    Language | None,
    typer.Option("--lang", help=text("lang"), show_default=False),
]
BankOption = Annotated[
    str | None,
    typer.Option("--bank", metavar=word("bank"), help=text("bank"), autocompletion=banks_beginning),
]
ServiceOption = Annotated[
    str | None,
    typer.Option(
        "--service",
        metavar=word("service"),
        help=text("service"),
        autocompletion=services_beginning,
    ),
]
JobsOption = Annotated[int | None, typer.Option("--jobs", "-j", metavar=word("jobs"), min=1, help=text("jobs"))]
YearOption = Annotated[int | None, typer.Option("--year", metavar=word("year"), min=1990, max=2100, help=text("year"))]
EncodingOption = Annotated[str | None, typer.Option("--encoding", metavar=word("encoding"), help=text("encoding"))]
ColumnsOption = Annotated[
    str | None,
    typer.Option("--columns", metavar=word("columns"), help=text("columns")),
]
UsesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--uses",
        metavar=word("service"),
        help=text("uses"),
        autocompletion=services_beginning,
    ),
]
AlsoOption = Annotated[
    list[str] | None,
    typer.Option("--also", metavar=word("name"), help=text("also")),
]
RulesOption = Annotated[
    Path | None,
    typer.Option("--rules", metavar=word("file"), help=text("rules")),
]
MineOption = Annotated[
    Path | None,
    typer.Option(
        "--mine",
        metavar=word("file"),
        envvar="SELFCHECK_MINE",
        show_envvar=False,
        help=text("mine"),
    ),
]
WatchOption = Annotated[
    Path | None,
    typer.Option(
        "--watch",
        metavar=word("file"),
        envvar="SELFCHECK_WATCH",
        show_envvar=False,
        help=text("watch"),
    ),
]
ShareOption = Annotated[
    bool,
    typer.Option("--share", help=text("share")),
]
NoMineOption = Annotated[bool, typer.Option("--no-mine", help=text("no-mine"))]
OutputOption = Annotated[Path | None, typer.Option("--output", metavar=word("file"), help=text("output"))]
ForceOption = Annotated[bool, typer.Option("--force", help=text("force"))]
TodayOption = Annotated[str | None, typer.Option("--today", metavar=word("day"), help=text("today"))]
NowOption = Annotated[
    str | None,
    typer.Option("--now", metavar=word("time"), help=text("now")),
]

PasswordOption = Annotated[bool, typer.Option("--password", callback=password_for, help=text("password"))]
OcrOption = Annotated[bool, typer.Option("--ocr", help=text("ocr"))]
PasteOption = Annotated[bool, typer.Option("--paste", help=text("paste"))]

OF_READING = {
    "bank": BankOption,
    "year": YearOption,
    "encoding": EncodingOption,
    "columns": ColumnsOption,
    "password": PasswordOption,
    "ocr": OcrOption,
}
"""The options that say how files are to be read, by the names that `options_for` knows them by."""


def _how(**given: Any) -> Options:
    from selfcheck.clock import japan_now
    from selfcheck.statement.options import options_for

    return options_for(japan_now().date(), **given)


reads_files = grouped("how", OF_READING, _how)
"""Give a command --bank, --year, --encoding, --columns, --password and --ocr, which its parameter ``how`` gets as one value.

The day in it is today's in Japan; a command that has another one puts it there.
"""


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
    return [part.strip() for group in groups or () for part in group.split(",") if part.strip()]
