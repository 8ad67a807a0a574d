"""The paths of downloaded statements come in, one `Report` goes out. This is the whole program:

read each statement, join what overlaps, match the names, assess the hits, advise what to do.

The rooms are entered only when something is read, so that ``import selfcheck`` and the commands
without a statement do not wait for pandas.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Progress = Callable[[str, int, int | None], None]
    """Path of a file, lines read so far in all, bytes read of the file (None: all)."""

    from selfcheck.assessment.mine import MineList
    from selfcheck.language.sentences import Lang
    from selfcheck.model.statement import Statement
    from selfcheck.report.report import Report


def read(
    path: str | Path,
    *,
    encoding: str | None = None,
    year: int | None = None,
    bank: str | None = None,
    columns: str | None = None,
    today: dt.date | None = None,
) -> Statement:
    """Read one downloaded statement; ``-`` is standard input.

    ``encoding`` overrides detection, ``year`` dates lines that print none, ``bank`` (an id or a
    name) says whose file it is, ``columns`` says which column is what (``date=1,memo=3,withdrawal=4``,
    counted from 1), ``today`` is the day that no inferred date may pass.

    Raises `InputError` if the file cannot be opened, `UnreadableError` if it is no statement, and
    `OptionError` for an unknown encoding or bank, or columns that make no sense.
    """
    from selfcheck.knowledge import load
    from selfcheck.statement.reader import Options, read_path

    known_bank = load().bank(bank).id if bank else None
    return read_path(path, Options(today or dt.date.today(), encoding, year, known_bank, columns))


def read_all(
    paths: Sequence[str | Path],
    *,
    encoding: str | None = None,
    year: int | None = None,
    bank: str | None = None,
    columns: str | None = None,
    today: dt.date | None = None,
    progress: Progress | None = None,
    jobs: int = 1,
) -> list[Statement]:
    """Every statement behind ``paths``, unreadable ones included; options as for `scan`."""
    from selfcheck.knowledge import load
    from selfcheck.statement.inputs import find_inputs
    from selfcheck.statement.reader import Options
    from selfcheck.statement.workers import read_inputs

    known_bank = load().bank(bank).id if bank else None
    inputs = find_inputs(paths)
    options = Options(today or dt.date.today(), encoding, year, known_bank, columns, alone=len(inputs) == 1)
    statements: list[Statement] = []
    lines = 0

    def tell(path: str, more: int, size: int) -> None:
        if progress:
            progress(path, lines + more, size)

    for one, read_from in zip(inputs, read_inputs(inputs, options, jobs, tell if progress else None), strict=True):
        statements += read_from
        lines += sum(sum(statement.lines.values()) for statement in read_from)
        if progress:
            progress(one.path, lines, None)
    return statements


def scan(
    paths: str | Path | Sequence[str | Path],
    *,
    uses: Collection[str] = (),
    also: Sequence[str] = (),
    rules: str | Path | None = None,
    mine: MineList | None = None,
    today: dt.date | None = None,
    now: dt.datetime | None = None,
    encoding: str | None = None,
    year: int | None = None,
    bank: str | None = None,
    columns: str | None = None,
    lang: Lang = "ja",
    progress: Progress | None = None,
    jobs: int = 1,
) -> Report:
    """Check statements for withdrawals by payment services.

    ``paths`` are files, folders, patterns, or ``-`` for standard input. ``uses`` are ids of services
    that the holder uses; ``also`` are further names to look for, ``rules`` is a file of names (see
    `selfcheck.matching.own_names`), ``mine`` the list of lines that the holder knows (`selfcheck.assessment.mine`); ``now`` is
    the time at which desks are to be called, ``today`` the day from which deadlines count (both in
    Japan, and the present if not given); ``encoding``, ``year``, ``bank`` and ``columns`` are as for
    `read` and hold for all files; ``lang`` is the language of sentences in the report; ``progress`` is
    told the path of a file, the lines read so far in all, and the bytes read of that file (None: all of it), before a
    file is read, while a large one is, and after; ``jobs`` is the number of processes that
    may read many files.

    A file that cannot be read becomes an unreadable statement in the report and stops nothing.
    Raises `OptionError` for an unknown service, bank or encoding, and for rules that will not do.
    """
    from selfcheck.accounts.overlap import join
    from selfcheck.assessment.assess import assess
    from selfcheck.clock import JAPAN, japan_now
    from selfcheck.guidance.advise import advise
    from selfcheck.knowledge import load
    from selfcheck.matching.matcher import Matcher
    from selfcheck.matching.own_names import with_own
    from selfcheck.report.report import Report

    knowledge = with_own(load(), Path(rules) if rules else None, also)
    now = now.astimezone(JAPAN) if now else japan_now()
    now = dt.datetime.combine(today, now.timetz()) if today else now
    used = [knowledge.service(service).id for service in uses]
    statements = read_all(
        [paths] if isinstance(paths, str | Path) else paths,
        encoding=encoding,
        year=year,
        bank=bank,
        columns=columns,
        today=now.date(),
        progress=progress,
        jobs=jobs,
    )
    joined = join(statements)
    findings = assess(joined.statements, Matcher(knowledge), knowledge, used, repeated=joined.repeated, mine=mine)
    guidance = advise(findings, joined.statements, knowledge, now.date())
    return Report(joined.statements, findings, guidance, now=now, lang=lang, knowledge=knowledge)
