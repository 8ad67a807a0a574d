"""How a column writes its days and amounts: what one cell leaves open, the others tell."""

from __future__ import annotations

import datetime as dt

import pytest

from selfcheck.knowledge import load
from selfcheck.statement.layout.amount_writing import PLAIN, AmountWriting, amount_writing, unit_above
from selfcheck.statement.layout.date_writing import USUAL, DateWriting, date_writing, may_be_date
from selfcheck.statement.layout.direction import Directions
from selfcheck.statement.values import BAD, EMPTY, DayOnly, MonthDay, ShortYear

TODAY = dt.date(2026, 11, 22)
DIRECTIONS = Directions(load().columns)
FORMS = {
    "month first": ("9/7/2026 9/8/2026 9/30/2026", "mdy"),
    "day first, with points": ("7.9.2026 8.9.2026 30.9.2026", "dmy"),
    "seven of ten": ("9/17/2026 " * 7 + "x1 x2 x3", "mdy"),
    "six of ten": ("9/17/2026 " * 6 + "x1 x2 x3 x4", "usual"),
    "serial days": ("46270 46271.5 46272", "serial"),
    "the first and the last serial day that may be one": ("36526 46714", "serial"),
    "a number before all days": ("36525 36524", "usual"),
    "a number behind today and a year": ("46715 46716 46717 46718", "usual"),
    "month and day as digits": ("907 908 1011", "mmdd"),
    "three of ten are none": ("907 " * 7 + "1399 1398 1397", "mmdd"),
    "days alone": ("1 2日 31(月)", "day"),
    "numbers that are no days": ("32 33 0", "usual"),
    "year first": ("2026/9/7 2026/9/8", "usual"),
    "serial days among days": ("2026/9/7 46273", "serial"),
    "a number two months off is no day": ("2026/9/7 46335", "usual"),
    "days printed as 20260907": ("20260907 20260908", "usual"),
    "nothing": (" ", "usual"),
}


@pytest.mark.parametrize("case", FORMS)
def test_a_column_of_dates_has_one_form(case: str):
    cells, form = FORMS[case]
    assert date_writing(cells.split(" "), TODAY, named=True).form == form


@pytest.mark.parametrize("cells", ["46270 46271", "907 908", "1 2 3"])
def test_bare_numbers_are_dates_only_where_the_header_says_so(cells: str):
    assert date_writing(cells.split(), TODAY, named=False) == USUAL


READ = [
    ("serial", "46272", dt.date(2026, 9, 7)),
    ("serial", "36526", dt.date(2000, 1, 1)),
    ("serial", "73050", dt.date(2099, 12, 31)),
    ("serial", "73051", BAD),
    ("serial", "36525", BAD),
    ("serial", "2026/9/7", dt.date(2026, 9, 7)),
    ("mmdd", "907", MonthDay(9, 7)),
    ("mmdd", "1231", MonthDay(12, 31)),
    ("mmdd", "1331", BAD),
    ("day", "31日", DayOnly(31)),
    ("day", "1", DayOnly(1)),
    ("day", "32", BAD),
    ("day", "0", BAD),
    ("day", "9/7", MonthDay(9, 7)),
    ("mdy", "9/7/2026", dt.date(2026, 9, 7)),
    ("mdy", "9/7/26", dt.date(2026, 9, 7)),
    ("mdy", "9/7/2026 10:30", dt.date(2026, 9, 7)),
    ("mdy", "2026/9/7", dt.date(2026, 9, 7)),
    ("mdy", "2026/9/712", BAD),
    ("mdy", "9/7/202", BAD),
    ("mdy", "13/7/2026", BAD),
    ("dmy", "9/7/2026", dt.date(2026, 7, 9)),
    ("dmy", "2026-9-7", dt.date(2026, 9, 7)),
    ("mdy-swapped", "2026/7/9", dt.date(2026, 9, 7)),
    ("mdy-swapped", "9/13/2026", dt.date(2026, 9, 13)),
    ("dmy-swapped", "2026/7/9", dt.date(2026, 9, 7)),
    ("dmy-swapped", "13/9/2026", dt.date(2026, 9, 13)),
    ("fiscal", "2025/3/31", dt.date(2026, 3, 31)),
    ("fiscal", "2025/4/1", dt.date(2025, 4, 1)),
    ("fiscal", "7/3/31", ShortYear(8, 3, 31)),
    ("fiscal", "7/4/1", ShortYear(7, 4, 1)),
    ("fiscal", "4/1", MonthDay(4, 1)),
    ("mdy", "", EMPTY),
]


@pytest.mark.parametrize(("form", "cell", "date"), READ)
def test_a_cell_is_read_in_the_form_of_its_column(form: str, cell: str, date: object):
    assert DateWriting(form).parse(cell) == date  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "may"),
    [
        *(("2026/9/7", True), ("9/31/2026", True), ("31.9.2026", True), ("9/32/2026", False), ("46270", False), ("1", False)),
        *(("電気", False), ("2026/9/7" + " " * 32, True), ("2026/9/7" + " " * 33, False)),
    ],
)
def test_a_cell_may_be_a_date_in_whatever_order(cell: str, may: bool):
    assert may_be_date(cell) is may


AMOUNTS = {
    "points between thousands": ("1.000 20.500 3", [1000, 20500, 3]),
    "points, and cents of nothing": ("1.000,00 20.500,00", [1000, 20500]),
    "a longer number without points": ("1.000 20500", [BAD, 20500]),
    "parts of a yen behind all points": ("1.000 20500.000", [1, 20500]),
    "a minus, and parts of a yen": ("-1.000 20500.000", [-1, 20500]),
    "two digits behind a point": ("1.00 2.50", [1, BAD]),
    "commas before cents of nothing": ("100,00 5,00", [100, 5]),
    "a dash behind some": ("500- 300", [-500, 300]),
    "a dash behind all": ("500- 300-", [500, 300]),
    "a dash behind some, a plus behind others": ("500- 300+", [-500, 300]),
    "exponents": ("1.00E+04 2.5e3 7", [10000, 2500, 7]),
    "an exponent beyond all money": ("1.00E+15 9.99E+14", [BAD, 999 * 10**12]),
    "words behind": ("500Dr 300Cr", [-500, 300]),
    "words before": ("お引出し500円 お預け入れ:300円", [-500, 300]),
    "words that say nothing": ("あれ500 これ300", [BAD, BAD]),
    "no whole yen": ("12.5 7", [BAD, 7]),
}


@pytest.mark.parametrize("case", AMOUNTS)
def test_amounts_are_read_in_the_form_of_their_column(case: str):
    cells, amounts = AMOUNTS[case]
    writing = amount_writing(cells.split(), "金額", DIRECTIONS)
    assert [writing.parse(cell) for cell in cells.split()] == amounts


@pytest.mark.parametrize(
    ("header", "amounts"),
    [
        ("金額（百円）", [500, 784, EMPTY]),
        ("金額(千円)", [5000, 7843, EMPTY]),
        ("金額(万円)", [50000, 78430, EMPTY]),
        ("金額（百万円）", [5_000_000, 7_843_000, EMPTY]),
    ],
)
def test_the_unit_of_the_header_counts_for_every_amount(header: str, amounts: list[object]):
    cells = ["5", "7.84" if header == "金額（百円）" else "7.843", ""]
    writing = amount_writing(cells, header, DIRECTIONS)
    assert [writing.parse(cell) for cell in cells] == amounts
    assert amount_writing(["5"], header, DIRECTIONS).parse("5") == amounts[0]


def test_what_a_unit_leaves_no_whole_yen_is_no_amount():
    writing = AmountWriting(factor=1000)
    assert writing.parse("7.8435") is BAD
    assert writing.parse("電気") is BAD
    assert writing.parse("-1,234.5") == -1_234_500


def test_usual_amounts_have_no_writing_of_their_own():
    assert amount_writing(["1,000", "", "-500", "¥3"], "金額", DIRECTIONS) is PLAIN


@pytest.mark.parametrize(
    ("rows", "unit"),
    [
        ([["明細"], ["（単位：千円）"]], "千円"),
        ([["単位", "：", "百万円"]], "百万円"),
        ([["単位 万円"], ["単位:千円"]], "万円"),
        ([["千円札"], ["単位：円"]], ""),
    ],
)
def test_a_title_may_give_the_unit_of_all_amounts(rows: list[list[str]], unit: str):
    assert unit_above(rows) == unit
