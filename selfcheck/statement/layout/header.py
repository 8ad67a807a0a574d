"""Which row of a table without a known header names its columns, and what it calls them.

A header may stand on two rows (取引金額 above お支払 and お預り; 円 below each word), may begin with a record mark that
its rows have too, and may have a cell more or less than its rows, because somebody cut a column out.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from selfcheck.statement.column_words import ColumnNames
from selfcheck.statement.layout.alignment import aligned
from selfcheck.statement.layout.date_writing import may_be_date
from selfcheck.statement.layout.two_rows import MONEY, TwoRows, is_value

_LOOKED_AT = 50
"""Rows below a header that are compared with it."""


class Header(Struct, frozen=True):
    """The names of a table's columns."""

    first: int
    last: int
    """Rows that it stands on."""
    names: tuple[str, ...]
    is_sure: bool = True
    """Whether it can stand over its rows in one way only."""


class Headers:
    """Finds headers by the words of ``columns.toml``."""

    def __init__(self, rows: Sequence[Sequence[str]], names: ColumnNames, searched: int) -> None:
        """The best header is looked for in the first ``searched`` rows; a further one may stand on any row."""
        self._rows = rows
        self._searched = rows[:searched]
        self._names = names

    def best(self) -> Header | None:
        """Of the rows that may be headers, the one that most dated rows follow; then the one that names most roles.

        Where it stands several times, as on every page, the table begins with the first.
        """
        candidates = [i for i, row in enumerate(self._searched) if self._names.count_roles(row) > 1 and self.may_be(row)]
        ends = [*candidates[1:], len(self._searched)][: len(candidates)]
        followed = {start: self._dated_rows(start + 1, end) for start, end in zip(candidates, ends, strict=True)}
        row = max(
            candidates,
            key=lambda index: (min(followed[index], 3), self._names.count_roles(self._rows[index])),
            default=None,
        )
        return None if row is None else self.at(next(index for index in candidates if self._rows[index] == self._rows[row]))

    def may_be(self, row: Sequence[str]) -> bool:
        """A date and something else, or two kinds of money; and no value, which a header does not hold."""
        roles = {named.role for cell in row if (named := self._names.role(cell))}
        money = roles & MONEY
        names_enough = bool(roles & {"date", "month", "day"} and roles & {*money, "memo"}) or len(money) >= 2
        if not names_enough:
            return False
        behind_marks = row[self._marks(row) :] if len(roles) > 2 else row
        return not any(is_value(cell) for cell in behind_marks)

    def at(self, index: int) -> Header:
        """The header on row ``index``, with the row above or below it that belongs to it, in the width of the rows below."""
        for first in (index - 1, index):
            if 0 <= first < len(self._rows) - 1:
                both = TwoRows(self._rows[first], self._rows[first + 1], self._names)
                if both.are_one_header:
                    return self._over(first, first + 1, both.joined())
        return self._over(index, index, self._rows[index])

    def _over(self, first: int, last: int, names: Sequence[str]) -> Header:
        shifted, is_sure = aligned(names, self._rows[last + 1 : last + 1 + _LOOKED_AT], self._names)
        return Header(first, last, tuple(shifted), is_sure)

    @staticmethod
    def _marks(row: Sequence[str]) -> int:
        """Leading cells that are a record's mark: 1, 01."""
        return next((i for i, cell in enumerate(row) if not (cell.strip().isdigit() and len(cell.strip()) < 3)), 0)

    def _dated_rows(self, start: int, end: int) -> int:
        rows = self._rows[start:end]
        return sum(len(row) > 2 and any(map(may_be_date, row)) for row in rows)
