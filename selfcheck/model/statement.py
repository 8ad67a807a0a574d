"""A statement as it was read, and what became of each of its lines.

All values are frozen. Amounts are whole yen, lines are physical lines of the file counted from 1, dates
are the bank's. Sentences are kept unsaid (`language.sentences.Sentence`) until a report is written.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct, field

from selfcheck.language.sentences import Sentence
from selfcheck.model.problems import Concern, concerns_of

if TYPE_CHECKING:
    import pandas as pd

    from selfcheck.model.transactions import Transactions


class Fate(StrEnum):
    """What became of a physical line; every line has exactly one fate."""

    PREAMBLE = "preamble"
    HEADER = "header"
    TRANSACTION = "transaction"
    FOOTER = "footer"
    BLANK = "blank"
    PROBLEM = "problem"


class LineId(NamedTuple):
    """Which line of which statement."""

    statement: int
    """Index into the statements of this run."""
    line: int
    """Physical line, from 1."""


class Problem(Struct, frozen=True):
    """Something about a line (0: about the file) that was not read as it should have been."""

    line: int
    code: str
    sentence: Sentence

    @property
    def concerns(self) -> tuple[Concern, ...]:
        """What it makes unsure."""
        return concerns_of(self.code)


class Break(Struct, frozen=True):
    """A line whose balance does not follow from its neighbour's."""

    line: int
    expected: int
    found: int


class BalanceCheck(Struct, frozen=True):
    """The running balance as proof of reading: previous − withdrawal + deposit = balance."""

    status: Literal["consistent", "broken", "not-possible"]
    checked: int = 0
    """Number of steps from one balance to the next that were verified."""
    breaks: tuple[Break, ...] = ()
    order: Literal["oldest-first", "newest-first", "unknown"] = "unknown"
    proven: int = 0
    """Transactions that lie in a step which adds up. The first of an account has no balance before it, so never all of them."""


class OtherLine(Struct, frozen=True):
    """A line outside the transactions, kept so that its text is searched too."""

    line: int
    fate: Fate
    text: str


class Skipped(Struct, frozen=True):
    """A file of a folder or an archive, or a sheet of a workbook, that gave no statement."""

    path: str
    reason: Literal["not-a-statement", "not-opened"]
    """Whether it was looked into and holds nothing like one, or could not be looked into."""
    sentence: Sentence
    """Why, and what to do."""


class Statement(Struct, frozen=True, dict=True):
    """One downloaded file as it was read."""

    path: str
    status: Literal["read", "partly-read", "unreadable"]
    records: Transactions
    """The transactions, column by column."""
    container: str = "csv"
    encoding: str | None = None
    encoding_evidence: tuple[Sentence, ...] = ()
    bank: str | None = None
    layout: str | None = None
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Role → the header cells (or column numbers, where there is no header) that play it."""
    lines: Mapping[Fate, int] = field(default_factory=lambda: dict.fromkeys(Fate, 0))
    header: tuple[str, ...] = ()
    """The cells of the header, where there is one."""
    delimiter: str = ""
    why: str = "header"
    """What the columns rest on: ``header`` (a known one), ``words``, ``balance``, ``unsure`` or ``told``."""
    header_line: int | None = None
    """Physical line of the (first) header; None where there is none."""
    balance_check: BalanceCheck = BalanceCheck("not-possible")
    problems: tuple[Problem, ...] = ()
    others: tuple[OtherLine, ...] = ()
    pages: tuple[int, ...] = ()
    """The line with which each page begins, where the file has pages."""
    readings: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Line → its texts in every way in which they can be read, where they were read from a picture: no name in them is sure."""
    numbers: tuple[str, ...] = ()
    """Of each transaction, by its place, the number by which the bank tells it from all others of its account; empty where it
    prints none that tells. Empty for files that have no such numbers."""
    digest: str = ""
    """Of the bytes; the same file given twice has the same."""

    @property
    def transactions(self) -> pd.DataFrame:
        """Columns line (int), date (datetime64), memo (str, the text cells joined by a space, as printed),
        withdrawal, deposit, balance (Int64 yen, NA where empty); in file order."""
        return self.records.frame

    def pages_of(self, lines: Iterable[int]) -> list[int]:
        """The pages, from 1, on which lines stand; none where the file has no pages."""
        return sorted({bisect_right(self.pages, line) for line in lines}) if self.pages else []

    @cached_property
    def period(self) -> tuple[dt.date, dt.date] | None:
        """First and last day on which something is recorded."""
        return self.records.period
