"""The records of a file, gathered one by one, or in blocks of columns where it is large, and made into its `Transactions`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from selfcheck.model.few import FewTransactions
from selfcheck.model.transactions import LineText, Transactions
from selfcheck.statement.rows.record import Record

if TYPE_CHECKING:
    from selfcheck.statement.rows.record_columns import Block, RecordColumns

_FEW = 20_000
"""Records from which on columns need less memory."""


class Records:
    """All records of a file, in file order."""

    def __init__(self) -> None:
        self.single: list[Record] = []
        """Those that came one by one since the last block."""
        self._columns: RecordColumns | None = None
        """Those before, of a large file."""
        self._sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self._whole = [0, 0]
        """Money out and in: of each account, and of all."""

    def __len__(self) -> int:
        return len(self.single) + (len(self._columns) if self._columns else 0)

    def append(self, record: Record) -> None:
        """Add one record."""
        self.single.append(record)
        self._add(record, 1)

    def change(self, index: int, record: Record) -> None:
        """Put ``record`` in place of a single one."""
        self._add(self.single[index], -1)
        self.single[index] = record
        self._add(record, 1)

    def extend(self, block: Block) -> None:
        """Add many records."""
        columns = self._flushed()
        for account, out, into in columns.sums_of(block):
            self._count(account, out, into)
        columns.add(block)

    @property
    def texts(self) -> Sequence[LineText]:
        """What the records of a large file say in words, each text once."""
        return self._flushed().texts

    def text_number(self, text: LineText) -> int:
        """The number under which ``text`` is kept in blocks."""
        return self._in_columns().text_number(text)

    @property
    def last(self) -> Record | None:
        """The record added last."""
        if self.single:
            return self.single[-1]
        return self._columns.last if self._columns else None

    def sums(self, account: str | None = None) -> tuple[int, int]:
        """Money out and in of all records, or of one account, so far."""
        out, into = self._whole if account is None else self._sums[account]
        return out, into

    def close(self) -> Transactions:
        """All records."""
        if self._columns or len(self.single) > _FEW:
            return self._flushed().close()
        in_order = self.single
        if any(one.line > other.line for one, other in pairwise(in_order)):  # two tables stood side by side
            in_order = sorted(in_order, key=lambda record: record.line)
        return FewTransactions([record.as_row(place) for place, record in enumerate(in_order)])

    def _add(self, record: Record, times: int) -> None:
        self._count(record.account, times * (record.withdrawal or 0), times * (record.deposit or 0))

    def _count(self, account: str, out: int, into: int) -> None:
        for sums in (self._sums[account], self._whole):
            sums[0] += out
            sums[1] += into

    def _in_columns(self) -> RecordColumns:
        if self._columns is None:
            from selfcheck.statement.rows.record_columns import RecordColumns

            self._columns = RecordColumns()
        return self._columns

    def _flushed(self) -> RecordColumns:
        """The columns, with the single records in them."""
        columns = self._in_columns()
        if self.single:
            columns.add_records(self.single)
            self.single = []
        return columns
