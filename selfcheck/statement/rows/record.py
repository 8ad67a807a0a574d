"""One transaction as it was read from its row."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct
from msgspec.structs import replace

from selfcheck.model.transactions import LineText, Row


class Record(Struct, frozen=True):
    """One transaction as read: amounts in yen, None where empty."""

    line: int
    date: dt.date
    memo: str
    withdrawal: int | None
    deposit: int | None
    balance: int | None
    searchable: str
    account: str = ""
    """Which of several accounts in one file; the running balance is that of an account."""
    number: str = ""
    """The account's number (or name) as the file prints it; a section's place where several print none."""

    @property
    def text(self) -> LineText:
        """What it says in words."""
        return LineText(self.memo, self.searchable, self.number, self.account)

    def as_row(self, place: int) -> Row:
        """The record as a transaction."""
        return Row(place, self.line, self.date, self.text, self.withdrawal, self.deposit, self.balance)

    def with_text(self, text: str, *, above: bool = False) -> Record:
        """The same transaction with a line of text that belongs to it, below its memo or above."""
        memo = [part for part in ((text, self.memo) if above else (self.memo, text)) if part]
        searchable = [part for part in ((text, self.searchable) if above else (self.searchable, text)) if part]
        return replace(self, memo=" ".join(memo), searchable="\t".join(searchable))

    @property
    def moves_money(self) -> bool:
        """Whether an amount was read."""
        return self.withdrawal is not None or self.deposit is not None

    @property
    def change(self) -> int:
        """What the record adds to the balance."""
        return (self.deposit or 0) - (self.withdrawal or 0)
