"""The year of days that print none: what a file says of its days, and what may be inferred where it says nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from selfcheck.knowledge import load
from selfcheck.statement.values import BAD, DayOnly, MonthDay, ShortYear
from selfcheck.statement.years import Heading, YearResolver, heading_of

TODAY = dt.date(2026, 11, 22)


def resolver(*lines: str, year: int | None = None, today: dt.date = TODAY) -> YearResolver:
    return YearResolver(lines, year, today, load().columns)


def day_of(printed: str, *lines: str, year: int | None = None, heading: Heading = Heading()) -> str:  # noqa: B008
    month, day = map(int, printed.split("/"))
    date = resolver(*lines, year=year).date(MonthDay(month, day), heading)
    return "bad" if date is BAD else str(date)


HEADINGS = [
    (["2026年"], (2026, None)),
    (["令和8年"], (2026, None)),
    (["令和元年"], (2019, None)),
    (["R8年"], (2026, None)),
    (["【令和8年7月分】"], (2026, 7)),
    (["■7月"], (None, 7)),
    (["7月分のご利用明細"], (None, 7)),
    (["２０２６年 ７月"], (2026, 7)),
    (["2026年", "7月"], (2026, 7)),
    (["", "2026年", " ", "7月", ""], (2026, 7)),
    (["12月"], (None, 12)),
    (["2026/07", ""], (2026, 7)),
    (["2026-7", ""], (2026, 7)),
    (["2026/07"], None),  # alone on a line it may be anything
    (["2026/13", ""], None),
    (["13月"], None),
    (["0月"], None),
    (["2026年13月"], (2026, None)),
    (["7"], None),
    (["年"], None),
    (["2026年", "7月", "分"], None),  # three cells are a row
    (["2026年7月8日"], None),
    (["7月分の電気料金"], None),
    (["2026年7月分" + "のご利用明細" + "】" * 12], (2026, 7)),
    (["2026年7月分" + "のご利用明細" + "】" * 16], None),  # as long as a sentence
    ([], None),
]


@pytest.mark.parametrize(("cells", "heading"), HEADINGS)
def test_a_heading_is_a_row_that_names_a_year_or_a_month_and_nothing_else(cells: list[str], heading: tuple[int, int] | None):
    assert heading_of(cells) == (None if heading is None else Heading(*heading))


@pytest.mark.parametrize(
    ("printed", "heading", "day"),
    [
        ("7/8", Heading(2025), "2025-07-08"),
        ("7/8", Heading(2025, 7), "2025-07-08"),
        ("1/5", Heading(2025, 12), "2026-01-05"),  # a month's bill reaches into the next
        ("12/30", Heading(2026, 1), "2025-12-30"),
        ("6/30", Heading(2025, 12), "2026-06-30"),
        ("7/1", Heading(2025, 12), "2025-07-01"),
        ("12/1", Heading(2025, 6), "2024-12-01"),
        ("11/1", Heading(2025, 6), "2025-11-01"),
        ("2/29", Heading(2025, 2), "bad"),
        ("2/29", Heading(2024), "2024-02-29"),
    ],
)
def test_a_day_under_a_heading_is_of_its_year_or_just_beside_it(printed: str, heading: Heading, day: str):
    assert day_of(printed, heading=heading) == day


def test_a_day_alone_takes_its_month_from_the_heading_or_from_a_period_within_one():
    assert resolver().date(DayOnly(8), Heading(2025, 7)) == dt.date(2025, 7, 8)
    assert resolver().date(DayOnly(8), Heading(None, 7)) == dt.date(2026, 7, 8)
    assert resolver().date(DayOnly(8)) is BAD
    assert resolver("2025年7月分").date(DayOnly(31)) == dt.date(2025, 7, 31)
    assert resolver("2025年7月1日から2025年8月1日").date(DayOnly(8)) is BAD
    assert resolver("2025年7月1日から2025年7月31日").date(DayOnly(8)) == dt.date(2025, 7, 8)
    assert resolver("2025年7月分").date(DayOnly(31), Heading(None, 6)) is BAD


@pytest.mark.parametrize(
    ("printed", "day"),
    [("11/22", "2026-11-22"), ("11/23", "2025-11-23"), ("1/1", "2026-01-01"), ("2/29", "2024-02-29"), ("2/30", "bad")],
)
def test_without_any_word_of_the_file_it_is_the_latest_such_day_that_has_passed(printed: str, day: str):
    assert day_of(printed) == day


def test_a_leap_day_is_found_over_the_year_without_one():
    assert resolver(today=dt.date(2104, 2, 28)).date(MonthDay(2, 29)) == dt.date(2096, 2, 29)
    assert resolver(today=dt.date(2104, 2, 29)).date(MonthDay(2, 29)) == dt.date(2104, 2, 29)


def test_a_year_that_a_person_told_counts():
    assert day_of("12/30", year=2020) == "2020-12-30"
    assert day_of("2/29", year=2021) == "bad"
    assert day_of("7/1", "2025年6月1日から2025年7月31日", year=2020) == "2025-07-01"  # the file knows better
    assert resolver(year=2020).is_told
    assert not resolver().is_told


PERIODS = [
    (("照会期間 2024/4/1 ～ 2025/3/31",), "4/1", "2024-04-01"),
    (("照会期間 2024/4/1 ～ 2025/3/31",), "3/31", "2025-03-31"),
    (("照会期間 2024/4/1 ～ 2026/3/31",), "5/1", "2025-05-01"),  # the latest of two
    (("令和6年4月1日から", "令和7年3月31日まで"), "12/1", "2024-12-01"),
    (("20240401-20250331.csv",), "12/1", "2024-12-01"),
    (("x1202404010.csv",), "12/1", "2025-12-01"),  # digits of something longer
    (("2024年7月分",), "7/31", "2024-07-31"),
    (("2024年7月分",), "8/1", "2024-08-01"),  # a list may go beyond its month
    (("2024年7月分",), "6/30", "2024-06-30"),
    (("2024年12月分",), "1/4", "2025-01-04"),
    (("2024年2月分",), "2/29", "2024-02-29"),
    (("meisai_202407.csv",), "7/31", "2024-07-31"),
    (("meisai_2024-07.csv",), "7/31", "2024-07-31"),
    (("meisai_2024-13.csv",), "7/31", "2026-07-31"),
    (("2024年7月", "2025年1月"), "12/31", "2024-12-31"),
    (("2024年",), "12/31", "2024-12-31"),
    (("2024年度",), "3/31", "2025-03-31"),
    (("2024年度",), "4/1", "2024-04-01"),
    (("平成31年",), "4/30", "2019-04-30"),
    (("2024年", "2025年7月"), "7/1", "2025-07-01"),  # months say more than years
    (("口座開設日 2019/5/1", "2024年"), "5/2", "2024-05-02"),
    (("照会日 2024/9/30",), "10/1", "2023-10-01"),
    (("照会日 2024/9/30",), "9/30", "2024-09-30"),
    (("2024/9/30 現在", "口座開設日 2019/5/1"), "10/1", "2023-10-01"),
    (("開設日 2019/5/1", "作成日 2025/9/30"), "10/1", "2024-10-01"),
    (("照会期間 2024/4/1から2024/9/30", "作成日 2025/9/30"), "9/30", "2024-09-30"),
    (("口座開設日 2019/5/1",), "5/2", "2026-05-02"),
    (("2020年9月1日 2020年9月30日 出力",), "9/15", "2020-09-15"),
]


@pytest.mark.parametrize(("lines", "printed", "day"), PERIODS)
def test_the_lines_above_and_the_name_of_the_file_say_when_its_days_are(lines: tuple[str, ...], printed: str, day: str):
    assert day_of(printed, *lines) == day


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        (ShortYear(26, 11, 22), dt.date(2026, 11, 22)),
        (ShortYear(26, 11, 23), BAD),  # ahead of today
        (ShortYear(8, 7, 1), dt.date(2026, 7, 1)),  # 令和8年
        (ShortYear(30, 7, 1), dt.date(2018, 7, 1)),  # 平成30年
        (ShortYear(14, 11, 24), BAD),  # thirteen years ago
        (ShortYear(14, 11, 25), dt.date(2014, 11, 25)),
        (ShortYear(20, 2, 30), BAD),
    ],
)
def test_two_digits_of_a_year_are_of_the_last_years(printed: ShortYear, day: object):
    assert resolver().date(printed) == day
