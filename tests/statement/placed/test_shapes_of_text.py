"""What shape a text has: bars, delimiters, columns; how wide its letters are."""

from __future__ import annotations

import pytest

from selfcheck.model.statement import Fate
from selfcheck.statement.placed.piped import is_piped, piped
from selfcheck.statement.placed.printed import lines_of_text, width_of
from selfcheck.statement.placed.ragged import has_entries, is_aligned
from selfcheck.statement.placed.spaced import is_delimited


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["| a | b |", "| c | d |"], True),
        (["| a | b |", "x"], False),
        (["| a | b |", "| c | d |", "x", "y"], True),
        (["| a | b |", "| c | d |", "x", "y", "z"], False),
        (["| a | b |", "| c | d |", "|---|---|", "|---|---|", "|---|---|", "x", "y"], True),  # rules are no lines of text
        (["a | b", "c | d"], False),
        (["│a│b│", "┃c┃d┃"], True),
        ([], False),
    ],
)
def test_a_table_of_bars_has_two_rows_of_cells_and_half_of_all_lines(lines: list[str], expected: bool):
    assert is_piped(lines) is expected


def test_cells_between_bars_may_stand_without_outer_bars():
    table = piped(["|a|b||", "a | b | c", "+---+", "", "x"]).table
    assert table.rows == [["a", "b", ""], ["a", "b", "c"], ["+---+"], [""], ["x"]]
    assert table.aside == {2: Fate.FOOTER}
    assert (list(table.first), table.line_count, table.delimiter) == ([1, 2, 3, 4, 5], 5, "|")


def test_a_bar_before_an_empty_cell_is_no_frame_where_other_rows_have_none():
    rows = ["日付|摘要|出金|残高", "9/1|ガス|500|900", "|電気|100|800", "9/2|水道||"]
    assert piped(rows).table.rows == [row.split("|") for row in rows]
    framed = [f"|{row}|" for row in rows]
    assert piped(framed).table.rows == [row.split("|") for row in rows]


@pytest.mark.parametrize(
    ("lines", "delimited"),
    [
        (["a,b", *["x"] * 4], True),
        (["a,b", *["x"] * 5], False),
        ([], True),
        (["", "  "], True),
        (["1,000 2,000"], False),
        (["1,000,2"], True),
        (["３０，０００"], False),
        (["30,000470,000"], False),
        ([*["x"] * 200, *["a,b"] * 200], False),
        ([*[""] * 800, *["a,b"] * 200], True),
    ],
)
def test_a_text_is_delimited_where_a_fifth_of_its_lines_is(lines: list[str], delimited: bool):
    assert is_delimited(lines) is delimited


@pytest.mark.parametrize(
    ("lines", "aligned"),
    [
        (["9/8  電気  3,000", "9/9 ガス 2,000"], True),
        (["9/8  電気  3,000", "9/9 ガス 2,000", "9/9 ガス 2,000"], False),
        (["9/8 電気　3,000"], True),
        (["9/8 電気 | 3,000"], False),
        (["電気  ガス"], False),
    ],
)
def test_cells_are_aligned_where_half_of_the_rows_have_wide_spaces(lines: list[str], aligned: bool):
    assert is_aligned(lines_of_text(lines)) is aligned


def test_entries_begin_with_a_date():
    assert has_entries(lines_of_text(["x", "9/8電気3,000"]))
    assert not has_entries(lines_of_text(["電気 9/8 3,000", "9/8 電気"]))


@pytest.mark.parametrize(("char", "width"), [("a", 1), ("ｱ", 1), ("ア", 2), ("電", 2), ("\u0301", 0), ("　", 2)])
def test_letters_take_one_or_two_columns_or_none(char: str, width: int):
    assert width_of(char) == width


def test_places_in_a_text_are_counted_in_columns():
    (line,) = lines_of_text(["電気  3,000"])
    assert [(word.text, word.left, word.right) for word in line.words] == [("電気", 0, 4), ("3,000", 6, 11)]
    assert line.text == "電気  3,000"
    assert line.edges[:3] == [(0, 2), (2, 4), (4, 6)]
    assert lines_of_text(["", "x"])[1].number == 2
