"""Transactions printed on two lines each, under a header of two lines: every pair becomes one row.

お取引日,お取引区分,お支払金額,差引残高
お取扱店,摘要,お預り金額,
2026/9/7,口座振替,"30,000","470,000"
本店,ドコモコウザ,,
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec.structs import replace

from selfcheck.knowledge.schema import Role
from selfcheck.statement.column_words import ColumnNames
from selfcheck.statement.text.table import Table
from selfcheck.statement.values import MonthDay, ShortYear, parse_amount, parse_date

_SEARCHED = 200
"""Rows among which the header is looked for."""
_MONEY: frozenset[Role] = frozenset({"withdrawal", "deposit", "amount", "balance"})
_COMPACT = 8
"""Digits of 20260907."""
_NEARLY_ALL = 0.8
"""Share of the rows below the header that must take turns; the others are totals and notes."""


def pairs_joined(table: Table, names: ColumnNames) -> Table:
    """``table`` with one row for two lines, if its header and its rows say so; else the same table."""
    header = next((at for at in range(min(len(table.rows) - 3, _SEARCHED)) if _is_header(table.rows, at, names)), None)
    if header is None or table.aside:
        return table
    second = [at for at in range(header + 2, len(table.rows) - 1) if _is_pair(table.rows, at)]
    filled = sum(any(map(str.strip, row)) for row in table.rows[header + 2 :])
    if len(second) < 2 or 2 * len(second) < _NEARLY_ALL * filled:
        return table
    return _joined(table, [header, *second])


def _is_header(rows: Sequence[Sequence[str]], at: int, names: ColumnNames) -> bool:
    """Whether a date and money are named on one line, and more roles of other columns on the next."""
    upper = {named.role for cell in rows[at] if (named := names.role(cell))}
    if "date" not in upper or not upper & _MONEY:
        return False
    lower = {named.role for cell in rows[at + 1] if (named := names.role(cell))}
    return (
        "date" not in lower
        and len(lower) > 1
        and bool(lower & _MONEY)
        and not any(isinstance(parse_amount(cell), int) for cell in rows[at + 1])
    )


def _is_pair(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether a row with a date is followed by one without, in which something stands."""
    upper, lower = rows[at], rows[at + 1]
    return _is_dated(upper) and not _is_dated(lower) and any(map(str.strip, lower))


def _is_dated(row: Sequence[str]) -> bool:
    """Whether a date stands in one of the first cells; six digits are rather a number."""
    cells = (cell.strip() for cell in row[:2])
    dates = (cell for cell in cells if isinstance(parse_date(cell), dt.date | MonthDay | ShortYear))
    return any(not cell.isdigit() or len(cell) == _COMPACT for cell in dates)


def _joined(table: Table, firsts: Sequence[int]) -> Table:
    """The rows that begin at ``firsts`` with the one below them, the others by themselves."""
    upper = max(len(table.rows[at]) for at in firsts)
    lower = max(len(table.rows[at + 1]) for at in firsts)
    below = {at + 1 for at in firsts}
    kept = [at for at in range(len(table.rows)) if at not in below]
    rows = [
        [*_padded(table.rows[at], upper), *_padded(table.rows[at + 1], lower)] if at + 1 in below else table.rows[at]
        for at in kept
    ]
    last = [table.last[at + 1 if at + 1 in below else at] for at in kept]
    return replace(table, rows=rows, first=[table.first[at] for at in kept], last=last)


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]
