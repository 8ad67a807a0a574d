"""Rows that are not as the layout says: a cell too many or too few, an empty date cell.

Every way in which such a row could be meant is tried (`variants`). A row that could be read in two ways is read in
the one that the running balance proves, and else in none.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from selfcheck.statement.layout.columns import Columns
from selfcheck.statement.layout.date_column import is_total
from selfcheck.statement.layout.date_writing import DITTO
from selfcheck.statement.layout.regroup import regrouped
from selfcheck.statement.rows.cell_reader import CellReader
from selfcheck.statement.rows.marks import RowMarks
from selfcheck.statement.rows.record import Record
from selfcheck.statement.rows.regular import RegularRows
from selfcheck.statement.text.table import Table
from selfcheck.statement.values import EMPTY, Unread


class IrregularRows:
    """Reads the irregular rows of one section."""

    def __init__(
        self,
        columns: Columns,
        width: int,
        cells: CellReader,
        regular: RegularRows,
        marks: RowMarks,
        totals: frozenset[str],
        *,
        leaves_out: bool,
    ) -> None:
        """``leaves_out``: see `variants`."""
        self._columns = columns
        self._width = width
        self._cells = cells
        self._regular = regular
        self._marks = marks
        self._totals = totals
        self._leaves_out = leaves_out
        self.is_unproven = False
        """Whether the row read last has more cells than others, and no balance proves what was made of them."""

    def read(self, table: Table, index: int, above: Record | None) -> Record | None:
        """Row ``index`` of ``table``; ``above`` is the record before it in its section."""
        readings = self._readings(table, index)
        if len(readings) > 1:
            readings = [reading for reading in readings if self._agrees(reading, table, index, above)]
        if len(readings) != 1:
            self.is_unproven = False
            return self._same_day(table, index, above)
        is_grouped = bool(regrouped(table.rows[index], self._width, table.delimiter))  # 4,000,,1,056,000 can be nothing else
        self.is_unproven = not is_grouped and not self._is_proven(readings[0], table, index, above)
        return readings[0]

    def _is_proven(self, record: Record, table: Table, index: int, above: Record | None) -> bool:
        """Whether the amount of a row leads from the balance above to its own, or, newest first, from the one below."""
        if above is not None and self._leads(above, record):
            return True
        return index + 1 < len(table.rows) and any(self._leads(below, record) for below in self._below(table, index + 1))

    def _leads(self, before: Record, record: Record) -> bool:
        if before.balance is None or record.balance is None:
            return False
        step = record.balance - before.balance
        return abs(step) == abs(record.change) if self._columns.derived else step == record.change

    def _readings(self, table: Table, index: int) -> list[Record]:
        """Every way in which a row could be meant; each has a balance if the file has any."""
        from selfcheck.statement.rows.variants import variants

        cells = table.rows[index]
        readings: dict[tuple[int | None, ...], Record] = {}
        for variant in variants(cells, self._width, self._columns, table.delimiter, leaves_out=self._leaves_out):
            record = self._regular.read(table.first[index], variant, names=False)
            left_over = [cell for cell in cells if cell.strip() and not any(cell in used for used in variant)]
            if record and self._is_possible(record, cells, variant):
                readings.setdefault((record.withdrawal, record.deposit, record.balance), _with(left_over, record))
        return list(readings.values())

    def _is_possible(self, record: Record, cells: Sequence[str], variant: Sequence[str]) -> bool:
        """Whether a reading has a balance; where the file has none, whether no amount is left out, or taken for text."""
        if self._columns.balance is not None:
            return record.balance is not None
        money = [variant[index] for index in self._columns.amounts]
        amounts = [cell for cell in cells if self._is_amount(cell) and not self._is_date(cell)]
        return all(any(cell in used and self._is_amount(used) for used in money) for cell in amounts)

    def _is_date(self, cell: str) -> bool:
        return not isinstance(self._columns.dates.parse(cell), Unread)

    def _is_amount(self, cell: str) -> bool:
        return isinstance(self._cells.amount_of(cell), int)

    def _agrees(self, record: Record, table: Table, index: int, above: Record | None) -> bool:
        """Whether a reading follows from the record above; for a first one, whether the row below follows from it."""
        if above is not None:
            return self._follow(above, record)
        if index + 1 >= len(table.rows):
            return False
        return any(self._follow(record, below) for below in self._below(table, index + 1))

    def _follow(self, first: Record, second: Record) -> bool:
        """Whether the balances of two records follow from each other, forwards or backwards.

        Where the balance is to tell which way the amounts went, it has not told yet: they may have gone either way.
        """
        if first.balance is None or second.balance is None:
            return False
        step = second.balance - first.balance
        if self._columns.derived:
            return abs(step) in (abs(first.change), abs(second.change))
        return step in (second.change, -first.change)

    def _below(self, table: Table, index: int) -> list[Record]:
        """The readings of the row below: the regular one, or all irregular ones."""
        cells = table.rows[index]
        if len(cells) == self._width and not self._marks.on(cells):
            regular = self._regular.read(table.first[index], cells)
            if regular:
                return [regular]
        return self._readings(table, index)

    def _same_day(self, table: Table, index: int, above: Record | None) -> Record | None:
        """A row for the day of the row above: its date cell says so (〃), or is empty and the row has an amount.

        A balance that contradicts it makes it none; so does a word for totals, which have amounts and no date as well.
        """
        cells = table.rows[index]
        if above is None or len(cells) != self._width:
            return None
        if cells[self._columns.date[0]].strip() in DITTO:
            return self._regular.read(table.first[index], cells, day=above.date, names=False)
        if self._cells.date(cells) is not EMPTY or is_total(cells, self._totals):
            return None
        record = self._regular.read(table.first[index], cells, day=above.date, names=False)
        if record is None or not record.moves_money:
            return None
        provable = record.balance is not None and above.balance is not None
        return record if (record.memo and not provable) or self._agrees(record, table, index, above) else None


def _with(left_over: Sequence[str], record: Record) -> Record:
    """Cells that a reading leaves out belong to what the row says."""
    if not left_over:
        return record
    memo = " ".join(filter(None, [record.memo, *(cell.strip() for cell in left_over)]))
    return replace(record, memo=memo, searchable="\t".join([record.searchable, *left_over]))
