"""The other containers: 全銀 files, OFX, Excel workbooks and ZIP archives."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import pytest

import selfcheck
from selfcheck import Fate, Level, Statement
from tests.helpers import rows, simple
from tests.statement.containers.test_zip import archive
from tests.workbooks import workbook

TODAY = dt.date(2026, 11, 22)


def record(*fields: tuple[str, int]) -> str:
    """A fixed record of 200 bytes: (text, width), padded with spaces."""
    return "".join(text.ljust(width) for text, width in fields).ljust(200)


def zengin(*lines: tuple[str, str, int, str], before: int = 500000, fudge: int = 0) -> list[str]:
    """A 全銀 file of one account: (YYMMDD, 1 in or 2 out, yen, 摘要)."""
    into = [yen for _, way, yen, _ in lines if way == "1"]
    out = [yen for _, way, yen, _ in lines if way == "2"]
    after = before + sum(into) - sum(out) + fudge
    head = [("1", 1), ("03", 2), ("0", 1), ("080930", 6), ("080901", 6), ("080930", 6), ("9999", 4), ("ﾃｽﾄｷﾞﾝｺｳ", 15)]
    head += [("001", 3), ("ﾎﾝﾃﾝ", 15), ("000", 3), ("1", 1), ("0001234567"[-10:], 10), ("ﾔﾏﾀﾞ ﾀﾛｳ", 40), ("1", 1), ("1", 1)]
    records = [record(*head, (f"{before:014}", 14))]
    for number, (day, way, yen, memo) in enumerate(lines, start=1):
        data = [("2", 1), (f"{number:08}", 8), (day, 6), (day, 6), (way, 1), ("14", 2), (f"{yen:012}", 12), ("0" * 12, 12)]
        data += [("0" * 6, 6), ("0" * 6, 6), ("0", 1), ("0" * 7, 7), ("001", 3), ("0" * 10, 10), ("", 48), ("", 15), ("", 15)]
        records.append(record(*data, (memo, 20)))
    records.append(
        record(("8", 1), (f"{len(into):06}", 6), (f"{sum(into):013}", 13), (f"{len(out):06}", 6), (f"{sum(out):013}", 13),
               ("1", 1), (f"{after:014}", 14), (f"{len(lines):07}", 7))
    )  # fmt: skip
    records.append(record(("9", 1), (f"{len(records) + 1:010}", 10), ("00001", 5)))
    return records


LINES = [("080908", "2", 30000, "ﾄﾞｺﾓｺｳｻﾞ"), ("080925", "1", 210000, "ｷﾕｳﾖ")]
AS_READ = [("2026-09-08", "ﾄﾞｺﾓｺｳｻﾞ", 30000, None), ("2026-09-25", "ｷﾕｳﾖ", None, 210000)]


def read(folder: Path, name: str, data: bytes) -> Statement:
    file = folder / name
    file.write_bytes(data)
    return selfcheck.read(file, today=TODAY)


def transactions(statement: Statement) -> list[tuple[object, ...]]:
    return [(row["date"], row["memo"], row["withdrawal"], row["deposit"]) for row in rows(statement)]


SGML = """OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:UTF-8
CHARSET:CSUNICODE
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX>
<BANKMSGSRSV1><STMTTRNRS><STMTRS>
<CURDEF>JPY
<BANKACCTFROM><BANKID>9999<BRANCHID>001<ACCTID>1234567<ACCTTYPE>SAVINGS</BANKACCTFROM>
<BANKTRANLIST>
<DTSTART>20260901000000[+9:JST]
<STMTTRN>
<TRNTYPE>PAYMENT
<DTPOSTED>20260908000000[+9:JST]
<TRNAMT>-30000
<FITID>1
<NAME>ドコモコウザ
<MEMO>即時振替
</STMTTRN>
<STMTTRN>
<TRNTYPE>DEP
<DTPOSTED>20260925000000[+9:JST]
<TRNAMT>210000
<FITID>2
<NAME>キユウヨ
</STMTTRN>
</BANKTRANLIST>
<LEDGERBAL><BALAMT>680000<DTASOF>20260930000000</LEDGERBAL>
</STMTRS></STMTTRNRS></BANKMSGSRSV1>
</OFX>
"""
XML = """<?xml version="1.0" encoding="UTF-8"?>
<!--
OFXHEADER:100
DATA:OFXSGML
-->
<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX><BANKTRANLIST><STMTTRN><TRNTYPE>PAYMENT</TRNTYPE><DTPOSTED>20260908</DTPOSTED><TRNAMT>-30000</TRNAMT>
<FITID>1</FITID><NAME>ドコモコウザ</NAME><MEMO>即時振替</MEMO></STMTTRN>
<STMTTRN><TRNTYPE>DEP</TRNTYPE><DTPOSTED>20260925</DTPOSTED><TRNAMT>210000.00</TRNAMT><FITID>2</FITID>
<NAME>キユウヨ</NAME></STMTTRN></BANKTRANLIST></OFX>
"""


@pytest.mark.parametrize("text", [SGML, XML], ids=["1.02", "2.11"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_both_versions_of_ofx_are_read(text: str, encoding: str, tmp_path: Path):
    statement = read(tmp_path, "meisai.ofx", text.encode(encoding))
    assert statement.container == "ofx"
    assert transactions(statement) == [
        ("2026-09-08", "ドコモコウザ 即時振替", 30000, None),
        ("2026-09-25", "キユウヨ", None, 210000),
    ]
    assert sum(statement.lines.values()) == text.count("\n")
    assert statement.status == "read"


@pytest.mark.parametrize("digits", [str(10**15), str(2**63), "9" * 5000])
def test_an_amount_of_an_ofx_file_that_no_bank_has_is_a_problem_on_its_line(digits: str, tmp_path: Path):
    body = f"<STMTTRN><DTPOSTED>20260908<TRNAMT>-{digits}<NAME>ﾄﾞｺﾓｺｳｻﾞ</STMTTRN>"
    (tmp_path / "x.ofx").write_text(f"OFXHEADER:100\n\n<OFX><BANKTRANLIST>\n{body}\n</BANKTRANLIST></OFX>\n", encoding="cp932")
    report = selfcheck.scan(tmp_path / "x.ofx", today=TODAY)
    assert [(problem.line, problem.code) for problem in report.statements[0].problems] == [(4, "unreadable-amount")]
    assert [finding.service for finding in report.raised] == ["docomo-koza"]


def test_a_transaction_of_an_ofx_file_that_cannot_be_read_is_a_problem(tmp_path: Path):
    statement = read(tmp_path, "meisai.ofx", SGML.replace("<TRNAMT>-30000", "<TRNAMT>many").encode())
    assert [problem.code for problem in statement.problems] == ["unreadable-amount"]
    report = selfcheck.scan(tmp_path / "meisai.ofx")
    assert [finding.level for finding in report.findings] == [Level.CHECK]


@pytest.mark.parametrize("posted", ["10100908", "22620412", "99991231", "2026+9 8", "２０２６", "00000000", ""])
def test_a_date_of_an_ofx_file_that_no_bank_prints_is_a_problem(posted: str, tmp_path: Path):
    statement = read(tmp_path, "meisai.ofx", SGML.replace("<DTPOSTED>20260908", f"<DTPOSTED>{posted}").encode())
    assert [problem.code for problem in statement.problems] == ["unreadable-date"]
    assert [row[0] for row in transactions(statement)] == ["2026-09-25"]


SHEET: list[list[object]] = [
    ["お客さま口座情報"],
    [],
    ["日付", "摘要", "出金", "入金", "残高"],
    [dt.datetime(2026, 9, 8), "ドコモコウザ", 30000, None, 470000],
    [dt.datetime(2026, 9, 25), "給与", None, 210000, 680000],
]


OTHER = [*SHEET[:3], [dt.datetime(2026, 9, 9), "ペイペイ", 1000, None, 99000]]


def test_an_excel_workbook_is_read_like_a_csv(tmp_path: Path):
    statement = read(tmp_path, "meisai.xlsx", workbook(SHEET))
    assert (statement.container, statement.encoding) == ("excel", None)
    assert transactions(statement) == [("2026-09-08", "ドコモコウザ", 30000, None), ("2026-09-25", "給与", None, 210000)]
    assert statement.balance_check.status == "consistent"
    assert [row["line"] for row in rows(statement)] == [4, 5]


@pytest.mark.parametrize("yen", [10**15, 2**63, 10**300, 1e300])
@pytest.mark.parametrize(("cell", "code"), [(2, "unreadable-amount"), (4, "unreadable-balance")])
def test_an_amount_of_a_workbook_that_no_bank_has_is_a_problem_on_its_line(cell: int, code: str, yen: float, tmp_path: Path):
    row: list[object] = [*SHEET[3]]
    row[cell] = yen
    (tmp_path / "x.xlsx").write_bytes(workbook([*SHEET[:3], row, *SHEET[3:] * 4]))
    report = selfcheck.scan(tmp_path / "x.xlsx", today=TODAY)
    (statement,) = report.statements
    assert [(problem.line, problem.code) for problem in statement.problems] == [(4, code)]
    assert (4, "docomo-koza") in [(finding.line, finding.service) for finding in report.raised]


def changed(book: bytes, pattern: bytes, new: bytes) -> bytes:
    """A workbook with its first sheet rewritten."""
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert re.search(pattern, parts[sheet])
    return archive(**{**parts, sheet: re.sub(pattern, new, parts[sheet])})


@pytest.mark.parametrize(
    ("pattern", "new"),
    [
        (rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"'),
        (rb'<(c|row) r="[^"]*"', rb"<\1"),
        (rb"</sheetData>", b'<row r="1048576"><c r="J1048576" s="0"/></row></sheetData>'),
    ],
)
def test_a_workbook_that_says_too_much_or_nothing_of_its_size_is_read(pattern: bytes, new: bytes, tmp_path: Path):
    sheet = [SHEET[0], *([0 if cell is None else cell for cell in row] for row in SHEET[2:])]
    statement = read(tmp_path, "meisai.xlsx", changed(workbook(sheet), pattern, new))
    assert transactions(statement) == [("2026-09-08", "ドコモコウザ", 30000, None), ("2026-09-25", "給与", None, 210000)]


def test_all_sheets_of_a_workbook_share_its_room(tmp_path: Path):
    book = changed(workbook(SHEET), rb"</sheetData>", b'<row r="1000000"><c r="K1000000"><v>1</v></c></row></sheetData>')
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts["xl/worksheets/sheet2.xml"] = parts["xl/worksheets/sheet1.xml"]
    (tmp_path / "x.xlsx").write_bytes(archive(**parts))
    (statement,) = selfcheck.scan(tmp_path / "x.xlsx").statements
    assert [problem.code for problem in statement.problems] == ["excel-too-large"]


def test_every_sheet_of_a_workbook_is_a_statement(tmp_path: Path):
    (tmp_path / "meisai.xlsx").write_bytes(workbook(SHEET, OTHER, [], called="口座"))
    report = selfcheck.scan(tmp_path / "meisai.xlsx")
    assert [statement.path.rsplit(" ", 1)[1] for statement in report.statements] == ["[口座1]", "[口座2]"]
    assert len(report.raised) == 2


def test_a_workbook_that_is_broken_is_a_sentence(tmp_path: Path):
    (tmp_path / "meisai.xlsx").write_bytes(workbook(SHEET)[:-200])
    report = selfcheck.scan(tmp_path / "meisai.xlsx")
    assert report.statements[0].status == "unreadable"
    assert report.exit_code == 4


def test_reading_a_file_of_several_statements_as_one_says_so(tmp_path: Path):
    (tmp_path / "x.zip").write_bytes(archive(**{"a.csv": simple("A").encode(), "b.csv": simple("B").encode()}))
    with pytest.raises(selfcheck.UnreadableError, match="2"):
        selfcheck.read(tmp_path / "x.zip")


def test_every_line_of_every_container_has_a_fate(tmp_path: Path):
    statement = read(tmp_path, "x.txt", ("\r\n".join(zengin(*LINES)) + "\r\nx\r\n\r\n").encode("cp932"))
    assert statement.lines[Fate.PROBLEM] == 1
    assert statement.lines[Fate.BLANK] == 1


@pytest.mark.parametrize("damage", ["</STMTTRN><NAME>x</NAME>", "<NAME></STMTTRN>", "<<>>", "</OFX>"])
def test_a_damaged_ofx_file_is_a_sentence_and_no_traceback(damage: str, tmp_path: Path):
    (tmp_path / "x.ofx").write_bytes(SGML.replace("<FITID>1", damage).encode())
    report = selfcheck.scan(tmp_path / "x.ofx")
    assert sum(report.statements[0].lines.values()) in (0, SGML.count("\n"))


def test_a_header_that_is_shorter_than_its_layout_needs_is_no_traceback(tmp_path: Path):
    (tmp_path / "x.txt").write_bytes("項目名\t月\t日\n明細\t09\t08\n明細\t09\n".encode("cp932"))
    assert selfcheck.scan(tmp_path / "x.txt").exit_code == 4


@pytest.mark.parametrize("at", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("damage", ["", "①", ",", "2", "8" * 30])
def test_a_damaged_zengin_file_is_a_sentence_and_no_traceback(at: int, damage: str, tmp_path: Path):
    for comma in (False, True):
        records = zengin(*LINES)
        records[at] = records[at][:5] + damage + records[at][40 + len(damage) :]
        lines = [",".join(one[i : i + 9] for i in range(0, len(one), 9)) if comma else one for one in records]
        (tmp_path / "x.txt").write_bytes("\r\n".join(lines).encode("cp932"))
        assert sum(selfcheck.scan(tmp_path / "x.txt", today=TODAY).statements[0].lines.values()) == 5


def test_a_workbook_that_is_no_statement_has_no_encoding(tmp_path: Path):
    (tmp_path / "x.xlsx").write_bytes(workbook([["hello"], ["world"]]))
    (statement,) = selfcheck.scan(tmp_path / "x.xlsx").statements
    assert (statement.status, statement.encoding, statement.container) == ("unreadable", None, "excel")
