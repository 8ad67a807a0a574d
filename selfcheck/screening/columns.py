"""A column of a table comes in, whatever its type; whole numbers, days or texts go out, and where there are none.

Every different value is looked at once. Texts are read as statements print them.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final

import numpy as np
import pandas as pd
from msgspec import Struct

from selfcheck.clock import JAPAN
from selfcheck.model.many import Integers, Marks, days_since_epoch
from selfcheck.model.transactions import NOTHING
from selfcheck.statement.values import EMPTY, parse_amount, parse_date

BAD: Final = NOTHING + 1
"""Stands where there is something that is no number or no day."""
BETWEEN_CELLS = "\t"
"""Stands between the cells of a memo that was put together from several columns."""
_MOST_YEN = 10**15
"""What `values` takes for an amount, too."""
_FIRST, _LAST = days_since_epoch(dt.date(1900, 1, 1)), days_since_epoch(dt.date(2200, 12, 31))


def numbers(column: pd.Series[Any]) -> Integers:
    """Whole numbers; `NOTHING` where there is nothing, `BAD` where there is something else."""
    if pd.api.types.is_integer_dtype(column.dtype) and not pd.api.types.is_unsigned_integer_dtype(column.dtype):
        found = column.astype("Int64").to_numpy(dtype=np.int64, na_value=NOTHING)
        return np.where((np.abs(found) >= _MOST_YEN) & (found != NOTHING), BAD, found)
    return _by_value(column, _yen)


def days(column: pd.Series[Any]) -> Integers:
    """Days since 1970-01-01, in Japan where the column knows of time zones; `NOTHING` and `BAD` as for `numbers`."""
    if not isinstance(column.dtype, np.dtype | pd.DatetimeTZDtype) or column.dtype.kind != "M":
        return _by_value(column, _day)
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        column = column.dt.tz_convert(JAPAN).dt.tz_localize(None)
    found = column.to_numpy(dtype="datetime64[D]").astype(np.int64)
    return np.where(column.isna(), NOTHING, np.where((found < _FIRST) | (found > _LAST), BAD, found))


class Texts(Struct, frozen=True):
    """A column of texts, each different one kept once."""

    values: list[str]
    codes: Integers
    bad: list[bool]
    """Which of ``values`` stand for something that is no text."""

    @property
    def is_bad(self) -> Marks:
        """Where there is something that is no text."""
        return np.array(self.bad, dtype=bool)[self.codes]

    @property
    def is_empty(self) -> Marks:
        """Where there is nothing."""
        empty = [not value and not bad for value, bad in zip(self.values, self.bad, strict=True)]
        return np.array(empty, dtype=bool)[self.codes]

    def column(self) -> Any:
        """As pandas keeps texts."""
        return pd.Series(self.values, dtype="str").array.take(self.codes)


def accounts(column: pd.Series[Any]) -> Texts:
    """Names or numbers of accounts."""
    return _texts(column, _account)


def memos(column: pd.Series[Any]) -> Texts:
    """Memos as printed, without blanks around them."""
    return _texts(column, _memo)


def joined(parts: Sequence[Texts]) -> Texts:
    """The cells of each line that say something, `BETWEEN_CELLS` between them."""
    codes, different = pd.factorize(pd.MultiIndex.from_arrays([part.codes for part in parts]))
    texts = [
        BETWEEN_CELLS.join(
            text for part, at in zip(parts, row, strict=True) if (text := part.values[at].replace(BETWEEN_CELLS, " "))
        )
        for row in different
    ]
    return Texts([*texts, ""], np.asarray(codes), [False] * (len(texts) + 1))


def _by_value(column: pd.Series[Any], read: Callable[[Any], int]) -> Integers:
    codes, values = _different(column)
    found = np.array([*map(read, values), NOTHING], dtype=np.int64)
    return found[codes]


def _texts(column: pd.Series[Any], read: Callable[[Any], str | None]) -> Texts:
    codes, values = _different(column)
    found = [read(value) for value in values]
    return Texts([*(text or "" for text in found), ""], codes, [*(text is None for text in found), False])


def _different(column: pd.Series[Any]) -> tuple[Integers, list[Any]]:
    """Which value stands in each row (-1: none), and the values."""
    try:
        codes, values = pd.factorize(column)
        return np.asarray(codes), list(map(_plain, values.tolist()))
    except (TypeError, ArithmeticError, UnicodeError):  # lists and the like, which cannot be compared
        every = list(map(_plain, column.tolist()))
        return np.array([-1 if _is_nothing(value) else at for at, value in enumerate(every)], dtype=np.int64), every


def _is_nothing(value: Any) -> bool:
    """Whether a value stands for a missing one."""
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))


def _plain(value: Any) -> Any:
    """A value of numpy as one of Python."""
    if isinstance(value, np.datetime64):
        return pd.Timestamp(value)
    return value.item() if isinstance(value, np.generic) else value


def _yen(value: Any) -> int:
    """An amount in whole yen."""
    if isinstance(value, str):
        amount = parse_amount(value)
        return amount if isinstance(amount, int) else NOTHING if amount is EMPTY else BAD
    number = _whole(value)
    return BAD if number is None or abs(number) >= _MOST_YEN else number


def _day(value: Any) -> int:
    """A day; a text or a number like 20200908 must say the whole year."""
    if isinstance(value, dt.datetime) and value.tzinfo:
        value = value.astimezone(JAPAN)
    if isinstance(value, dt.date):
        found = days_since_epoch(value)
        return found if _FIRST <= found <= _LAST else BAD
    text = value if isinstance(value, str) else str(_whole(value) or "x")
    date = parse_date(text)
    return days_since_epoch(date) if isinstance(date, dt.date) else NOTHING if date is EMPTY else BAD


def _account(value: Any) -> str | None:
    """The name or number of an account; 123.0 is a whole number that a table with gaps has made a fraction."""
    number = _whole(value)
    if number is None and not isinstance(value, str):
        return None
    return _encodable(value.strip() if number is None else str(number))


def _memo(value: Any) -> str | None:
    """A memo as printed; a sign for nothing is none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None
    text = _encodable(str(value).strip())
    return "" if text == "-" else text


def _whole(value: Any) -> int | None:
    """A number that is whole, whatever its type."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    if isinstance(value, int):
        return value
    is_finite = value.is_finite() if isinstance(value, Decimal) else math.isfinite(value)
    return int(value) if is_finite and value == int(value) else None


def _encodable(text: str) -> str:
    """``text``; halves of characters, which no file holds, as escapes."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode("utf-8")
    return text
