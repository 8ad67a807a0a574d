"""A table of lines as a desk has it comes in; its lines with checked types, and those refused with the reason, go out.

The columns may hold dates or texts, numbers or texts. Texts are read as statements print them (2020/9/8, 令和2年9月8日,
30,000円); what cannot be read is refused, never guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import numpy as np
import pandas as pd

from selfcheck.errors import InputError
from selfcheck.fleet.tally import Refused
from selfcheck.statement.values import EMPTY, parse_amount, parse_date
from selfcheck.transactions import MONEY, NOTHING, Integers, Marks, days_since_epoch

COLUMNS: Final = ("account", "line", "date", "memo", *MONEY)
NEEDED: Final = ("account", "date", "memo", "withdrawal")
"""Without these nothing can be screened."""
BETWEEN_CELLS = "\t"
"""Stands between the cells of a memo that was put together from several columns."""
_BAD = NOTHING + 1
_MOST_YEN = 10**15
_FIRST, _LAST = days_since_epoch(dt.date(1900, 1, 1)), days_since_epoch(dt.date(2200, 12, 31))
Columns = Mapping[str, Sequence[str]]
"""For each of `COLUMNS` the columns of the table that it stands in; only a memo may stand in several."""


def typed(table: pd.DataFrame, columns: Columns, *, at: Integers | None = None, place: int = 0) -> tuple[pd.DataFrame, Refused]:
    """Lines that can be screened, and the others.

    ``at`` says where each row stands in its file (from 1), ``place`` what is to be added to the order of the rows. The
    lines have the columns account (str), place (int64, their order), line (int64), day (int32, from 1970-01-01), memo (str),
    withdrawal, deposit, balance (int64 yen, `NOTHING` where empty). Raises `InputError` for a missing column.
    """
    missing = [name for role in NEEDED for name in columns[role] if name not in table.columns]
    if missing:
        raise missing_columns(missing, list(map(str, table.columns)))
    rows = len(table)
    where = np.arange(1, rows + 1, dtype=np.int64) if at is None else at
    refused = Refused(table, columns, where)

    def read(role: str, value: Callable[[Any], int], quick: Callable[[pd.Series[Any]], Integers | None]) -> Integers:
        name = columns[role][0]
        if name not in table.columns:
            return np.full(rows, NOTHING, dtype=np.int64)
        found = quick(table[name])
        found = _by_value(table[name], value) if found is None else found
        refused.add(found == _BAD, role, f"bad-{_KINDS[role]}")
        return found

    account = _texts(table[columns["account"][0]], _account)
    refused.add(account.is_bad, "account", "bad-account")
    refused.add(account.says(""), "account", "no-account")
    day = read("date", _day, _quick_days)
    refused.add(day == NOTHING, "date", "no-date")
    money = {role: read(role, _yen, _quick_yen) for role in MONEY}
    line = read("line", _yen, _quick_yen)
    cells = [_texts(table[name], _memo) for name in columns["memo"]]
    for one in cells:
        refused.add(one.is_bad, "memo", "bad-memo")
    memo = cells[0] if len(cells) == 1 else _joined(cells)
    for unused, used in (("withdrawal", "deposit"), ("deposit", "withdrawal")):  # where nothing moved, 0 may stand
        money[unused][(money[unused] == 0) & (money[used] != NOTHING) & (money[used] != 0)] = NOTHING
    lines = pd.DataFrame(
        {
            "account": account.column(),
            "place": np.arange(place, place + rows, dtype=np.int64),
            "line": np.where(line == NOTHING, where, line) if columns["line"][0] in table.columns else where,
            "day": np.where((day == NOTHING) | (day == _BAD), 0, day).astype(np.int32),
            "memo": memo.column(),
            **money,
        }
    )
    kept = refused.close(memo.column())
    return (lines if kept.all() else lines[kept].reset_index(drop=True)), refused


def missing_columns(missing: Sequence[str], there: Sequence[str], path: str | None = None) -> InputError:
    """The error for columns that a table does not have."""
    details = {"missing": ", ".join(dict.fromkeys(missing)), "columns": ", ".join(there)}
    if path is None:
        return InputError("screen-missing-columns", **details)
    return InputError("screen-missing-columns-in", path=path, **details)


_KINDS = {"date": "date", "line": "line", **dict.fromkeys(MONEY, "amount")}


def _by_value(column: pd.Series[Any], read: Callable[[Any], int]) -> Integers:
    """What ``read`` makes of each value, each different one read once; `NOTHING` where there is none."""
    codes, values = _different(column)
    found = np.array([*map(read, values), NOTHING], dtype=np.int64)
    return found[codes]


def _different(column: pd.Series[Any]) -> tuple[Integers, list[Any]]:
    """Which value stands in each row (-1: none), and the values."""
    try:
        codes, values = pd.factorize(column)
        return np.asarray(codes), values.tolist()
    except TypeError:  # lists and the like, which are not compared
        return np.where(column.isna(), -1, np.arange(len(column))), column.tolist()


def _quick_yen(column: pd.Series[Any]) -> Integers | None:
    """A column of whole numbers."""
    if not pd.api.types.is_integer_dtype(column.dtype):
        return None
    found = column.astype("Int64").to_numpy(dtype=np.int64, na_value=NOTHING)
    return np.where((np.abs(found) >= _MOST_YEN) & (found != NOTHING), _BAD, found)


def _quick_days(column: pd.Series[Any]) -> Integers | None:
    """A column of dates; a time of day does not count, and is the one that was printed, whatever its zone."""
    if not pd.api.types.is_datetime64_any_dtype(column.dtype):
        return None
    if getattr(column.dtype, "tz", None) is not None:
        column = column.dt.tz_localize(None)
    days = column.to_numpy(dtype="datetime64[D]").astype(np.int64)
    return np.where(column.isna(), NOTHING, np.where((days < _FIRST) | (days > _LAST), _BAD, days))


def _yen(value: Any) -> int:
    """An amount in whole yen."""
    if isinstance(value, str):
        amount = parse_amount(value)
        return amount if isinstance(amount, int) else NOTHING if amount is EMPTY else _BAD
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or not -_MOST_YEN < value < _MOST_YEN:
        return _BAD
    return int(value) if value == int(value) else _BAD


def _day(value: object) -> int:
    """A day; a text or a number like 20200908 must say the whole year."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        date = parse_date(str(value))
        return days_since_epoch(date) if isinstance(date, dt.date) else NOTHING if date is EMPTY else _BAD
    if not isinstance(value, dt.date):
        return _BAD
    days = days_since_epoch(value)
    return days if _FIRST <= days <= _LAST else _BAD


@dataclass(frozen=True)
class _Texts:
    """A column of texts, each different one kept once."""

    values: list[str]
    codes: Integers
    bad: list[bool]
    """Which of ``values`` stand for something that is no text."""

    @property
    def is_bad(self) -> Marks:
        """Where there is something that is no text."""
        return np.array(self.bad, dtype=bool)[self.codes]

    def says(self, text: str) -> Marks:
        """Where ``text`` stands and nothing else."""
        return np.array([value == text and not bad for value, bad in zip(self.values, self.bad, strict=True)], dtype=bool)[
            self.codes
        ]

    def column(self) -> Any:
        """As pandas keeps texts."""
        return pd.Series(self.values, dtype="str").array.take(self.codes)


def _texts(column: pd.Series[Any], read: Callable[[Any], str | None]) -> _Texts:
    """What ``read`` makes of each value; where there is none, an empty text."""
    codes, values = _different(column)
    found = [read(value) for value in values]
    return _Texts([*(text or "" for text in found), ""], codes, [*(text is None for text in found), False])


def _account(value: Any) -> str | None:
    """The name or number of an account; 123.0 is a whole number that a table with gaps has made a fraction."""
    if isinstance(value, float | Decimal) and -_MOST_YEN < value < _MOST_YEN and value == int(value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).strip()


def _memo(value: object) -> str | None:
    """A memo as printed."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None
    return value if isinstance(value, str) else str(value)


def _joined(parts: Sequence[_Texts]) -> _Texts:
    """The cells of each line that say something, `BETWEEN_CELLS` between them."""
    codes, different = pd.factorize(pd.MultiIndex.from_arrays([part.codes for part in parts]))
    texts = [
        BETWEEN_CELLS.join(
            text for part, at in zip(parts, one, strict=True) if (text := _cell(part.values[at])) not in ("", "-")
        )
        for one in different
    ]
    return _Texts([*texts, ""], np.asarray(codes), [False] * (len(texts) + 1))


def _cell(text: str) -> str:
    return text.replace(BETWEEN_CELLS, " ").strip()
