"""How the columns of a layout write dates and amounts, whichever way the layout was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec.structs import replace

from selfcheck.statement.layout.amount_writing import PLAIN, amount_writing
from selfcheck.statement.layout.columns import Columns
from selfcheck.statement.layout.date_writing import date_writing
from selfcheck.statement.layout.direction import Directions
from selfcheck.statement.layout.shape import cell_at


def with_writing(
    columns: Columns, rows: Sequence[Sequence[str]], directions: Directions, today: dt.date, unit: str = ""
) -> Columns:
    """``columns`` with how they are written in ``rows``, which stand below their header; ``unit``: 千円, if a title says so."""
    writings = tuple(
        (index, writing)
        for index in columns.money
        if (writing := amount_writing((cell_at(row, index) for row in rows), _named(columns, index, unit), directions)) != PLAIN
    )
    if len(columns.date) > 1 or columns.why not in ("header", "told"):
        return replace(columns, writings=writings)
    cells = [cell_at(row, columns.date[0]) for row in rows]
    return replace(columns, writings=writings, dates=date_writing(cells, today, named=True))


def _named(columns: Columns, index: int, unit: str) -> str:
    """A column's header, with the unit that holds for all that have none of their own."""
    name = cell_at(columns.names, index)
    return name if not unit or "円" in name else f"{name}{unit}"
