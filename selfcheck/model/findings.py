"""A line that names a service: before it is assessed, and after, as a finding with its level and reasons.

All values are frozen; amounts are whole yen, None where nothing is printed.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from selfcheck.language.sentences import Lang
from selfcheck.model.statement import Fate, LineId


class Speakable(Protocol):
    """Anything that can be said in several languages: a sentence, or a text of the knowledge."""

    def in_lang(self, lang: Lang) -> str:
        """Say it."""
        ...


class Level(StrEnum):
    """How urgently a finding is to be looked at."""

    ALERT = "alert"
    CHECK = "check"
    NOTE = "note"


class Hit(Struct, frozen=True):
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
    over_cells: bool = False
    """The name goes on in the next cell; ``cell`` is the first, which must fill its column."""
    needs_whole_column: bool = False
    """A short name at the end of its cell, with which longer words begin: none where the column cuts them there."""
    with_kind: str = ""
    """The name and a kind of payment glued together, as printed, where they share letters: ドコモ|口座|振替."""
    rail: str = ""
    """For a payee that nobody knows: the printed mark of the immediate transfer."""
    payee: str = ""
    """For a payee that nobody knows on an immediate-transfer rail: as printed; may be empty."""
    harmless: Speakable | None = None
    """For such a payee that is known not to keep money for strangers: what it is."""

    guessed: bool = False
    """Read from a picture: the name is a guess."""

    @property
    def may_draw_money(self) -> bool:
        """Whether it draws money for a wallet or for somebody unknown; a card bill is only printed like a service."""
        return not self.bill and not self.harmless


class NamedLine(Struct, frozen=True):
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


class Reason(Struct, frozen=True):
    """One signal that applies to a finding."""

    signal: str
    details: Mapping[str, object]
    sources: tuple[str, ...]


class Finding(Struct, frozen=True):
    """A line that names a payment service, and why it should (or need not) be looked at."""

    number: int
    """From 1, in the order in which findings are printed: by level, file and service."""
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


def transactions_of(findings: Iterable[Finding]) -> Iterator[Finding]:
    """One finding for each transaction: a memo that names two services is a finding of each, and one withdrawal."""
    met: Counter[tuple[object, ...]] = Counter()
    of_service: Counter[tuple[object, ...]] = Counter()
    for finding in findings:
        amounts = (finding.withdrawal, finding.deposit, finding.balance)
        transaction = (finding.statement, finding.line, finding.date, finding.memo, *amounts)
        # Equal transactions may share a line (a file without line ends): each is a finding of the same service.
        of_service[transaction, finding.service] += 1
        if of_service[transaction, finding.service] > met[transaction]:
            met[transaction] += 1
            yield finding


def counted(findings: Sequence[Finding]) -> int:
    """How many transactions they are."""
    return sum(1 for _ in transactions_of(findings))


def taken(findings: Iterable[Finding]) -> int:
    """Yen that left the account; an unknown amount counts as nothing, and money that came back lessens nothing."""
    return sum(max(finding.withdrawal or 0, 0) for finding in transactions_of(findings))
