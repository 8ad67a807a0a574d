"""Year and month in columns of their own, printed only where they change, come in; in every row that has a day they go out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from selfcheck.statement.layout.shape import cell_at
from selfcheck.statement.text.table import Table


def filled_down(table: Table, columns: Sequence[int], start: int) -> Table:
    """``table`` with the parts of dates that stand above; ``columns`` are those of the date, ``start`` is its first row."""
    *leading, last = columns
    if not leading or not any(_lacks(row, leading, last) for row in table.rows[start:]):
        return table
    above: dict[int, str] = {}
    rows = list(table.rows)
    for at in range(start, len(rows)):
        above |= {index: cell for index in leading if (cell := cell_at(rows[at], index)).strip()}
        if _lacks(rows[at], leading, last):
            rows[at] = _with_parts(rows[at], above)
    return replace(table, rows=rows)


def _with_parts(row: Sequence[str], above: Mapping[int, str]) -> list[str]:
    return [cell if cell.strip() else above.get(index, cell) for index, cell in enumerate(row)]


def _lacks(row: Sequence[str], leading: Sequence[int], last: int) -> bool:
    """Whether a row has a day, and no year or no month."""
    if len(row) <= max(*leading, last) or not any(map(str.isdigit, row[last])):
        return False
    return not all(row[index].strip() for index in leading)
