"""Which of the accounts that were checked before one is, and what shows it; each is found once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import selfcheck
from selfcheck.accounts.of_lines import Accounts
from selfcheck.assessment.coverage import Part, identity, parts_of
from selfcheck.assessment.known_again import KnownAgain
from selfcheck.assessment.watch import KnownAccount, KnownPeriod, Watch
from selfcheck.model.statement import Statement

TODAY = dt.date(2026, 11, 22)
WATCH = Watch(TODAY)
ROWS = ("2026/9/1,電気,1000,,99000", "2026/9/5,ガス,2000,,97000", "2026/9/20,水道,3000,,94000")


def read(folder: Path, *rows: str, number: str = "", name: str = "a.csv") -> Statement:
    preamble = [f"口座番号,{number}"] if number else []
    (folder / name).write_text("\n".join([*preamble, "日付,摘要,出金,入金,残高", *rows, ""]), encoding="utf-8")
    return selfcheck.read(folder / name, today=TODAY)


def part_of(statement: Statement) -> Part:
    (part,) = parts_of([statement], Accounts([statement]), TODAY)
    return part


def kept(part: Part, ident: str, days: tuple[int, int], opening: str = "", closing: str = "", *lines: str) -> KnownAccount:
    """An account of the same name that was checked from one day of a month to another; 0 to 30 are those of September."""
    first, last = (dt.date(2026, 9, 1) + dt.timedelta(days=day) for day in days)
    ends = (WATCH.hash(f"balance\n{yen}") if yen else "" for yen in (opening, closing))
    period = KnownPeriod(first, last, *ends, tuple(map(WATCH.hash, lines)))
    return KnownAccount(WATCH.hash(part.name), TODAY, (period,), (), ident)


def found(part: Part, statement: Statement, *accounts: KnownAccount) -> tuple[str, str]:
    """The id that it is known by (``new`` for one of none of them), and what shows it."""
    watch = Watch(TODAY, WATCH.key, accounts)
    account, known = KnownAgain(watch, [statement]).account_of(part)
    return (account.id if account in accounts else "new"), known


def lines_of(part: Part, statement: Statement) -> list[str]:
    return [identity(part.name, row) for row in statement.records.every()]


def test_an_account_is_known_by_its_printed_number_whatever_was_in_it(tmp_path: Path):
    statement = read(tmp_path, *ROWS, number="1234567")
    part = part_of(statement)
    assert found(part, statement, kept(part, "aaaa", (0, 5), closing="5")) == ("aaaa", "number")
    other = part_of(read(tmp_path, *ROWS, number="7654321", name="b.csv"))
    assert found(part, statement, kept(other, "aaaa", (0, 5))) == ("new", "new")


@pytest.mark.parametrize(("common", "known"), [(2, ("bbbb", "lines")), (1, ("new", "unsure"))])
def test_without_a_number_two_lines_in_common_show_it_and_one_does_not(common: int, known: tuple[str, str], tmp_path: Path):
    statement = read(tmp_path, *ROWS)
    part = part_of(statement)
    lines = lines_of(part, statement)[:common]
    assert found(part, statement, kept(part, "aaaa", (0, 9)), kept(part, "bbbb", (0, 9), "", "", *lines)) == known


def test_of_two_accounts_the_one_with_most_lines_in_common_is_meant(tmp_path: Path):
    statement = read(tmp_path, *ROWS)
    part = part_of(statement)
    lines = lines_of(part, statement)
    accounts = [kept(part, ident, (0, 9), "", "", *lines[:count]) for ident, count in (("aaaa", 2), ("bbbb", 3))]
    assert found(part, statement, *accounts) == ("bbbb", "lines")


def test_a_balance_that_goes_on_shows_it_before_and_behind(tmp_path: Path):
    statement = read(tmp_path, *ROWS)
    part = part_of(statement)
    before, behind = kept(part, "aaaa", (-30, -1), closing="100000"), kept(part, "bbbb", (25, 40), opening="94000")
    stranger = kept(part, "cccc", (-30, -1), closing="5")
    assert found(part, statement, before, stranger) == ("aaaa", "balance")
    assert found(part, statement, stranger, behind) == ("bbbb", "balance")
    assert found(part, statement, before, behind) == ("new", "unsure")
    assert found(part, statement, stranger, kept(part, "dddd", (10, 30), closing="100000")) == ("new", "unsure")


def test_the_only_account_of_its_kind_is_meant_unless_both_cover_a_day(tmp_path: Path):
    statement = read(tmp_path, *ROWS)
    part = part_of(statement)
    assert found(part, statement, kept(part, "aaaa", (-30, -1))) == ("aaaa", "only")
    assert found(part, statement, kept(part, "aaaa", (20, 30))) == ("aaaa", "only")
    assert found(part, statement, kept(part, "aaaa", (-30, 0))) == ("new", "unsure")
    assert found(part, statement, kept(part, "aaaa", (19, 30))) == ("new", "unsure")
    assert found(part, statement) == ("new", "new")


def test_an_account_is_found_once_in_a_run_and_new_ones_have_ids_of_their_own(tmp_path: Path):
    statement = read(tmp_path, *ROWS)
    part = part_of(statement)
    again = KnownAgain(Watch(TODAY, WATCH.key, (kept(part, "aaaa", (-30, -1)),)), [statement])
    results = [again.account_of(part) for _ in range(3)]
    assert [known for _, known in results] == ["only", "new", "new"]
    assert results[0][0].id == "aaaa"
    assert len({account.id for account, _ in results}) == 3
