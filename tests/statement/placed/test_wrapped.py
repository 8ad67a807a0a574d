"""Lines that belong to one row: wrapped memos above and below, a day above its amounts, rules between; and header lines."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from selfcheck.statement.placed.choose import tables_of
from selfcheck.statement.placed.columns import columns_of
from selfcheck.statement.placed.entries import Entries
from selfcheck.statement.placed.entry import Entry, table_of_entries
from selfcheck.statement.placed.grid import Grid, Placed
from selfcheck.statement.placed.header import headers
from selfcheck.statement.placed.pieces import Kind, pieces_of
from selfcheck.statement.placed.printed import lines_of_text
from selfcheck.statement.words import column_names

HEAD = "日付        摘要          出金      残高"
ONE, TWO = "2020/09/01  電気          3,000   497,000", "2020/09/02  ガスリヨウ    2,000   495,000"
TEXT = "            ヨコ"


def placed(
    *lines: str, bases: tuple[float, ...] = (), pages: tuple[int, ...] = (), rules: dict[int, list[float]] | None = None
) -> Placed:
    made = lines_of_text(lines)
    made = [
        replace(line, base=bases[at] if bases else 2.0 * at, page=pages[at] if pages else 1) for at, line in enumerate(made)
    ]
    found = Grid(made, column_names(), reach=1.9, rules=rules).placed("overlap", "near")
    assert found is not None
    return found


def memos(found: Placed) -> list[str]:
    return [row[1] for row in found.table.rows if len(row) == 4][1:]


NEAR = {
    "nearer to the row above": ((0, 3, 5, 8), ["電気 ヨコ", "ガスリヨウ"], 0),
    "nearer to the row below": ((0, 3, 6, 8), ["電気", "ヨコ ガスリヨウ"], 0),
    "as near to both: upwards, and it is said": ((0, 3, 5, 7), ["電気 ヨコ", "ガスリヨウ"], 1),
    "nearly as near to both": ((0, 3, 5.1, 7), ["電気 ヨコ", "ガスリヨウ"], 1),
    "too far from both": ((0, 3, 7, 11), ["電気", "ガスリヨウ"], 0),
}


@pytest.mark.parametrize("case", NEAR)
def test_a_line_of_text_goes_to_the_nearer_row(case: str):
    bases, expected, unsure = NEAR[case]
    found = placed(HEAD, ONE, TEXT, TWO, bases=bases)
    assert memos(found) == expected
    assert len(found.memos_unsure) == unsure


def test_a_rule_between_two_lines_parts_them():
    assert memos(placed(HEAD, ONE, TEXT, TWO, bases=(0, 3, 5, 8), rules={1: [3.5]})) == ["電気", "ヨコ ガスリヨウ"]
    assert memos(placed(HEAD, ONE, TEXT, TWO, bases=(0, 3, 5, 8), rules={1: [6.0]})) == ["電気 ヨコ", "ガスリヨウ"]
    assert memos(placed(HEAD, ONE, TEXT, TWO, bases=(0, 3, 5, 8), rules={2: [3.5]})) == ["電気 ヨコ", "ガスリヨウ"]


def test_a_word_that_was_broken_where_its_column_ends_is_one_word():
    one = ONE.replace("電気          ", "ドコモコウザ  ")
    assert memos(placed(HEAD, one, TEXT, TWO, bases=(0, 3, 5, 8))) == ["ドコモコウザヨコ", "ガスリヨウ"]
    latin = ONE.replace("電気          ", "ABCDEFGHIJKL  ")
    assert memos(placed(HEAD, latin, "            MNOP", TWO, bases=(0, 3, 5, 8))) == ["ABCDEFGHIJKL MNOP", "ガスリヨウ"]


def test_text_that_begins_before_the_texts_of_the_table_is_no_part_of_it():
    assert memos(placed(HEAD, ONE, "お知らせ", TWO, bases=(0, 3, 5, 8))) == ["電気", "ガスリヨウ"]


def test_a_day_above_its_amounts_is_one_row_and_a_lone_day_around_the_table_is_none():
    found = placed(HEAD, ONE, "2020/09/02  ガス", "                          2,000   495,000", TWO)
    assert [row[0] for row in found.table.rows] == ["日付", "2020/09/01", "2020/09/02", "2020/09/02"]
    assert found.table.last[2] == found.table.first[2] + 1
    below = placed(HEAD, ONE, TWO, "2020/09/30", bases=(0, 3, 6, 20))
    assert below.table.rows[3] == ["2020/09/30"]
    ends = placed(HEAD, ONE, TWO, "2020/09/30", "以上", bases=(0, 3, 6, 9, 12))
    assert ends.table.rows[3:] == [["2020/09/30"], ["以上"]]


@pytest.mark.parametrize(("base", "is_row"), [(9, True), (12, True), (13, False)])
def test_an_amount_without_a_day_is_a_row_and_a_bare_number_only_near_one(base: float, is_row: bool):
    plain, bare = "            ガス          2,000   495,000", "                            12"
    found = placed(HEAD, ONE, plain, bare, TWO, bases=(0, 3, 6, base, 20))
    assert ["", "ガス", "2,000", "495,000"] in found.table.rows
    assert (["", "", "12", ""] in found.table.rows) is is_row  # three letters off and more it is a page number


def test_a_memo_goes_on_at_the_head_of_the_next_page():
    found = placed(HEAD, ONE, TEXT, TWO, bases=(0, 3, 0, 6), pages=(1, 1, 2, 2))
    assert memos(found) == ["電気 ヨコ", "ガスリヨウ"]
    apart = placed(HEAD, ONE, TEXT, TWO, bases=(0, 3, 0, 6), pages=(1, 1, 3, 3))
    assert memos(apart) == ["電気", "ガスリヨウ"]


def names(*lines: str, bases: tuple[float, ...] = ()) -> list[tuple[int, int, tuple[str, ...]]]:
    made = [replace(line, base=bases[at] if bases else 2.0 * at) for at, line in enumerate(lines_of_text(lines))]
    found = headers(made, [pieces_of(line) for line in made], column_names())
    return [(header.first, header.last, header.names) for header in found]


@pytest.mark.parametrize(
    ("lines", "bases", "expected"),
    [
        (("日付  摘要  出金  残高",), (), [(0, 0, ("日付", "摘要", "出金", "残高"))]),
        (("日付  出金",), (), [(0, 0, ("日付", "出金"))]),
        (("日付  摘要",), (), []),
        (("日付  摘要  口座番号",), (), [(0, 0, ("日付", "摘要", "口座番号"))]),
        (("出金  入金",), (), [(0, 0, ("出金", "入金"))]),
        (("摘要  出金",), (), []),
        (("日付  出金  1,000",), (), []),
        (("お取引  摘要  お支払  残高", "日"), (), [(0, 1, ("お取引日", "摘要", "お支払", "残高"))]),
        (("お取引  摘要  お支払  残高", "日"), (0, 5), [(0, 0, ("お取引", "摘要", "お支払", "残高"))]),
        (("日付  摘要  出金  残高", "              (円)  (円)"), (), [(0, 1, ("日付", "摘要", "出金", "残高"))]),
        (("日付  摘要  出金  残高", "普通預金"), (), [(0, 0, ("日付", "摘要", "出金", "残高"))]),
        (("日 付  摘 要  出 金  残 高",), (), [(0, 0, ("日付", "摘要", "出金", "残高"))]),
        (
            ("日付  摘要  出金  残高", "日付  摘要  入金  残高"),
            (),
            [(0, 0, ("日付", "摘要", "出金", "残高")), (1, 1, ("日付", "摘要", "入金", "残高"))],
        ),
        (("日付  出金入金残高",), (), [(0, 0, ("日付", "出金", "入金", "残高"))]),
        (("",), (), []),
    ],
)
def test_a_header_names_a_day_and_money_or_two_kinds_of_money(
    lines: tuple[str, ...], bases: tuple[float, ...], expected: list[object]
):
    assert names(*lines, bases=bases) == expected


@pytest.mark.parametrize(
    "cells", [("摘要", "お引出し", "金額"), ("お取引日", "お預入れ", "金額"), ("出金", "お預り金額", "残高")]
)
def test_names_that_touch_are_cut_where_a_name_would_begin(cells: tuple[str, ...]):
    assert names("日付  " + "".join(cells)) == [(0, 0, ("日付", *cells))]


def test_names_that_touch_share_the_room_of_their_cell():
    (line,) = lines_of_text(["日付  出金入金残高"])
    (header,) = headers([line], [pieces_of(line)], column_names())
    assert [(cell.left, cell.right) for cell in header.cells] == [(0, 4), (6, 10), (10, 14), (14, 18)]


def entry(**values: object) -> Entry:
    return Entry(1, 1, "2020/9/1", **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (entry(direction="出金", plain=["300"]), True),
        (entry(amounts={"withdrawal": "300"}), True),
        (entry(plain=["-300"]), True),
        (entry(plain=["(300)"]), True),
        (entry(plain=["300"]), False),
    ],
)
def test_an_entry_says_by_a_word_a_label_or_a_sign_which_way_its_amount_went(one: Entry, told: bool):
    assert one.is_told is told
    assert one.has_money
    assert not entry(texts=["a"]).has_money
    assert table_of_entries(["x"], [one]).is_guess is not told


def test_entries_are_rows_below_the_names_of_their_labels():
    entries = [
        Entry(2, 3, "9/1", ["電気", "x"], "", {"withdrawal": "300"}, ["90"]),
        Entry(5, 5, "9/2", [], "入金", {"deposit": "5"}, []),
    ]
    table = table_of_entries(["a", "b", "c", "d", "e", "f"], entries).table
    assert table.rows == [
        ["a"],
        ["日付", "摘要", "区分", "出金", "入金", "金額"],
        ["9/1", "電気 x", "", "300", "", "90"],
        ["d"],
        ["9/2", "", "入金", "", "5", ""],
        ["f"],
    ]
    assert (list(table.first), list(table.last), table.line_count) == ([1, 2, 2, 4, 5, 6], [1, 2, 3, 4, 5, 6], 6)
    more = table_of_entries(["x"], [entry(amounts={"amount": "1"}, plain=["2", "3"])]).table
    assert more.rows[0] == ["日付", "摘要", "区分", "金額", "残高", "数"]


def of(*lines: str) -> list[list[str]]:
    found = Entries(lines, column_names())
    return [] if not found.are_there else list(list(found.tables())[-1].table.rows)


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (
            "2020年9月1日|電気|3,000円|9,000円|2020年9月2日|ガス|500円|8,500円",
            ["2020年9月1日|電気||3,000円|9,000円", "2020年9月2日|ガス||500円|8,500円"],
        ),
        ("2020/9/1|電気 3,000円|2020/9/2|ガス 500円", ["2020/9/1|電気||3,000円", "2020/9/2|ガス||500円"]),
        ("2020/9/1|出金|電気|3,000|2020/9/2|入金|給与|500", ["2020/9/1|電気|出金|3,000", "2020/9/2|給与|入金|500"]),
        ("2020/9/1|電気|-3,000|ガス|-500", ["2020/9/1|電気||-3,000", "2020/9/1|ガス||-500"]),
        (
            "2020/9/1|電気|3,000|残高|9,000|2020/9/2|ガス|500|残高|8,500",
            ["2020/9/1|電気||9,000|3,000", "2020/9/2|ガス||8,500|500"],
        ),
        (
            "取引日：2020/9/1|出金額：3,000円|内容：電気|以上|取引日：2020/9/2|出金額：500円|内容：ガス|以上",
            ["2020/9/1|電気||3,000円", "2020/9/2|ガス||500円"],
        ),
        ("2020/9/1|3,000円", []),  # one amount stands in any letter
        ("2020/9/1|a|b|c|d|e|f|g|3,000円|500円", []),
        ("3,000円|500円", []),
    ],
)
def test_lines_of_one_value_each_are_entries(lines: str, rows: list[str]):
    found = of(*lines.split("|"))
    assert ["|".join(row) for row in found if len(row) > 1][1:] == rows


def test_as_many_lines_as_the_header_has_are_a_row_also_where_some_are_empty():
    lines = ("日付", "摘要", "出金", "入金", "2020/9/1", "電気", "3,000", "", "2020/9/2", "給与", "", "500", "以上")
    first, *_ = Entries(lines, column_names()).tables()
    assert first.table.rows == [
        ["日付", "摘要", "出金", "入金"],
        ["2020/9/1", "電気", "3,000", ""],
        ["2020/9/2", "給与", "", "500"],
        ["以上"],
    ]
    assert (list(first.table.first), list(first.table.last)) == ([1, 5, 9, 13], [4, 8, 12, 13])


def test_texts_below_no_name_belong_to_the_nearest():
    head = "日付        摘要                        備考      出金"
    for text, name in (("          電気", "備考"), ("電気", "摘要")):
        row = f"2020/09/01          {text}".ljust(49) + "3,000"
        made = [pieces_of(line) for line in lines_of_text([head, row])]
        (header,) = headers(lines_of_text([head]), made[:1], column_names())
        found = columns_of(header.cells, made[1:], 2.0, "overlap", "near")
        assert found is not None
        assert [column.name for column in found.columns if column.kind is Kind.TEXT and column.spans] == [name]


@pytest.mark.parametrize(("row", "name"), [("2020/09/01", "取引日"), (" " * 14 + "2020/09/01", "起算日")])
def test_a_day_belongs_to_the_nearer_of_two_names(row: str, name: str):
    made = [pieces_of(line) for line in lines_of_text(["取引日        起算日        出金", row.ljust(28) + "3,000"])]
    (header,) = headers(lines_of_text(["取引日        起算日        出金"]), made[:1], column_names())
    found = columns_of(header.cells, made[1:], 2.0, "overlap", "near")
    assert found is not None
    assert [column.name for column in found.columns if column.kind is Kind.DATE and column.spans] == [name]


def test_a_text_is_read_in_every_way_once_with_pages_that_go_on_and_with_pages_that_begin_anew():
    lines = [
        replace(line, page=1 + at // 2, base=float(at % 2)) for at, line in enumerate(lines_of_text([HEAD, ONE, HEAD, TWO]))
    ]
    found = list(tables_of(Grid(lines, column_names(), reach=1.9)))
    assert {2 in one.table.aside for one in found} == {True, False}
    assert len(found) == len({(tuple(map(tuple, one.table.rows)), 2 in one.table.aside) for one in found})
