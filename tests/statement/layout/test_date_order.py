"""Which of three numbers is the day: what the whole column says, and when it says nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from selfcheck.statement.layout.date_order import order_of_parts

TODAY = dt.date(2026, 11, 22)
CASES = {
    "a year of four digits in front": ("2026/9/7 2026/9/8", ("usual", False)),
    "a year of four digits behind, and the middle moves": ("9/7/2026 9/8/2026 9/9/2026", ("mdy", False)),
    "a year of four digits behind, and the front moves": ("7/9/2026 8/9/2026 9/9/2026", ("dmy", False)),
    "a number above twelve is a day": ("9/13/2026 10/14/2026 11/1/2026", ("mdy", False)),
    "and so it is in front": ("13/9/2026 14/10/2026 1/11/2026", ("dmy", False)),
    "one day": ("9/7/2026", ("mdy", True)),
    "one day that is the same either way": ("9/9/2026", ("mdy", True)),
    "a day and a month that both move, in order either way": ("7/8/2026 8/9/2026 9/10/2026", ("mdy", True)),
    "two digits of the year in front": ("26/9/7 26/9/8 26/10/1", ("usual", False)),
    "two digits of the year behind": ("9/7/26 9/8/26 10/30/26", ("mdy", False)),
    "an era's year in front": ("8/9/7 8/9/8 8/9/30", ("usual", False)),
    "a year of the last era": ("28/9/7 28/9/8 28/9/30", ("usual", False)),
    "tomorrow, where it is another day": ("26/11/21 26/11/22 26/11/23", ("usual", False)),
    "nothing is a day": ("13/14/2026 15/16/2026", ("mdy", True)),
    "one of ten is no day": (" ".join(f"9/{day}/2026" for day in (*range(13, 22), 32)), ("mdy", False)),
    "two of ten are no days": (" ".join(f"9/{day}/2026" for day in (*range(13, 21), 32, 33)), ("mdy", True)),
    "days of the last decades": ("13/9/1990 14/9/1990", ("dmy", False)),
    "days of long ago": ("13/9/1989 14/9/1989", ("dmy", True)),
    "days ahead": ("13/12/2026 14/12/2026", ("dmy", True)),
    "some days understood, year first, and some left": ("2026/9/4 9/13/2026 9/14/2026", ("mdy", True)),
    "some days understood with day and month swapped": ("2026/11/9 2026/12/9 13/9/2026 14/9/2026", ("dmy-swapped", False)),
    "a day above twelve among those understood was not swapped": ("2026/4/13 13/4/2026 14/4/2026", ("dmy", False)),
    "a day of twelve may have been swapped": ("2026/4/12 13/12/2025 14/12/2025", ("dmy", True)),
    "a day below thirteen among those left": ("2026/9/4 12/9/2026 14/9/2026", ("dmy", False)),
    "nothing tells what is swapped": ("2026/9/9 13/9/2026 14/9/2026", ("dmy", True)),
    "left days that may be either": ("2026/9/4 9/7/2026", ("mdy", True)),
    "left days that are none": ("2026/9/4 13/14/2026", ("usual", False)),
}


@pytest.mark.parametrize("case", CASES)
def test_the_order_of_year_month_and_day_is_told_by_the_column(case: str):
    dates, (form, unsure) = CASES[case]
    parts = [tuple(date.split("/")) for date in dates.split()]
    assert order_of_parts(parts, TODAY) == (form, unsure)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("dates", "unsure"),
    [
        ("3/7/26 3/8/26 3/9/26", False),  # three days of March: 3 July to 3 September would be twenty times as long
        ("1/2/26 2/1/26", True),
    ],
)
def test_a_statement_is_rather_short_than_of_one_day_a_month(dates: str, unsure: bool):
    assert order_of_parts([tuple(date.split("/")) for date in dates.split()], TODAY)[1] is unsure  # type: ignore[misc]
