"""What the columns of sample rows look like: dates, amounts, text, and how full they are."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from selfcheck.statement.layout.amount_writing import PLAIN, AmountWriting
from selfcheck.statement.layout.date_writing import Printed
from selfcheck.statement.values import BAD, EMPTY, Amount, MonthDay, ShortYear, parse_amount, parse_date

MOSTLY = 0.7
"""Share of a column's cells that must be amounts for the column to be one of amounts."""


class Shape(Struct, frozen=True):
    """What a sample says about one column; shares are of the cells in which something stands."""

    dates: float
    amounts: float
    names: bool
    """True where every cell that is no amount is a text without digits: a name in the unused amount cell."""
    filled: float
    """Share of all rows in which something stands."""
    values: tuple[Amount, ...]
    writing: AmountWriting = PLAIN
    """How the column writes its amounts."""
    directed: bool = False
    """Whether words beside the amounts tell the direction."""

    @property
    def is_money(self) -> bool:
        """Whether the column can be one of amounts."""
        return self.amounts >= MOSTLY or (self.names and self.amounts > 0)

    @property
    def is_unused(self) -> bool:
        """Whether nothing but signs for nothing stands in it."""
        return not any(value is BAD or (isinstance(value, int) and value) for value in self.values)

    @property
    def has_negatives(self) -> bool:
        """Whether some amount carries a minus."""
        return any(isinstance(value, int) and value < 0 for value in self.values)

    @property
    def is_negative(self) -> bool:
        """Whether every amount carries a minus."""
        return self.has_negatives and all(value <= 0 for value in self.values if isinstance(value, int))


def look(rows: Sequence[Sequence[str]], index: int, writing: AmountWriting = PLAIN) -> Shape:
    """The shape of column ``index``, whose amounts are written in the form ``writing``."""
    values = {cell: writing.parse(cell) for cell in {cell_at(row, index) for row in rows}}
    cells = [cell for row in rows if values[cell := cell_at(row, index)] is not EMPTY]
    # 巣鴨信用金庫 prints the payee in the amount cell that is not used; with ﾄﾞｺﾓｺｳｻﾞ in it, it still is a column of money.
    bad = [cell for cell in cells if values[cell] is BAD]
    return Shape(
        dates=sum(map(is_date, cells)) / max(len(cells), 1),
        amounts=1 - len(bad) / len(cells) if cells else 0.0,
        names=bool(bad) and not any(map(str.isdigit, "".join(bad))),
        filled=len(cells) / max(len(rows), 1),
        values=tuple(values[cell_at(row, index)] for row in rows),
        writing=writing,
        directed=writing.directions is not None,
    )


def cell_at(row: Sequence[str], index: int) -> str:
    """A cell, empty where the row is too short."""
    return row[index] if index < len(row) else ""


def is_date(cell: str) -> bool:
    """Whether a cell holds a date, with or without a full year."""
    return isinstance(parse_date(cell), dt.date | MonthDay | ShortYear)


def is_like_transaction(row: Sequence[str]) -> bool:
    """Whether a row begins with a day and has a text and an amount, whatever its columns are."""
    filled = [cell.strip() for cell in row if cell.strip()]
    if len(filled) < 3 or not is_date(filled[0]):
        return False
    further = [cell for cell in filled[1:] if not is_date(cell)]
    return any(parse_amount(cell) is BAD for cell in further) and any(isinstance(parse_amount(cell), int) for cell in further)


def usual_width(rows: Sequence[Sequence[str]]) -> int:
    """The number of cells that most rows have."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return widths.most_common(1)[0][0] if widths else 0


def order_of(printed: Sequence[Printed]) -> int:
    """1 where dates run oldest first, -1 newest first, 0 where they do not tell."""
    days = [day for date in printed if (day := _comparable(date))]
    later = sum(one < two for one, two in itertools.pairwise(days))
    earlier = sum(one > two for one, two in itertools.pairwise(days))
    # A line that was posted late stands out of order; a file whose dates go up as often as down is in no order.
    if later + earlier == 0 or max(later, earlier) < 0.8 * (later + earlier):
        return 0
    return 1 if later > earlier else -1


def _comparable(date: Printed) -> tuple[int, int, int] | None:
    if isinstance(date, dt.date | ShortYear):
        return date.year, date.month, date.day
    return (0, date.month, date.day) if isinstance(date, MonthDay) else None
