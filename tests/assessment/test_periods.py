"""Periods that were checked are joined where nothing is missing between them, and what is missing is said."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from selfcheck.assessment.coverage import UNKNOWN, UNREAD, Part, Stretch
from selfcheck.assessment.periods import edge, joined, meet
from selfcheck.assessment.watch import KnownAccount, KnownPeriod, Watch

WATCH = Watch(dt.date(2026, 11, 22))


def stretch(first: str, last: str, opening: str = UNKNOWN, closing: str = UNKNOWN) -> Stretch:
    return Stretch(dt.date.fromisoformat(f"2026-{first}"), dt.date.fromisoformat(f"2026-{last}"), opening, closing, ("a", "b"))


def part(*stretches: Stretch, numbered: bool = True) -> Part:
    return Part("account", "name", numbered, (0,), stretches, False, ((0, (0,)),))


def told(*stretches: Stretch) -> tuple[list[tuple[str, str]], list[tuple[str, str, bool]]]:
    """The periods that come of stretches, and what is missing: the days around it, and whether the balance proves it."""
    periods, missing = joined((), part(*stretches), WATCH)
    return (
        [(f"{one.first:%m-%d}", f"{one.last:%m-%d}") for one in periods],
        [(f"{gap.first:%m-%d}", f"{gap.last:%m-%d}", gap.proven) for gap in missing],
    )


@pytest.mark.parametrize(
    ("closing", "opening", "found"),
    [
        ("5", "5", "same"),
        ("5", "6", "differ"),
        ("5", UNKNOWN, "unknown"),
        (UNKNOWN, "5", "unknown"),
        (UNKNOWN, UNKNOWN, "unknown"),
        (UNREAD, UNKNOWN, "differ"),
        ("5", UNREAD, "differ"),
        (UNREAD, UNREAD, "differ"),
    ],
)
def test_periods_go_on_where_the_balance_does(closing: str, opening: str, found: str):
    assert meet(closing, opening) == found


@pytest.mark.parametrize(
    ("stretches", "periods", "missing"),
    [
        # a balance that goes on joins, however long the pause
        ((stretch("01-01", "01-31", closing="5"), stretch("06-01", "06-30", opening="5")), [("01-01", "06-30")], []),
        # another balance proves that lines are missing, within days
        (
            (stretch("01-01", "01-31", closing="5"), stretch("02-01", "02-28", opening="6")),
            [("01-01", "01-31"), ("02-01", "02-28")],
            [("01-31", "02-01", True)],
        ),
        # days in common join whatever the balances say
        ((stretch("01-01", "01-31", closing="5"), stretch("01-31", "02-28", opening="6")), [("01-01", "02-28")], []),
        # without a balance a pause within two months running is none
        ((stretch("01-01", "01-31"), stretch("02-28", "03-31")), [("01-01", "03-31")], []),
        # a whole month without a file is said, and joined all the same
        ((stretch("01-01", "01-31"), stretch("03-01", "03-31")), [("01-01", "03-31")], [("01-31", "03-01", False)]),
        # more than 31 days without a line, though no whole month is missing
        ((stretch("01-01", "01-10"), stretch("02-11", "02-28")), [("01-01", "02-28")], [("01-10", "02-11", False)]),
        ((stretch("01-01", "01-10"), stretch("02-10", "02-28")), [("01-01", "02-28")], []),
        # whatever their order
        ((stretch("02-28", "03-31"), stretch("01-01", "01-31")), [("01-01", "03-31")], []),
        # one within the other
        ((stretch("01-01", "03-31"), stretch("02-01", "02-10")), [("01-01", "03-31")], []),
    ],
)
def test_what_is_missing_between_periods_is_told(stretches: tuple[Stretch, ...], periods: list[Any], missing: list[Any]):
    assert told(*stretches) == (periods, missing)


def test_a_joined_period_has_the_balances_of_its_outer_ends():
    ends = (stretch("01-01", "01-31", "1", "2"), stretch("02-01", "02-28", "2", "3"))
    (period,), _ = joined((), part(*ends), WATCH)
    assert (period.opening, period.closing) == (WATCH.hash("balance\n1"), WATCH.hash("balance\n3"))


def test_of_two_ends_on_one_day_the_one_of_which_more_is_known_stays():
    for stretches in ((stretch("01-01", "01-31"), stretch("01-01", "01-31", "1", "3")),):
        for order in (stretches, stretches[::-1]):
            (period,), _ = joined((), part(*order), WATCH)
            assert (period.opening, period.closing) == (WATCH.hash("balance\n1"), WATCH.hash("balance\n3"))


def test_of_a_balance_only_a_hash_is_kept_and_of_none_that_there_is_none():
    assert edge("5", WATCH) == WATCH.hash("balance\n5") != "5"
    assert (edge(UNKNOWN, WATCH), edge(UNREAD, WATCH)) == (UNKNOWN, UNREAD)


def test_last_lines_are_kept_only_where_no_number_tells_the_account():
    (period,), _ = joined((), part(stretch("01-01", "01-31"), numbered=False), WATCH)
    assert period.ending == (WATCH.hash("a"), WATCH.hash("b"))
    (period,), _ = joined((), part(stretch("01-01", "01-31")), WATCH)
    assert period.ending == ()


def test_what_was_checked_before_is_joined_with_what_is_new():
    before = KnownPeriod(dt.date(2026, 1, 1), dt.date(2026, 1, 31), UNKNOWN, WATCH.hash("balance\n5"))
    periods, missing = joined((before,), part(stretch("02-20", "02-28", opening="5")), WATCH)
    assert [(one.first, one.last) for one in periods] == [(before.first, dt.date(2026, 2, 28))]
    assert missing == ()


def test_an_account_takes_the_place_of_what_was_kept_of_it_and_ids_are_never_given_twice():
    accounts: list[KnownAccount] = []
    for already in (0, 0, 2):  # the second is asked for as if there were none: its id is another one all the same
        accounts.append(WATCH.new_account("name", {account.id for account in accounts}, already))
    assert len({account.id for account in accounts}) == 3
    assert {account.account for account in accounts} == {WATCH.hash("name")}
    assert {len(account.id) for account in accounts} == {8}
    watch = WATCH.keeping(accounts)
    later = KnownAccount(accounts[1].account, dt.date(2026, 12, 1), id=accounts[1].id)
    assert watch.keeping([later]).accounts == (accounts[0], later, accounts[2])
    assert watch.forgetting([accounts[0].id, accounts[2].id]).accounts == (accounts[1],)
