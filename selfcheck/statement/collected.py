"""Records come in, one by one or in blocks of columns; the `Transactions` of a file go out."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from selfcheck.transactions import MONEY, NOTHING, Integers, Text, Transactions, date_of, days_since_epoch, narrow, wide


@dataclass(frozen=True)
class Record:
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
    def text(self) -> Text:
        """What it says in words."""
        return Text(self.memo, self.searchable, self.number, self.account)

    @property
    def moves_money(self) -> bool:
        """Whether an amount was read."""
        return self.withdrawal is not None or self.deposit is not None

    @property
    def change(self) -> int:
        """What the record adds to the balance."""
        return (self.deposit or 0) - (self.withdrawal or 0)


@dataclass(frozen=True)
class Block:
    """Records of one section, column by column; columns as in `Transactions`."""

    line: Integers
    day: Integers
    text: Integers
    """Numbers that `Collected.text_number` gave."""
    money: tuple[Integers, ...]


class Collected:
    """All records of a file, in file order."""

    def __init__(self) -> None:
        self.single: list[Record] = []
        """Those that came one by one since the last block."""
        self._blocks: list[Block] = []
        self._count = 0
        self._numbers: dict[Text, int] = {}
        self._texts: list[Text] = []
        self._sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])

    def __len__(self) -> int:
        return self._count

    def append(self, record: Record) -> None:
        """Add one record."""
        self.single.append(record)
        self._count += 1
        self._add(record, 1)

    def change(self, index: int, record: Record) -> None:
        """Put ``record`` in place of a single one."""
        self._add(self.single[index], -1)
        self.single[index] = record
        self._add(record, 1)

    def extend(self, block: Block) -> None:
        """Add many records."""
        self._flush()
        accounts: dict[str, list[int]] = defaultdict(list)
        for number in np.unique(block.text).tolist():
            accounts[self._texts[number].account].append(number)
        for account, numbers in accounts.items():
            of = slice(None) if len(accounts) == 1 else np.isin(block.text, numbers)
            for place, column in enumerate(block.money[:2]):
                self._sums[account][place] += _sum(column[of])
        self._keep(block)
        self._count += len(block.line)

    def text_number(self, text: Text) -> int:
        """The number under which ``text`` is kept."""
        number = self._numbers.setdefault(text, len(self._texts))
        if number == len(self._texts):
            self._texts.append(text)
        return number

    @property
    def last(self) -> Record | None:
        """The record added last."""
        if self.single:
            return self.single[-1]
        if not self._blocks:
            return None
        block = self._blocks[-1]
        text = self._texts[int(block.text[-1])]
        out, into, balance = (None if (yen := int(wide(column[-1:])[0])) == NOTHING else yen for column in block.money)
        date = date_of(int(block.day[-1]))
        return Record(int(block.line[-1]), date, text.memo, out, into, balance, text.searchable, text.account, text.number)

    def sums(self, account: str | None = None) -> tuple[int, int]:
        """Money out and in of all records, or of one account, so far."""
        of = list(self._sums.values()) if account is None else [self._sums[account]]
        return sum(out for out, _ in of), sum(into for _, into in of)

    def close(self) -> Transactions:
        """The columns of all records."""
        self._flush()
        money = []
        for place in range(len(MONEY)):
            parts = [block.money[place] for block in self._blocks]
            money.append(_joined(parts if len({part.dtype for part in parts}) < 2 else [wide(part) for part in parts]))
        line, day, text = (
            _joined([block.line for block in self._blocks]),
            _joined([block.day for block in self._blocks]),
            _joined([block.text for block in self._blocks]),
        )
        return Transactions(line, day, text, self._texts, money)

    def _keep(self, block: Block) -> None:
        """Hold a block in as little room as it needs."""
        line, day, text = (column.astype(np.int32) for column in (block.line, block.day, block.text))
        self._blocks.append(Block(line, day, text, tuple(map(narrow, block.money))))

    def _add(self, record: Record, times: int) -> None:
        sums = self._sums[record.account]
        sums[0] += times * (record.withdrawal or 0)
        sums[1] += times * (record.deposit or 0)

    def _flush(self) -> None:
        """Make a block of the single records."""
        if not self.single:
            return
        single, self.single = self.single, []
        amounts = ([getattr(one, name) for one in single] for name in MONEY)
        self._keep(
            Block(
                np.array([one.line for one in single], dtype=np.int64),
                np.array([days_since_epoch(one.date) for one in single], dtype=np.int32),
                np.array([self.text_number(one.text) for one in single], dtype=np.int32),
                tuple(np.array([NOTHING if yen is None else yen for yen in column], dtype=np.int64) for column in amounts),
            )
        )


def _joined(parts: Sequence[Integers]) -> Integers:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)


def _sum(column: Integers) -> int:
    """The exact sum of a column, however large its amounts."""
    held = np.where(column == NOTHING, 0, column)
    return (int((held >> 20).sum()) << 20) + int((held & 0xFFFFF).sum())
