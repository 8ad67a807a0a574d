"""The transactions of one statement, column by column; a pandas DataFrame of them is made when somebody asks.

A statement may have millions of lines but says few different things: what a line says in words is kept once
for all lines that say it (`Text`), amounts are whole yen in arrays as narrow as they fit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

Integers: TypeAlias = "np.ndarray[Any, np.dtype[np.signedinteger[Any]]]"
Marks: TypeAlias = "np.ndarray[Any, np.dtype[np.bool_]]"
NOTHING = int(np.iinfo(np.int64).min)
"""Stands in an array of amounts where nothing is printed."""
MONEY = ("withdrawal", "deposit", "balance")
EVERY = slice(None)
"""All rows."""
_AT_ONCE = 1 << 18
_EPOCH = dt.date(1970, 1, 1).toordinal()


class Text(NamedTuple):
    """What a line says in words."""

    memo: str
    """The cells of the memo joined by a space, as printed."""
    searchable: str
    """All cells that hold letters, tab between them; names are searched here."""
    number: str
    """The account's number as the file prints it; empty where it prints none."""
    account: str
    """Which of several accounts in one file; the running balance is that of an account."""


class Row(NamedTuple):
    """One transaction; amounts in yen, None where empty."""

    place: int
    line: int
    date: dt.date
    text: Text
    withdrawal: int | None
    deposit: int | None
    balance: int | None


class Transactions:
    """Columns of one length, in file order."""

    def __init__(self, line: Integers, day: Integers, text: Integers, texts: Sequence[Text], money: Sequence[Integers]) -> None:
        """``day`` counts from 1970-01-01, ``text`` points into ``texts``; ``money`` are the columns of `MONEY`."""
        consecutive = len(line) > 0 and bool((np.diff(line) == 1).all())
        self._line: Integers | range = range(int(line[0]), int(line[-1]) + 1) if consecutive else line
        self.day = day
        self.text = text
        self.texts = texts
        self._money = dict(zip(MONEY, money, strict=True))

    def __len__(self) -> int:
        return len(self.day)

    @property
    def line(self) -> Integers:
        """Physical line of each record's start, from 1."""
        return np.asarray(self._line, dtype=np.int64)

    def yen(self, name: str, rows: slice | Integers = EVERY) -> Integers:
        """``withdrawal``, ``deposit`` or ``balance`` in yen; `NOTHING` where empty."""
        return wide(self._money[name][rows])

    def present(self, name: str, rows: slice | Integers = EVERY) -> Marks:
        """Where the column is not empty."""
        column = self._money[name][rows]
        return np.asarray(column != np.iinfo(column.dtype).min)

    def change(self, rows: slice | Integers) -> Integers:
        """What each line adds to the balance."""
        out, into = (self.yen(name, rows) for name in ("withdrawal", "deposit"))
        out[out == NOTHING] = 0
        into[into == NOTHING] = 0
        return into - out

    def lines_at(self, rows: Integers) -> Integers:
        """Physical lines of some records."""
        if isinstance(self._line, range):
            return np.asarray(rows + self._line.start, dtype=np.int64)
        return self._line[rows].astype(np.int64)

    def slices(self) -> Iterator[slice]:
        """All rows, so many at a time as need little memory."""
        return (slice(at, min(at + _AT_ONCE, len(self))) for at in range(0, len(self), _AT_ONCE))

    def rows(self, indexes: Iterable[int]) -> list[Row]:
        """Single transactions."""
        return [self.row(int(index)) for index in indexes]

    def row(self, index: int) -> Row:
        """One transaction by its place, which may count from the end."""
        index = index % len(self)
        date = dt.date.fromordinal(int(self.day[index]) + _EPOCH)
        yen = (self._one(name, index) for name in MONEY)
        return Row(index, int(self._line[index]), date, self.texts[int(self.text[index])], *yen)

    def _one(self, name: str, index: int) -> int | None:
        column = self._money[name]
        value = int(column[index])
        return None if value == np.iinfo(column.dtype).min else value

    def of_texts(self, numbers: Iterable[int]) -> Integers:
        """Places of all lines that say one of ``texts`` (by number), in file order."""
        wanted = np.zeros(len(self.texts), dtype=bool)
        wanted[list(numbers)] = True
        return np.flatnonzero(wanted[self.text]) if len(self.texts) else np.zeros(0, dtype=np.int64)

    @property
    def period(self) -> tuple[dt.date, dt.date] | None:
        """First and last day on which something is recorded."""
        if not len(self):
            return None
        return date_of(int(self.day.min())), date_of(int(self.day.max()))

    def without_text_and_balance(self, mask: str) -> Transactions:
        """The same dates and amounts with ``mask`` for every text, and no balances."""
        nothing = np.full(len(self), np.iinfo(np.int32).min, dtype=np.int32)
        money = [*(self._money[name] for name in MONEY[:2]), nothing]
        return Transactions(self.line, self.day, np.zeros_like(self.text), [Text(mask, "", "", "")], money)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Columns line (int), date (datetime64), memo (str), withdrawal, deposit, balance (Int64 yen, NA where empty)."""
        import pandas as pd

        memos = np.array([text.memo for text in self.texts] or [""], dtype=object)
        columns: dict[str, object] = {
            "line": self.line,
            "date": self.day.astype("datetime64[D]").astype("datetime64[ns]"),
            "memo": memos[self.text],
        }
        for name in MONEY:
            present = self.present(name)
            columns[name] = pd.arrays.IntegerArray(np.where(present, self.yen(name), 1), ~present)
        return pd.DataFrame(columns)


def days_since_epoch(date: dt.date) -> int:
    """Days from 1970-01-01 to ``date``."""
    return date.toordinal() - _EPOCH


def date_of(days: int) -> dt.date:
    """The day that lies ``days`` after 1970-01-01."""
    return dt.date.fromordinal(days + _EPOCH)


def narrow(column: Integers) -> Integers:
    """Amounts in four bytes each, if all fit; the least value of the type stands for nothing."""
    held = column[column != NOTHING]
    if len(held) and (held.min() <= np.iinfo(np.int32).min or held.max() > np.iinfo(np.int32).max):
        return column
    return np.where(column == NOTHING, np.iinfo(np.int32).min, column).astype(np.int32)


def wide(column: Integers) -> Integers:
    """Amounts in eight bytes each, a copy; `NOTHING` for nothing."""
    found = column.astype(np.int64)
    found[column == np.iinfo(column.dtype).min] = NOTHING
    return found
