"""The paths of downloaded statements come in, one `Report` goes out. This is the whole program:

read each statement, join what overlaps, match the names, assess the hits, advise what to do.

The rooms are entered only when something is read, so that ``import selfcheck`` and the commands
without a statement do not wait for pandas.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    Progress = Callable[[str, int, int | None], None]
    """Path of a file, lines read so far in all, bytes read of the file (None: all)."""

    from selfcheck.assessment.mine import MineList
    from selfcheck.assessment.watch import Watch
    from selfcheck.language.sentences import Lang
    from selfcheck.model.statement import Skipped, Statement
    from selfcheck.report.command_line import CommandLine
    from selfcheck.report.report import Report
    from selfcheck.statement.gathered import Gathered
    from selfcheck.statement.inputs import Input
    from selfcheck.statement.options import Options


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
    from selfcheck.clock import japan_now
    from selfcheck.statement.options import options_for
    from selfcheck.statement.reader import read_path

    how = options_for(today or japan_now().date(), encoding=encoding, year=year, bank=bank, columns=columns)
    return read_path(path, how)


def read_all(paths: Sequence[str | Path], how: Options, *, progress: Progress | None = None, jobs: int = 1) -> Gathered:
    """Every statement behind ``paths``, unreadable ones included, and what is none; ``progress`` and ``jobs`` as for `scan`."""
    from selfcheck.statement.gathered import Gathered
    from selfcheck.statement.inputs import find_inputs
    from selfcheck.statement.workers import read_inputs

    inputs = find_inputs(paths)
    options = replace(how, alone=len(inputs) == 1)
    statements: list[Statement] = []
    skipped: list[Skipped] = []
    lines = 0

    def tell(path: str, more: int, size: int) -> None:
        if progress:
            progress(path, lines + more, size)

    for given, found in zip(inputs, read_inputs(inputs, options, jobs, tell if progress else None), strict=True):
        statements += found.statements
        skipped += found.skipped
        lines += sum(sum(statement.lines.values()) for statement in found.statements)
        if progress:
            progress(given.path, lines, None)
    return Gathered((*statements, *_without_any(inputs, statements)), tuple(skipped))


def _without_any(inputs: Sequence[Input], statements: Sequence[Statement]) -> Iterator[Statement]:
    """Folders that a person named and in which no statement was found, each as one that cannot be read."""
    from selfcheck.errors import InputError
    from selfcheck.statement.build import Origin, unreadable

    for folder in dict.fromkeys(given.folder for given in inputs if given.folder):
        files = tuple(given.path for given in inputs if given.folder == folder)
        if not any(statement.path.startswith(files) for statement in statements):
            yield unreadable(Origin(folder, "csv"), InputError("no-files-in-folder", path=folder))


def scan(
    paths: str | Path | Sequence[str | Path],
    *,
    uses: Collection[str] = (),
    also: Sequence[str] = (),
    rules: str | Path | None = None,
    mine: MineList | None = None,
    watch: Watch | None = None,
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
    that the holder uses, or names as statements print them; ``also`` are further names to look for, ``rules``
    is a file of names (see `selfcheck.matching.own_names`), ``mine`` the list of lines that the holder knows
    (`selfcheck.assessment.mine`), ``watch`` what was checked before (`selfcheck.assessment.watch`), so that only what is new
    is raised; ``now`` is the time at which desks are to be called, ``today`` the day from
    which deadlines count (both in Japan, and the present if not given); ``encoding``, ``year``, ``bank`` and
    ``columns`` are as for `read` and hold for all files; ``lang`` is the language of sentences in the report; ``progress`` is
    told the path of a file, the lines read so far in all, and the bytes read of that file (None: all of it), before a
    file is read, while a large one is, and after; ``jobs`` is the number of processes that
    may read many files.

    A file that cannot be read becomes an unreadable statement in the report and stops nothing.
    Raises `OptionError` for an unknown service, bank or encoding, and for rules that will not do.
    """
    from selfcheck.statement.options import options_for

    now = _present(now, today)
    how = options_for(now.date(), encoding=encoding, year=year, bank=bank, columns=columns)
    return scan_as(
        paths, how, uses=uses, also=also, rules=rules, mine=mine, watch=watch, now=now, lang=lang, progress=progress, jobs=jobs
    )


def scan_as(
    paths: str | Path | Sequence[str | Path],
    how: Options,
    *,
    uses: Collection[str] = (),
    also: Sequence[str] = (),
    rules: str | Path | None = None,
    mine: MineList | None = None,
    watch: Watch | None = None,
    now: dt.datetime | None = None,
    lang: Lang = "ja",
    progress: Progress | None = None,
    jobs: int = 1,
) -> Report:
    """`scan` with the options for reading in one value; the day in it is that of ``now``, whatever it says."""
    from selfcheck.accounts.overlap import join
    from selfcheck.assessment.assess import assess
    from selfcheck.assessment.payees import used as used_by_holder
    from selfcheck.guidance.advise import advise
    from selfcheck.knowledge import load
    from selfcheck.matching.matcher import Matcher
    from selfcheck.matching.own_names import with_own
    from selfcheck.report.report import Report

    since = None
    knowledge = with_own(load(), Path(rules) if rules else None, also)
    now = _present(now)
    used = used_by_holder(uses, knowledge)
    found = read_all(
        [paths] if isinstance(paths, str | Path) else paths,
        replace(how, today=now.date()),
        progress=progress,
        jobs=jobs,
    )
    joined = join(found.statements)
    findings = assess(joined.statements, Matcher(knowledge), knowledge, used, repeated=joined.repeated, mine=mine)
    if watch is not None:
        from selfcheck.assessment.since_last import only_new

        findings, since = only_new(watch, joined.statements, findings).parted
    guidance = advise(findings, joined.statements, knowledge, now.date())
    return Report(
        joined.statements,
        findings,
        guidance,
        now=now,
        lang=lang,
        knowledge=knowledge,
        skipped=tuple(found.skipped),
        since_last=since,
        command=_command(paths, how, uses, also, rules),
    )


def _present(now: dt.datetime | None, today: dt.date | None = None) -> dt.datetime:
    """``now`` in Japan, on the day ``today`` if one is given; the present where nothing is."""
    from selfcheck.clock import JAPAN, japan_now

    present = now.astimezone(JAPAN) if now else japan_now()
    return dt.datetime.combine(today, present.timetz()) if today else present


def _command(
    paths: str | Path | Sequence[str | Path],
    how: Options,
    uses: Collection[str],
    also: Sequence[str],
    rules: str | Path | None,
) -> CommandLine:
    """What was asked for, as it is typed."""
    from selfcheck.report.command_line import CommandLine

    reading = (("--bank", how.bank), ("--year", how.year), ("--encoding", how.encoding), ("--columns", how.columns))
    checks = (("--rules", rules), *(("--uses", service) for service in uses), *(("--also", name) for name in also))
    options, checked = (
        tuple(word for option, value in given if value is not None for word in (option, str(value)))
        for given in (reading, checks)
    )
    options += ("--ocr",) if how.ocr else ()
    return CommandLine(tuple(map(str, [paths] if isinstance(paths, str | Path) else paths)), options, checked)
