"""A cell that spans rows says its words in each row that has an amount of its own; an amount in it counts once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import selfcheck
from selfcheck.statement.containers.spanned import is_words, with_spanned
from tests.helpers import rows
from tests.workbooks import workbook

ROWS = [
    ["日付", "摘要", "出金", "残高"],
    ["2026-09-01", "ペイペイ", "1,000", "9,000"],
    ["2026-09-02", "", "500", "8,500"],
    ["", "", "", ""],
    ["2026-09-03", "", "400", "8,100"],
]


def spanned(*regions: tuple[tuple[int, int], tuple[int, int]]) -> list[list[str]]:
    return list(with_spanned([list(row) for row in ROWS], regions))


@pytest.mark.parametrize(
    ("region", "memos"),
    [
        (((1, 1), (2, 1)), ["ペイペイ", "", ""]),
        (((1, 1), (4, 1)), ["ペイペイ", "", "ペイペイ"]),  # not into a row without an amount
        (((1, 1), (1, 3)), ["", "", ""]),  # beside each other, not below
        (((1, 3), (2, 3)), ["", "", ""]),
        (((0, 1), (0, 1)), ["", "", ""]),
        (((9, 9), (12, 9)), ["", "", ""]),
    ],
)
def test_words_reach_down_as_far_as_their_cell(region: tuple[tuple[int, int], tuple[int, int]], memos: list[str]):
    assert [row[1] for row in spanned(region)[2:]] == memos


def test_what_a_row_says_by_itself_stays_and_no_amount_is_carried():
    rows_of = [["2026-09-01", "電気", "1,000", "9,000"], ["2026-09-02", "ガス", "", "8,000"]]
    regions = [((0, column), (1, column)) for column in range(4)]
    assert list(with_spanned([list(row) for row in rows_of], regions)) == rows_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ペイペイ", True),
        ("ﾍﾟｲﾍﾟｲ 2", True),
        ("1,000", False),
        ("1,000円", False),
        ("2026年9月1日", False),
        ("---", False),
        ("", False),
    ],
)
def test_words_are_no_amount_and_no_date(text: str, words: bool):
    assert is_words(text) is words


@pytest.mark.parametrize("left", [0, 2])
def test_a_memo_that_is_drawn_once_in_a_workbook_is_that_of_each_row(left: int, tmp_path: Path):
    blank: list[object] = [None] * left
    sheet: list[list[object]] = [
        [*blank, "日付", "摘要", "出金", "入金", "残高"],
        [*blank, dt.date(2026, 9, 1), "給与", None, 250000, 300000],
        [*blank, dt.date(2026, 9, 2), "ペイペイ", 10000, None, 290000],
        [*blank, dt.date(2026, 9, 3), None, 5000, None, 285000],
        [*blank, dt.date(2026, 9, 4), None, 1000, None, 284000],
    ]
    column = "ABCD"[left + 1]
    file = tmp_path / "meisai.xlsx"
    file.write_bytes(workbook(sheet, merged=f"{column}3:{column}4"))
    (statement,) = selfcheck.scan(file).statements
    assert [row["memo"] for row in rows(statement)] == ["給与", "ペイペイ", "ペイペイ", ""]
    assert statement.balance_check.status == "consistent"
