"""Which column (or columns) holds the date: the best-named that holds dates, split columns, else the one with most."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct

from selfcheck.knowledge.schema import ColumnWords, Role
from selfcheck.patterns import regex
from selfcheck.statement.column_words import canonical
from selfcheck.statement.layout.date_writing import DITTO, USUAL, DateWriting, Printed, date_writing
from selfcheck.statement.layout.shape import cell_at
from selfcheck.statement.values import EMPTY, MonthDay, Unread, one_date, parse_amount, parse_date
from selfcheck.statement.years import heading_of

_SPLIT: tuple[tuple[Role, ...], ...] = (
    ("year", "month", "day"),
    ("year", "date"),
    ("fiscal-year", "month", "day"),
    ("fiscal-year", "date"),
    ("month", "day"),
)
"""Roles of columns that give a date together."""


class DateColumn(Struct, frozen=True):
    """Where the date stands and how it is written."""

    columns: tuple[int, ...]
    writing: DateWriting = USUAL

    def read(self, row: Sequence[str]) -> Printed:
        """The date of a row; parts from columns of their own have slashes between."""
        return self.writing.parse(self._printed(row))

    def _printed(self, row: Sequence[str]) -> str:
        cells = [cell_at(row, index) for index in self.columns]
        return cells[0] if len(cells) == 1 else one_date(cells)

    def rows_of(self, rows: Sequence[Sequence[str]], words: ColumnWords) -> list[Sequence[str]]:
        """The rows with a date, and those below one that have an amount and stand for the same day."""
        totals = frozenset(map(canonical, words.total_words))
        dated: list[Sequence[str]] = []
        for row in rows:
            date = self.read(row)
            if not isinstance(date, Unread) or (dated and self._is_same_day(row, date, totals)):
                dated.append(row)
        return dated

    def _is_same_day(self, row: Sequence[str], date: Printed, totals: frozenset[str]) -> bool:
        if cell_at(row, self.columns[0]).strip() in DITTO:
            return True
        has_money = any(isinstance(parse_amount(cell), int) for cell in row)
        return date is EMPTY and has_money and not is_total(row, totals)


def is_total(row: Sequence[str], totals: frozenset[str]) -> bool:
    """Whether a row without a date is a total or a carried balance: a cell is, or has, one of these (canonical) words."""
    words = [canonical(cell) for cell in row if len(cell) < LONGEST_TOTAL_WORD]
    return any(word in totals or any(total in word for total in totals if len(total) > 1) for word in words)


def names_total(cell: str, totals: frozenset[str]) -> bool:
    """Whether a cell is one of the words, or one behind the name of a month: 合計, 7月計."""
    return len(cell) < LONGEST_TOTAL_WORD and _OF_MONTH.sub("", canonical(cell)) in totals


_OF_MONTH = regex(r"^(?:\d{4}年)?\d{1,2}月[分度]?")


LONGEST_TOTAL_WORD = 20
"""Letters of a cell that may be 合計 and the like; a longer one is a sentence."""


def date_column(named: dict[Role, list[int]], rows: Sequence[Sequence[str]], width: int, today: dt.date) -> DateColumn | None:
    """The column of dates in ``rows``; None where there is none, or only one that the header calls something else."""
    below = [row for row in rows if not heading_of(row)]
    writings = [_writing(below, index, today, named) for index in range(width)]
    dates = [sum(_holds_date(writing, cell_at(row, index)) for row in rows) for index, writing in enumerate(writings)]
    if split := _split(named, rows, first=("year", "fiscal-year")):
        return split
    most = max(dates, default=0)
    for index in named.get("date", ()):
        if dates[index] and dates[index] >= most / 2:
            return DateColumn((index,), writings[index])
    if split := _split(named, rows, first=("month",)):
        return split
    for index in named.get("day", ()):
        if dates[index] and writings[index].form == "day":
            return DateColumn((index,), writings[index])
    if named.get("date"):
        return None  # the header names a date column and no date in it can be read: numbers elsewhere are no dates
    return _unnamed(rows, width, writings)


def _writing(rows: Sequence[Sequence[str]], index: int, today: dt.date, named: dict[Role, list[int]]) -> DateWriting:
    is_named = index in (*named.get("date", ()), *named.get("day", ()))
    return date_writing([cell_at(row, index) for row in rows], today, named=is_named)


def _holds_date(writing: DateWriting, cell: str) -> bool:
    return not isinstance(writing.parse(cell), Unread)


def _split(named: dict[Role, list[int]], rows: Sequence[Sequence[str]], first: Sequence[Role]) -> DateColumn | None:
    """Year, month and day in columns of their own, or a year beside dates without one."""
    for roles in _SPLIT:
        columns = tuple(named[role][0] for role in roles if named.get(role))
        if roles[0] not in first or len(columns) != len(roles):
            continue
        found = DateColumn(columns)
        dates = (row for row in rows if isinstance(found.read(row), dt.date | MonthDay))
        if any(roles[1] != "date" or isinstance(parse_date(cell_at(row, columns[1])), MonthDay) for row in dates):
            return found if roles[0] != "fiscal-year" else _of_fiscal_years(found, rows)
    return None


def _of_fiscal_years(found: DateColumn, rows: Sequence[Sequence[str]]) -> DateColumn:
    """年度 begins in April: January of 2025年度 lies in 2026. Where only years from January put the days in order, it means
    those."""
    fiscal = DateColumn(found.columns, DateWriting("fiscal"))
    return found if _are_in_order(found, rows) and not _are_in_order(fiscal, rows) else fiscal


def _are_in_order(column: DateColumn, rows: Sequence[Sequence[str]]) -> bool:
    days = [day for row in rows if isinstance(day := column.read(row), dt.date)]
    return days in (sorted(days), sorted(days, reverse=True))


def _unnamed(rows: Sequence[Sequence[str]], width: int, writings: Sequence[DateWriting]) -> DateColumn | None:
    """The column with most dates; six digits by themselves are rather an amount."""
    dates = [[cell for row in rows if _holds_date(writings[i], cell := cell_at(row, i))] for i in range(width)]
    plain = [sum(not cell.strip().isdigit() for cell in cells) for cells in dates]
    whole = [sum(len(cell.strip()) != 6 for cell in cells) for cells in dates]
    best = max(range(width), key=lambda index: (plain[index], whole[index]), default=0)
    return DateColumn((best,), writings[best]) if width and whole[best] and whole[best] >= len(rows) / 3 else None
