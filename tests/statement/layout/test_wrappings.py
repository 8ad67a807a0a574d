"""What programs wrap around cells is taken off; what the bank printed stays."""

from __future__ import annotations

import pytest

from selfcheck.statement.layout.wrappings import unwrapped
from selfcheck.statement.words import column_names
from tests.statement.layout.made import table_of

HEADER = "日付,摘要,出金"
PLAIN = [["日付", "摘要", "出金"], ["2026/9/7", "電気", "1,000"], ["2026/9/8", "ガス", "500"]]
WRAPPED = {
    "formula guards": (HEADER, '="2026/9/7","=""電気""","=""1,000"""', '="2026/9/8","=""ガス""","=""500"""'),
    "whole lines in one cell": (f'"{HEADER}"', '"2026/9/7,電気,""1,000"""', '"2026/9/8,ガス,500"'),
    "full-width commas": ("日付，摘要，出金", "2026/9/7，電気，1000", "2026/9/8，ガス，500"),
    "a space behind each comma": (HEADER, '2026/9/7, "電気", "1,000"', '2026/9/8, "ガス", "500"'),
    "characters that nobody sees": (HEADER, '\u200b2026/9\u200b/7,\ufeff電気\u200b,"1\u200b,000"', "2026/9/8,ガス,500"),
    "an apostrophe before numbers": (HEADER, "'2026/9/7,電気,\"'1,000\"", "2026/9/8,ガス,' 500"),
    "an apostrophe before a column": (HEADER, '2026/9/7,\'電気,"1,000"', "2026/9/8,'ガス,500"),
    "entities of a page": (HEADER, '2026/9/7,電気,"&#49;,000"', "2026/9/8,ガス,500&nbsp;"),
}


@pytest.mark.parametrize("case", WRAPPED)
def test_a_wrapping_is_taken_off(case: str):
    rows = unwrapped(table_of(*WRAPPED[case]), column_names()).rows
    assert [[cell.strip().replace("1000", "1,000") for cell in row] for row in rows] == PLAIN


def test_quotes_around_cells_in_half_of_the_rows_are_taken_off():
    table = table_of(HEADER, '2026/9/7,"""A""",1000', "2026/9/8,B,500", '2026/9/9,"""C""",500')
    assert [row[1] for row in unwrapped(table, column_names()).rows] == ["摘要", "A", "B", "C"]


UNTOUCHED = {
    "an apostrophe within": ("2026/9/7,Lawson's,1000",),
    "an apostrophe before a word, in some rows": ("2026/9/7,'A,1000", "2026/9/8,B,1000"),
    "an ampersand": ("2026/9/7,A&B,1000", "2026/9/8,A & B;,1000"),
    "quotes around one memo of three": ('2026/9/7,"""A""",1000', "2026/9/8,B,500", "2026/9/9,B,500", "2026/9/9,C,5"),
    "quotes within a memo": ('2026/9/7,"A ""B"" C",1000',),
    "an equals sign": ("2026/9/7,a=b,1000",),
}


@pytest.mark.parametrize("case", UNTOUCHED)
def test_a_table_without_wrappings_is_the_same_table(case: str):
    table = table_of(HEADER, *UNTOUCHED[case])
    assert unwrapped(table, column_names()) is table


def test_characters_within_a_memo_that_cannot_be_seen_are_evidence_and_stay():
    (_, row) = unwrapped(table_of(HEADER, "2026/9/7,ドコ\u200bモ\u202e,1000"), column_names()).rows
    assert row == ["2026/9/7", "ドコ\u200bモ\u202e", "1000"]


def test_a_torn_cell_is_joined_up_to_its_closing_quote():
    def row_of(line: str) -> list[str]:
        return unwrapped(table_of("日付,摘要,出金,残高", line, line), column_names()).rows[1]

    assert row_of('2026/9/7, "a,b,c", 1000, 5') == ["2026/9/7", "a,b,c", " 1000", " 5"]
    assert row_of('2026/9/7, "a,b,c,d,e,f", 1000, 5')[1] == "a,b,c,d,e,f"
    assert row_of('2026/9/7, "a,b,c,d,e,f,g", 1000, 5')[1] != "a,b,c,d,e,f,g"
    assert row_of('2026/9/7, "abc, 1000, 5')[1:3] == [' "abc', " 1000"]


@pytest.mark.parametrize(
    ("lines", "cut"),
    [
        (('"日付,摘要,出金"', '"2026/9/7,電気,1000"'), True),
        (('"普通預金"', '"日付,摘要,出金"', '"2026/9/7,電気,1000"'), True),  # a title
        (('"日付,摘要,出金"',), False),
        (('"摘要,番号"', '"電気,1000"', '"ガス,500"'), False),  # names one column
        (('"日付;摘要;出金"', '"2026/9/7;電気;1000"'), True),
        (('"日付;摘要;出金"', '"2026/9/7"', '"電気"', '"1000"'), False),
        (('"日付,摘要,出金"', *['"2026/9/7,電気,1000"'] * 3, "x,y"), True),
        (('"日付,摘要,出金"', *['"2026/9/7,電気,1000"'] * 2, "x,y"), False),  # a quarter of the lines have cells of their own
    ],
)
def test_lines_in_one_cell_are_cut_where_nearly_all_are_and_a_header_shows_how(lines: tuple[str, ...], cut: bool):
    rows = unwrapped(table_of(*lines), column_names()).rows
    assert (["2026/9/7", "電気", "1000"] in rows) is cut
