"""What stands in a column: shares, signs, and the order of days."""

from __future__ import annotations

import datetime as dt

import pytest

from selfcheck.statement.layout.shape import Shape, look, order_of, usual_width
from selfcheck.statement.values import EMPTY, MonthDay, ShortYear

DAY = dt.date(2026, 9, 7)


def column(*cells: str) -> Shape:
    return look([[cell] for cell in cells], 0)


def test_shares_are_of_the_cells_in_which_something_stands():
    shape = column("1,000", "2026/9/7", "", "-", "振替")
    assert (shape.amounts, shape.dates, shape.filled) == (pytest.approx(1 / 3), pytest.approx(1 / 3), 0.6)
    one = column("2026/9/7")
    assert (one.dates, one.filled) == (1, 1)
    empty = column("", "")
    assert (empty.amounts, empty.dates, empty.filled) == (0, 0, 0)
    assert look([], 0).filled == 0


@pytest.mark.parametrize(
    ("cells", "is_money"),
    [
        (["1000"] * 7 + ["x9"] * 3, True),
        (["1000"] * 6 + ["x9"] * 4, False),
        (["1000", "ﾄﾞｺﾓｺｳｻﾞ", "ヤマダ", "タナカ"], True),  # names in the amount cell that is not used
        (["ヤマダ", "タナカ"], False),
        (["", ""], False),
    ],
)
def test_a_column_of_money_holds_amounts_and_at_most_names(cells: list[str], is_money: bool):
    assert column(*cells).is_money is is_money


@pytest.mark.parametrize(
    ("cells", "has", "only"),
    [
        (["-100", "0", "-5"], True, True),
        (["-100", "", "x"], True, True),
        (["-100", "5"], True, False),
        (["0", "0"], False, False),
        (["100"], False, False),
    ],
)
def test_a_column_is_negative_where_no_amount_is_positive(cells: list[str], has: bool, only: bool):
    assert (column(*cells).has_negatives, column(*cells).is_negative) == (has, only)


@pytest.mark.parametrize(("cells", "unused"), [(["", "-", "0"], True), (["", "5"], False), (["", "x"], False), (["-5"], False)])
def test_signs_for_nothing_and_zeros_use_no_column(cells: list[str], unused: bool):
    assert column(*cells).is_unused is unused


def days(*numbers: int) -> list[dt.date]:
    return [DAY + dt.timedelta(days=number) for number in numbers]


@pytest.mark.parametrize(
    ("numbers", "order"),
    [
        ((1, 2, 3), 1),
        ((3, 2, 1), -1),
        ((1, 1, 1, 1, 1, 2), 1),  # the same day again says nothing
        ((2, 2, 2, 2, 2, 1), -1),
        ((1, 2, 3, 4, 3, 4), 1),  # one of five steps: posted late
        ((4, 3, 2, 1, 2, 1), -1),
        ((1, 2, 3, 2, 3), 0),
        ((1, 2, 1), 0),
        ((1, 1), 0),
        ((), 0),
    ],
)
def test_the_order_of_days_is_that_of_nearly_all_steps(numbers: tuple[int, ...], order: int):
    assert order_of(days(*numbers)) == order


def test_days_without_a_full_year_are_in_order_too():
    assert order_of([MonthDay(9, 7), MonthDay(9, 8), MonthDay(10, 1)]) == 1
    assert order_of([ShortYear(8, 10, 1), ShortYear(8, 9, 30)]) == -1
    assert order_of([DAY, EMPTY, DAY - dt.timedelta(days=1)]) == -1


def test_the_usual_width_is_that_of_most_rows_of_several_cells():
    assert usual_width([["a"], ["b"], ["c"], ["1", "2"], ["1", "2", "3"], ["1", "2", "3"]]) == 3
    assert usual_width([["a"], []]) == 0
