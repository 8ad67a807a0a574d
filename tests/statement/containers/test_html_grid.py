"""The rows of a page's table come to rows of cells: spans, headers of several rows, and transactions of several rows."""

from __future__ import annotations

import pytest

from selfcheck.errors import UnreadableError
from selfcheck.statement.containers.container import Source
from selfcheck.statement.containers.html import grid as grids
from selfcheck.statement.containers.html.container import HTML, is_page
from selfcheck.statement.containers.html.grid import TooManyCellsError, grid_of, has_date_and_amount, neat
from selfcheck.statement.containers.html.page import Cell, Page, Row
from selfcheck.statement.containers.html.tables import _parsed, parts_of
from selfcheck.statement.options import Options
from selfcheck.statement.text.decode import Decoded
from selfcheck.statement.text.table import Table
from tests.statement.rows.made import TODAY

HEAD = "<tr><th>日付<th>摘要<th>出金<th>残高"
ROWS = ("<tr><td>2026/9/1<td>電気<td>1,000<td>9,000", "<tr><td>2026/9/2<td>ガス<td>2,000<td>7,000")


def page(body: str) -> Page:
    return _parsed(f"<!DOCTYPE html><body>{body}</body>".encode())


def rows_of(body: str) -> list[list[str]]:
    (table,) = page(f"<table>{body}</table>").tables
    return grid_of(table.rows).rows


def tables(body: str) -> list[tuple[str, Table]]:
    found = parts_of([f"<body>{body}</body>"], Decoded("", "utf-8", ()), Source("x", b""), Options(TODAY))
    return [(part.name, part.content) for part in found if isinstance(part.content, Table)]


WHOLE = [["日付", "摘要", "出金", "残高"], ["2026/9/1", "電気", "1,000", "9,000"], ["2026/9/2", "ガス", "2,000", "7,000"]]
GRIDS = {
    "plain rows": (HEAD + "".join(ROWS), WHOLE),
    "a cell that reaches down": (
        HEAD + "<tr><td rowspan=2>2026/9/1<td>電気<td>1,000<td>9,000<tr><td>水道<td>500<td>8,500",
        [WHOLE[0], WHOLE[1], ["2026/9/1", "水道", "500", "8,500"]],
    ),
    "a memo that is drawn once beside two amounts": (
        HEAD + "<tr><td>2026/9/1<td rowspan=2>電気<td>1,000<td>9,000<tr><td>2026/9/2<td>500<td>8,500",
        [WHOLE[0], WHOLE[1], ["2026/9/2", "電気", "500", "8,500"]],
    ),
    "a memo that is drawn once beside two amounts of a day": (
        HEAD + "<tr><td rowspan=2>2026/9/1<td rowspan=2>電気<td>1,000<td>9,000<tr><td>500<td>8,500",
        [WHOLE[0], WHOLE[1], ["2026/9/1", "電気", "500", "8,500"]],
    ),
    "an amount and a balance that are drawn once": (
        HEAD + "<tr><td>2026/9/1<td>電気<td rowspan=2>1,000円<td rowspan=2>9,000<tr><td>2026/9/2<td>ガス",
        [WHOLE[0], ["2026/9/1", "電気", "1,000円", "9,000"], ["2026/9/2", "ガス", "", ""]],
    ),
    "a text that goes on in a second row": (
        HEAD + "<tr><td rowspan=2>2026/9/1<td>電気<td>1,000<td>9,000<tr><td>ヨコハマ<td><td>" + ROWS[1],
        [WHOLE[0], ["2026/9/1", "電気 ヨコハマ", "1,000", "9,000"], WHOLE[2]],
    ),
    "a body for each transaction": (
        HEAD + "".join(f"<tbody>{row}<tr><td><td>{text}<td><td></tbody>" for row, text in zip(ROWS, ("A", "B"), strict=True)),
        [WHOLE[0], ["2026/9/1", "電気 A", "1,000", "9,000"], ["2026/9/2", "ガス B", "2,000", "7,000"]],
    ),
    "bodies of which half hold a second row": (
        HEAD + "".join(f"<tbody>{row}<tr><td><td>A<td><td></tbody><tbody>{row}</tbody>" for row in ROWS),
        [WHOLE[0], *(row for at in (1, 2) for row in (WHOLE[at], ["", "A", "", ""], WHOLE[at]))],
    ),
    "bodies of several transactions": (
        HEAD + f"<tbody>{ROWS[0]}{ROWS[1]}</tbody>" * 2,
        [WHOLE[0], *WHOLE[1:], *WHOLE[1:]],
    ),
    "bodies whose first row has two dates": (
        "<tr><th>日付<th>起算日<th>摘要<th>出金"
        + "<tbody><tr><td>2026/9/1<td>2026/9/1<td>電気<td>1,000<tr><td><td><td>A<td></tbody>" * 2,
        [["日付", "起算日", "摘要", "出金"], *[["2026/9/1", "2026/9/1", "電気", "1,000"], ["", "", "A", ""]] * 2],
    ),
    "bodies of two rows of which fewer than half are dated": (
        HEAD
        + "".join(f"<tbody>{row}<tr><td><td>A<td><td></tbody>" for row in ROWS)
        + "<tbody><tr><td><td>小計<td>3,000<td><tr><td><td>B<td><td></tbody>" * 3,
        [
            *(WHOLE[0], WHOLE[1], ["", "A", "", ""], WHOLE[2], ["", "A", "", ""]),
            *[["", "小計", "3,000", ""], ["", "B", "", ""]] * 3,
        ],
    ),
    "a table whose role is another": (
        f"{HEAD}{ROWS[0]}".replace("電気", "電気<table role=row><tr><td>A</table>"),
        [WHOLE[0], ["2026/9/1", "電気 A", "1,000", "9,000"]],
    ),
    "a cell over two columns": (
        HEAD + "<tr><td>2026/9/1<td colspan=2>電気<td>9,000",
        [WHOLE[0], ["2026/9/1", "電気", "", "9,000"]],
    ),
    "a header of two rows over rows of two": (
        "<tr><th>日付<th>出金<th>残高<tr><th>摘要<th>店<th>"
        + "".join(f"<tr><td>2026/9/{d}<td>{d},000<td>9,000<tr><td>m{d}<td>本店<td>" for d in (1, 2)),
        [
            ["日付", "出金", "残高", "摘要", "店", ""],
            ["2026/9/1", "1,000", "9,000", "m1", "本店", ""],
            ["2026/9/2", "2,000", "9,000", "m2", "本店", ""],
        ],
    ),
    "blanks below a header are called as above": (
        "<tr><th>日付<th>摘要<th colspan=2>取引金額<tr><th><th><th>出金<th>入金" + "<tr><td>2026/9/1<td>電気<td>1,000<td>" * 2,
        [
            ["日付", "摘要", "取引金額", ""],
            ["日付", "摘要", "出金", "入金"],
            ["2026/9/1", "電気", "1,000", ""],
            ["2026/9/1", "電気", "1,000", ""],
        ],
    ),
    "a header of three rows, the second of which is short": (
        "<tr><th>日付<th>摘要<th>取引<tr><th>A<tr><th><th><th>出金" + ROWS[0].replace("<td>9,000", ""),
        [["日付", "摘要", "取引"], ["A", "", ""], ["A", "摘要", "出金"], ["2026/9/1", "電気", "1,000"]],
    ),
    "a row too short": (HEAD + ROWS[0] + "<tr><td>以上", [*WHOLE[:2], ["以上", "", "", ""]]),
    "a date over two lines": (
        HEAD + ROWS[0].replace("2026/9/1", "202<br>6年9月1日"),
        [WHOLE[0], ["2026年9月1日", *WHOLE[1][1:]]],
    ),
}


@pytest.mark.parametrize("case", GRIDS)
def test_rows_of_a_page_are_rows_of_cells(case: str):
    body, rows = GRIDS[case]
    assert rows_of(body) == rows


def test_rows_stand_on_the_rows_of_the_page():
    (table,) = page(
        f"<table>{HEAD}<tr><td rowspan=2>2026/9/1<td>電気<td>1,000<td>9,000<tr><td>A<td><td>{ROWS[1]}</table>"
    ).tables
    grid = grid_of(table.rows)
    assert (grid.first, grid.last) == ([1, 2, 4], [1, 3, 4])


def test_spans_that_ask_for_too_much_room_are_refused(monkeypatch: pytest.MonkeyPatch):
    wide = Row([Cell("x")] * 500)
    assert len(grid_of([wide]).rows[0]) == 500
    with pytest.raises(TooManyCellsError):
        grid_of([Row([Cell("x")] * 501)])
    assert grid_of([Row([Cell("x"), Cell("", columns=1000)])]).rows == [["x"]]  # what is empty takes no room
    monkeypatch.setattr(grids, "_MOST_CELLS", 6)
    assert len(grid_of([Row([Cell("x")] * 2)] * 3).rows) == 3
    for row in (Row([Cell("x", rows=3, columns=2)]), Row([Cell("x"), Cell("", columns=7)])):
        with pytest.raises(TooManyCellsError):
            grid_of([row] * 3)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("202 6年9月8日", "2026年9月8日"),
        ("2026 -9-8", "2026-9-8"),
        ("¥ 1,000", "¥ 1,000"),  # an amount as it is
        ("2026/9/8 10:30", "2026/9/8 10:30"),
        ("電気 1", "電気 1"),
        ("電気", "電気"),
        ("", ""),
        ("1" + " 1" * 40, "1" + " 1" * 40),
    ],
)
def test_blanks_within_a_date_or_an_amount_are_none(text: str, plain: str):
    assert neat(text) == plain


@pytest.mark.parametrize(
    ("cells", "has"),
    [
        (["2026/9/8", "1,000"], True),
        (["1,000", "2026/9/8"], True),
        (["20260908", "1,000"], True),
        (["200908", "1,000"], False),  # six digits are rather an amount
        (["20260908"], False),
        (["2026/9/8", "電気"], False),
        (["電気", "1,000"], False),
        (["2026/9/8", "0" * 35 + "100円"], True),
        (["2026/9/8", "0" * 36 + "100円"], False),  # forty characters are no amount that anybody prints
        ([], False),
    ],
)
def test_a_transaction_has_a_date_and_an_amount_beside_it(cells: list[str], has: bool):
    assert has_date_and_amount(cells) is has


def test_an_element_may_have_so_many_attributes_and_no_more():
    def tag(number: int) -> str:
        return f"<p {'a=1 ' * number}>"

    assert tables(f"<table>{HEAD}{''.join(ROWS)}</table>{tag(20_000)}")
    with pytest.raises(UnreadableError):
        tables(f"<table>{HEAD}{''.join(ROWS)}</table>{tag(20_001)}")


def test_every_part_of_a_page_tells_its_encoding_and_holds_no_text_of_its_lines():
    page_of = "<html><body>{}</body></html>"
    for body in (f"<table>{HEAD}{''.join(ROWS)}</table>" * 2, "<p>電気料金のお知らせ</p>"):
        parts = list(HTML.read(Source("x", page_of.format(body).encode("cp932")), Options(TODAY)))
        assert [(part.decoded.encoding, part.decoded.text) for part in parts if part.decoded] == [("cp932", "")] * len(parts)


def test_tables_are_named_by_their_captions_or_their_places():
    table = f"<table>{{}}{HEAD}{''.join(ROWS)}</table>"
    named = tables("".join(table.format(f"<caption>{name}</caption>") for name in ("普通預金", "定期")))
    assert [name for name, _ in named] == ["普通預金", "定期"]
    alike = tables("".join(table.format("<caption>普通</caption>") for _ in range(2)))
    assert [name for name, _ in alike] == ["表1", "表2"]
    long = tables(table.format(f"<caption>{'長' * 25}</caption>"))
    assert [name for name, _ in long] == ["表1"]


def test_what_stands_above_a_table_is_kept_and_what_stands_below_another_too():
    table = f"<table>{HEAD}{''.join(ROWS)}</table>"
    (_, one), (_, two) = tables(f"<h1>普通預金</h1><p>口座番号 1234567</p>{table}<p>定期預金</p>{table}")
    assert one.above == ("普通預金", "口座番号 1234567")
    assert two.above == ("定期預金",)
    (_, long) = tables("".join(f"<p>{number}</p>" for number in range(50)) + table)[0]
    assert long.above == tuple(str(number) for number in range(10, 50))


def test_what_a_page_does_not_show_is_told_apart_from_what_it_shows():
    body = f"<table>{HEAD}<tr><td>2026/9/1<td>電気<span hidden>ドコモ</span><td>1,000<td>9,000{ROWS[1]}</table>"
    ((_, table),) = tables(body)
    assert table.hidden == ((2, "ドコモ"),)
    assert table.rows[1][1] == "電気"
    shown = f"<table>{HEAD}{''.join(ROWS)}</table>"
    assert len(tables(shown + f"<div hidden>{shown}</div>")) == 1
    assert len(tables(f"<div hidden>{shown}</div>")) == 1
    other = shown.replace("電気", "水道")
    assert len(tables(shown + f"<div hidden>{other}</div>")) == 2


def test_the_header_of_a_table_that_scrolls_is_a_table_of_its_own_above_it():
    head, body = f"<table>{HEAD}</table>", f"<table>{''.join(ROWS)}</table>"
    ((_, one),) = tables(head + body)
    assert one.rows == WHOLE
    ((_, apart),) = tables("<table><tr><th>日付<th>摘要<th>出金</table>" + body)  # another width
    assert apart.rows == WHOLE[1:]


@pytest.mark.parametrize(
    ("data", "is_one"),
    [
        *((start, True) for start in (b"<!DOCTYPE html>", b"  <html>", b"<?xml version='1.0'?> <html", b"<!-- x --><body>")),
        *((start, True) for start in (b"<TABLE border=1>", b"\xef\xbb\xbf<html>", "<html>".encode("utf-16"), b"x<tr><td>")),
        *((start, False) for start in (b"<htmlx>", b"a,b", b"<?xml?><Workbook>", b"<tr>x", b"x" * (1 << 16) + b"<tr><td>")),
    ],
)
def test_a_page_is_known_by_how_it_begins_or_by_a_row_of_a_table(data: bytes, is_one: bool):
    assert is_page(data) is is_one
    assert HTML.suffixes == {".html", ".htm", ".xhtml"}


LINES = {
    "<p>a</p><p>b</p>": ["a", "b"],
    "a<br>b": ["a", "b"],
    "<b>a</b>b<i>c</i>": ["abc"],
    "a<script>x</script><style>y</style><noscript>z</noscript>": ["a"],
    "<div>a<div>b</div>c</div>": ["a", "b", "c"],
    "<span>a</span> <span>b</span>": ["a b"],
    "<p hidden>x</p><p style='color:red;display : none'>x</p><p style='visibility:hidden'>x</p>a": ["a"],
    "<input value=a><input type=checkbox value=x><input type=hidden value=x>": ["a"],
    "<img alt=出金>1": ["出金1"],
    "<select><option>a<option>b</select>": ["a"],
    "<select><option>a<option selected>b<option>c</select>": ["b"],
    "a&nbsp;&nbsp;b　c": ["a b　c"],
    "<table><tr><td>a<td>b</table>": ["a b"],
}


@pytest.mark.parametrize("body", LINES)
def test_the_lines_of_a_page_are_those_that_its_reader_sees(body: str):
    assert page(body).lines == LINES[body]


def test_elements_beside_each_other_have_a_tab_between():
    assert page("<span>a</span><span>b</span><b>c</b>").cut_lines == ["a\tb\tc"]
    assert page("<a>a</a><b>b</b>").cut_lines == ["ab"]
