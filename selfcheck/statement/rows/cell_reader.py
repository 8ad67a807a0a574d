"""What the cells of one section's rows hold: days, amounts, and the words that are kept or searched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from selfcheck.patterns import regex
from selfcheck.statement.layout.columns import Columns
from selfcheck.statement.values import BAD, EMPTY, Amount, Cache, DayOnly, MonthDay, ShortYear, Unread, one_date, parse_amount
from selfcheck.statement.years import Heading

YearOf = Callable[[MonthDay | ShortYear | DayOnly, Heading], dt.date | Unread]
"""Dates a day that was printed without its year, or its month, by the heading above it and by what the file says."""
_LETTER = regex(r"[^\x00-?]")
"""What a name has and a number has not; cells without any are not searched."""


class CellReader:
    """Reads cells by the roles that their columns play."""

    def __init__(self, columns: Columns, year_of: YearOf) -> None:
        self._columns = columns
        self._year_of = year_of
        self._dates: Cache[dt.date | Unread] = Cache(self._dated)
        self._amounts: Cache[Amount] = Cache(parse_amount)
        self._written = {index: Cache(writing.parse) for index, writing in columns.writings}
        """Amounts of columns that are written in a form of their own."""
        self._heading = Heading()
        self._values = frozenset((*columns.date, *columns.money))
        self.years_inferred = False
        """Whether a date was read that prints no (full) year."""
        self.years_printed = False
        """Whether a date was read whose year is printed in it or above it, if only with two digits."""

    def date_of(self, text: str) -> dt.date | Unread:
        """A date as printed, with a year; parts from columns of their own have slashes between."""
        return self._dates[text]

    def amount_of(self, text: str) -> Amount:
        """An amount as printed, in the usual form."""
        return self._amounts[text]

    def under(self, heading: Heading) -> None:
        """The rows from here on stand under another heading of year or month."""
        self._heading = heading if heading.year else Heading(self._heading.year, heading.month)
        self._dates.clear()

    @property
    def has_headings(self) -> bool:
        """Whether rows stand under headings of years or months."""
        return self._heading != Heading()

    def date(self, cells: Sequence[str]) -> dt.date | Unread:
        """The day of a row."""
        return self._dates[self._printed(cells)]

    def is_dated(self, cells: Sequence[str]) -> bool:
        """Whether a row prints a date, with or without its year; a look ahead, which infers nothing."""
        return not isinstance(self._columns.dates.parse(self._printed(cells)), Unread)

    def _printed(self, cells: Sequence[str]) -> str:
        columns = self._columns.date
        return cells[columns[0]] if len(columns) == 1 else one_date(cells[index] for index in columns)

    def amount(self, cells: Sequence[str], index: int | None) -> Amount:
        """The amount in a column; empty where there is no such column."""
        return EMPTY if index is None else self._written.get(index, self._amounts)[cells[index]]

    def searchable(self, cells: Sequence[str], memo: str) -> str:
        """All cells with letters, tab between, that are neither the date nor read as money."""
        has_letter, values = _LETTER.search, self._values
        lettered = [(index, cell) for index, cell in enumerate(cells) if cell and has_letter(cell)]
        text = [cell for index, cell in lettered if index not in values or not self._is_value(index, cell)]
        return memo if text == [memo] else "\t".join(text)

    def _is_value(self, index: int, cell: str) -> bool:
        """Whether a cell of these columns is a date, or an amount that could be read: a name may stand in an amount's cell."""
        return index in self._columns.date or self._written.get(index, self._amounts)[cell] is not BAD

    def _dated(self, text: str) -> dt.date | Unread:
        date = self._columns.dates.parse(text)
        if isinstance(date, dt.date):
            self.years_printed = True
            return date
        if isinstance(date, Unread):
            return date
        self.years_printed |= bool(self._heading.year) or isinstance(date, ShortYear)
        self.years_inferred |= not self._heading.year
        return self._year_of(date, self._heading)

    def said(self, cells: Sequence[str], memo: str) -> str:
        """`searchable` of cells of which none is a date or an amount; a large file asks for it many thousand times."""
        text = list(filter(_LETTER.search, cells))
        return memo if text == [memo] else "\t".join(text)


def memo_of(cells: Sequence[str], columns: Sequence[int]) -> str:
    """The memo's cells with a space between; a lone dash is printed where there is nothing to say."""
    return " ".join(cell for index in columns if (cell := cells[index].strip()) and cell != "-")
