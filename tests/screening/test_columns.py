"""Columns of a table, whatever their type: whole yen, days in Japan, texts; and what is none of them."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

from selfcheck.model.many import days_since_epoch
from selfcheck.model.transactions import NOTHING
from selfcheck.screening.columns import BAD, accounts, days, joined, memos, numbers

FIRST, LAST = (days_since_epoch(dt.date(*day)) for day in ((1900, 1, 1), (2200, 12, 31)))
DAY = days_since_epoch(dt.date(2020, 9, 8))


def column(*values: Any, kind: str = "object") -> pd.Series[Any]:
    return pd.Series(list(values), dtype=kind)  # type: ignore[call-overload,no-any-return]


@pytest.fixture(params=["Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati"])
def _anywhere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose clock is that of another country."""
    if not hasattr(time, "tzset"):
        pytest.skip("the zone is that of the system here")
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_anywhere")
def test_a_day_is_that_of_japan_wherever_the_machine_stands():
    late, early = dt.datetime(2020, 9, 7, 15, 0, tzinfo=dt.UTC), dt.datetime(2020, 9, 8, 14, 59, tzinfo=dt.UTC)
    for kind in ("object", "datetime64[ns, UTC]"):
        assert days(column(late, early, kind=kind)).tolist() == [DAY, DAY]
    naive = [dt.datetime(2020, 9, 8, 0, 0), dt.datetime(2020, 9, 8, 23, 59)]
    for kind in ("object", "datetime64[ns]"):
        assert days(column(*naive, kind=kind)).tolist() == [DAY, DAY]
    assert days(column(dt.date(2020, 9, 8), "2020-09-08", 20200908)).tolist() == [DAY] * 3


@pytest.mark.parametrize(
    ("values", "kind", "found"),
    [
        ((1, -5, 10**15 - 1, 10**15, -(10**15)), "int64", [1, -5, 10**15 - 1, BAD, BAD]),
        ((1, None), "Int64", [1, NOTHING]),
        ((1, 2**63), "UInt64", [1, BAD]),
        ((1.0, 1.5, None, float("inf"), 1e15), "float64", [1, BAD, NOTHING, BAD, BAD]),
        (("1,000円", "", "-", "千", None, "△500"), "object", [1000, NOTHING, NOTHING, BAD, NOTHING, -500]),
        ((Decimal("12.00"), Decimal("12.5"), Decimal("NaN"), True, [1]), "object", [12, BAD, BAD, BAD, BAD]),
        ((None, pd.NA, pd.NaT, float("nan"), [1]), "object", [NOTHING] * 4 + [BAD]),
    ],
)
def test_amounts_are_whole_yen(values: tuple[Any, ...], kind: str, found: list[int]):
    assert numbers(column(*values, kind=kind)).tolist() == found


@pytest.mark.parametrize(
    ("values", "kind", "found"),
    [
        ((pd.Timestamp("2020-09-08"), pd.NaT), "datetime64[ns]", [DAY, NOTHING]),
        ((pd.Timestamp("1899-12-31"), pd.Timestamp("2201-01-01")), "datetime64[s]", [BAD, BAD]),
        ((pd.Timestamp("1900-01-01"), pd.Timestamp("2200-12-31")), "datetime64[s]", [FIRST, LAST]),
        (
            (dt.date(1899, 12, 31), dt.date(1900, 1, 1), dt.date(2200, 12, 31), dt.date(2201, 1, 1)),
            "object",
            [BAD, FIRST, LAST, BAD],
        ),
        (("", "-", "9月8日", "2020/9/8", 20200908.0, 0, True), "object", [NOTHING, NOTHING, BAD, DAY, DAY, BAD, BAD]),
        ((20200908, None), "Int64", [DAY, NOTHING]),
        (([1], None), "object", [BAD, NOTHING]),
    ],
)
def test_days_are_whole_dates(values: tuple[Any, ...], kind: str, found: list[int]):
    assert days(column(*values, kind=kind)).tolist() == found


def test_accounts_are_names_or_whole_numbers():
    found = accounts(column(" 普通 1 ", 123.0, 123, "", None, 1.5, True, ["1"]))
    assert found.column().tolist() == ["普通 1", "123", "123", "", "", "", "", ""]
    assert found.is_empty.tolist() == [False, False, False, True, True, False, False, False]
    assert found.is_bad.tolist() == [False] * 5 + [True] * 3


def test_memos_are_texts_as_printed_and_a_sign_for_nothing_is_none():
    found = memos(column(" ペイペイ ", "-", 123, 1.5, None, True, b"x"))
    assert found.column().tolist() == ["ペイペイ", "", "123", "1.5", "", "", ""]
    assert found.is_bad.tolist() == [False] * 5 + [True] * 2


def test_cells_of_a_memo_are_joined_and_empty_ones_left_out():
    one, other = memos(column("自払", "", "a\tb", None)), memos(column("ペイペイ", "電気", "", None))
    assert joined([one, other]).column().tolist() == ["自払\tペイペイ", "電気", "a b", ""]
    assert not joined([one, other]).is_bad.any()


def test_equal_values_are_read_once():
    found = memos(column("ペイペイ", "電気", "ペイペイ"))
    assert [found.values[code] for code in found.codes] == ["ペイペイ", "電気", "ペイペイ"]
    assert np.unique(found.codes).size == 2
