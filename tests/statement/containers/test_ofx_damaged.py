"""OFX as programs write it: what is damaged, doubled or left out is read, or told; nothing of it is lost in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

import selfcheck
from selfcheck import Statement
from tests.helpers import rows

HEAD = "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n<OFX><BANKTRANLIST>\n"
FIRST = "<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260901<TRNAMT>-100<FITID>0<NAME>GAS</STMTTRN>\n"
PLAIN = "<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260908<TRNAMT>-30000<FITID>1<NAME>ﾄﾞｺﾓｺｳｻﾞ</STMTTRN>\n"
END = "</BANKTRANLIST></OFX>\n"


def read(body: str, tmp_path: Path, end: str = END) -> Statement:
    file = tmp_path / "a.ofx"
    file.write_text(HEAD + FIRST + body + end, encoding="utf-8")
    return selfcheck.read(file)


def codes(statement: Statement) -> list[str]:
    return [problem.code for problem in statement.problems]


REFERENCES = "".join(f"&amp;#{ord(letter)};" for letter in "ﾄﾞｺﾓｺｳｻﾞ")
WHOLE = {
    "a namespace": PLAIN.replace("<", "<ofx:").replace("<ofx:/", "</ofx:"),
    "blanks in a tag": PLAIN.replace("<NAME>", "< NAME >").replace("<STMTTRN>", "< STMTTRN>"),
    "references twice": PLAIN.replace("ﾄﾞｺﾓｺｳｻﾞ", REFERENCES),
    "CDATA within a value": PLAIN.replace("ﾄﾞｺﾓｺｳｻﾞ", "ﾄﾞｺ<![CDATA[ﾓｺｳｻﾞ]]>"),
    "a comment within a value": PLAIN.replace("ﾄﾞｺﾓｺｳｻﾞ", "ﾄﾞｺ<!-- <NAME>x -->ﾓｺｳｻﾞ"),
    "a day with dashes": PLAIN.replace("20260908", "2026-09-08"),
    "a field twice": PLAIN.replace("<TRNAMT>-30000", "<TRNAMT>-30000<TRNAMT>-30000"),
}
DAMAGED = {
    "its tag has another name": PLAIN.replace("STMTTRN", "STMTTRNX"),
    "its tag does not open": PLAIN.replace("<STMTTRN>", "STMTTRN>"),
    "its tag does not end": PLAIN.replace("<STMTTRN>", "<STMTTRN"),
    "its name's tag does not end": PLAIN.replace("<NAME>", "<NAME"),
}


@pytest.mark.parametrize("how", WHOLE)
def test_a_transaction_is_read_whatever_its_tags_are_like(how: str, tmp_path: Path):
    statement = read(WHOLE[how], tmp_path)
    (row,) = rows(statement)[1:]
    assert (row["withdrawal"], row["memo"], codes(statement)) == (30000, "ﾄﾞｺﾓｺｳｻﾞ", [])


@pytest.mark.parametrize("how", DAMAGED)
def test_a_transaction_is_read_although(how: str, tmp_path: Path):
    (row,) = rows(read(DAMAGED[how], tmp_path))[1:]
    assert row["withdrawal"] == 30000
    assert "ﾄﾞｺﾓｺｳｻﾞ" in row["memo"]


def test_a_second_name_belongs_to_the_memo(tmp_path: Path):
    body = PLAIN.replace("<NAME>ﾄﾞｺﾓｺｳｻﾞ", "<NAME>ABC<NAME>ﾄﾞｺﾓｺｳｻﾞ<MEMO>x<MEMO>y")
    assert rows(read(body, tmp_path))[1]["memo"] == "ABC x ﾄﾞｺﾓｺｳｻﾞ y"


@pytest.mark.parametrize("amount", ["-5.000", "5000-", "", "-5.000,00"])
def test_an_amount_that_may_mean_two_things_is_none(amount: str, tmp_path: Path):
    statement = read(PLAIN.replace("-30000", amount), tmp_path)
    assert (len(rows(statement)), codes(statement)) == (1, ["unreadable-amount"])


def test_a_debit_without_a_minus_is_told_where_others_have_one(tmp_path: Path):
    assert codes(read(PLAIN.replace("-30000", "30000"), tmp_path)) == ["ofx-sign"]


@pytest.mark.parametrize("end", ["", "</STMTTRN", "<STMTTRN><TRNTYPE>DEBIT"])
def test_a_file_that_is_cut_off_is_told(end: str, tmp_path: Path):
    statement = read(PLAIN, tmp_path, end)
    assert len(rows(statement)) == 2
    assert "ofx-cut-off" in codes(statement)


def test_securities_are_no_transactions_and_are_told(tmp_path: Path):
    body = "<SELLSTOCK><INVSELL><INVTRAN><FITID>1<DTTRADE>20260901</INVTRAN><TOTAL>5000</INVSELL></SELLSTOCK>\n"
    statement = read(PLAIN + body, tmp_path)
    assert (len(rows(statement)), codes(statement)) == (2, ["ofx-investment"])


def test_text_between_transactions_is_searched(tmp_path: Path):
    report = selfcheck.scan([_file(tmp_path, "ﾄﾞｺﾓｺｳｻﾞ 5000\n" + PLAIN.replace("ﾄﾞｺﾓｺｳｻﾞ", "ABC"))])
    assert "docomo-koza" in {finding.service for finding in report.findings}


def _file(tmp_path: Path, body: str) -> Path:
    read(body, tmp_path)
    return tmp_path / "a.ofx"
