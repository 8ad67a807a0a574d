"""What a row of too few or too many cells may have been meant to be.

A comma in a memo or in an amount that the bank did not quote makes a cell too many; cells left out at the end make
one too few.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selfcheck.statement.layout.columns import Columns
from selfcheck.statement.layout.regroup import regrouped


def variants(cells: Sequence[str], width: int, columns: Columns, delimiter: str) -> Iterator[list[str]]:
    """The row as it may have been meant, in ``width`` cells."""
    if len(cells) < width:
        yield from _filled_up(cells, width, columns)
        return
    if not any(cell.strip() for cell in cells[width:]):
        yield list(cells[:width])
    yield from regrouped(cells, width, delimiter)
    if extra := len(cells) - width:
        yield from _with_longer_memo(cells, extra, columns, delimiter)
        yield list(cells[:width])


def _filled_up(cells: Sequence[str], width: int, columns: Columns) -> Iterator[list[str]]:
    """Empty cells at the end left out: the date and the balance (or, without one, some money) must be there."""
    needed = min(columns.money, default=0) if columns.balance is None else max(columns.money)
    if len(cells) > max(needed, *columns.date):
        yield [*cells, *[""] * (width - len(cells))]


def _with_longer_memo(cells: Sequence[str], extra: int, columns: Columns, delimiter: str) -> Iterator[list[str]]:
    """``extra`` delimiters stood in a memo: カ）ミドリ,トウキヨウ is one cell."""
    for at in columns.memo:
        if at + extra < len(cells):
            yield [*cells[:at], delimiter.join(cells[at : at + extra + 1]), *cells[at + extra + 1 :]]
