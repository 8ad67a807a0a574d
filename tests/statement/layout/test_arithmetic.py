"""What the running balance says of a column: whether its amounts explain the steps, in which order."""

from __future__ import annotations

import pytest

from selfcheck.statement.layout.arithmetic import consistency, follows, number
from selfcheck.statement.layout.filled_down import filled_down
from selfcheck.statement.values import BAD, EMPTY
from tests.statement.layout.made import table_of


@pytest.mark.parametrize(
    ("change", "balances", "order", "share"),
    [
        ([0, -10, 30], [100, 90, 120], 1, 1.0),
        ([0, -10, 30], [100, 90, 120], -1, 0.0),
        ([30, -10, 5], [120, 90, 100], -1, 1.0),
        ([30, -10, 5], [120, 90, 100], 1, 0.0),
        ([30, -10, 5], [120, 90, 100], 0, 1.0),  # the better of both
        ([0, -10, 31], [100, 90, 120], 1, 0.5),
        ([5, -10, 7, 30], [100, 90, EMPTY, 120], 1, 1.0),  # rows without a balance make no step
        ([5, -10], [100, BAD], 1, 0.0),
        ([0, 0], [100, 100], 1, 0.0),  # nothing moved: nothing is shown
        ([], [], 1, 0.0),
    ],
)
def test_the_share_of_steps_that_add_up(change: list[int], balances: list[object], order: int, share: float):
    assert consistency(change, balances, order) == share  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("amounts", "balances", "order", "share"),
    [
        ([0, 10, 30], [100, 90, 120], 1, 1.0),
        ([0, 10, 30], [100, 90, 120], -1, 0.0),
        ([30, 10, 5], [120, 90, 100], -1, 1.0),
        ([30, 10, 5], [120, 90, 100], 0, 1.0),
        ([EMPTY, 10, 31], [100, 90, 120], 1, 0.5),
        ([0, EMPTY], [100, 100], 1, 0.0),
        ([5, 10], [EMPTY, 100], 1, 0.0),
    ],
)
def test_a_balance_follows_an_amount_up_or_down(amounts: list[object], balances: list[object], order: int, share: float):
    assert follows(amounts, balances, order) == share  # type: ignore[arg-type]


def test_no_amount_counts_as_nothing():
    assert [number(value) for value in (5, -5, 0, EMPTY, BAD)] == [5, -5, 0, 0, 0]


def test_parts_of_a_date_hold_until_others_are_printed():
    table = table_of("年,月,日,摘要", "2026,9,7,a", ",,8,b", ",10,1,c", ",,,合計", "2027,,5,d", "x")
    found = filled_down(table, (0, 1, 2), 1).rows
    assert [row[:3] for row in found[1:4]] == [["2026", "9", "7"], ["2026", "9", "8"], ["2026", "10", "1"]]
    assert found[4][:3] == ["", "", ""]  # without a day it is none
    assert found[5][:3] == ["2027", "10", "5"]
    assert found[0] == ["年", "月", "日", "摘要"]


def test_dates_that_are_whole_leave_the_table_as_it_is():
    table = table_of("年,月,日,摘要", "2026,9,7,a", "2026,9,8,b", ",,,c", "x")
    assert filled_down(table, (0, 1, 2), 1) is table
    assert filled_down(table, (2,), 1) is table
    late = table_of("年,月,日,摘要", ",,6,a", "2026,9,7,a")
    assert filled_down(late, (0, 1, 2), 2) is late
