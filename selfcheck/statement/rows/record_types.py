"""Files whose rows begin with their type: H the head, D a transaction, T the total; or 1, 2, 8 and 9 as 全銀 has them.

The type of transactions is what all dated rows begin with. A row of another type is no transaction that could not be read.
"""

from __future__ import annotations

from collections.abc import Sequence

from selfcheck.patterns import regex
from selfcheck.statement.layout.columns import Columns
from selfcheck.statement.rows.cell_reader import CellReader

_TYPE = regex(r"[0-9A-Za-z]{1,2}")
_SAMPLE = 200
"""Rows that are looked at."""
_ENOUGH = 2
"""Dated rows that show it."""


class RecordTypes:
    """The type of the transactions of one section, if its rows have one."""

    def __init__(self, columns: Columns, cells: CellReader, width: int, rows: Sequence[Sequence[str]]) -> None:
        """``rows`` are those of the section, or the first of them."""
        taken = (*columns.date, *columns.money, columns.account, columns.direction)
        full = [row for row in rows[:_SAMPLE] if len(row) == width]
        dated = [row for row in full if cells.is_dated(row)] if 0 not in taken else []
        types = {row[0].strip() for row in dated}
        is_one = len(dated) >= _ENOUGH and len(types) == 1 and _TYPE.fullmatch(next(iter(types)))
        self._transactions = types.pop() if is_one else ""

    def is_other(self, cells: Sequence[str]) -> bool:
        """Whether a row says that it is of another type."""
        first = cells[0].strip()
        return bool(self._transactions) and first != self._transactions and bool(_TYPE.fullmatch(first))
