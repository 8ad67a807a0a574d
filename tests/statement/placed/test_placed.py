"""Text at places becomes rows of cells; what is told only by its place is told, and what is not sure is said."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcheck.statement.options import Options
from selfcheck.statement.placed.choose import chosen, tables_of
from selfcheck.statement.placed.entries import Entries
from selfcheck.statement.placed.grid import Grid
from selfcheck.statement.placed.header import headers
from selfcheck.statement.placed.pieces import Kind, pieces_of
from selfcheck.statement.placed.piped import is_piped, piped
from selfcheck.statement.placed.printed import Line, lines_of_text
from selfcheck.statement.placed.ragged import is_aligned, ragged
from selfcheck.statement.placed.spaced import grid_of, is_delimited
from selfcheck.statement.plan import plan_for
from selfcheck.statement.text.table import Table
from selfcheck.statement.words import column_names

OPTIONS = Options(dt.date(2026, 11, 29))


def line(text: str) -> Line:
    return lines_of_text([text])[0]


def kinds(text: str, *, glued: bool = False) -> list[tuple[Kind, str]]:
    return [(piece.kind, piece.text) for piece in pieces_of(line(text), glued=glued)]


def records(table: Table | None) -> list[tuple[str, str, int | None, int | None, int | None]]:
    assert table is not None
    found = plan_for(table, "x", "", OPTIONS).read().transactions
    return [
        (f"{row.date:%m/%d}", row.text.memo, row.withdrawal, row.deposit, row.balance) for row in found.rows(range(len(found)))
    ]


def problems(table: Table | None) -> list[str]:
    assert table is not None
    return [problem.code for problem in table.problems]


# --- glyphs and words -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "date",
    [
        "2020/9/1",
        "20.09.01",
        "令和2年9月1日",
        "令和 2年 9月 1日",
        "R02.09.01",
        "2-09-01",
        "9月1日",
        "09/01",
        "20200901",
        "２０２０／０９／０１",
    ],
)
def test_a_date_is_one_piece(date: str):
    assert kinds(f"{date}  電気")[0] == (Kind.DATE, date)


@pytest.mark.parametrize("text", ["2020年9月30日現在", "2020/09/01～2020/09/30", "1/2/3/4", "2020/13/01", "12.5%"])
def test_what_only_looks_like_a_date_is_none(text: str):
    assert Kind.DATE not in [kind for kind, _ in kinds(text)]


@pytest.mark.parametrize(
    "amount", ["30,000", "￥30,000", "¥ 30,000", "30,000円", "30,000 円", "▲30,000", "-30,000", "３０，０００", "30,000-"]
)
def test_an_amount_is_one_piece(amount: str):
    assert kinds(f"電気  {amount}")[-1] == (Kind.MONEY, amount)


def test_a_dash_in_one_cell_is_no_sign_of_the_amount_in_the_next():
    assert kinds("電気      -      ￥12") == [(Kind.TEXT, "電気"), (Kind.NOTHING, "-"), (Kind.MONEY, "￥12")]


def test_where_tabs_were_lost_amounts_are_told_apart_by_their_thousands():
    glued = kinds("2020/09/01ドコモコウザ30,000470,000", glued=True)
    assert glued == [(Kind.DATE, "2020/09/01"), (Kind.TEXT, "ドコモコウザ"), (Kind.MONEY, "30,000"), (Kind.MONEY, "470,000")]


# --- headers --------------------------------------------------------------------------------------


def header_cells(*lines: str) -> list[tuple[str, ...]]:
    placed = lines_of_text(lines)
    return [header.names for header in headers(placed, [pieces_of(one) for one in placed], column_names())]


@pytest.mark.parametrize(
    ("lines", "cells"),
    [
        (["日付  摘要  出金  入金  残高"], ("日付", "摘要", "出金", "入金", "残高")),
        (["日 付   摘 要   お支払   残 高"], ("日付", "摘要", "お支払", "残高")),
        (["日付  摘要  お支払金お預り金差引残高"], ("日付", "摘要", "お支払金", "お預り金", "差引残高")),
        (["日付  店番  支払金額  残高"], ("日付", "店番", "支払金額", "残高")),
        (["日付  摘要  出金   入金   残高", "            （円） （円） （円）"], ("日付", "摘要", "出金", "入金", "残高")),
    ],
)
def test_a_header_is_cut_into_the_names_of_its_columns(lines: list[str], cells: tuple[str, ...]):
    assert header_cells(*lines) == [cells]


@pytest.mark.parametrize("text", ["残高 470,000円", "普通預金 口座番号 1234567", "出金と入金についてのお知らせ", "以上"])
def test_what_holds_values_or_running_text_is_no_header(text: str):
    assert header_cells(text) == []


# --- columns and rows -----------------------------------------------------------------------------

TABLE = """\
取引日      摘要               お支払     お預り      残高
2020/09/01  電気               3,000             497,000
2020/09/02  給与                         60,000  557,000
2020/09/03  ドコモコウザ       9,000             548,000
"""
EXPECTED = [
    ("09/01", "電気", 3_000, None, 497_000),
    ("09/02", "給与", None, 60_000, 557_000),
    ("09/03", "ドコモコウザ", 9_000, None, 548_000),
]


def read(text: str) -> Table | None:
    return chosen(tables_of(grid_of(text.splitlines())), "x", OPTIONS)


def test_the_side_of_an_amount_is_told_by_its_place_below_the_header():
    assert records(read(TABLE)) == EXPECTED


def test_columns_that_are_aligned_by_eye_are_told_by_the_nearest_names_and_proven_by_the_balance():
    ragged_by_eye = TABLE.replace("電気               3,000", "電気                3,000").replace(
        "9,000             548", " 9,000           548"
    )
    table = read(ragged_by_eye)
    assert records(table) == EXPECTED
    assert problems(table) == []


def test_without_a_header_the_balance_says_which_column_is_which():
    assert records(read("".join(TABLE.splitlines(keepends=True)[1:]))) == EXPECTED


def test_a_reading_that_no_balance_proves_is_said_to_be_unproven():
    without = "\n".join(one.rpartition(" ")[0].rstrip() for one in TABLE.splitlines())
    table = read(without)
    assert [record[:4] for record in records(table)] == [record[:4] for record in EXPECTED]
    assert len(problems(table)) == 1
    assert problems(table)[0] in ("placed-not-proven", "placed-side-unclear")


def test_an_amount_that_was_spoilt_is_refused_and_not_read_as_words():
    table = read(TABLE.replace(" 9,000", " 9,O00"))
    assert table is not None
    read_from = plan_for(table, "x", "", OPTIONS).read()
    assert [problem.code for problem in read_from.reading.problems] == ["unreadable-amount"]
    assert len(read_from.transactions) == 2


def test_a_wrapped_memo_is_joined_and_the_line_below_the_table_is_not():
    lines = TABLE.splitlines()
    lines.insert(4, "            ヨコハマシテン")
    table = read("\n".join([*lines, "", "            ペイペイ銀行からのお知らせ"]))
    assert [record[1] for record in records(table)] == ["電気", "給与", "ドコモコウザ ヨコハマシテン"]


def test_rows_with_one_space_between_cells_are_proven_by_the_balance():
    lines = ["2020/09/01 電気 3,000 497,000", "2020/09/02 給与 60,000 557,000", "2020/09/03 ドコモコウザ 9,000 548,000"]
    placed = ragged(lines_of_text(lines), column_names())
    assert placed is not None
    assert records(chosen([placed], "x", OPTIONS)) == EXPECTED


@pytest.mark.parametrize("amounts", ["3,000", "3,000 497,000", "3,000 - 497,000"])
def test_the_words_before_the_amounts_at_the_end_of_a_row_are_its_memo(amounts: str):
    placed = ragged(lines_of_text(["日付 摘要 出金 入金 残高", f"2020/09/01 電気 料金 {amounts}"]), column_names())
    assert placed is not None
    (row,) = [row for row in placed.table.rows if row[0] == "2020/09/01"]
    assert "電気 料金" in row
    assert "3,000" in row


def test_every_line_is_in_exactly_one_row():
    table = read("題\n\n" + TABLE + "\n以上\n")
    assert table is not None
    covered = [number for first, last in zip(table.first, table.last, strict=True) for number in range(first, last + 1)]
    assert covered == list(range(1, table.line_count + 1))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("12０,日月/ ペ出金残高-\u3000|", max_size=30), max_size=12))
def test_any_lines_give_rows_in_order_or_none(lines: list[str]):
    for placed in tables_of(Grid(lines_of_text(lines), column_names(), reach=0.6)):
        assert all(one <= two for one, two in pairwise(placed.table.first))
        assert placed.table.line_count == len(lines)


# --- what is delimited, aligned, piped ------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "delimited"),
    [
        ("日付,摘要,出金\n20200901,電気,30000", True),
        ("日付\t摘要\t出金", True),
        ("2020/09/01  電気  30,000  470,000", False),
        ("2020/09/01電気30,000470,000", False),
        ("2020/09/01 電気 1,234,567円", False),
    ],
)
def test_commas_in_amounts_are_no_delimiters(text: str, delimited: bool):
    assert is_delimited(text.splitlines()) is delimited


def test_wide_spaces_tell_columns_and_single_ones_do_not():
    assert is_aligned(lines_of_text(TABLE.splitlines()))
    assert not is_aligned(lines_of_text(["2020/09/01 電気 3,000 497,000"]))


def test_cells_between_bars_are_cells_and_their_rules_no_rows():
    lines = ["| 日付 | 摘要 | 出金 |", "|---|---|---:|", "| 2020/09/01 | ペイペイ | 3,000 |"]
    assert is_piped(lines)
    table = piped(lines).table
    assert table.rows[2] == ["2020/09/01", "ペイペイ", "3,000"]
    assert list(table.aside) == [1]
    assert not is_piped(["a | b", "running text", "more of it"])


# --- entries --------------------------------------------------------------------------------------


def entries(text: str) -> Table | None:
    found = Entries(text.splitlines(), column_names())
    return chosen(found.tables(), "x", OPTIONS) if found.are_there else None


def test_empty_cells_that_left_empty_lines_keep_the_sides_apart():
    cell_by_cell = "取引日\n摘要\nお支払\nお預り\n残高\n" + "".join(
        f"2020/{day}\n{memo}\n{out or ''}\n{into or ''}\n{balance}\n" for day, memo, out, into, balance in EXPECTED
    )
    assert records(entries(cell_by_cell)) == EXPECTED


def test_labels_say_what_an_amount_is():
    notices = "".join(
        f"■取引日：2020/{day}\n■内容：{memo}\n■出金額：{out}円\n\nお知らせは以上です。\n\n"
        for day, memo, out, _, _ in EXPECTED
        if out
    )
    table = entries(notices)
    assert [record[:3] for record in records(table)] == [record[:3] for record in EXPECTED if record[2]]
    assert problems(table) == ["placed-not-proven"]


def test_entries_under_a_day_each_have_its_date():
    table = entries("2020年9月1日\n電気\n-3,000円\nペイペイ\n-5,000円\n2020年9月2日\n給与\n+60,000円\n")
    assert [record[:4] for record in records(table)] == [
        ("09/01", "電気", 3_000, None),
        ("09/01", "ペイペイ", 5_000, None),
        ("09/02", "給与", None, 60_000),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2020年9月1日\nご利用のお知らせ\n見本銀行",
        "拝啓\n残暑の候、いかがお過ごしでしょうか。\n2020年9月1日\n敬具",
        "合計\n1,000円\n2,000円",
    ],
)
def test_a_letter_is_no_list_of_entries(text: str):
    assert not Entries(text.splitlines(), column_names()).are_there
