"""The bytes of an Excel workbook come in, one table for each of its sheets goes out.

Cells come back as a bank's CSV would print them: dates in ISO form, whole numbers without a point.
Lines are the sheet's rows.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator

from selfcheck.errors import UnreadableError
from selfcheck.statement.table import Table


def read_sheets(data: bytes) -> Iterator[tuple[str, Table]]:
    """Name and table of every sheet in which something stands. Raises `UnreadableError` for a broken file."""
    import pandas as pd
    from python_calamine import CalamineError

    try:
        sheets = pd.read_excel(io.BytesIO(data), sheet_name=None, header=None, dtype=object, engine="calamine")
    except (CalamineError, ValueError, OSError, KeyError, IndexError) as error:
        raise UnreadableError("broken-excel", reason=type(error).__name__) from None
    for name, frame in sheets.items():
        rows = [[_cell(value) for value in row] for row in frame.itertuples(index=False, name=None)]
        if any(cell for row in rows for cell in row):
            lines = range(1, len(rows) + 1)
            yield str(name), Table(",", rows, lines, lines, len(rows))


def _cell(value: object) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
