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
from selfcheck.statement.rows.cell_reader import CellReader
from selfcheck.statement.rows.marks import RowMarks
from selfcheck.statement.rows.record import Record
from selfcheck.statement.rows.regular import RegularRows
from selfcheck.statement.text.table import Table
from selfcheck.statement.values import EMPTY


class IrregularRows:
    """Reads the irregular rows of one section."""

    def __init__(
        self, columns: Columns, width: int, cells: CellReader, regular: RegularRows, marks: RowMarks, totals: frozenset[str]
    ) -> None:
        self._columns = columns
        self._width = width
        self._cells = cells
        self._regular = regular
        self._marks = marks
        self._totals = totals

    def read(self, table: Table, index: int, above: Record | None) -> Record | None:
        """Row ``index`` of ``table``; ``above`` is the record before it in its section."""
        readings = self._readings(table, index)
        if len(readings) > 1:
            readings = [reading for reading in readings if self._agrees(reading, table, index, above)]
        return readings[0] if len(readings) == 1 else self._same_day(table, index, above)

    def _readings(self, table: Table, index: int) -> list[Record]:
        """Every way in which a row could be meant; each has a balance if the file has any."""
        from selfcheck.statement.rows.variants import variants

        cells = table.rows[index]
        readings: dict[tuple[int | None, ...], Record] = {}
        for variant in variants(cells, self._width, self._columns, table.delimiter):
            record = self._regular.read(table.first[index], variant, names=False)
            if record and (record.balance is not None or self._columns.balance is None):
                record = _with_left_over(record, cells, variant)
                readings.setdefault((record.withdrawal, record.deposit, record.balance), record)
        return list(readings.values())

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


def _with_left_over(record: Record, cells: Sequence[str], variant: Sequence[str]) -> Record:
    """Cells that a reading leaves out are searched too."""
    left_over = [cell for cell in cells if cell.strip() and not any(cell in used for used in variant)]
    return replace(record, searchable="\t".join([record.searchable, *left_over])) if left_over else record
