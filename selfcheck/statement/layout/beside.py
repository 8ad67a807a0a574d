"""Two tables side by side, as on a printed page of two columns: the right one is put below the left one.

Its rows keep their physical lines, so that a line may hold two transactions.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from selfcheck.knowledge.schema import Role
from selfcheck.statement.column_words import ColumnNames, same_cell
from selfcheck.statement.text.table import Table

_SEARCHED = 200
"""Rows among which a header of two tables is looked for."""
_MOST_COLUMNS = 200
"""Of two tables; every place in a header is tried."""
_MONEY: frozenset[Role] = frozenset({"withdrawal", "deposit", "amount", "balance"})


def one_below_the_other(table: Table, names: ColumnNames) -> Table:
    """``table`` with its right half below its left one, if a header says that there are two; else the same table."""
    for index, row in enumerate(table.rows[:_SEARCHED]):
        may_be_two = 0 < len(row) <= _MOST_COLUMNS and row[0].strip() and row.count(row[0]) > 1
        at = _second_table(row, names) if may_be_two else None
        if at is not None:
            return _stacked(table, index, at)
    return table


def _second_table(header: Sequence[str], names: ColumnNames) -> int | None:
    """The column in which a second table begins: the first one's words are repeated from there on."""
    cells = [same_cell(cell) for cell in header]
    # A table has a date, a memo and an amount at least; of the second one the last columns may be cut off.
    for at in range(3, len(cells) - 2):
        left, right = _trimmed(cells[:at]), _trimmed(cells[at:])
        if cells[at] and left == right and _is_table(left, names):
            return at
    return None


def _trimmed(cells: Sequence[str]) -> list[str]:
    end = max((i + 1 for i, cell in enumerate(cells) if cell), default=0)
    return list(cells[:end])


def _is_table(header: Sequence[str], names: ColumnNames) -> bool:
    roles = {named.role for cell in header if (named := names.role(cell))}
    return "date" in roles and bool(roles & _MONEY)


def _stacked(table: Table, header: int, at: int) -> Table:
    """All rows up to the header stand above both; what is right of ``at`` follows the whole left half."""
    width = len(_trimmed(table.rows[header][:at]))
    left = [list(row[:width]) if len(row) > width else list(row) for row in table.rows]
    right = [list(row[at:]) for row in table.rows]
    used = [index for index, row in enumerate(right) if any(cell.strip() for cell in row)]
    return replace(
        table,
        rows=[*left, *(right[index] for index in used)],
        first=[*table.first, *(table.first[index] for index in used)],
        last=[*table.last, *(table.last[index] for index in used)],
    )
