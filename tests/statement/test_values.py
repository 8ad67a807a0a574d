"""Dates and amounts as Japanese banks write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck.statement.values import (
    BAD,
    EMPTY,
    Cache,
    MonthDay,
    ShortYear,
    one_date,
    parse_amount,
    parse_date,
    western_date,
    yen_or_none,
)

DAY = dt.date(2020, 9, 8)
DATES = [
    *(
        [
            "2020/9/8",
            "2020/09/08",
            "2020-09-08",
            "2020.09.08",
            "20200908",
            "2020年9月8日",
            "令和2年9月8日",
            "R2.9.8",
            "R02/09/08",
        ]
    ),
    *("２０２０／０９／０８", "令和 02 年 09 月 08 日", "2020/ 9/ 8", "2020/09/08 10:59:25", "2020-09-08T10:59:25"),
    *("8 Sep 2020", "8-Sep-20", "Sep 8, 20", "Tue 8th September 2020"),
    *("2020/09/08(火)", "（2020年09月08日）", "20200908105925", "2020年9月8日(火)", "R 2. 9. 8", " 2020/9/8 "),
]


@pytest.mark.parametrize("text", DATES)
def test_a_date_is_read_in_every_form(text: str):
    assert parse_date(text) == DAY


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@pytest.mark.parametrize(("month", "name"), list(enumerate(MONTHS, start=1)))
def test_every_month_is_known_by_its_english_name(month: int, name: str):
    assert parse_date(f"8 {name} 2020") == parse_date(f"8-{name.capitalize()}-20") == dt.date(2020, month, 8)


@pytest.mark.parametrize(
    ("text", "day"),
    [("H31.4.30", dt.date(2019, 4, 30)), ("令和元年5月1日", dt.date(2019, 5, 1)), ("S64/1/7", dt.date(1989, 1, 7))],
)
def test_an_era_year_is_counted_from_its_era(text: str, day: dt.date):
    assert parse_date(text) == day


ERAS = {
    dt.date(2020, 7, 30): ("令和", "令", "R", "r"),
    dt.date(1990, 7, 30): ("平成", "平", "H", "h"),
    dt.date(1927, 7, 30): ("昭和", "昭", "S", "s"),
    dt.date(1913, 7, 30): ("大正", "大", "T", "t"),
}


@pytest.mark.parametrize(("era", "day"), [(era, day) for day, eras in ERAS.items() for era in eras])
def test_an_era_is_known_by_its_name_its_first_character_and_its_letter(era: str, day: dt.date):
    assert parse_date(f"{era}2.7.30") == day


@pytest.mark.parametrize("text", ["9月8日", "09/08", "9/8", "９月８日"])
def test_a_date_without_a_year_stays_without_one(text: str):
    assert parse_date(text) == MonthDay(9, 8)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *((f"{year}/1/1", dt.date(year, 1, 1)) for year in (1900, 2200)),
        *((f"1 Jan {year}", dt.date(year, 1, 1)) for year in (1900, 2200)),
        *((f"{year}0101", dt.date(year, 1, 1)) for year in (1900, 2200)),
    ],
)
def test_years_of_three_centuries_are_read(text: str, day: dt.date):
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        *("1899/12/31", "2201/1/1", "31 Dec 1899", "1 Jan 2201", "18991231", "22010101", "令和183年1月1日"),
        "30 Feb 2020",
        "20/2/30",
        "200230",
    ],
)
def test_a_year_far_off_or_a_day_that_never_was_is_no_date(text: str):
    assert parse_date(text) is BAD


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2月29日", MonthDay(2, 29)),
        ("29 Feb", MonthDay(2, 29)),
        ("Feb 29", MonthDay(2, 29)),
        ("20/2/29", ShortYear(20, 2, 29)),
        ("210229", ShortYear(21, 2, 29)),
    ],
)
def test_a_leap_day_may_be_one_until_its_year_is_known(text: str, day: MonthDay | ShortYear):
    assert parse_date(text) == day


def test_a_cell_of_any_length_is_read():
    assert parse_date("2020/9/8" + " " * 60) == parse_date(" " * 56 + "2020/9/8") == DAY
    assert parse_amount("30,000" + " " * 60) == parse_amount("30,000" + " " * 58) == 30000


@pytest.mark.parametrize("text", ["2020/13/01", "2020/2/30", "9月31日", "202009010000001", "摘要", "1", "20201301"])
def test_what_is_no_date_is_never_guessed(text: str):
    assert parse_date(text) is BAD


@pytest.mark.parametrize("text", ["20/09/08", "20.9.8", "200908"])
def test_a_year_of_two_digits_is_kept_as_it_was_printed(text: str):
    assert parse_date(text) == ShortYear(20, 9, 8)


@pytest.mark.parametrize(
    ("text", "yen"),
    [("3万円", 30000), ("3万5,000円", 35000), ("1万23円", 10023), ("1,200万円", 12_000_000), ("▲2万500円", -20500)],
)
def test_an_amount_in_tens_of_thousands_has_its_rest_added(text: str, yen: int):
    assert parse_amount(text) == yen


AMOUNTS = [
    *["30,000", "¥30,000", "\\30,000", "￥30,000", "30,000円", "30000", "030000", "+30,000", "３０，０００", "30000.00"],
    *("30,000 円", " 30,000 ", "¥ 30,000", "JPY 30,000", "*30,000", "\\30,000*", "30,000-"),
]


@pytest.mark.parametrize("text", AMOUNTS)
def test_an_amount_is_read_in_every_form(text: str):
    assert parse_amount(text) == 30000


@pytest.mark.parametrize(
    "text", ["▲30,000", "△30,000", "-30000", "－30,000", "−30,000", "‐30,000", "(30,000)", "（30,000）", "-¥30,000", "¥-30,000"]
)
def test_a_minus_is_read_in_every_form(text: str):
    assert parse_amount(text) == -30000


@pytest.mark.parametrize("text", ["", " ", "-", "*", "－", "―", "　", "***", "----", "N/A", "NA", "/", "×", "±0"])
def test_signs_for_nothing_are_empty(text: str):
    assert parse_amount(text) is EMPTY


@pytest.mark.parametrize("text", ["3,0000", "12.5", "1e5", "ドコモコウザ", "30,000,", "--5", "(300", "300)", "X300"])
def test_what_is_no_amount_is_never_guessed(text: str):
    assert parse_amount(text) is BAD


def test_an_amount_of_fifteen_digits_is_the_largest():
    assert parse_amount("999,999,999,999,999円") == parse_amount("0" * 9 + "9" * 15 + "円") == 10**15 - 1
    assert parse_amount("1,000,000,000,000,000円") is parse_amount("1" + "0" * 15) is BAD


@given(st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_survives_every_way_of_writing_it(day: dt.date):
    assert (
        parse_date(f"{day:%Y/%m/%d}")
        == parse_date(f"{day:%Y%m%d}")
        == parse_date(f"{day.year}年{day.month}月{day.day}日")
        == day
    )


@given(st.integers(-(10**12), 10**12))
def test_every_amount_survives_every_way_of_writing_it(yen: int):
    assert parse_amount(str(yen)) == parse_amount(f"{yen:,}") == parse_amount(f"{yen:,}円") == yen


@pytest.mark.parametrize("digits", ["9" * 5000, "１" * 5000, str(10**15), f"-{10**15}", f"({10**15})", "1" + ",000" * 2000])
def test_an_amount_that_no_bank_has_is_bad(digits: str):
    assert parse_amount(digits) is BAD


def test_zeros_before_an_amount_are_no_digits_of_it():
    assert parse_amount("0" * 5000 + "30000") == 30000
    assert parse_amount("0" * 5000) == 0
    assert parse_amount(str(10**15 - 1)) == 10**15 - 1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-09-07T14:59:59Z", dt.date(2026, 9, 7)),
        ("2026-09-07T15:00:00Z", dt.date(2026, 9, 8)),
        ("2026-09-07 15:00:00.000+00:00", dt.date(2026, 9, 8)),
        ("2026-09-07T15:00Z", dt.date(2026, 9, 8)),
        ("2026-09-07T23:00:00+09:00", dt.date(2026, 9, 7)),
        ("2026-09-07T23:00:00", dt.date(2026, 9, 7)),
        ("2026-12-31T15:00:00Z", dt.date(2027, 1, 1)),
    ],
)
def test_a_time_of_greenwich_is_a_day_of_japan_and_no_other_time_moves_a_day(text: str, day: dt.date):
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("2026年", "9月", "8日"), "2026/9/8"),
        ((" 2026 ", "9", "8"), "2026/9/8"),
        (("令和元年", "5月", "1日"), "令和元/5/1"),
        (("2025年度", "3", "1"), "2025/3/1"),
        (("月", "日"), "月/日"),
        (("9/8",), "9/8"),
    ],
)
def test_parts_of_a_date_are_one_date(parts: tuple[str, ...], text: str):
    assert one_date(parts) == text


@pytest.mark.parametrize(
    ("text", "yen"),
    [
        *(("1'234'567", 1234567), ("1’234", 1234), ("9,356(手数料110)", 9356), ("10,000※1", 10000), ("10,000(注2)", 10000)),
        *(("ー500", -500), ("金30,000円也", 30000), ("(¥500)", -500), ("-(500)", BAD), ("+500", 500), ("++500", BAD)),
        *(("1,234万", 12_340_000), ("12,34万", BAD), ("1万10000", BAD), ("9999999万", 99_999_990_000), ("99999999万", BAD)),
        *(("500.0", 500), ("500.", 500), ("500.01", BAD), ("0", 0), ("-0", 0), ("(0)", 0), ("500-", 500), ("-500-", -500)),
        *(("1、000", 1000), ("null", EMPTY), ("none", EMPTY), ("±0", EMPTY), ("0-", 0), ("....", EMPTY), ("円", EMPTY)),
    ],
)
def test_an_amount_is_what_the_bank_meant_or_bad(text: str, yen: object):
    assert parse_amount(text) == yen


def test_only_amounts_are_kept():
    assert [yen_or_none(value) for value in (5, 0, -5, EMPTY, BAD)] == [5, 0, -5, None, None]


def test_values_are_parsed_once():
    asked = []

    def parse(text: str) -> int:
        asked.append(text)
        return len(text)

    cache: Cache[int] = Cache(parse)
    assert (cache["ab"], cache["ab"], cache["c"]) == (2, 2, 1)
    assert asked == ["ab", "c"]


@pytest.mark.parametrize(
    ("year", "day"),
    [
        ("26", dt.date(2026, 9, 8)),
        ("2026", dt.date(2026, 9, 8)),
        ("1899", BAD),
        ("2201", BAD),
        ("202", BAD),
        ("00", dt.date(2000, 9, 8)),
    ],
)
def test_a_western_year_has_two_or_four_digits(year: str, day: object):
    assert western_date(year, 9, 8) == day


@pytest.mark.parametrize("text", ["2/29", "9/31", "13/1", "0/5", "1/0"])
def test_a_day_without_a_year_is_one_of_a_leap_year(text: str):
    assert (parse_date(text) is BAD) is (text != "2/29")
