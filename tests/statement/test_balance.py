"""The running balance: what it proves, account by account and in either order, and which way it sends an amount."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from selfcheck.language.sentences import say
from selfcheck.model import many
from selfcheck.model.statement import BalanceCheck, Break
from selfcheck.statement.balance.check import check_balance
from selfcheck.statement.layout.columns import Columns
from selfcheck.statement.rows.ledger import Ledger
from selfcheck.statement.rows.reading import Reading
from selfcheck.statement.rows.record import Record
from selfcheck.statement.rows.records import Records
from selfcheck.statement.rows.settled import settle_directions

LINE = 11
"""Of the first record."""
Row = tuple[int | None, int | None, int | None] | tuple[int | None, int | None, int | None, str]
"""Money out, money in, balance and account."""


def records(*rows: Row) -> list[Record]:
    day, made = dt.date(2026, 3, 2), []
    for line, (out, into, balance, *account) in enumerate(rows, start=LINE):
        made.append(Record(line, day, "電気", out, into, balance, "電気", *account))
    return made


def checked(*rows: Row) -> BalanceCheck:
    """What the balance proves of a file of these rows, without the number of transactions."""
    return replace(counted(*rows), proven=0)


def counted(*rows: Row) -> BalanceCheck:
    """The same with that number; however the rows are held."""
    collected = Records()
    for record in records(*rows):
        collected.append(record)
    transactions = collected.close()
    found = check_balance(transactions)
    assert check_balance(many.in_columns(transactions.every())) == found
    return found


OLDEST_FIRST: list[Row] = [(10, None, 990), (None, 500, 1490), (90, None, 1400), (400, None, 1000)]


def test_each_balance_follows_from_the_one_before():
    assert checked(*OLDEST_FIRST) == BalanceCheck("consistent", 3, (), "oldest-first")
    assert checked(*OLDEST_FIRST[::-1]) == BalanceCheck("consistent", 3, (), "newest-first")


def test_a_break_names_the_line_what_was_expected_and_what_stands_there():
    wrong = [*OLDEST_FIRST[:2], (90, None, 1300), (300, None, 1000)]
    assert checked(*wrong) == BalanceCheck("broken", 3, (Break(LINE + 2, 1400, 1300),), "oldest-first")
    assert checked(*wrong[::-1]) == BalanceCheck("broken", 3, (Break(LINE + 1, 1400, 1300),), "newest-first")


def test_where_both_orders_break_as_often_the_file_is_taken_to_run_forwards():
    assert checked((10, None, 100), (10, None, 100)) == BalanceCheck("broken", 1, (Break(LINE + 1, 90, 100),), "oldest-first")


@pytest.mark.parametrize("rows", [[], [(10, None, 990)], [(10, None, None), (10, None, 980), (10, None, None)]])
def test_one_balance_proves_nothing(rows: list[Row]):
    assert checked(*rows) == BalanceCheck("not-possible", 0, (), "unknown")


def test_two_balances_prove_one_step():
    assert checked((10, None, 990), (10, None, 980)) == BalanceCheck("consistent", 1, (), "oldest-first")


def test_amounts_of_lines_without_a_balance_add_up():
    rows: list[Row] = [(5, None, None), (10, None, 990), (20, None, None), (None, 7, None), (30, None, 947), (1, None, None)]
    assert checked(*rows) == BalanceCheck("consistent", 1, (), "oldest-first")
    assert checked(*rows[::-1]) == BalanceCheck("consistent", 1, (), "newest-first")
    rows[4] = (30, None, 950)
    assert checked(*rows).breaks == (Break(LINE + 4, 947, 950),)
    assert checked((30, None, 947), (20, None, None), (5, None, 950)).breaks == (Break(LINE + 2, 922, 950),)


YEN = st.none() | st.integers(1, 3)
ROWS = st.lists(st.tuples(YEN, YEN, st.none() | st.integers(0, 4)), max_size=12)


@given(ROWS, st.integers(1, 5))
def test_a_long_file_looked_at_in_portions_is_proven_like_a_short_one(rows: list[Row], at_once: int):
    whole = checked(*rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(many, "_AT_ONCE", at_once)
        assert checked(*rows) == whole
    assert whole == reckoned(rows)


@given(st.lists(st.tuples(YEN, YEN), min_size=1, max_size=12), st.sets(st.integers(0, 11)), st.booleans(), st.integers(1, 5))
def test_a_right_balance_is_proven_in_portions_too(
    moves: list[tuple[int | None, int | None]], without: set[int], backwards: bool, at_once: int
):
    rows: list[Row] = []
    balance = 100
    for place, (out, into) in enumerate(moves):
        balance += (into or 0) - (out or 0)
        rows.append((out, into, None if place in without else balance))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(many, "_AT_ONCE", at_once)
        found = checked(*(rows[::-1] if backwards else rows))
    carried = sum(balance is not None for _, _, balance, *_ in rows)
    assert found.status == ("consistent" if carried > 1 else "not-possible")
    assert found.checked == max(carried - 1, 0)


def reckoned(rows: list[Row]) -> BalanceCheck:
    """The same by hand: from each balance to the next, in both orders."""
    breaks: dict[str, list[Break]] = {"oldest-first": [], "newest-first": []}
    change = [(into or 0) - (out or 0) for out, into, *_ in rows]
    held = [(place, balance) for place, (_, _, balance, *_) in enumerate(rows) if balance is not None]
    for (one, before), (other, after) in itertools.pairwise(held):
        expected = before + sum(change[one + 1 : other + 1])
        if expected != after:
            breaks["oldest-first"].append(Break(LINE + other, expected, after))
        expected = after + sum(change[one:other])
        if expected != before:
            breaks["newest-first"].append(Break(LINE + one, expected, before))
    if len(held) < 2:
        return BalanceCheck("not-possible")
    order = min(breaks, key=lambda one: len(breaks[one]))
    status = "broken" if breaks[order] else "consistent"
    return BalanceCheck(status, len(held) - 1, tuple(breaks[order]), order)  # type: ignore[arg-type]


def test_a_balance_of_nothing_is_a_balance():
    assert checked((10, None, 5), (5, None, 0), (5, None, -5)) == BalanceCheck("consistent", 2, (), "oldest-first")


def test_each_account_of_a_file_is_proven_by_itself():
    one: list[Row] = [(*row, "A") for row in OLDEST_FIRST]
    other: list[Row] = [(out, into, (balance or 0) + 7000, "B") for out, into, balance, *_ in OLDEST_FIRST]
    interleaved = [row for pair in zip(one, other, strict=True) for row in pair]
    for rows in ([*one, *other], interleaved):
        assert checked(*rows) == BalanceCheck("consistent", 6, (), "oldest-first")


def test_lines_of_many_accounts_keep_their_order():
    rows: list[Row] = [(1, None, 1000 - step, account) for step in range(60) for account in ("A", "B", "C")]
    assert checked(*rows) == BalanceCheck("consistent", 3 * 59, (), "oldest-first")


def test_breaks_of_all_accounts_are_told_in_the_order_of_the_lines():
    rows: list[Row] = [(1, None, 99, "A"), (1, None, 199, "B"), (1, None, 97, "A"), (1, None, 197, "B"), (1, None, 95, "A")]
    assert [one.line for one in checked(*rows).breaks] == [LINE + 2, LINE + 3, LINE + 4]
    assert checked(*rows, (1, None, 299, "C"), (1, None, 298, "C")).status == "broken"


def test_accounts_that_run_in_different_orders_have_none_in_common():
    forwards = [(*row, "A") for row in OLDEST_FIRST]
    backwards = [(*row, "B") for row in OLDEST_FIRST[::-1]]
    assert checked(*forwards, *backwards) == BalanceCheck("consistent", 6, (), "unknown")
    assert checked((10, None, 990, "C"), *backwards) == BalanceCheck("consistent", 3, (), "newest-first")


# --- which way an amount went ---------------------------------------------------------------------


def settled(
    columns: Columns, *rows: Row, start: int = 0
) -> tuple[list[tuple[int | None, int | None]], list[tuple[int, str]], int]:
    """Money out and in, the problems, and the number of records settled."""
    reading = Reading(Ledger())
    for record in records(*rows):
        reading.records.append(record)
    number = settle_directions(reading, start, columns)
    found = [(record.withdrawal, record.deposit) for record in reading.records.single]
    assert all(problem.sentence.in_lang("ja") == say(problem.code, "ja") for problem in reading.problems)
    return found, [(problem.line, problem.code) for problem in reading.problems], number


def columns(order: int, **more: Any) -> Columns:
    return Columns((), (0,), (1,), amount=2, balance=3, derived=True, order=order, **more)


UNCLEAR = "direction-unclear-line"


def test_an_amount_by_which_the_balance_grew_came_in():
    rows: list[Row] = [(10, None, 100), (30, None, 130), (5, None, 125), (5, None, 125)]
    way = [(10, None), (None, 30), (5, None), (5, None)]
    assert settled(columns(1), *rows) == (way, [(LINE, UNCLEAR)], 4)
    assert settled(columns(-1), *rows[::-1]) == (way[::-1], [(LINE + 3, UNCLEAR)], 4)


def test_a_balance_that_grew_from_nothing_or_fell_to_it_tells_the_way():
    rows: list[Row] = [(9, None, 0), (1, None, 1), (1, None, 0), (5, None, 0)]
    assert settled(columns(1), *rows)[0] == [(9, None), (None, 1), (1, None), (5, None)]


def test_where_a_balance_is_missing_the_line_says_so_and_stays_a_withdrawal():
    rows: list[Row] = [(10, None, 100), (30, None, None), (5, None, 125)]
    assert settled(columns(1), *rows) == ([(10, None), (30, None), (5, None)], [(LINE + at, UNCLEAR) for at in range(3)], 3)


def test_records_that_have_been_settled_stay_so_and_prove_nothing():
    rows: list[Row] = [(10, None, 100), (30, None, 130), (30, None, 160), (5, None, 165)]
    way = [(10, None), (30, None), (30, None), (None, 5)]
    assert settled(columns(1), *rows, start=2) == (way, [(LINE + 2, UNCLEAR)], 4)


def test_directions_that_the_columns_tell_are_left_alone():
    plain = Columns((), (0,), (1,), withdrawal=2, balance=3, order=1)
    assert settled(plain, (10, None, 100), (30, None, 130)) == ([(10, None), (30, None)], [], 2)


def test_the_balance_says_how_many_transactions_it_proves():
    balances = (90, None, 70, 60, 99, 89, None)
    found = counted(*((10, None, balance) for balance in balances))
    assert ([gap.line for gap in found.breaks], found.checked, found.proven) == ([LINE + 4], 4, 4)
