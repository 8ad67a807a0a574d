"""The records of a file, gathered one by one or in blocks of columns, and made into its `Transactions`."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from selfcheck.model.transactions import MONEY, NOTHING, Integers, Text, Transactions, date_of, days_since_epoch, narrow, wide


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
    def text(self) -> Text:
        """What it says in words."""
        return Text(self.memo, self.searchable, self.number, self.account)

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


class Block(Struct, frozen=True):
    """Records of one section, column by column; columns as in `Transactions`."""

    line: Integers
    day: Integers
    text: Integers
    """Numbers that `Records.text_number` gave."""
    money: tuple[Integers, ...]


class Records:
    """All records of a file, in file order."""

    def __init__(self) -> None:
        self.single: list[Record] = []
        """Those that came one by one since the last block."""
        self._columns: tuple[list[Integers], ...] = tuple([] for _ in range(3 + len(MONEY)))
        """Line, day, text and the columns of money, in parts."""
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

    @property
    def texts(self) -> Sequence[Text]:
        """What the records say in words, each text once."""
        return self._texts

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
        if not self._count:
            return None
        line, day, number = (int(parts[-1][-1]) for parts in self._columns[:3])
        text = self._texts[number]
        money = (int(wide(parts[-1][-1:])[0]) for parts in self._columns[3:])
        out, into, balance = (None if yen == NOTHING else yen for yen in money)
        return Record(line, date_of(day), text.memo, out, into, balance, text.searchable, text.account, text.number)

    def sums(self, account: str | None = None) -> tuple[int, int]:
        """Money out and in of all records, or of one account, so far."""
        of = list(self._sums.values()) if account is None else [self._sums[account]]
        return sum(out for out, _ in of), sum(into for _, into in of)

    def close(self) -> Transactions:
        """The columns of all records."""
        self._flush()
        columns = [_joined(parts) for parts in self._columns]
        if (np.diff(columns[0]) < 0).any():  # two tables stood side by side
            order = np.argsort(columns[0], kind="stable")
            columns = [column[order] for column in columns]
        line, day, text, *money = columns
        return Transactions(line, day, text, self._texts, money)

    def _keep(self, block: Block) -> None:
        """Hold a block in as little room as it needs."""
        columns = (*(column.astype(np.int32) for column in (block.line, block.day, block.text)), *map(narrow, block.money))
        for parts, column in zip(self._columns, columns, strict=True):
            parts.append(column)

    def _add(self, record: Record, times: int) -> None:
        sums = self._sums[record.account]
        sums[0] += times * (record.withdrawal or 0)
        sums[1] += times * (record.deposit or 0)

    def _flush(self) -> None:
        """Make a block of the single records."""
        if not self.single:
            return
        single, self.single = self.single, []
        amounts = ([getattr(record, name) for record in single] for name in MONEY)
        self._keep(
            Block(
                np.array([record.line for record in single], dtype=np.int64),
                np.array([days_since_epoch(record.date) for record in single], dtype=np.int32),
                np.array([self.text_number(record.text) for record in single], dtype=np.int32),
                tuple(np.array([NOTHING if yen is None else yen for yen in column], dtype=np.int64) for column in amounts),
            )
        )


def _joined(parts: list[Integers]) -> Integers:
    """One column of its parts, which are given up; wide amounts make all of them wide."""
    if len({part.dtype for part in parts}) > 1:
        parts[:] = map(wide, parts)
    whole = np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)
    parts.clear()
    return whole


def _sum(column: Integers) -> int:
    """The exact sum of a column, however large its amounts."""
    held = np.where(column == NOTHING, 0, column)
    return (int((held >> 20).sum()) << 20) + int((held & 0xFFFFF).sum())
