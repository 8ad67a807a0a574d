"""The transactions of a usual statement: rows, and no numpy, which takes longer to load than they to read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from selfcheck.model.transactions import BITS, MIX, NOTHING, LineText, Period, Row, Transactions

if TYPE_CHECKING:
    import pandas as pd


class FewTransactions(Transactions):
    """Rows in file order, each with its place."""

    has_columns: ClassVar[bool] = False

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self.texts: Sequence[LineText] = list(dict.fromkeys(row.text for row in rows))

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, place: int) -> Row:
        return self._rows[place]

    def every(self) -> list[Row]:
        return list(self._rows)

    def lines(self) -> Sequence[int]:
        return [row.line for row in self._rows]

    def days(self) -> Sequence[int]:
        return [row.date.toordinal() for row in self._rows]

    @cached_property
    def _numbers(self) -> list[int]:
        number_of = {text: number for number, text in enumerate(self.texts)}
        return [number_of[row.text] for row in self._rows]

    def text_number(self, place: int) -> int:
        return self._numbers[place]

    def text_numbers(self, places: Sequence[int]) -> Sequence[int]:
        return [self._numbers[place] for place in places]

    def of_texts(self, numbers: Collection[int]) -> list[int]:
        return [place for place, number in enumerate(self._numbers) if number in numbers]

    @property
    def period(self) -> Period | None:
        return _period(self._rows)

    def bringing(self, amounts: Collection[int]) -> list[int]:
        brought = ((row.place, (row.deposit or 0) - min(row.withdrawal or 0, 0)) for row in self._rows)
        return [place for place, yen in brought if yen > 0 and yen in amounts]

    def balance_days(self) -> list[int]:
        return sorted({row.date.toordinal() for row in self._rows if row.balance is not None})

    def days_with_money(self) -> list[int]:
        having = (row for row in self._rows if (row.withdrawal, row.deposit, row.balance) != (None, None, None))
        return sorted({row.date.toordinal() for row in having})

    def fingerprints(self) -> tuple[Sequence[int], Sequence[int]]:
        carrying = [row for row in self._rows if row.balance is not None]
        return [row.place for row in carrying], [_fingerprint(row) for row in carrying]

    def without_text_and_balance(self, mask: str, within: tuple[int, int] | None = None) -> Transactions:
        said = LineText(mask, "", "", "")
        rows = [row._replace(text=said, balance=None) for row in self._rows]
        if within is None:
            return FewTransactions(rows)
        first, last = map(dt.date.fromordinal, within)
        return FewTransactions([row._replace(date=min(max(row.date, first), last)) for row in rows])

    @property
    def frame(self) -> pd.DataFrame:
        from selfcheck.model.many import in_columns

        return in_columns(self._rows).frame


def _period(rows: Sequence[Row]) -> Period | None:
    days = [row.date for row in rows]
    return (min(days), max(days)) if days else None


def _fingerprint(row: Row) -> int:
    """As `many` makes it with 64 bits."""
    mixed = row.date.toordinal()
    for yen in (row.withdrawal, row.deposit, row.balance):
        mixed = (mixed * MIX + (NOTHING if yen is None else yen)) & BITS
    return mixed
