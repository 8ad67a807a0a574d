"""The transactions of a large statement, column by column.

It may have millions of lines but says few different things: what a line says in words is kept once for all lines that say it
(`LineText`), amounts are whole yen in arrays as narrow as they fit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

import numpy as np

from selfcheck.model.transactions import MIX, MONEY, NOTHING, LineText, Period, Row, Transactions

if TYPE_CHECKING:
    import pandas as pd

Integers: TypeAlias = "np.ndarray[Any, np.dtype[np.signedinteger[Any]]]"
Marks: TypeAlias = "np.ndarray[Any, np.dtype[np.bool_]]"
EVERY = slice(None)
"""All rows."""
_AT_ONCE = 1 << 18
"""Transactions of a portion; a column of them has two megabytes at most."""
_EPOCH = dt.date(1970, 1, 1).toordinal()


class ManyTransactions(Transactions):
    """Columns of one length, in file order."""

    has_columns: ClassVar[bool] = True

    def __init__(
        self, line: Integers, day: Integers, text: Integers, texts: Sequence[LineText], money: Sequence[Integers]
    ) -> None:
        """``day`` counts from 1970-01-01, ``text`` points into ``texts``; ``money`` are the columns of `MONEY`."""
        consecutive = len(line) > 0 and bool((np.diff(line) == 1).all())
        self._line: Integers | range = range(int(line[0]), int(line[-1]) + 1) if consecutive else line
        self.day = day
        self.text = text
        self.texts = texts
        self._money = dict(zip(MONEY, money, strict=True))
        self._empty = {name: int(np.iinfo(column.dtype).min) for name, column in self._money.items()}
        """What stands in a column where there is no amount."""

    def __len__(self) -> int:
        return len(self.day)

    def lines(self) -> Sequence[int]:
        numbers: list[int] = self.line.tolist()
        return numbers

    def days(self) -> Sequence[int]:
        ordinals: list[int] = (self.day.astype(np.int64) + _EPOCH).tolist()
        return ordinals

    @property
    def line(self) -> Integers:
        """Physical line of each record's start, from 1."""
        return np.asarray(self._line, dtype=np.int64)

    def yen(self, name: str, rows: slice | Integers = EVERY) -> Integers:
        """``withdrawal``, ``deposit`` or ``balance`` in yen; `NOTHING` where empty."""
        return wide(self._money[name][rows])

    def present(self, name: str, rows: slice | Integers = EVERY) -> Marks:
        """Where the column is not empty."""
        return np.asarray(self._money[name][rows] != self._empty[name])

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

    def row(self, place: int) -> Row:
        place = place % len(self)
        yen = (self._one(name, place) for name in MONEY)
        return Row(place, int(self._line[place]), date_of(int(self.day[place])), self.texts[self.text_number(place)], *yen)

    def _one(self, name: str, place: int) -> int | None:
        value = int(self._money[name][place])
        return None if value == self._empty[name] else value

    def text_number(self, place: int) -> int:
        return int(self.text[place])

    def text_numbers(self, places: Sequence[int]) -> Sequence[int]:
        numbers: list[int] = self.text[np.array(places, dtype=np.int64)].tolist()
        return numbers

    def of_texts(self, numbers: Collection[int]) -> list[int]:
        wanted = np.zeros(max(len(self.texts), 1), dtype=bool)
        wanted[list(numbers)] = True
        places: list[int] = np.flatnonzero(wanted[self.text]).tolist()
        return places

    @property
    def period(self) -> Period | None:
        return _period(self.day)

    def bringing(self, amounts: Collection[int]) -> list[int]:
        wanted = np.array(sorted(amounts), dtype=np.int64)
        found: list[int] = []
        for rows in self.slices():
            out, into = self.yen("withdrawal", rows), self.yen("deposit", rows)
            into[into == NOTHING] = 0
            into -= np.where(out == NOTHING, 0, np.minimum(out, 0))
            found += (rows.start + np.flatnonzero((into > 0) & np.isin(into, wanted))).tolist()
        return found

    def balance_days(self) -> list[int]:
        days: list[int] = (np.unique(self.day[self.present("balance")]).astype(np.int64) + _EPOCH).tolist()
        return days

    def days_with_money(self) -> list[int]:
        having = np.logical_or.reduce([self.present(name) for name in MONEY])
        days: list[int] = (np.unique(self.day[having]).astype(np.int64) + _EPOCH).tolist()
        return days

    def fingerprints(self) -> tuple[Sequence[int], Sequence[int]]:
        places = np.flatnonzero(self.present("balance"))
        mixed = self.day[places].astype(np.int64) + _EPOCH
        for name in MONEY:
            mixed = mixed * np.int64(MIX) + self.yen(name, places)
        return places.tolist(), mixed.view(np.uint64).tolist()

    def without_text_and_balance(self, mask: str, within: tuple[int, int] | None = None) -> Transactions:
        nothing = np.full(len(self), np.iinfo(np.int32).min, dtype=np.int32)
        money = [*(self._money[name] for name in MONEY[:2]), nothing]
        first, last = (day - _EPOCH for day in within) if within else (None, None)
        days = self.day if within is None else np.clip(self.day, first, last)
        return ManyTransactions(self.line, days, np.zeros_like(self.text), [LineText(mask, "", "", "")], money)

    @cached_property
    def frame(self) -> pd.DataFrame:
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


def in_columns(rows: Sequence[Row]) -> ManyTransactions:
    """Rows as columns."""
    texts = list(dict.fromkeys(row.text for row in rows))
    number_of = {text: number for number, text in enumerate(texts)}
    money = ([getattr(row, name) for row in rows] for name in MONEY)
    return ManyTransactions(
        np.array([row.line for row in rows], dtype=np.int64),
        np.array([days_since_epoch(row.date) for row in rows], dtype=np.int32),
        np.array([number_of[row.text] for row in rows], dtype=np.int32),
        texts,
        [narrow(np.array([NOTHING if yen is None else yen for yen in column], dtype=np.int64)) for column in money],
    )


def _period(days: Integers) -> Period | None:
    return (date_of(int(days.min())), date_of(int(days.max()))) if len(days) else None


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
