"""Months and days that no file covers are named, and what is not read does not count as checked."""

from __future__ import annotations

import datetime as dt

from tests.assessment.months import LINES, TODAY, Month, missing, part, raised, statement


def test_a_month_that_is_missing_is_named_and_the_result_is_not_clean(month: Month):
    month.check(part(0, 3))
    report = month.check(part(7, 8))
    assert missing(report) == [(("2026-10",), True)]
    assert report.exit_code == 3


def test_a_missing_part_is_said_until_it_is_there(month: Month):
    month.check(part(0, 3))
    month.check(part(6, 8))
    assert missing(month.check(part(6, 8))) == [(("2026-10",), True)]
    filled = month.check(part(3, 6))
    assert (missing(filled), raised(filled)) == ([], ["ドコモコウザ"])
    assert len(month.watch.accounts[0].periods) == 1


def test_lines_missing_within_a_month_are_told_by_the_balance(month: Month):
    month.check(part(0, 3))
    assert missing(month.check(part(4, 6))) == [((), True)]


def test_a_quiet_month_is_none_that_is_missing_where_the_balance_goes_on(month: Month):
    lines = (*LINES[:3], *LINES[6:])
    month.check(part(0, 3, lines=lines))
    assert missing(month.check(part(3, 5, lines=lines))) == []


def test_where_no_balance_tells_a_long_pause_is_said_once(month: Month):
    month.check(part(0, 3, balances=False))
    assert missing(month.check(part(6, 8, balances=False))) == [(("2026-10",), False)]
    assert missing(month.check(part(6, 8, balances=False))) == []


def test_days_with_lines_that_could_not_be_read_do_not_count_as_checked(month: Month):
    rows = part(0, 6).splitlines()
    rows.insert(5, "2026/09/xx,ペイ,1,,")
    report = month.check("\n".join(rows) + "\n")
    assert report.since_last
    assert report.since_last.accounts[0].partly
    assert len(month.watch.accounts[0].periods) == 2
    assert missing(month.check(part(6, 8))) == [((), True)]
    assert missing(month.check(part(0, 6))) == []


def test_a_file_that_is_not_to_be_trusted_covers_no_day(month: Month):
    rows = part(0, 6).splitlines()
    broken = "\n".join([rows[0], "明細件数：99", *rows[1:]]).replace("ペイペイ", "\ufffd\ufffd\ufffd\ufffd")
    month.check(broken)
    lasts = [account.last for account in month.watch.accounts]
    assert lasts in ([None], [dt.date(2026, 10, 20)])


def test_days_to_come_do_not_count_as_checked(month: Month):
    month.check(statement([*LINES, ("2027/03/01", "予定", 100)]))
    assert month.watch.accounts[0].last == TODAY
