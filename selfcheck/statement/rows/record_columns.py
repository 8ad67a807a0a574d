"""The records of a large file: columns that grow, block by block."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct

from selfcheck.model.many import Integers, ManyTransactions, date_of, days_since_epoch, narrow, wide
from selfcheck.model.transactions import MONEY, NOTHING, LineText
from selfcheck.statement.rows.record import Record


class Block(Struct, frozen=True):
    """Records of one section, column by column; columns as in `ManyTransactions`."""

    line: Integers
    day: Integers
    text: Integers
    """Numbers that `Records.text_number` gave."""
    money: tuple[Integers, ...]


class RecordColumns:
    """All records so far."""

    def __init__(self) -> None:
        self._columns: tuple[list[Integers], ...] = tuple([] for _ in range(3 + len(MONEY)))
        """Line, day, text and the columns of money, in parts."""
        self._count = 0
        self._numbers: dict[LineText, int] = {}
        self._texts: list[LineText] = []

    def __len__(self) -> int:
        return self._count

    @property
    def texts(self) -> Sequence[LineText]:
        """What the records say in words, each text once."""
        return self._texts

    def text_number(self, text: LineText) -> int:
        """The number under which ``text`` is kept."""
        number = self._numbers.setdefault(text, len(self._texts))
        if number == len(self._texts):
            self._texts.append(text)
        return number

    def add(self, block: Block) -> None:
        """Hold a block in as little room as it needs."""
        columns = (*(column.astype(np.int32) for column in (block.line, block.day, block.text)), *map(narrow, block.money))
        for parts, column in zip(self._columns, columns, strict=True):
            parts.append(column)
        self._count += len(block.line)

    def add_records(self, records: Sequence[Record]) -> None:
        """Make a block of single records."""
        amounts = ([getattr(record, name) for record in records] for name in MONEY)
        self.add(
            Block(
                np.array([record.line for record in records], dtype=np.int64),
                np.array([days_since_epoch(record.date) for record in records], dtype=np.int32),
                np.array([self.text_number(record.text) for record in records], dtype=np.int32),
                tuple(np.array([NOTHING if yen is None else yen for yen in column], dtype=np.int64) for column in amounts),
            )
        )

    def sums_of(self, block: Block) -> Iterator[tuple[str, int, int]]:
        """Account, money out and money in of a block."""
        accounts: dict[str, list[int]] = defaultdict(list)
        for number in np.flatnonzero(np.bincount(block.text)).tolist():
            accounts[self._texts[number].account].append(number)
        for account, numbers in accounts.items():
            of = slice(None) if len(accounts) == 1 else np.isin(block.text, numbers)
            out, into = (_sum(column[of]) for column in block.money[:2])
            yield account, out, into

    @property
    def last(self) -> Record | None:
        """The record added last."""
        if not self._count:
            return None
        line, day, number = (int(parts[-1][-1]) for parts in self._columns[:3])
        text = self._texts[number]
        money = (int(wide(parts[-1][-1:])[0]) for parts in self._columns[3:])
        out, into, balance = (None if yen == NOTHING else yen for yen in money)
        return Record(line, date_of(day), text.memo, out, into, balance, text.searchable, text.account, text.number)

    def close(self) -> ManyTransactions:
        """The columns of all records."""
        columns = [_joined(parts) for parts in self._columns]
        if (np.diff(columns[0]) < 0).any():  # two tables stood side by side
            order = np.argsort(columns[0], kind="stable")
            columns = [column[order] for column in columns]
        line, day, text, *money = columns
        return ManyTransactions(line, day, text, self._texts, money)


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
