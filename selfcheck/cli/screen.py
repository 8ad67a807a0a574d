"""The command for desks: the lines of many accounts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfcheck.cli.answers import answer
from selfcheck.cli.app import command
from selfcheck.cli.help.texts import text, word
from selfcheck.cli.notices import notify
from selfcheck.cli.options import (
    AlsoOption,
    BankOption,
    EncodingOption,
    ForceOption,
    Format,
    FormatOption,
    JobsOption,
    LangOption,
    RulesOption,
    language,
)
from selfcheck.errors import OptionError, UnreadableError
from selfcheck.language.sentences import say

if TYPE_CHECKING:
    from collections.abc import Mapping

_NEEDED = ("cryptography", "dask", "distributed", "pyarrow")


@command("screen")
def screen_command(
    paths: Annotated[list[str], typer.Argument(metavar=word("data"), help=text("data"))],
    output: Annotated[Path, typer.Option("--output", metavar=word("file"), help=text("screen-output"))],
    force: ForceOption = False,
    columns: Annotated[str | None, typer.Option("--columns", metavar=word("columns"), help=text("screen-columns"))] = None,
    bank: BankOption = None,
    also: AlsoOption = None,
    rules: RulesOption = None,
    encoding: EncodingOption = None,
    scheduler: Annotated[str | None, typer.Option("--scheduler", metavar=word("address"), help=text("scheduler"))] = None,
    jobs: JobsOption = None,
    output_format: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """Check the lines of many accounts."""
    _check_installed()
    from selfcheck.cli.output import check_output, deliver
    from selfcheck.cli.progress import shown_steps
    from selfcheck.screening.accounts import Screening
    from selfcheck.screening.cluster import client_of, screen_pieces
    from selfcheck.screening.files import find_files, passed_over
    from selfcheck.screening.findings_file import Findings
    from selfcheck.screening.pieces import check_unchanged, find_pieces
    from selfcheck.screening.signals import as_exceptions
    from selfcheck.screening.summary import Summary, print_summary, summary_as_dict
    from selfcheck.statement.workers import cores

    spoken = language(lang)
    named = columns_by_name(columns) if columns else {}
    findings = Findings(output)
    how = Screening.of(bank=bank, uses=(), also=also or (), rules=rules, cells=len(named.get("memo", ())) > 1)
    files = find_files(paths)
    inputs = [*files, *([str(rules)] if rules else [])]
    check_output(output, inputs=inputs, force=force)
    pieces = find_pieces(files, named, encoding)
    if count := passed_over(paths):
        notify(say("screen-passed-over", spoken, count=count))
    with as_exceptions():
        with client_of(scheduler, jobs or cores()) as client:
            with shown_steps(spoken) as tell:
                tally, parts = screen_pieces(pieces, how, client, tell)
            summary = Summary(tally, pieces)
            for part in parts:
                findings.add(part.findings)
                summary.add(part)
        check_unchanged(pieces)
        if summary.screened != tally.screened:
            raise UnreadableError("screen-lost", screened=summary.screened, expected=tally.screened)
        deliver(findings.content(), output, inputs=inputs, force=force, lang=spoken)
    answer(output_format, spoken, lambda: summary_as_dict(summary, spoken), lambda writer: print_summary(summary, writer))
    raise typer.Exit(summary.exit_code)


def _check_installed() -> None:
    """Raise `OptionError` where the extra that this command needs is not installed."""
    try:
        import selfcheck.screening.cluster
        import selfcheck.screening.pieces  # noqa: F401
    except ImportError as error:
        if (error.name or "").split(".")[0] in _NEEDED:
            raise OptionError("fleet-missing") from None
        raise


def columns_by_name(spec: str) -> Mapping[str, tuple[str, ...]]:
    """``account=口座番号,memo=摘要+内容`` as columns by role; raises `OptionError`.

    A role is named once, a column too, and only a memo may lie in several columns.
    """
    found: dict[str, tuple[str, ...]] = {}
    for part in spec.split(","):
        role, names = _role_and_names(part)
        taken = {name for others in found.values() for name in others}
        if role in found or taken.intersection(names):
            raise OptionError("screen-columns-spec", part=part.strip())
        found[role] = names
    return found


def _role_and_names(part: str) -> tuple[str, tuple[str, ...]]:
    """``memo=摘要+内容`` as (memo, (摘要, 内容)); raises `OptionError`."""
    from selfcheck.screening.table import COLUMNS

    role, sign, columns = (text.strip() for text in part.partition("="))
    names = tuple(name.strip() for name in columns.split("+"))
    if not sign or role not in COLUMNS or not all(names) or (len(names) > 1 and role != "memo"):
        raise OptionError("screen-columns-spec", part=part.strip())
    return role, names
