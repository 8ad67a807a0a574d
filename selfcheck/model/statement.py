"""The values that flow through selfcheck: what each step hands to the next.

All are frozen. Amounts are whole yen, lines are physical lines of the file counted from 1, dates
are the bank's. Sentences are kept unsaid (`language.sentences.Sentence`) until a report is written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from selfcheck.language.sentences import Lang, Sentence

if TYPE_CHECKING:
    import pandas as pd

    from selfcheck.model.transactions import Transactions


class Speakable(Protocol):
    """Anything that can be said in several languages: a sentence, or a text of the knowledge."""

    def in_lang(self, lang: Lang) -> str:
        """Say it."""
        ...


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


@dataclass(frozen=True)
class Problem:
    """Something about a line (0: about the file) that was not read as it should have been."""

    line: int
    code: str
    sentence: Sentence


@dataclass(frozen=True)
class Break:
    """A line whose balance does not follow from its neighbour's."""

    line: int
    expected: int
    found: int


@dataclass(frozen=True)
class BalanceCheck:
    """The running balance as proof of reading: previous − withdrawal + deposit = balance."""

    status: Literal["consistent", "broken", "not-possible"]
    checked: int = 0
    """Number of steps from one balance to the next that were verified."""
    breaks: tuple[Break, ...] = ()
    order: Literal["oldest-first", "newest-first", "unknown"] = "unknown"


@dataclass(frozen=True)
class OtherLine:
    """A line outside the transactions, kept so that its text is searched too."""

    line: int
    fate: Fate
    text: str


@dataclass(frozen=True)
class Statement:
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
    digest: str = ""
    """Of the bytes; the same file given twice has the same."""

    @property
    def transactions(self) -> pd.DataFrame:
        """Columns line (int), date (datetime64), memo (str, the text cells joined by a space, as printed),
        withdrawal, deposit, balance (Int64 yen, NA where empty); in file order."""
        return self.records.frame

    @cached_property
    def period(self) -> tuple[dt.date, dt.date] | None:
        """First and last day on which something is recorded."""
        return self.records.period


class Level(StrEnum):
    """How urgently a finding is to be looked at."""

    ALERT = "alert"
    CHECK = "check"
    NOTE = "note"


@dataclass(frozen=True)
class Hit:
    """A service named in a cell."""

    service: str
    matched: str
    """The name as it was printed."""
    cell: str
    inferred: bool
    """True where no statement is known that prints this spelling."""
    ambiguous: bool = False
    """True where the same word is also printed for something harmless."""
    own: bool = False
    """True where the holder added the name."""
    bill: Speakable | None = None
    """For a card bill that is printed like the service: what it is instead."""
    could_be: tuple[str, ...] = ()
    """For a memo that was cut within a name: every service whose name begins like it."""
    needs_narrow_column: bool = False
    """For a cut memo: so little of the name is left that the column must be seen to end there."""


@dataclass(frozen=True)
class NamedLine:
    """A line that names a service, before it is assessed."""

    statement: int
    """Index into the statements of this run."""
    account: str
    """Which account it belongs to, over all statements of this run."""
    account_number: str
    """As the file prints it; empty where it prints none."""
    line: int
    date: dt.date | None
    memo: str
    withdrawal: int | None
    deposit: int | None
    balance: int | None
    hit: Hit
    fate: Fate
    text: str
    """All text cells of the line, tab between them."""

    position: int = 0
    """Grows with time within a statement, whichever way the file runs."""

    @property
    def id(self) -> LineId:
        """Which line it is."""
        return LineId(self.statement, self.line)

    @property
    def is_withdrawal(self) -> bool:
        """Whether it is a dated transaction that takes an amount."""
        return self.date is not None and (self.withdrawal or 0) > 0

    @property
    def takes_money(self) -> bool:
        """False only where the line is known to bring money in; a negative withdrawal is a cancellation."""
        if self.withdrawal:
            return self.withdrawal > 0
        return not self.deposit or self.deposit < 0


@dataclass(frozen=True)
class Reason:
    """One signal that applies to a finding."""

    signal: str
    details: Mapping[str, object]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """A line that names a payment service, and why it should (or need not) be looked at."""

    number: int
    """From 1, in the order of the files and their lines."""
    identity: str
    """What tells this line from all others, whatever file it is read from; never shown."""
    account: str
    """Which account it belongs to, over all statements of this run; never shown."""
    account_number: str
    """As the file prints it; shown with all but its last digits masked."""
    statement: int
    """Index into the report's statements."""
    line: int
    date: dt.date | None
    memo: str
    withdrawal: int | None
    deposit: int | None
    balance: int | None
    service: str
    matched: str
    level: Level
    reasons: tuple[Reason, ...]
