"""One series: a kind of input that can be made in any size, and the command that is given it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.written import Move, delimited, moves

HEADER = "日付,摘要,出金,入金,残高"
SELFCHECK = (sys.executable, "-m", "selfcheck")
NOW = ("--now", "2026-11-24T10:30")


class Call(NamedTuple):
    """A command, and what is typed to it."""

    command: Sequence[str]
    stdin: str = ""


class Series(NamedTuple):
    """A kind of input."""

    family: str
    name: str
    unit: str
    """What there is twice as much of."""
    first: int
    """The smallest of the four sizes; chosen so that the largest takes seconds."""
    make: Callable[[Path, int], Call]
    """Writes the input of a size into an empty folder, and says how it is given."""


def scan(*paths: Path | str) -> Call:
    """``scan`` of files; options may stand among them."""
    return Call([*SELFCHECK, "scan", *map(str, paths), "--no-mine", *NOW, "--jobs", "1"])


def asked(command: str, *arguments: Path | str, stdin: str = "") -> Call:
    """Any other command."""
    return Call([*SELFCHECK, *command.split(), *map(str, arguments)], stdin)


def scanned(
    write: Callable[[int], bytes | str], name: str = "meisai.csv", encoding: str = "utf-8"
) -> Callable[[Path, int], Call]:
    """``scan`` of one file."""

    def make(folder: Path, size: int) -> Call:
        made = write(size)
        (folder / name).write_bytes(made if isinstance(made, bytes) else made.encode(encoding))
        return scan(folder / name)

    return make


def csv(rows: Sequence[str], header: str = HEADER) -> str:
    """A header and rows."""
    return "\n".join([header, *rows]) + "\n"


def usual(folder: Path, size: int, *, every: int = 50) -> Path:
    """A statement of so many lines, one in ``every`` a service's."""
    (folder / "meisai.csv").write_bytes(delimited(moves(size, every=every), quote='"'))
    return folder / "meisai.csv"


_FIRST_YEAR, _YEARS = 1900, 126
_A_DAY = 4
"""Lines of one day. With more on a day where there are more lines, each would have more reasons, too."""


def day(number: int, of: int) -> str:
    """The day of one of ``of`` lines, the last of which are of the end of 2025; months have 28 days here."""
    every = _YEARS * 336
    back = (of - 1 - number) // max(_A_DAY, -(-of // every))
    year, rest = divmod(every - 1 - back, 336)
    return f"{_FIRST_YEAR + year}/{rest // 28 + 1}/{rest % 28 + 1}"


def taking(memos: Callable[[int], str], size: int, yen: Callable[[int], int] = lambda number: 1000 + number % 50 * 100) -> str:
    """Withdrawals, with a balance that is right."""
    left, rows = 10**12, []
    for number in range(size):
        left -= yen(number)
        rows.append(f"{day(number, size)},{memos(number)},{yen(number)},,{left}")
    return csv(rows)


__all__ = ["Call", "Move", "Series", "asked", "csv", "day", "delimited", "moves", "scan", "scanned", "taking", "usual"]
