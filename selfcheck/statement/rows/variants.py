"""What a row of too few or too many cells may have been meant to be.

A comma in a memo or in an amount that the bank did not quote makes a cell too many; cells left out at the end make
one too few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from selfcheck.statement.layout.columns import Columns
from selfcheck.statement.layout.regroup import regrouped


def variants(cells: Sequence[str], width: int, columns: Columns, delimiter: str, *, leaves_out: bool) -> Iterator[list[str]]:
    """The row as it may have been meant, in ``width`` cells; ``leaves_out``: see `leaves_out_empty`."""
    if len(cells) < width:
        yield from _filled_up(cells, width, columns, leaves_out=leaves_out)
        return
    if not any(cell.strip() for cell in cells[width:]):
        yield list(cells[:width])
    yield from regrouped(cells, width, delimiter)
    if extra := len(cells) - width:
        yield from _with_longer_memo(cells, extra, columns, delimiter)
        yield list(cells[:width])


def leaves_out_empty(rows: Iterable[Sequence[str]], columns: Columns) -> bool:
    """Whether a section leaves out cells of money that are empty, where they are the last: no row prints such a cell.

    Else a row without that cell lacks some cell, and nothing tells which.
    """
    last = max(columns.amounts, default=0)
    return all(row[last].strip() for row in rows if len(row) > last)


def _filled_up(cells: Sequence[str], width: int, columns: Columns, *, leaves_out: bool) -> Iterator[list[str]]:
    """Empty cells at the end left out: the date and all money must be there, or that which `leaves_out_empty` tells."""
    needed = min(columns.money, default=0) if columns.balance is None and leaves_out else max(columns.money, default=0)
    if len(cells) > max(needed, *columns.date):
        yield [*cells, *[""] * (width - len(cells))]


def _with_longer_memo(cells: Sequence[str], extra: int, columns: Columns, delimiter: str) -> Iterator[list[str]]:
    """``extra`` delimiters stood in a memo: カ）ミドリ,トウキヨウ is one cell; an empty cell behind it is no part of it."""
    for at in columns.memo:
        if at + extra < len(cells) and all(map(str.strip, cells[at : at + extra + 1])):
            yield [*cells[:at], delimiter.join(cells[at : at + extra + 1]), *cells[at + extra + 1 :]]
