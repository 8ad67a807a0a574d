"""Columns as a person tells them: which are needed, which may be several, and how they are counted."""

from __future__ import annotations

import pytest

from selfcheck.errors import OptionError
from selfcheck.statement.layout.columns import Columns, columns_as_told
from selfcheck.statement.layout.date_writing import DateWriting


def test_columns_are_counted_from_one():
    told = columns_as_told("date=1, memo=3+4 ,withdrawal=5,deposit=6,balance=9999", ("日付",))
    assert (told.date, told.memo, told.withdrawal, told.deposit, told.balance) == ((0,), (2, 3), 4, 5, 9998)
    assert (told.why, told.names) == ("told", ("日付",))
    assert columns_as_told("date=1+2+3,amount=4,direction=5,transfer=6,account=7", ()).date == (0, 1, 2)


@pytest.mark.parametrize(
    "spec",
    [
        *("date=1", "withdrawal=2", "date=1,memo=2", "date=1+2+3+4,amount=5", "date=1,balance=3"),
        *("date=0,amount=1", "date=1,amount=01", "date=1,amount=10000", "date=1,amount=2+3", "date=1,withdrawal=2,deposit=3+4"),
        *("date=1,amount=2,colour=3", "date=1,amount", "date=1,amount=b", "", "date=1;amount=2", "date=1,amount=2,"),
    ],
)
def test_what_makes_no_sense_is_refused(spec: str):
    with pytest.raises(OptionError):
        columns_as_told(spec, ())


def test_a_row_needs_all_cells_up_to_the_last_column_that_plays_a_role():
    assert Columns((), (), ()).needed == 0
    assert Columns((), (0,), (2,)).needed == 3
    assert Columns((), (4,), (2,), withdrawal=1, balance=3).needed == 5
    assert Columns((), (0,), (2,), amount=1, direction=5).needed == 6
    assert Columns((), (0,), (), withdrawal=1, more_out=(6,), more_in=(7,)).needed == 8
    assert Columns((), (0,), (1,), account=0).needed == 2


def test_a_column_is_called_by_its_header_or_its_number():
    columns = Columns(("日付", "摘要"), (0,), (1, 3), withdrawal=2, deposit=4, more_out=(5,), balance=6)
    assert columns.roles == {
        "date": ("日付",),
        "memo": ("摘要", "4"),
        "withdrawal": ("3", "6"),
        "deposit": ("5",),
        "balance": ("7",),
    }
    assert columns.money == (2, 4, 6, 5)
    assert columns.amounts == (2, 4, 5)


@pytest.mark.parametrize(
    "unusual",
    [
        {"derived": True},
        {"journal": (1, 2)},
        {"more_out": (5,)},
        {"more_in": (5,)},
        {"spent_positive": True},
        {"minus_is_deposit": True},
        {"minus_unclear": True},
        {"dates": DateWriting("day")},
    ],
)
def test_rows_that_do_not_say_all_by_themselves_are_not_plain(unusual: dict[str, object]):
    assert Columns((), (0,), (1,), amount=2).is_plain
    assert not Columns((), (0,), (1,), amount=2, **unusual).is_plain  # type: ignore[arg-type]
