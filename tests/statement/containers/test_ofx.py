"""OFX as banks, money programs and converters write it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import selfcheck
from selfcheck import Report
from tests.helpers import rows

TODAY = dt.date(2026, 11, 22)
HEAD = (
    "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n<OFX>\n"
    "<BANKACCTFROM><BANKID>9999<ACCTID>1234567</BANKACCTFROM>\n<BANKTRANLIST>\n"
)
FOOT = "\n</BANKTRANLIST>\n</OFX>\n"


def scan(folder: Path, body: str, head: str = HEAD, foot: str = FOOT) -> Report:
    (folder / "meisai.ofx").write_text(head + body + foot, encoding="utf-8")
    return selfcheck.scan(folder / "meisai.ofx", today=TODAY)


def transaction(name: str = "<NAME>ﾄﾞｺﾓｺｳｻﾞ", amount: str = "-30000", posted: str = "20260908", kind: str = "DEBIT") -> str:
    return f"<STMTTRN><TRNTYPE>{kind}<DTPOSTED>{posted}<TRNAMT>{amount}<FITID>1{name}</STMTTRN>"


def only(report: Report) -> list[tuple[object, ...]]:
    (statement,) = report.statements
    return [(row["date"], row["memo"], row["withdrawal"], row["deposit"]) for row in rows(statement)]


PLAIN = transaction()
SPELLINGS = {
    "small letters": PLAIN.lower(),
    "attributes": PLAIN.replace("<STMTTRN>", "<STMTTRN id='1' seq=2>").replace("<NAME>", '<NAME lang="ja">'),
    "closing tags": "<STMTTRN><DTPOSTED>20260908</DTPOSTED><TRNAMT>-30000</TRNAMT><NAME>ﾄﾞｺﾓｺｳｻﾞ</NAME></STMTTRN>",
    "no closing tag of the transaction": PLAIN.replace("</STMTTRN>", ""),
    "a value on each line": PLAIN.replace("<", "\n<").strip(),
    "blanks around values": PLAIN.replace("ﾄﾞｺﾓｺｳｻﾞ", "  ﾄﾞｺﾓｺｳｻﾞ \n"),
    "empty values": PLAIN.replace("<FITID>1", "<FITID><CHECKNUM><REFNUM><MEMO>"),
    "the name within a payee": transaction("<PAYEE><NAME>ﾄﾞｺﾓｺｳｻﾞ<ADDR1>x<CITY>y</PAYEE>"),
    "a payee that is not closed": transaction("<PAYEE><NAME>ﾄﾞｺﾓｺｳｻﾞ<CITY>y"),
    "the other account": PLAIN.replace("</STMTTRN>", "<BANKACCTTO><BANKID>1<ACCTID>777</BANKACCTTO></STMTTRN>"),
    "a value in CDATA": transaction("<NAME><![CDATA[ﾄﾞｺﾓｺｳｻﾞ]]></NAME>"),
    "entities": transaction("<NAME>&#xFF84;&#xFF9E;ｺﾓｺｳｻﾞ"),
    "a comment within": PLAIN.replace("<FITID>", "<!-- <TRNAMT>5 \n --><FITID>"),
    "a decimal comma": transaction(amount="-30000,00"),
    "a thousands comma": transaction(amount="-30,000"),
}


@pytest.mark.parametrize("body", SPELLINGS.values(), ids=list(SPELLINGS))
def test_a_transaction_is_read_however_it_is_written(body: str, tmp_path: Path):
    report = scan(tmp_path, body)
    assert only(report) == [("2026-09-08", "ﾄﾞｺﾓｺｳｻﾞ", 30000, None)]
    assert [(finding.service, finding.account_number) for finding in report.raised] == [("docomo-koza", "1234567")]
    assert sum(report.statements[0].lines.values()) == (HEAD + body + FOOT).count("\n")


def test_several_on_one_line_are_several(tmp_path: Path):
    report = scan(tmp_path, transaction("<NAME>電気", "-5000") + PLAIN + transaction("<NAME>x", "many"))
    assert [row[2] for row in only(report)] == [5000, 30000]
    assert [problem.code for problem in report.statements[0].problems] == ["unreadable-amount"]
    assert report.statements[0].status == "partly-read"


def test_one_that_begins_where_another_ends_may_go_on_below(tmp_path: Path):
    report = scan(tmp_path, transaction("<NAME>電気\n", "-5000") + PLAIN.replace("<FITID>", "\n<FITID>"))
    assert [row[2] for row in only(report)] == [5000, 30000]


def test_name_and_memo_are_both_searched(tmp_path: Path):
    report = scan(tmp_path, transaction("<NAME>即時振替<MEMO>ﾄﾞｺﾓｺｳｻﾞ"))
    assert only(report)[0][1] == "即時振替 ﾄﾞｺﾓｺｳｻﾞ"
    assert len(report.raised) == 1


@pytest.mark.parametrize(
    "field",
    [
        "<PAYEE><NAME>x<ADDR1>{}</PAYEE>",
        "<PAYEEID>{}",
        "<REFNUM>{}",
        "<CHECKNUM>{}",
        "<BANKACCTTO><ACCTID>{}</BANKACCTTO>",
        "<DESC>{}",
    ],
)
def test_a_name_in_any_other_field_is_searched(field: str, tmp_path: Path):
    report = scan(tmp_path, transaction("<NAME>電気" + field.format("ﾄﾞｺﾓｺｳｻﾞ")))
    assert [finding.service for finding in report.raised] == ["docomo-koza"]


def test_kinds_tell_money_out_where_no_amount_has_a_sign(tmp_path: Path):
    report = scan(tmp_path, transaction(amount="30000") + "\n" + transaction("<NAME>給与", "210000", kind="DEP"))
    assert [(row[2], row[3]) for row in only(report)] == [(30000, None), (None, 210000)]


def test_where_some_amount_has_a_sign_signs_tell(tmp_path: Path):
    report = scan(tmp_path, transaction() + "\n" + transaction("<NAME>返金", "210000"))
    assert [(row[2], row[3]) for row in only(report)] == [(30000, None), (None, 210000)]


@pytest.mark.parametrize(
    ("posted", "day"),
    [
        ("20260908235959[+9:JST]", "2026-09-08"),
        ("20260907150000.000[0:GMT]", "2026-09-08"),
        ("20260907145959[0:GMT]", "2026-09-07"),
        ("20260908000000[0:GMT]", "2026-09-08"),
        ("20260908120000", "2026-09-08"),
    ],
)
def test_the_day_is_that_of_japan(posted: str, day: str, tmp_path: Path):
    assert only(scan(tmp_path, transaction(posted=posted)))[0][0] == day


@pytest.mark.parametrize("where", ["account", "transaction"])
def test_another_currency_is_not_taken_for_yen(where: str, tmp_path: Path):
    head = HEAD.replace("<BANKACCTFROM>", "<CURDEF>USD<BANKACCTFROM>") if where == "account" else HEAD
    inside = "<CURRENCY><CURRATE>150<CURSYM>USD</CURRENCY></STMTTRN>"
    report = scan(tmp_path, PLAIN if where == "account" else PLAIN.replace("</STMTTRN>", inside), head)
    assert [problem.code for problem in report.statements[0].problems] == ["ofx-currency"]
    assert [finding.service for finding in report.raised] == ["docomo-koza"]


def test_what_was_changed_into_yen_is_yen(tmp_path: Path):
    inside = "<ORIGCURRENCY><CURRATE>150<CURSYM>USD</ORIGCURRENCY></STMTTRN>"
    assert only(scan(tmp_path, PLAIN.replace("</STMTTRN>", inside)))[0][2] == 30000


def test_a_card_statement_in_ofx_is_read_with_its_account(tmp_path: Path):
    head = HEAD.replace("BANKACCTFROM", "CCACCTFROM")
    assert [finding.account_number for finding in scan(tmp_path, PLAIN, head).raised] == ["1234567"]
