"""The two ways in which transactions are held answer every question alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from selfcheck.model.few import FewTransactions
from selfcheck.model.many import in_columns
from selfcheck.model.transactions import LineText, Row

YEN = st.none() | st.integers(-3, 3) | st.sampled_from([10**12, -(10**12)])
TEXT = st.sampled_from([LineText(memo, memo, number, number) for memo in ("電気", "ﾍﾟｲﾍﾟｲ") for number in ("", "1234567")])
DAY = st.dates(dt.date(1989, 1, 8), dt.date(2026, 12, 31)) | st.just(dt.date(2020, 9, 8))


@st.composite
def rows(draw: st.DrawFn) -> Sequence[Row]:
    drawn = draw(st.lists(st.tuples(st.integers(1, 3), DAY, TEXT, YEN, YEN, YEN), max_size=9))
    line, made = 0, []
    for place, (step, day, text, out, into, balance) in enumerate(drawn):
        line += step
        made.append(Row(place, line, day, text, out, into, balance))
    return made


@given(rows())
def test_rows_and_columns_give_the_same_transactions(every: Sequence[Row]):
    few, many = FewTransactions(every), in_columns(every)
    for held in (few, many):
        assert held.every() == list(every)
        assert len(held) == len(every)
        assert held.lines() == [row.line for row in every]
        assert held.days() == [row.date.toordinal() for row in every]
        assert [held.texts[held.text_number(place)] for place in range(len(held))] == [row.text for row in every]
        assert held.text_numbers(range(len(held))) == [held.text_number(place) for place in range(len(held))]
        assert [held.row(place - len(every)) for place in range(len(every))] == list(every)
    assert few.texts == many.texts
    assert few.period == many.period
    pd.testing.assert_frame_equal(few.frame, many.frame)
    assert few.without_text_and_balance("*").every() == many.without_text_and_balance("*").every()
    within = (dt.date(2000, 1, 1).toordinal(), dt.date(2020, 1, 1).toordinal())
    clipped = few.without_text_and_balance("*", within).every()
    assert clipped == many.without_text_and_balance("*", within).every()
    assert [row.date.toordinal() for row in clipped] == [min(max(day, within[0]), within[1]) for day in few.days()]
    assert few.days_with_money() == many.days_with_money()


@given(rows(), st.sets(st.integers(0, 3)), st.sets(st.sampled_from([1, 2, 3, 10**12])))
def test_rows_and_columns_find_the_same_places(every: Sequence[Row], numbers: set[int], amounts: set[int]):
    few, many = FewTransactions(every), in_columns(every)
    numbers = {number for number in numbers if number < len(few.texts)}
    assert few.of_texts(numbers) == many.of_texts(numbers)
    assert {number: list(places) for number, places in few.by_number().items()} == {
        number: list(places) for number, places in many.by_number().items()
    }
    assert sorted(place for places in few.by_number().values() for place in places) == list(range(len(every)))
    assert few.bringing(amounts) == many.bringing(amounts)
    assert few.balance_days() == many.balance_days()
    assert few.fingerprints() == many.fingerprints()


def test_money_comes_in_as_a_deposit_or_as_a_negative_withdrawal():
    day, said = dt.date(2020, 9, 8), LineText("返金", "返金", "", "")
    yen = [(None, 500), (-500, None), (-200, 300), (500, None), (None, 400), (700, 500)]
    every = [Row(place, place + 2, day, said, out, into, None) for place, (out, into) in enumerate(yen)]
    assert FewTransactions(every).bringing({500}) == in_columns(every).bringing({500}) == [0, 1, 2, 5]
