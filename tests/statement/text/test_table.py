"""Text cut into rows: the delimiter, cells over several lines, and quotes that nobody closed."""

from __future__ import annotations

import pytest

from selfcheck.statement.text.lines import split_lines, with_line_ends
from selfcheck.statement.text.table import CarefulRows, Table, cut_lines, read_table
from selfcheck.statement.words import column_names


def table(*lines: str) -> Table:
    return read_table("\n".join(lines), column_names())


@pytest.mark.parametrize(
    ("lines", "delimiter"),
    [
        (("日付,摘要,出金", "2026/9/1,a;b,1"), ","),
        (("日付;摘要;出金", "2026/9/1;a,b,c;1,000"), ";"),
        (("日付\t摘要\t出金", "2026/9/1\ta,b\t1"), "\t"),
        (("9/1;ｶﾞｽ;5,000;;1,095,000", "9/2;ｶﾞｽ;5,000;;1,090,000"), ";"),  # as even by its commas, in fewer cells
        (("a,b", "c,d", "e;f"), ","),
        (("摘要;x,y", "a,b", "c,d"), ","),  # one column word shows nothing
        (("a", "b"), ","),
        (("", "", "日付;出金", "1;2"), ";"),
    ],
)
def test_the_delimiter_is_the_one_that_shows_a_header_or_cuts_evenly(lines: tuple[str, ...], delimiter: str):
    assert table(*lines).delimiter == delimiter


def test_rows_stand_on_their_lines():
    found = table("日付,摘要,出金", '1,"a', 'b",2', "", "3,c,4")
    assert found.rows == [["日付", "摘要", "出金"], ["1", "a\nb", "2"], [], ["3", "c", "4"]]
    assert (list(found.first), list(found.last), found.line_count) == ([1, 2, 4, 5], [1, 3, 4, 5], 5)
    assert found.text(1) == "1\ta\nb\t2"


HEAD = ("日付,摘要,出金",)
ROWS = {
    "a stray quote in a memo": ((*HEAD, '1,"a,2', "3,b,4"), [["1", "a", "2"], ["3", "b", "4"]], [2]),
    "a stray quote at the end": ((*HEAD, "3,b,4", '1,a,"2'), [["3", "b", "4"], ["1", "a", "2"]], [3]),
    "a quote that opens and is never closed": ((*HEAD, '"1,a,2', "3,b,4"), [["1", "a", "2"], ["3", "b", "4"]], [2]),
    "two rows, each with one": ((*HEAD, '1,"a,2', '3,"b,4'), [["1", "a", "2"], ["3", "b", "4"]], [2, 3]),
    "a quoted amount below a stray quote": ((*HEAD, '1,"a,2', '3,b,"4,0"'), [["1", "a", "2"], ["3", "b", "4,0"]], [2]),
    "three lines in one cell": ((*HEAD, '1,"a', "b", 'c",2', "3,d,4"), [["1", "a\nb\nc", "2"], ["3", "d", "4"]], []),
    "a doubled quote within": ((*HEAD, '1,"a ""x""', 'b",2'), [["1", 'a "x"\nb', "2"]], []),
    "a comma in the second line": ((*HEAD, '1,"a', 'b, c",2'), [["1", "a\nb, c", "2"]], []),
    "a stray quote before a quoted amount": ((*HEAD, '1,"a,"2,000"', "3,b,4"), [["1", "a", "2,000"], ["3", "b", "4"]], [2]),
    "a stray quote within a quoted amount": ((*HEAD, '1,"a","2,"000"', "3,b,4"), [["1", "a", "2,000"], ["3", "b", "4"]], [2]),
    "a stray quote that nothing tells from others": (
        (*HEAD, '"a,"b,"c,"d",e', "3,b,4"),
        [["a,b", 'c,d"', "e"], ["3", "b", "4"]],
        [2],
    ),
    "inches, which part no cells": ((*HEAD, '1,5"x,2', "3,b,4"), [["1", '5"x', "2"], ["3", "b", "4"]], []),
    "a letter behind a quoted name": ((*HEAD, '1,"a"b"c,2', "3,b,4"), [["1", 'ab"c', "2"], ["3", "b", "4"]], []),
    "a line too many for one cell": (
        (*HEAD, '1,"a', *["x"] * 18, 'b",2'),
        [["1", "\n".join(["a", *["x"] * 18, "b"]), "2"]],
        [],
    ),
}


@pytest.mark.parametrize("case", ROWS)
def test_quotes_join_lines_only_where_that_gives_a_row(case: str):
    lines, rows, stray = ROWS[case]
    found = table(*lines)
    assert found.rows[1:] == rows
    assert [problem.line for problem in found.problems] == stray


def test_twenty_lines_may_be_one_cell_and_no_more():
    for between, joined in ((18, True), (19, False)):
        found = CarefulRows(["a,b,c", '1,"a', *["x"] * between, 'b",2', "3,d,4"], ",", 3).table()
        assert (found.rows[1] == ["1", "\n".join(["a", *["x"] * between, "b"]), "2"]) is joined
        assert found.line_count == between + 4


def test_the_usual_width_is_that_of_rows_of_several_cells():
    assert CarefulRows(["a", "b", "c", "1,2", "1,2,3", "1,2,3"], ",").usual == 3
    assert CarefulRows(["a", "b"], ",").usual == 0
    assert CarefulRows(['1,"a', 'b",2', '3,"c', 'd",4'], ",").usual == 3  # where every memo has a line break
    assert CarefulRows(['1,"a', *["x,y"] * 30, 'b",2'], ",").usual == 2  # a quote that swallows thirty lines is astray
    assert CarefulRows(["1,2"], ",", 5).usual == 5


def test_lines_that_are_cut_plainly_need_no_care():
    found = cut_lines(["a,b", '"c,d",e'], ",")
    assert found.rows == [["a", "b"], ["c,d", "e"]]
    assert (list(found.first), list(found.last), found.line_count, found.problems) == ([1, 2], [1, 2], 2, ())


@pytest.mark.parametrize(
    ("text", "lines"),
    [("a\nb", ["a", "b"]), ("a\r\nb\r\n", ["a", "b"]), ("a\rb", ["a", "b"]), ("", []), ("\n", [""]), ("a\n\n", ["a", ""])],
)
def test_lines_end_with_any_of_three_ends(text: str, lines: list[str]):
    assert split_lines(text) == lines


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("a\u2028b", "a\nb"),
        ("a\x85b", "a\nb"),
        ("a\u2029b\u2028", "a\nb\n"),
        ("a\u2028b\nc", "a\u2028b\nc"),
        ("a\u2028b\rc", "a\u2028b\rc"),
        ("ab", "ab"),
    ],
)
def test_other_separators_end_lines_where_nothing_else_does(text: str, whole: str):
    assert with_line_ends(text) == whole
