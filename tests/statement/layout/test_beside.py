"""Two tables side by side become one below the other, with the lines on which they stand."""

from __future__ import annotations

import pytest

from selfcheck.statement.layout.beside import one_below_the_other
from selfcheck.statement.words import column_names
from tests.statement.layout.made import table_of


def test_the_right_table_follows_below_the_left_with_its_lines():
    table = table_of("明細", "日付,出金,残高,日付,出金,残高", "9/1,10,90,9/3,20,70", "9/2,0,90,,,", "9/2,0,90,9/4,1,69")
    found = one_below_the_other(table, column_names())
    assert found.rows == [
        ["明細"],
        ["日付", "出金", "残高"],
        ["9/1", "10", "90"],
        ["9/2", "0", "90"],
        ["9/2", "0", "90"],
        ["日付", "出金", "残高"],
        ["9/3", "20", "70"],
        ["9/4", "1", "69"],
    ]
    assert list(found.first) == list(found.last) == [1, 2, 3, 4, 5, 2, 3, 5]


def test_an_empty_column_between_them_belongs_to_none():
    found = one_below_the_other(table_of("日付,メモ,出金,,日付,メモ,出金", "9/1,a,10,,9/2,b,20"), column_names())
    assert found.rows == [["日付", "メモ", "出金"], ["9/1", "a", "10"], ["日付", "メモ", "出金"], ["9/2", "b", "20"]]


@pytest.mark.parametrize(
    "header",
    [
        "日付,出金,日付,出金",  # two days and two amounts of one transaction
        "日付,摘要,備考,日付,摘要,備考",  # no money
        "摘要,備考,出金,摘要,備考,出金",  # no date
        "日付,摘要,出金,日付,摘要,入金",
        ",日付,出金,,日付,出金",
        "日付,摘要,出金,入金,残高",
        "日付,日付,摘要,出金,入金",
    ],
)
def test_one_table_stays_one(header: str):
    table = table_of(header, ",".join(str(at) for at, _ in enumerate(header.split(","))))
    assert one_below_the_other(table, column_names()) is table


def test_two_tables_are_looked_for_among_the_first_two_hundred_rows():
    header = "日付,メモ,出金,日付,メモ,出金"
    for above, found in ((199, True), (200, False)):
        table = table_of(*["x,y"] * above, header, "9/1,a,10,9/2,b,20")
        assert (one_below_the_other(table, column_names()) is not table) is found
