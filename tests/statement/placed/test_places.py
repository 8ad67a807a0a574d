"""Which piece of a printed line stands in which column, and which rows lines come to: what nearness tells."""

from __future__ import annotations

import pytest

from selfcheck.model.statement import Fate
from selfcheck.statement.placed.columns import columns_of, is_anchor
from selfcheck.statement.placed.grid import Grid
from selfcheck.statement.placed.header import headers
from selfcheck.statement.placed.pieces import Kind, Piece, pieces_of
from selfcheck.statement.placed.piped import has_bars
from selfcheck.statement.placed.places import Column, Columns, Span, is_spoilt
from selfcheck.statement.placed.printed import Glyph, lines_of_text, words_on_page
from selfcheck.statement.placed.spaced import grid_of
from selfcheck.statement.placed.split_dates import whole_dates, with_whole_date
from selfcheck.statement.text.table import Table
from selfcheck.statement.words import column_names


def pieces(text: str, *, glued: bool = False) -> list[Piece]:
    return pieces_of(lines_of_text([text])[0], glued=glued)


def kinds(text: str, *, glued: bool = False) -> list[tuple[str, str]]:
    return [(piece.kind.value, piece.text) for piece in pieces(text, glued=glued)]


@pytest.mark.parametrize(
    ("text", "glued", "expected"),
    [
        ("9/8 電気 3,000", False, "date:9/8 text:電気 money:3,000"),
        ("20200908 123", False, "date:20200908 money:123"),
        ("9/8(火) 10:30 電気", False, "date:9/8(火) 10:30 text:電気"),
        ("電気3,000", False, "text:電気3,000"),
        ("電気3,000", True, "text:電気 money:3,000"),
        ("電気3000円", True, "text:電気 money:3000円"),
        ("電気3000", True, "text:電気3000"),
        ("給与210,000680,000", True, "text:給与 money:210,000 money:680,000"),
        ("9/8電気", True, "date:9/8 text:電気"),
        ("9/8電気", False, "text:9/8電気"),
        ("¥ 3,000", False, "money:¥ 3,000"),
        ("¥      3,000", False, "money:3,000"),
        ("- -", False, "nothing:- nothing:-"),
        ("*** ―― /", False, "nothing:*** nothing:―― nothing:/"),
        ("3,000※ 5*", False, "money:3,000※ money:5*"),
        ("(3,000) ▲5", False, "money:(3,000) money:▲5"),
        ("1,00 12.5", False, "text:1,00 text:12.5"),
        ("12.00", False, "money:12.00"),
        ("1" * 15, False, "money:" + "1" * 15),
        ("1" * 16, False, "text:" + "1" * 16),
        ("2020/13/45", False, "text:2020/13/45"),
    ],
)
def test_a_line_is_cut_into_dates_amounts_and_words(text: str, glued: bool, expected: str):
    assert " ".join(f"{kind}:{cell}" for kind, cell in kinds(text, glued=glued)) == expected


def test_an_amount_is_exact_where_it_cannot_be_a_count():
    exact = [piece.is_exact for piece in pieces("3,000 ¥5 5円 -5 ▲5 5 9/8 12.00")]
    assert exact == [True, True, True, True, True, False, False, False]


def test_a_line_beyond_all_tables_has_no_pieces():
    assert len(pieces(" ".join(["1"] * 300))) == 300
    assert pieces(" ".join(["1"] * 301)) == []
    assert len(pieces("x" * 4000)) == 1
    assert pieces("x" * 4001) == []


@pytest.mark.parametrize(
    ("text", "spoilt"), [("60,00", True), ("3O,000", True), ("A1", True), ("AB1", False), ("1", False), ("電気", False)]
)
def test_what_is_half_of_digits_is_an_amount_that_was_spoilt(text: str, spoilt: bool):
    assert is_spoilt(text) is spoilt


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("9/8 電気 3,000", True),
        ("9/8 3000", True),
        ("9/8 電気 3000 ガス", False),  # a number of the memo
        ("9/8 電気 3,000 ガス", True),
        ("3,000 9/8", False),
        ("9/8 電気", False),
        ("電気 3,000", False),
    ],
)
def test_a_row_has_a_date_and_an_amount_behind_it(text: str, anchor: bool):
    assert is_anchor(pieces(text)) is anchor


def piece(kind: Kind, left: float, right: float, text: str = "x", *, exact: bool = False) -> Piece:
    return Piece(kind, text, left, right, "", exact)


COLUMNS = Columns(
    (
        Column(Kind.DATE, "日付", (Span(0, 10),)),
        Column(Kind.TEXT, "摘要", (Span(12, 30),)),
        Column(Kind.MONEY, "出金", (Span(40, 50),)),
        Column(Kind.MONEY, "入金", (), Span(60, 70)),
        Column(Kind.TEXT, "備考", (Span(80, 90),)),
    )
)


@pytest.mark.parametrize(
    ("given", "column"),
    [
        (piece(Kind.DATE, 1, 9), 0),
        (piece(Kind.MONEY, 45, 55), 2),
        (piece(Kind.MONEY, 49, 65), 3),  # more of it stands below the second
        (piece(Kind.MONEY, 51, 58, exact=True), 2),
        (piece(Kind.MONEY, 54, 59, exact=True), 3),
        (piece(Kind.MONEY, 13, 20), 1),  # a number among words
        (piece(Kind.MONEY, 300, 310, exact=True), None),
        (piece(Kind.NOTHING, 42, 44), 2),
        (piece(Kind.NOTHING, 15, 17), 1),
        (piece(Kind.TEXT, 42, 44, "3O0"), 2),
        (piece(Kind.TEXT, 42, 44, "電気"), 1),
        (piece(Kind.TEXT, 82, 84), 4),
        (piece(Kind.TEXT, 95, 99), 4),
        (piece(Kind.TEXT, 72, 74), 4),  # below none, and nearer to the second
        (piece(Kind.TEXT, 2, 4), 1),
        (piece(Kind.DATE, 15, 25, "9/8"), 1),
    ],
)
def test_a_piece_stands_in_the_column_below_which_it_is(given: Piece, column: int | None):
    assert COLUMNS.of(given) == column


def test_columns_have_a_reach_and_a_first():
    assert COLUMNS.reach(Kind.MONEY) == Span(40, 70)
    assert COLUMNS.reach(Kind.NOTHING) is None
    assert (COLUMNS.first(Kind.MONEY), COLUMNS.first(Kind.NOTHING)) == (2, None)
    assert COLUMNS.names == ("日付", "摘要", "出金", "入金", "備考")


def test_places_are_compared_at_their_left_middle_or_right():
    assert Span(10, 20).distance(11, 40) == 1
    assert Span(10, 20).distance(0, 22) == 2
    assert Span(10, 20).distance(5, 28) == 1.5
    assert [Span(10, 20).overlaps(*at) for at in ((0, 10), (0, 11), (19, 30), (20, 30))] == [False, True, True, False]


def table_of(text: str) -> list[Table]:
    grid = grid_of(text.splitlines())
    return [placed.table for placed in (grid.placed("overlap", "near"),) if placed]


def test_groups_of_amounts_go_to_the_names_in_their_order():
    lines = ["日付        摘要      出金      入金      残高", "2020/09/01  電気     3,000             497,000"]
    placed = lines_of_text(lines)
    found = [pieces_of(line) for line in placed]
    header = headers(placed, found, column_names())[0]
    columns = columns_of(header.cells, found[1:], 2.0, "overlap", "near")
    assert columns is not None
    assert [(column.name, len(column.spans)) for column in columns.columns] == [
        *(("日付", 1), ("摘要", 1), ("出金", 1), ("入金", 0), ("残高", 1)),
    ]
    assert columns_of(header.cells, [], 2.0, "overlap", "near") is None
    many = pieces("2020/09/01 " + " ".join(["1,000"] * 7))
    assert columns_of(header.cells, [many], 2.0, "overlap", "near") is None  # more amounts than a table of three has


def test_two_amounts_of_one_line_are_never_in_one_column():
    lines = [pieces("9/1  1,000  2,000"), pieces("9/2     1,000,000")]
    assert columns_of((), lines, 2.0, "overlap", "near") is None
    told = columns_of((), lines, 2.0, "right", "near")
    assert told is not None
    assert [column.kind for column in told.columns].count(Kind.MONEY) == 2


TEXT = """\
日付        摘要          出金      残高
2020/09/01  電気          3,000   497,000
            ヨコハマシテン
2020/09/02  ガス          2,000   495,000

以上
"""


def test_lines_of_text_belong_to_the_row_that_they_are_near():
    (table,) = table_of(TEXT)
    assert [row[1] for row in table.rows[1:3]] == ["電気 ヨコハマシテン", "ガス"]
    assert (list(table.first), list(table.last)) == ([1, 2, 4, 5, 6], [1, 3, 4, 5, 6])
    assert table.aside == {4: Fate.FOOTER}


def test_what_stands_above_the_header_is_above_the_table():
    (table,) = table_of("普通預金\n2020年9月\n" + TEXT)
    assert table.aside[0] is Fate.PREAMBLE
    assert 1 not in table.aside  # a month is a heading of the rows below it
    assert table.rows[2] == ["日付", "摘要", "出金", "残高"]


def test_a_header_that_is_printed_again_on_the_next_page_goes_on_with_the_account():
    head = "日付        摘要          出金      残高"
    rows = ["2020/09/01  電気          3,000   497,000", "2020/09/02  ガス          2,000   495,000"]
    from msgspec.structs import replace

    lines = lines_of_text([head, rows[0], head, rows[1]])
    paged = [replace(line, page=1 if at < 2 else 2, base=float(at % 2)) for at, line in enumerate(lines)]
    for case, aside in ((lines, {}), (paged, {2: Fate.HEADER})):
        placed = Grid(case, column_names(), reach=0.6).placed("overlap", "near")
        assert placed is not None
        assert placed.table.aside == aside
        assert placed.table.rows[2] == ["日付", "摘要", "出金", "残高"]
    apart = Grid(paged, column_names(), reach=0.6).placed("overlap", "near", continued=False)
    assert apart is not None
    assert apart.table.aside == {}


def test_the_head_and_foot_of_pages_are_no_rows():
    from msgspec.structs import replace

    head = "日付        摘要          出金      残高"
    rows = ["2020/09/01  電気          3,000   497,000", "2020/09/02  ガス          2,000   495,000"]
    texts = [f"{page}" for page in (1, 2)]
    lines = lines_of_text(["見本銀行 2020/09/30", head, rows[0], texts[0], "見本銀行 2020/09/30", head, rows[1], texts[1]])
    paged = [replace(line, page=1 + at // 4, base=40.0 * (at % 4)) for at, line in enumerate(lines)]
    placed = Grid(paged, column_names(), reach=1.9).placed("overlap", "near")
    assert placed is not None
    assert [len(row) for row in placed.table.rows] == [1, 4, 4, 1, 1, 4, 4, 1]
    assert placed.table.aside == {0: Fate.PREAMBLE, 3: Fate.FOOTER, 4: Fate.FOOTER, 5: Fate.HEADER, 7: Fate.FOOTER}


def test_year_month_and_day_in_columns_of_their_own_are_one_date():
    lines = lines_of_text(["年    月  日  摘要    出金", "2020   9   8  電気   3,000"])
    found = [pieces_of(line) for line in lines]
    (header,) = headers(lines, found, column_names())
    whole, count = with_whole_date(header)
    assert (whole.names, count) == (("年月日", "摘要", "出金"), 3)
    dated = whole_dates(found[1], whole, count, 2.0)
    assert [(one.kind, one.text) for one in dated] == [
        (Kind.DATE, "2020/9/8"),
        (Kind.TEXT, "電気"),
        (Kind.MONEY, "3,000"),
    ]
    for odd in ("2020  13   8  電気   3,000", "2020   9      電気   3,000", "2,020  9   8  電気   3,000", "      x"):
        line = pieces_of(lines_of_text([odd])[0])
        assert whole_dates(line, whole, count, 2.0) == line
    short = headers(lines_of_text(["月  日  摘要    出金"]), [pieces("月  日  摘要    出金")], column_names())[0]
    assert with_whole_date(short)[1] == 2
    plain = headers(lines_of_text(["日付  摘要    出金"]), [pieces("日付  摘要    出金")], column_names())[0]
    assert with_whole_date(plain) == (plain, 0)


def test_each_page_of_three_has_its_own_rows_with_whole_dates():
    head = "年    月  日  摘要    出金"
    (table,) = table_of("\n".join(line for day in (7, 8, 9) for line in (head, f"2020   9   {day}  電気   3,000")))
    assert [row[0] for row in table.rows] == ["年月日", "2020/9/7", "年月日", "2020/9/8", "年月日", "2020/9/9"]


def glyphs(text: str, left: float, base: float = 0.0, em: float = 10.0) -> list[Glyph]:
    return [Glyph(char, left + at * em, left + (at + 1) * em, base, em) for at, char in enumerate(text)]


@pytest.mark.parametrize(
    ("second", "words"),
    [
        (glyphs("気", 10), ["電気"]),
        (glyphs("気", 11.5), ["電気"]),
        (glyphs("気", 12), ["電", "気"]),
        (glyphs("気", 10, 3.4), ["電気"]),
        (glyphs("気", 10, 3.6), ["電", "気"]),
    ],
)
def test_glyphs_near_each_other_are_one_word(second: list[Glyph], words: list[str]):
    found = [word.text for _, _, of in words_on_page([*glyphs("電", 0), *second]) for word in of]
    assert found == words


def test_a_number_that_touches_a_word_is_an_amount_only_where_spaces_were_lost():
    (table,) = table_of(TEXT.replace("電気          3,000", "ABC1,000      3,000"))
    assert table.rows[1][1:3] == ["ABC1,000 ヨコハマシテン", "3,000"]


def test_bars_are_looked_for_before_anything_is_cut_at_them():
    assert has_bars("a\n| b |")
    assert has_bars("a│b")
    assert not has_bars("a b")


def test_a_name_on_two_lines_reaches_from_its_leftmost_word_to_its_rightmost():
    lines = lines_of_text(["お取引  摘要  お支払  残高", "  日"])
    (header,) = headers(lines, [pieces_of(line) for line in lines], column_names())
    cell = header.cells[0]
    assert (cell.text, cell.left, cell.right) == ("お取引日", 0, 6)


def test_words_of_one_line_have_a_space_between_and_none_before_the_first():
    ((_, _, apart),) = words_on_page([*glyphs("残高", 200), *glyphs("日付", 0)])
    assert [(word.gap, word.text) for word in apart] == [("", "日付"), (" ", "残高")]
    ((_, _, spaced),) = words_on_page(glyphs("日 付", 0))
    assert [(word.gap, word.text) for word in spaced] == [("", "日"), (" ", "付")]
