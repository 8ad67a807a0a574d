"""Which row names the columns: what may begin a header, and what belongs to it."""

from __future__ import annotations

import pytest

from selfcheck.statement.layout.header import Header, Headers
from selfcheck.statement.layout.two_rows import TwoRows
from selfcheck.statement.words import column_names
from tests.statement.layout.made import cells


def headers(*lines: str, searched: int = 100) -> Headers:
    return Headers(cells(*lines), column_names(), searched)


@pytest.mark.parametrize(
    ("row", "may"),
    [
        ("日付,摘要,出金", True),
        ("日付,出金", True),
        ("日付,摘要", True),
        ("月,日,出金", True),
        ("出金,入金", True),
        ("出金,残高", True),
        ("日付", False),
        ("摘要,出金", False),  # no day
        ("日付,店番", False),
        ("出金,出金", False),  # one kind of money
        ("日付,摘要,出金,1000", False),  # an amount
        ("日付,摘要,出金,2026/9/7", False),  # a day
        ("1,日付,摘要,出金", True),  # a record's mark
        ("01,1,日付,摘要,出金", True),
        ("001,日付,摘要,出金", False),  # three digits are an amount
        ("1,日付,出金", False),  # two words are not enough behind a mark
        ("日付,1,摘要,出金", False),  # a mark stands in front
    ],
)
def test_a_header_names_a_day_and_more_or_two_kinds_of_money_and_holds_no_value(row: str, may: bool):
    assert headers().may_be(row.split(",")) is may


BEST = {
    "the one that dated rows follow": (
        ("日付,残高,入金,出金", "合計,1,2,3", "日付,摘要,出金", "2026/9/7,電気,1000", "2026/9/8,ガス,1000"),
        2,
    ),
    "the one that names more": (("日付,出金", "日付,摘要,出金,残高", "2026/9/7,電気,1000,9"), 1),
    "three dated rows are enough": (
        ("日付,摘要,出金,残高", *["2026/9/7,電気,1,9"] * 3, "日付,摘要,出金", *["2026/9/7,電気,1"] * 5),
        0,
    ),
    "two dated rows are fewer than three": (
        ("日付,摘要,出金,残高", *["2026/9/7,電気,1,9"] * 2, "日付,摘要,出金", *["2026/9/7,電気,1"] * 5),
        3,
    ),
    "the first of several that are alike": (
        ("日付,摘要,出金", "2026/9/7,電気,1", "日付,摘要,出金", "2026/9/7,電気,1", "2026/9/8,電気,1"),
        0,
    ),
    "a pair of a name and a day is no dated row": (
        ("日付,出金,残高", "発行日,2026/9/7", "日付,摘要,出金", "2026/9/7,電気,1"),
        2,
    ),
}


@pytest.mark.parametrize("case", BEST)
def test_the_best_header_is(case: str):
    lines, row = BEST[case]
    best = headers(*lines).best()
    assert best is not None
    assert (best.first, best.last, best.names) == (row, row, tuple(lines[row].split(",")))


def test_no_header_is_found_where_none_is_or_beyond_the_rows_that_are_searched():
    assert headers("2026/9/7,電気,1000", "日付", "a,b").best() is None
    lines = ("x", "y", "日付,摘要,出金", "2026/9/7,電気,1")
    assert headers(*lines, searched=2).best() is None
    assert headers(*lines, searched=3).best() is not None


def test_a_header_on_two_rows_is_found_from_either():
    found = headers("明細", "日付,摘要,取引金額,,残高", ",,お支払,お預り,", "2026/9/7,電気,1000,,9")
    expected = Header(1, 2, ("日付", "摘要", "お支払", "お預り", "残高"))
    assert found.at(1) == found.at(2) == expected
    assert headers("日付,摘要,出金").at(0) == Header(0, 0, ("日付", "摘要", "出金"))


TWO_ROWS = {
    "units below": ("日付,摘要,出金,残高", ",,（円）,円", "日付,摘要,出金(円),残高(円)"),
    "thousands below": ("日付,摘要,出金,残高", ",,千円,(千円)", "日付,摘要,出金(千円),残高(千円)"),
    "directions below a common word": ("日付,摘要,金額,,残高", ",,お支払,お預り,", "日付,摘要,お支払,お預り,残高"),
    "kinds below directions": ("日付,出金,,入金,", ",現金,振替,現金,振替", "日付,現金出金,振替出金,現金入金,振替入金"),
}
NOT_ONE = {
    "rows of different widths": ("日付,摘要,出金,残高", ",,円"),
    "nothing below": ("日付,摘要,出金,残高", ",,,"),
    "a value above": ("2026/9/7,電気,1000,", ",,円,円"),
    "a value below": ("日付,摘要,金額,", ",,1000,"),
    "two headers": ("日付,摘要,出金,残高", "出金,残高,日付,摘要"),
    "two full rows": ("金額,残高", "お支払,残高"),
    "a word that names nothing": ("日付,摘要,金額,,残高", ",,お支払,あれ,"),
    "no money below": ("日付,,出金,残高", ",摘要,,"),
    "a day below": ("日付,摘要,金額,,残高", ",,お支払,9/31/2026,"),
}


@pytest.mark.parametrize("case", TWO_ROWS)
def test_two_rows_are_one_header(case: str):
    upper, lower, names = TWO_ROWS[case]
    both = TwoRows(upper.split(","), lower.split(","), column_names())
    assert both.are_one_header
    assert both.joined() == names.split(",")


@pytest.mark.parametrize("case", NOT_ONE)
def test_two_rows_are_rows_of_their_own(case: str):
    upper, lower = NOT_ONE[case]
    assert not TwoRows(upper.split(","), lower.split(","), column_names()).are_one_header
