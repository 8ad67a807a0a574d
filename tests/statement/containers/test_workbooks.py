"""Workbooks of every kind: as people keep them, and as nobody should."""

from __future__ import annotations

import datetime as dt
import io
import os
import zipfile
from pathlib import Path

import pytest

import selfcheck
from selfcheck import Statement
from selfcheck.errors import UnreadableError
from selfcheck.statement.containers.in_child import ChildLostError, call
from selfcheck.statement.containers.workbook_extent import cells_in
from tests.helpers import SAMPLES, golden, rows
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


def ends(data: bytes) -> int:
    os.abort()


def swells(data: bytes) -> int:
    return len(bytes(1 << 33))


def refuses(data: bytes) -> int:
    raise UnreadableError("broken-excel", reason=data.decode())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is called in a child here")
def test_a_parser_that_ends_its_process_ends_only_a_child():
    with pytest.raises(ChildLostError):
        call(ends, b"")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the limit of memory needs it")
def test_a_parser_that_takes_all_memory_is_stopped():
    with pytest.raises((ChildLostError, MemoryError)):
        call(swells, b"")


class PanicException(BaseException):
    """What pyo3 makes of a panic of Rust; no `Exception`."""


def panics(data: bytes) -> int:
    raise PanicException


def test_a_parser_that_panics_loses_one_file_also_where_no_child_can_be_made(monkeypatch: pytest.MonkeyPatch):
    """On Windows."""
    monkeypatch.delattr(os, "fork", raising=False)
    with pytest.raises(ChildLostError):
        call(panics, b"")
    with pytest.raises(UnreadableError, match="why"):
        call(refuses, b"why")
    assert call(len, b"1234") == 4


def test_what_a_child_answers_or_raises_is_answered_or_raised():
    assert call(len, b"1234") == 4
    with pytest.raises(UnreadableError, match="why"):
        call(refuses, b"why")


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
def test_a_workbook_that_asks_for_too_much_is_refused_before_room_is_made(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("selfcheck.statement.containers.in_child.call", lambda *_: pytest.fail("room was made"))
    found = read(tmp_path, TOO_LARGE[name], name)
    assert [problem.code for problem in found.problems] == ["excel-too-large"]


def test_rows_that_are_repeated_below_the_last_ask_for_nothing():
    row = f"<table:table-row>{CELL.format('')}<table:table-cell table:number-columns-repeated='16383'/></table:table-row>"
    below = "<table:table-row table:number-rows-repeated='1048575'><table:table-cell table:number-columns-repeated='16384'/>"
    assert cells_in("content.xml", (row + below + "</table:table-row>").encode()) == 1
