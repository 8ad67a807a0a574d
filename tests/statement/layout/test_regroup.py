"""Commas within amounts that made cells: put back where there is a way, and only there."""

from __future__ import annotations

import pytest

from selfcheck.statement.layout.regroup import fitted, regrouped

ONE_WAY = [
    ("10,000,,90,000", 3, ["10000", "", "90000"]),
    ("2026/9/7,ATM,1,000,000,,90,000", 5, ["2026/9/7", "ATM", "1000000", "", "90000"]),
    ("¥10,000,90,000円", 2, ["¥10000", "90000円"]),
    ("(1,000),5", 2, ["(1000)", "5"]),
    ("▲3,000,97,000 ", 2, ["▲3000", "97000 "]),
    ("1,020,5", 2, ["1020", "5"]),
    ("999,000,7", 2, ["999000", "7"]),
    ("1,000,000", 1, ["1000000"]),
    ("a,12,345", 2, ["a", "12345"]),
]


@pytest.mark.parametrize(("line", "width", "row"), ONE_WAY)
def test_amounts_whose_commas_made_cells_are_put_together(line: str, width: int, row: list[str]):
    assert regrouped(line.split(","), width) == [row]
    assert fitted(line.split(","), width) == row


@pytest.mark.parametrize(
    ("line", "width"),
    [
        ("1,000", 2),  # wide enough as it is
        ("1,000", 3),
        ("a,b,c", 2),  # no amounts
        ("5,000,a,000", 3),  # 000 is nothing by itself
        ("0,000,5", 2),  # no amount begins with 0
        ("1234,000,5", 2),  # nor has four digits before its comma
        ("1,0000,5", 2),
        ("1,00,5", 2),
        ("1,000,000,000", 1),  # four times as wide: no commas of amounts
    ],
)
def test_a_row_that_is_no_row_with_commas_in_its_amounts_stays_unread(line: str, width: int):
    assert regrouped(line.split(","), width) == []


def test_rows_cut_by_something_else_are_not_put_together():
    assert regrouped(["1", "000", "5"], 2, ";") == []


def test_each_way_is_named_where_there_are_several():
    assert sorted(regrouped(["1", "100", "100"], 2)) == [["1", "100100"], ["1100", "100"]]
    assert fitted(["1", "100", "100"], 2) is None


def test_ways_without_end_are_not_all_looked_at():
    assert len(regrouped(["1", *["100"] * 23], 12)) == 64


def test_a_row_of_the_right_width_is_itself():
    row = ["1", "000"]
    assert fitted(row, 2) is row
