"""What is kept while a file is read: the fate of every line, records and their sums, and what a record says."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from selfcheck.model.statement import Fate
from selfcheck.model.transactions import NOTHING, LineText
from selfcheck.statement.rows.account_number import account_above
from selfcheck.statement.rows.ledger import Ledger
from selfcheck.statement.rows.passing_years import let_years_pass
from selfcheck.statement.rows.record import Record
from selfcheck.statement.rows.record_columns import Block, RecordColumns
from selfcheck.statement.rows.records import Records

DAY = dt.date(2026, 9, 7)


def record(line: int, out: int | None = None, into: int | None = None, account: str = "", day: dt.date = DAY) -> Record:
    return Record(line, day, f"m{line}", out, into, None, f"s{line}", account)


def test_every_line_has_one_fate_and_all_add_up():
    ledger = Ledger(3)
    ledger.enter(1, 1, Fate.HEADER)
    ledger.enter(2, 4, Fate.TRANSACTION)
    ledger.enter(5, 5, Fate.BLANK)
    assert ledger.count(Fate.TRANSACTION) == 3
    assert ledger.close() == {fate: {Fate.HEADER: 1, Fate.TRANSACTION: 3, Fate.BLANK: 1}.get(fate, 0) for fate in Fate}


@pytest.mark.parametrize(
    ("one", "two"), [(Fate.TRANSACTION, Fate.PROBLEM), (Fate.BLANK, Fate.FOOTER), (Fate.HEADER, Fate.TRANSACTION)]
)
def test_of_two_fates_of_a_line_the_weightier_counts(one: Fate, two: Fate):
    for first, second in ((one, two), (two, one)):
        ledger = Ledger()
        ledger.enter(1, 1, first)
        ledger.enter(1, 2, second)
        assert (ledger.count(two), ledger.count(one)) == ((2, 0) if second is two else (1, 1))


@pytest.mark.parametrize(("entered", "missing"), [((1, 3), 2), ((2, 3), 1), ((1, 2), 3)])
def test_a_line_without_a_fate_is_a_mistake_of_ours(entered: tuple[int, ...], missing: int):
    ledger = Ledger(3)
    for line in entered:
        ledger.enter(line, line, Fate.BLANK)
    with pytest.raises(AssertionError, match=f"line {missing} "):
        ledger.close()


def test_a_file_without_lines_has_no_fates():
    assert sum(Ledger().close().values()) == 0


def test_texts_of_a_large_file_are_kept_once():
    records = Records()
    for line in (2, 3):
        records.append(Record(line, DAY, "電気", 10, None, 90, "電気"))
    records.append(record(4, 5))
    assert [text.memo for text in records.texts] == ["電気", "m4"]
    assert records.text_number(record(4, 5).text) == 1
    assert len(records) == 3
    assert records.last == record(4, 5)
    assert [(row.line, row.withdrawal, row.balance) for row in records.close().rows(range(3))] == [
        (2, 10, 90),
        (3, 10, 90),
        (4, 5, None),
    ]


def test_sums_of_a_block_leave_out_what_is_nothing():
    records = Records()
    number = [records.text_number(LineText(name, name, "", account)) for name, account in (("a", "1"), ("b", "2"))]
    big = 10**15 - 1
    money = ([10, NOTHING, big], [NOTHING, 5, NOTHING], [90, 95, NOTHING])
    columns = tuple(np.array(column, dtype=np.int64) for column in money)
    place = np.array([2, 3, 4], dtype=np.int64)
    records.extend(Block(place, place, np.array([number[0], number[1], number[0]], dtype=np.int32), columns))
    assert (records.sums(), records.sums("1"), records.sums("2")) == ((big + 10, 5), (big + 10, 0), (0, 5))
    last = records.last
    assert last is not None
    assert (last.line, last.memo, last.withdrawal, last.deposit, last.balance) == (4, "a", big, None, None)
    records.append(record(1, 3, account="1"))
    assert records.sums("1") == (big + 13, 0)
    assert [row.line for row in records.close().rows(range(4))] == [1, 2, 3, 4]


def test_columns_without_records_are_empty():
    assert len(RecordColumns().close()) == 0


def test_sums_follow_records_as_they_are_added_and_changed():
    records = Records()
    assert records.last is None
    for one in (record(2, 10, account="a"), record(3, None, 5, "a"), record(4, 7, account="b")):
        records.append(one)
    assert (records.sums(), records.sums("a"), records.sums("b"), records.sums("c")) == ((17, 5), (10, 5), (7, 0), (0, 0))
    records.change(0, record(2, None, 10, "a"))
    assert records.sums("a") == (0, 15)
    assert records.last == record(4, 7, account="b")
    assert [row.line for row in records.close().rows(range(3))] == [2, 3, 4]


def test_transactions_are_in_the_order_of_their_lines():
    records = Records()
    for line in (2, 4, 3, 3):
        records.append(record(line, line))
    assert [row.line for row in records.close().rows(range(4))] == [2, 3, 3, 4]


def test_a_record_moves_money_where_an_amount_was_read_even_of_nothing():
    assert [one.moves_money for one in (record(1), record(1, 0), record(1, None, 0))] == [False, True, True]
    assert [one.change for one in (record(1, 5), record(1, None, 7), record(1, 5, 7), record(1))] == [-5, 7, 2, 0]


def test_a_line_of_text_is_put_below_or_above():
    one = record(1, 5)
    assert one.with_text("x").memo == "m1 x"
    assert one.with_text("x").searchable == "s1\tx"
    assert one.with_text("x", above=True).memo == "x m1"
    assert one.with_text("x", above=True).searchable == "x\ts1"
    assert Record(1, DAY, "", 5, None, None, "").with_text("x").memo == "x"


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ([["お客さま口座番号：12345-12345671"]], "12345-12345671"),
        ([["口座番号", "1234567"]], "1234567"),
        ([["支店", "口座番号"], ["本店", "1234567"]], "1234567"),
        ([["口座番号", "", "1234567"]], ""),
        ([["口座番号"], ["本店", "1234567"]], ""),
        ([["口座番号", "****567"]], ""),
        ([["口座番号", "1234***"]], "1234***"),
        ([["口座番号", "123"]], ""),
        ([["口座番号", "1*3-"]], "1*3-"),
        ([["番号", "1234567"]], ""),
        ([["口座番号"], ["口座番号 7654321"]], "7654321"),
        ([], ""),
    ],
)
def test_the_account_number_stands_behind_or_below_its_label(rows: list[list[str]], number: str):
    assert account_above(rows, ("口座番号",)) == number


YEARS = {
    "newest first": ("3/1 2/1 1/10 12/30 12/1", "2026-03-01 2026-02-01 2026-01-10 2025-12-30 2025-12-01"),
    "oldest first, over two years": (
        "4/10 4/20 6/1 4/10 4/20",
        "2025-04-10 2025-04-20 2025-06-01 2026-04-10 2026-04-20",
    ),
    "a day out of order": (
        "4/20 4/10 4/21 4/22 4/23 4/24",
        "2026-04-20 2026-04-10 2026-04-21 2026-04-22 2026-04-23 2026-04-24",
    ),
    "no order": ("4/20 4/10 4/21 4/11 6/1 1/1", "2026-04-20 2026-04-10 2026-04-21 2026-04-11 2026-06-01 2026-01-01"),
    "too few short steps to tell": ("4/1 4/2 3/1", "2026-04-01 2026-04-02 2026-03-01"),
    "three years": (
        "5/1 5/2 5/3 1/1 1/2 5/4 5/5 1/3 1/4",
        "2024-05-01 2024-05-02 2024-05-03 2025-01-01 2025-01-02 2025-05-04 2025-05-05 2026-01-03 2026-01-04",
    ),
}


@pytest.mark.parametrize("case", YEARS)
def test_years_pass_where_the_days_run_one_way(case: str):
    printed, passed = YEARS[case]
    records = Records()
    for line, day in enumerate(printed.split()):
        month, number = map(int, day.split("/"))
        year = 2025 if case == "newest first" and month == 12 else 2026
        records.append(record(line, 1, day=dt.date(year, month, number)))
    let_years_pass(records)
    assert " ".join(str(one.date) for one in records.single) == passed


def test_a_leap_day_of_years_before_is_in_a_leap_year():
    records = Records()
    days = (dt.date(2024, 2, 27), dt.date(2024, 2, 28), dt.date(2024, 2, 29), dt.date(2024, 1, 1), dt.date(2024, 1, 2))
    for line, day in enumerate(days):
        records.append(record(line, 1, day=day))
    let_years_pass(records)
    assert [str(one.date) for one in records.single][:3] == ["2020-02-27", "2020-02-28", "2020-02-29"]
