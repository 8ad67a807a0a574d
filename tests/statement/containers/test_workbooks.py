"""Workbooks of every kind: as people keep them, and as nobody should."""

from __future__ import annotations

import datetime as dt
import io
import random
import zipfile
from pathlib import Path

import pytest

import selfcheck
from selfcheck import Statement
from selfcheck.errors import UnreadableError
from selfcheck.statement.containers.compound_file import refuse_endless
from selfcheck.statement.containers.excel_cells import sheets_of
from selfcheck.statement.containers.workbook_extent import cells_in
from tests.helpers import SAMPLES, golden, rows
from tests.hostile.compound import xls
from tests.hostile.workbooks import in_sheet, with_texts
from tests.workbooks import opendocument, workbook
from tests.xlsb_writer import xlsb

TODAY = dt.date(2026, 11, 22)
HEADER: list[object] = ["日付", "摘要", "出金", "入金", "残高"]
FIRST: list[object] = [dt.datetime(2026, 9, 8), "ドコモコウザ", 30000, None, 470000]
SECOND: list[object] = [dt.date(2026, 9, 25), "給与", None, 210000, 680000]
AS_READ = [("2026-09-08", "ドコモコウザ", 30000, None, 470000), ("2026-09-25", "給与", None, 210000, 680000)]


def book(*sheet: list[object], merged: str = "") -> bytes:
    """A workbook of one sheet."""
    return workbook(sheet, merged=merged)


def read(folder: Path, data: bytes, name: str = "meisai.xlsx") -> Statement:
    (folder / name).write_bytes(data)
    (statement,) = selfcheck.scan(folder / name, today=TODAY).statements
    return statement


def transactions(statement: Statement) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in ("date", "memo", "withdrawal", "deposit", "balance")) for row in rows(statement)]


PASTED = ("日付,摘要,出金,入金,残高", '2026/9/8,ドコモコウザ,"30,000",,"470,000"', "2026/9/25,給与,,210000,680000")
BOOKS = {
    "real dates": book(HEADER, FIRST, SECOND),
    "a title that is merged": book(["○○銀行 入出金明細"], [], HEADER, FIRST, SECOND, merged="A1:E1"),
    "sums of binary fractions": book(HEADER, [*FIRST[:4], 470000.00000000006], [*SECOND[:3], 210000.0, 679999.9999999999]),
    "dates and times": book(HEADER, [dt.datetime(2026, 9, 8, 13, 5), *FIRST[1:]], SECOND),
    "amounts as text": book(HEADER, ["2026/9/8", "ドコモコウザ", "30,000", "", "470,000"], ["2026/9/25", *SECOND[1:]]),
    "a first column that is empty": book([None, *HEADER], [None, *FIRST], [None, *SECOND]),
    "blank rows between": book(HEADER, [], FIRST, [None] * 5, SECOND, [], []),
    "a CSV pasted into one column": book(*([line] for line in PASTED)),
}


@pytest.mark.parametrize("data", BOOKS.values(), ids=list(BOOKS))
def test_a_workbook_is_read_as_it_is_seen(data: bytes, tmp_path: Path):
    statement = read(tmp_path, data)
    assert transactions(statement) == AS_READ
    assert statement.balance_check.status == "consistent"


@pytest.mark.parametrize("name", ["saved_page.html", "saved_mhtml.mhtml", "simple_xlsx.xlsx", "simple_ods.ods"])
def test_the_same_statement_gives_the_same_findings_in_every_container(name: str):
    expected = {
        (one["date"], one["memo"], one["withdrawal"]) for one in golden(SAMPLES / "simple_utf8.golden.json")["transactions"]
    }
    plain = [(f.date, f.memo, f.withdrawal, f.service, f.level) for f in selfcheck.scan(SAMPLES / "simple_utf8.csv").findings]
    report = selfcheck.scan(SAMPLES / name)
    assert {(row["date"], row["memo"], row["withdrawal"]) for row in rows(report.statements[0])} == expected
    assert [(f.date, f.memo, f.withdrawal, f.service, f.level) for f in report.findings] == plain


def test_a_broken_opendocument_is_a_sentence(tmp_path: Path):
    whole = (SAMPLES / "simple_ods.ods").read_bytes()
    statement = read(tmp_path, whole[: len(whole) // 2], "meisai.ods")
    assert (statement.status, statement.problems[0].code) == ("unreadable", "broken-excel")


def test_an_opendocument_that_asks_for_more_room_than_there_is_is_a_sentence(tmp_path: Path):
    bomb = io.BytesIO()
    with zipfile.ZipFile(SAMPLES / "simple_ods.ods") as source, zipfile.ZipFile(bomb, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "content.xml":
                content = content.replace(
                    b"<table:table-row ", b'<table:table-row table:number-rows-repeated="1000000" ', 40
                ).replace(b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="16000" ', 40)
            target.writestr(entry, content)
    statement = read(tmp_path, bomb.getvalue(), "meisai.ods")
    assert statement.status == "unreadable"
    assert statement.problems[0].code in ("excel-too-large", "broken-excel")


def test_a_workbook_with_a_password_says_so(tmp_path: Path):
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    assert read(tmp_path, locked).problems[0].code == "excel-locked"


# --- Excel's binary form, and workbooks that ask for too much -------------------------------------


def test_a_workbook_in_excels_binary_form_is_read(tmp_path: Path):
    made = xlsb([["日付", "摘要", "出金", "入金", "残高"], [46273.0, *FIRST[1:]], ["2026/9/25", *SECOND[1:]]])
    found = read(tmp_path, made, "meisai.xlsb")
    assert (found.container, found.status, found.balance_check.status) == ("excel", "read", "consistent")
    assert transactions(found) == AS_READ


CELL = '<table:table-cell office:value-type="string"{}><text:p>x</text:p></table:table-cell>'
TOO_LARGE = {
    "meisai.xlsb": xlsb([["x"], *[[]] * 3], last=(1_048_575, 16_383)),
    "meisai.ods": opendocument(
        '<table:table-row table:number-rows-repeated="1048576">'
        + CELL.format(' table:number-columns-repeated="16384"')
        + "</table:table-row>"
    ),
}


@pytest.mark.parametrize("name", TOO_LARGE)
def test_a_workbook_that_asks_for_too_much_is_refused_before_room_is_made(name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("python_calamine.CalamineWorkbook", None)
    with pytest.raises(UnreadableError) as refused:
        sheets_of(TOO_LARGE[name])
    assert refused.value.sentence.key == "excel-too-large"


def test_rows_that_are_repeated_below_the_last_ask_for_nothing():
    row = f"<table:table-row>{CELL.format('')}<table:table-cell table:number-columns-repeated='16383'/></table:table-row>"
    below = "<table:table-row table:number-rows-repeated='1048575'><table:table-cell table:number-columns-repeated='16384'/>"
    assert cells_in("content.xml", (row + below + "</table:table-row>").encode()) == 1


# --- workbooks of the old kind --------------------------------------------------------------------


@pytest.mark.parametrize("pad", [0, 5000], ids=["in the small stream", "in sectors of its own"])
def test_a_workbook_of_the_old_kind_is_read(pad: int, tmp_path: Path):
    found = read(tmp_path, xls(["ドコモコウザ", "電気"], pad=pad).bytes(), "meisai.xls")
    assert (found.container, found.status, found.balance_check.status) == ("excel", "read", "consistent")
    assert transactions(found)[0] == ("2026-11-01", "ドコモコウザ", 10000, None, 990000)


def test_a_chain_of_sectors_that_runs_in_a_circle_is_seen_before_it_is_followed_for_ever():
    for change in (lambda made: made.directory, lambda made: made.directory - 1):
        made = xls(["ドコモコウザ"], pad=5000)
        made.fat[made.directory] = change(made)
        made.fat[made.directory - 1] = made.directory
        with pytest.raises(UnreadableError) as refused:
            refuse_endless(made.bytes())
        assert refused.value.sentence.details == {"reason": "circle"}


def test_a_workbook_shows_no_more_than_its_size_allows():
    """One long text may stand in any number of cells."""
    text = "".join(random.Random(7).choices("0123456789", k=40_000))

    def shown(times: int) -> bytes:
        cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(3, 3 + times))
        return with_texts(in_sheet(cells), text)

    assert [row[0] for row in sheets_of(shown(50))[0][1][2:]] == [text] * 50
    with pytest.raises(UnreadableError) as refused:
        sheets_of(shown(200))
    assert refused.value.sentence.key == "excel-too-large"


@pytest.mark.parametrize("lost", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_that_lost_the_list_of_its_sheets_is_broken_and_not_empty(lost: str, tmp_path: Path):
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book(HEADER, FIRST, SECOND))) as whole, zipfile.ZipFile(data, "w") as broken:
        for name in whole.namelist():
            if name != lost:
                broken.writestr(name, whole.read(name))
    assert [problem.code for problem in read(tmp_path, data.getvalue()).problems] == ["broken-excel"]
