"""Why no columns could be told in a table: the first cell in the way, where there is one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selfcheck.errors import UnreadableError
from selfcheck.knowledge.schema import ColumnWords
from selfcheck.statement.column_words import ColumnNames
from selfcheck.statement.layout.cause import cause_of
from selfcheck.statement.layout.date_writing import may_be_date
from selfcheck.statement.layout.header import Header
from selfcheck.statement.layout.shape import cell_at, usual_width
from selfcheck.statement.values import BAD, parse_amount

_LONGEST_DATE = 30
"""Letters of a cell that may have been meant as a date."""
_Rows = Sequence[Sequence[str]]


def why_not(header: Header | None, rows: _Rows, names: ColumnNames, words: ColumnWords) -> UnreadableError:
    """The reason why ``rows``, which stand below ``header``, could not be read."""
    if header is None:
        return UnreadableError("is-journal" if _is_journal(rows) else "no-header")
    if not any(char.isdigit() for row in rows for cell in row for char in cell):
        return UnreadableError("no-transactions")  # 該当するデータはありません
    dates = names.named(header.names).get("date", [])
    return (_why_no_dates(header, rows, dates[0], words) if dates else None) or _why_no_amounts(header, rows, names, words)


def _why_no_dates(header: Header, rows: _Rows, column: int, words: ColumnWords) -> UnreadableError | None:
    """The first cell of the column named as dates that is none, where no cell of it may be one."""
    cells = [cell_at(row, column).strip() for row in rows]
    unread = next((cell for cell in cells if cell and not may_be_date(cell)), "")
    if len(unread) >= _LONGEST_DATE or not re.search(r"[\d#]", unread) or any(map(may_be_date, cells)):
        return None
    cause = cause_of(unread, words)
    return UnreadableError("date-column-unreadable", column=header.names[column], cell=unread[:30], cause=cause)


def _why_no_amounts(header: Header, rows: _Rows, names: ColumnNames, words: ColumnWords) -> UnreadableError:
    """The first cell of a column named as money that is no amount."""
    named = names.named(header.names)
    columns = [index for role in ("withdrawal", "deposit", "amount") for index in named.get(role, [])]
    for row in rows:
        for index in columns:
            cell = cell_at(row, index)
            if parse_amount(cell) is BAD and any(map(str.isdigit, cell)):
                cause = cause_of(cell, words)
                return UnreadableError("amount-column-unreadable", column=header.names[index], cell=cell[:30], cause=cause)
    return UnreadableError("no-amounts")


def _is_journal(rows: _Rows) -> bool:
    """Whether the rows have the same amount twice, in the same two columns: debit and credit of an accounting program."""
    amounts = [tuple(parse_amount(cell) for cell in row) for row in rows[:200] if len(row) == usual_width(rows)]
    columns = [column for column in zip(*amounts, strict=True) if len(set(column)) > 2 and all(map(_is_amount, column))]
    return len(columns) > len(set(columns))


def _is_amount(value: object) -> bool:
    return isinstance(value, int) and value > 0
