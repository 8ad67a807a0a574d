"""Saved pages: the statement's table is found among all that stands on a page, and read as the reader of the page sees it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import selfcheck
from selfcheck import Report, Statement
from tests.helpers import rows

TODAY = dt.date(2026, 11, 22)
HEAD = "<tr><th>日付<th>摘要<th>出金<th>入金<th>残高</tr>"
BODY = (
    "<tr><td>2026/9/8<td>ドコモコウザ<td>30,000円<td>&nbsp;<td>470,000円</tr>"
    "<tr><td>2026/9/25<td>給与<td>&nbsp;<td>210,000円<td>680,000円</tr>"
)
TABLE = f"<table>{HEAD}{BODY}</table>"
AS_READ = [("2026-09-08", "ドコモコウザ", 30000, None, 470000), ("2026-09-25", "給与", None, 210000, 680000)]


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html>\n<html><head><title>入出金明細</title>{head}</head><body>{body}</body></html>"


def scan(folder: Path, data: str | bytes, name: str = "meisai.html") -> Report:
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return selfcheck.scan(folder / name, today=TODAY)


def only(report: Report) -> Statement:
    (statement,) = report.statements
    return statement


def read(statement: Statement) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in ("date", "memo", "withdrawal", "deposit", "balance")) for row in rows(statement)]


PAGES = {
    "a table alone": TABLE,
    "no closing tags": TABLE.replace("</tr>", "").replace("</table>", ""),
    "capitals and attributes": f'<TABLE BORDER="1" CELLPADDING=2>{HEAD}{BODY}</TABLE>'.replace(
        "<td>", '<TD NOWRAP align="right">'
    ),
    "a layout table around it": f"<table><tr><td>メニュー<br>振込<td>{TABLE}<td>広告</table>",
    "layout tables in layout tables": f"<table><tr><td><table><tr><td>{TABLE}</table><tr><td>© 銀行</table>",
    "menus, forms and other tables around it": (
        "<table><tr><td>ホーム<td>振込<td>設定</table><form><table><tr><th>期間<td>2026/9/1 ～ 2026/9/30</table></form>"
        f"{TABLE}<table><tr><td>前へ<td>1<td>2<td>次へ</table><table><tr><td>お問い合わせ<td>0120-000-000</table>"
    ),
    "a calendar beside it": f"<table>{'<tr>' + ''.join(f'<td>{d}' for d in range(1, 8))}</table>{TABLE}",
    "header in thead, rows in tbody, a sum in tfoot": (
        f"<table><thead>{HEAD}</thead><tbody>{BODY}</tbody><tfoot><tr><td>合計<td><td>30,000<td>210,000<td></tfoot></table>"
    ),
    "the header as a table of its own": f"<div><table>{HEAD}</table></div><div class=scrolls><table>{BODY}</table></div>",
    "blocks inside cells": TABLE.replace("ドコモコウザ", "<div><p>ドコモ<wbr>コウザ</p></div>"),
    "amounts in fields": TABLE.replace("30,000円", "<input readonly value='30,000円'>"),
    "fields, buttons and boxes that say nothing": TABLE.replace(
        "ドコモコウザ", "<input type=checkbox value=1><input type=hidden value=77>ドコモコウザ<input type=submit value=詳細>"
    ).replace("ドコモコウザ", "ドコモコウザ", 1),
    "scripts, styles and comments in cells": TABLE.replace(
        "ドコモ",
        "<script>write('99')</script><style>td{color:red}</style><!-- 1 --><noscript>x</noscript>ドコモ",
    ),
    "a list to choose from": TABLE.replace("給与", "<select><option>食費<option selected>給与<option>その他</select>"),
    "a date over two lines": TABLE.replace("2026/9/8", "2026年<br>9月8日").replace("2026/9/25", "2026年<br>9月25日"),
    "marks and yen signs": TABLE.replace("30,000円", "<span>¥</span>30,000").replace("210,000円", "&yen;210,000"),
    "columns that are not shown": TABLE.replace("<th>摘要", "<th style=display:none>番号<th>摘要")
    .replace("<td>ドコモ", "<td style=display:none>771<td>ドコモ")
    .replace("<td>給与", "<td hidden>772<td>給与"),
    "cells that are not shown, below a header without them": TABLE.replace("<td>ドコモ", "<td hidden>1<td>ドコモ").replace(
        "<td>給与", "<td hidden>2<td>給与"
    ),
    "columns without a header that hold nothing": TABLE.replace("</tr>", "<td></tr>"),
    "a header that spans": TABLE.replace("<th>出金<th>入金", "<th colspan=2>お取引金額").replace(
        "</tr>", "</tr><tr><th><th><th>出金<th>入金<th></tr>", 1
    ),
    "a header of two levels": TABLE.replace(
        HEAD,
        "<tr><th rowspan=2>日付<th rowspan=2>摘要<th colspan=2>お取引金額<th rowspan=2>残高<tr><th>出金<th>入金",
    ),
    "a header of two levels in plain cells": TABLE.replace(
        HEAD,
        "<tr><td rowspan=2>日付<td rowspan=2>摘要<td colspan=2>お取引金額<td rowspan=2>残高<tr><td>出金<td>入金",
    ),
    "the same table for a narrow screen, not shown": f"{TABLE}<div style='display:none'>{TABLE}</div>",
    "a table of roles": "<div role=table>"
    + "".join(
        f"<div role=row>{''.join(f'<span role={role}>{cell}</span>' for cell in line)}</div>"
        for role, line in (
            ("columnheader", ("日付", "摘要", "出金", "入金", "残高")),
            ("cell", ("2026/9/8", "ドコモコウザ", "30,000", "", "470,000")),
            ("gridcell", ("2026/9/25", "給与", "", "210,000", "680,000")),
        )
    ),
    "a hidden table alone": f"<div hidden>{TABLE}</div>",
    "XHTML with a declaration": f'<?xml version="1.0" encoding="UTF-8"?>{TABLE}',
}


@pytest.mark.parametrize("body", PAGES.values(), ids=list(PAGES))
def test_a_page_is_read_as_its_reader_sees_it(body: str, tmp_path: Path):
    statement = only(scan(tmp_path, page(body)))
    assert read(statement) == AS_READ
    assert (statement.container, statement.status) == ("html", "read")
    assert statement.balance_check.status == "consistent"


@pytest.mark.parametrize("body", PAGES.values(), ids=list(PAGES))
def test_no_markup_and_no_script_is_ever_a_memo(body: str, tmp_path: Path):
    report = scan(tmp_path, page(body + "<script>var x = '<td>メルペイ</td>';</script>"))
    assert [finding.service for finding in report.raised] == ["docomo-koza"]
    assert not any("<" in finding.memo for finding in report.findings)


SEVERAL_ROWS = {
    "a day that spans": (
        "<tr><td rowspan=2>2026/9/8<td>ドコモコウザ<td>30,000<td><td>470,000<tr><td>電気<td>5,000<td><td>465,000",
        [("2026-09-08", "ドコモコウザ", 30000, None, 470000), ("2026-09-08", "電気", 5000, None, 465000)],
    ),
    "a memo that goes on below": (
        "<tr><td rowspan=2>2026/9/8<td>即時振替<td rowspan=2>30,000<td rowspan=2><td rowspan=2>470,000<tr><td>ドコモコウザ"
        "<tr><td rowspan=2>2026/9/9<td>引落<td rowspan=2>5,000<td rowspan=2><td rowspan=2>465,000<tr><td>電気",
        [("2026-09-08", "即時振替 ドコモコウザ", 30000, None, 470000), ("2026-09-09", "引落 電気", 5000, None, 465000)],
    ),
    "a body for each": (
        "<tbody><tr><td>2026/9/8<td>即時振替<td>30,000<td><td>470,000<tr><td><td colspan=4>ドコモコウザ</tbody>"
        "<tbody><tr><td>2026/9/9<td>引落<td>5,000<td><td>465,000<tr><td><td colspan=4>電気</tbody>",
        [("2026-09-08", "即時振替 ドコモコウザ", 30000, None, 470000), ("2026-09-09", "引落 電気", 5000, None, 465000)],
    ),
}


@pytest.mark.parametrize(("body", "expected"), SEVERAL_ROWS.values(), ids=list(SEVERAL_ROWS))
def test_a_transaction_may_be_several_rows_of_a_page(body: str, expected: list[object], tmp_path: Path):
    report = scan(tmp_path, page(f"<table>{HEAD}{body}</table>"))
    assert read(only(report)) == expected
    assert [finding.line for finding in report.raised] == [2]


def test_a_header_of_two_rows_names_the_cells_of_two_rows(tmp_path: Path):
    body = (
        "<thead><tr><th rowspan=2>日付<th>取引<th>出金<th rowspan=2>残高<tr><th>摘要<th>入金</thead>"
        "<tr><td rowspan=2>2026/9/8<td>振替<td>30,000<td rowspan=2>470,000<tr><td>ドコモコウザ<td>"
        "<tr><td rowspan=2>2026/9/25<td>振込<td><td rowspan=2>680,000<tr><td>給与<td>210,000"
    )
    statement = only(scan(tmp_path, page(f"<table>{body}</table>")))
    assert [(row[0], row[2], row[3], row[4]) for row in read(statement)] == [(r[0], r[2], r[3], r[4]) for r in AS_READ]
    assert [("ドコモコウザ" in str(row[1]), "給与" in str(row[1])) for row in read(statement)] == [(True, False), (False, True)]


def test_a_header_that_is_repeated_is_a_header_again(tmp_path: Path):
    one, other = BODY.replace("</tr>", "</tr>|").split("|")[:2]
    statement = only(scan(tmp_path, page(f"<table>{HEAD}{one}{HEAD}{other}</table>")))
    assert read(statement) == AS_READ
    assert statement.lines[selfcheck.Fate.HEADER] == 2


def test_two_accounts_on_a_page_are_two_statements_and_the_report_names_them(tmp_path: Path):
    body = f"<h3>普通 口座番号 1234567</h3>{TABLE}<h3>貯蓄 口座番号 7654321</h3>{TABLE.replace('ドコモコウザ', 'ペイペイ')}"
    report = scan(tmp_path, page(body))
    assert [statement.path.rsplit(" ", 1)[1] for statement in report.statements] == ["[表1]", "[表2]"]
    assert [finding.service for finding in report.raised] == ["docomo-koza", "paypay"]
    assert [statement.records.texts[0].number for statement in report.statements] == ["1234567", "7654321"]


def test_a_caption_names_its_table(tmp_path: Path):
    statement = only(scan(tmp_path, page(TABLE.replace("<table>", "<table><caption>普通預金（9月）</caption>"))))
    assert statement.path.endswith(" [普通預金（9月）]")


def test_lines_are_the_rows_of_the_table(tmp_path: Path):
    statement = only(scan(tmp_path, page("<p>x</p>\n" * 30 + TABLE)))
    assert [row["line"] for row in rows(statement)] == [2, 3]
    assert sum(statement.lines.values()) == 3


@pytest.mark.parametrize(("memo", "told"), [("電気", []), ("\ufffd\ufffd\ufffd振込\ufffd\ufffd\ufffd", [3])])
def test_lost_letters_are_told_by_the_row_of_the_table_that_lost_them(memo: str, told: list[int], tmp_path: Path):
    rows_of_page = "".join(f"<tr><td>2026/9/{day}<td>{memo if day == 2 else 'ガス'}<td>{day}00" for day in (1, 2, 3))
    body = f"\n\n<h1>\ufffd\ufffd\ufffd見本</h1>\n<table><tr><th>日付<th>摘要<th>出金{rows_of_page}</table>"
    statement = only(scan(tmp_path, page(body)))
    assert [problem.line for problem in statement.problems if problem.code == "letters-lost"] == told


def test_what_stands_above_the_table_dates_and_names_it(tmp_path: Path):
    body = "<h2>テスト銀行 みずほ銀行</h2><p>照会期間 2020年8月1日～2020年9月30日</p>" + TABLE.replace("2026/", "")
    statement = only(scan(tmp_path, page(body)))
    assert [row[0] for row in read(statement)] == ["2020-09-08", "2020-09-25"]
    assert statement.bank == "mizuho"


def test_a_name_in_a_cell_that_is_not_shown_is_told(tmp_path: Path):
    report = scan(tmp_path, page(TABLE.replace("<td>給与", "<td><input type=hidden value='ﾒﾙﾍﾟｲ'>給与")))
    assert read(only(report)) == AS_READ
    assert "merpay" in [finding.service for finding in report.findings]


def test_a_row_that_is_folded_away_is_read(tmp_path: Path):
    body = TABLE.replace("<tr><td>2026/9/25", "<tr style='display: none'><td>2026/9/25")
    assert read(only(scan(tmp_path, page(body)))) == AS_READ


def test_a_page_without_a_statement_says_so_and_shows_no_markup(tmp_path: Path):
    report = scan(tmp_path, page("<div><b>ドコモコウザ</b> 30,000円を引き落としました</div><p>ログアウトしました</p>"))
    assert only(report).status == "unreadable"
    assert all("<" not in finding.memo for finding in report.findings)
    assert [finding.service for finding in report.raised] == ["docomo-koza"]


ENCODINGS = ["utf-8", "utf-8-sig", "cp932", "euc-jp", "iso-2022-jp", "utf-16", "utf-16-le"]


@pytest.mark.parametrize("declared", ["", "utf-8", "Shift_JIS", "x-euc-jp", "klingon"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_encoding_is_told_by_the_text_whatever_the_page_says(encoding: str, declared: str, tmp_path: Path):
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    statement = only(scan(tmp_path, page(TABLE, head).encode(encoding)))
    assert read(statement) == AS_READ


LISTS = {
    "a block a transaction, a span a cell": "<div class=row><span>{}</span><span>{}</span><span>{}</span><span>{}</span></div>",
    "a list": "<li><time>{}</time><p>{}</p><span>{}</span><span>{}</span></li>",
    "a line each": "<div><div>{}</div><div>{}</div><div>{}</div><div>残高 {}</div></div>",
}
SHOWN = [
    ("2026/9/8", "ドコモコウザ", "-30,000円", "470,000円"),
    ("2026/9/25", "給与", "210,000円", "680,000円"),
    ("2026/9/28", "電気", "-5,000円", "675,000円"),
]


@pytest.mark.parametrize("form", LISTS.values(), ids=list(LISTS))
def test_a_page_without_a_table_is_read_like_a_pasted_screen(form: str, tmp_path: Path):
    body = "<h1>入出金明細</h1>" + "".join(form.format(*cells) for cells in SHOWN) + "<p>ログアウト</p>"
    report = scan(tmp_path, page(body))
    assert [(row[0], row[2], row[3]) for row in read(only(report))] == [
        ("2026-09-08", 30000, None),
        ("2026-09-25", None, 210000),
        ("2026-09-28", 5000, None),
    ]
    assert [finding.service for finding in report.raised] == ["docomo-koza"]


def test_entities_are_characters(tmp_path: Path):
    memo = "".join(f"&#{ord(char)};" for char in "ドコモコウザ")
    assert read(only(scan(tmp_path, page(TABLE.replace("ドコモコウザ", memo))))) == AS_READ


def test_a_page_that_is_called_a_workbook_is_read(tmp_path: Path):
    assert read(only(scan(tmp_path, page(TABLE).encode("cp932"), "meisai.xls"))) == AS_READ
