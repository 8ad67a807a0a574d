"""Files of records: OFX tag by tag, 全銀 field by field; what each says, what is compared, and what cannot be read."""

from __future__ import annotations

import datetime as dt

import pytest

from selfcheck.model.statement import Break, Fate
from selfcheck.statement.containers.container import Source
from selfcheck.statement.containers.ofx import OFX, read_ofx
from selfcheck.statement.containers.zengin import ZENGIN, read_zengin
from selfcheck.statement.rows.reading import Reading

TODAY = dt.date(2026, 11, 22)


def one(amount: str = "-500", posted: str = "20260908", kind: str = "DEBIT", more: str = "<NAME>a") -> str:
    return f"<STMTTRN><TRNTYPE>{kind}<DTPOSTED>{posted}<TRNAMT>{amount}{more}</STMTTRN>"


def ofx(*lines: str) -> Reading:
    return read_ofx("\n".join(("OFXHEADER:100", "<OFX><CURDEF>JPY<ACCTID>777", *lines, "</OFX>")))


def read(reading: Reading) -> list[tuple[object, ...]]:
    return [(row.line, str(row.date)[5:], row.memo, row.withdrawal, row.deposit) for row in reading.records.single]


def told(reading: Reading) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in reading.problems]


@pytest.mark.parametrize(
    ("lines", "rows", "problems"),
    [
        ((one(),), [(3, "09-08", "a", 500, None)], []),
        ((one("500", kind="CREDIT"), one()), [(3, "09-08", "a", None, 500), (4, "09-08", "a", 500, None)], []),
        ((one("500"),), [(3, "09-08", "a", 500, None)], []),  # nothing in the file has a sign: its kind tells
        ((one("500"), one("-5")), [(3, "09-08", "a", None, 500), (4, "09-08", "a", 5, None)], [(3, "ofx-sign")]),
        ((one("500", kind="CREDIT"), one("5", kind="ATM")), [(3, "09-08", "a", None, 500), (4, "09-08", "a", 5, None)], []),
        ((one(more="<NAME>a<MEMO>b<EXTDNAME>c<PAYEE><NAME>d</PAYEE>"),), [(3, "09-08", "a d c b", 500, None)], []),
        ((one(more="<NAME>a<NAME>b"),), [(3, "09-08", "a b", 500, None)], []),
        ((one(more="<NAME>a&amp;b"),), [(3, "09-08", "a&b", 500, None)], []),
        ((one("-500,5"),), [], [(3, "unreadable-amount")]),
        ((one("-500,00"),), [(3, "09-08", "a", 500, None)], []),
        ((one("-1,500"),), [(3, "09-08", "a", 1500, None)], []),
        ((one(posted="soon"),), [], [(3, "unreadable-date")]),
        ((one(more="<CURRENCY><CURRATE>1<CURSYM>USD</CURRENCY><NAME>a"),), [], [(3, "ofx-currency")]),
        ((one(more="<ORIGCURRENCY><CURSYM>USD</ORIGCURRENCY><NAME>a"),), [(3, "09-08", "a", 500, None)], []),
        ((one(more="<CURRENCY><CURSYM>jpy</CURRENCY><NAME>a"),), [(3, "09-08", "a", 500, None)], []),
        ((one() + one("-7", more="<NAME>b"),), [(3, "09-08", "a", 500, None), (3, "09-08", "b", 7, None)], []),
        ((one().replace("<TRNAMT>", "\n<TRNAMT>"), one()), [(3, "09-08", "a", 500, None), (5, "09-08", "a", 500, None)], []),
        ((one().replace("</STMTTRN>", ""), one("-7")), [(3, "09-08", "a", 500, None), (4, "09-08", "a", 7, None)], []),
        (("<!-- " + one(), "-->", one()), [(5, "09-08", "a", 500, None)], []),
    ],
)
def test_a_transaction_of_ofx(lines: tuple[str, ...], rows: list[object], problems: list[object]):
    reading = ofx(*lines)
    assert (read(reading), told(reading)) == (rows, problems)
    assert sum(reading.ledger.close().values()) == len("\n".join(lines).split("\n")) + 3


@pytest.mark.parametrize(
    ("posted", "day"),
    [
        ("20260908", "09-08"),
        ("20260908120000", "09-08"),
        ("20260908230000[-5:EST]", "09-09"),
        ("20260908090000[-5:EST]", "09-08"),
        ("20260908100000[-5:EST]", "09-09"),
        ("20260908000000[-5:EST]", "09-08"),  # midnight is a day, not a time
        ("20260908150000[0:GMT]", "09-09"),
        ("20260908145900[0:GMT]", "09-08"),
        ("20260908230000[+9:JST]", "09-08"),
        ("20260908003000[+12:NZST]", "09-07"),
        ("20260908230000.000[9:JST]", "09-08"),
    ],
)
def test_a_time_of_another_zone_is_a_day_of_japan(posted: str, day: str):
    assert read(ofx(one(posted=posted)))[0][1] == day


def test_a_transaction_is_of_the_account_and_currency_named_last_before_it():
    reading = ofx(one(), "<ACCTID>888", one(), "<CURDEF>usd", one())
    assert [row.number for row in reading.records.single] == ["777", "888"]
    assert told(reading) == [(7, "ofx-currency")]


def test_lines_around_transactions_of_ofx_are_what_stands_around_them():
    reading = ofx("", one(), "<LEDGERBAL>", "")
    fates = reading.ledger.close()
    assert (fates[Fate.PREAMBLE], fates[Fate.BLANK], fates[Fate.TRANSACTION], fates[Fate.FOOTER]) == (2, 2, 1, 2)


@pytest.mark.parametrize(
    ("text", "is_ofx"),
    [
        ("OFXHEADER:100\n<OFX>", True),
        ("ofxheader=100\n<ofx a='1'>", True),
        ("<OFX>", True),
        ("OFXHEADER:100", False),
        ("x" * 4096 + "<OFX>", False),
        ("OFXHEADER:100" + "x" * 5000 + "<OFX>", True),
        ("<OFXA>", False),
    ],
)
def test_ofx_is_known_by_its_header_and_its_root(text: str, is_ofx: bool):
    assert OFX.recognises(Source("x", text.encode())) is is_ofx


HEADER = "1,03,0,080930,080901,080930,0001,ﾐﾎﾝ,001,ﾎﾝﾃﾝ,000,1,{account},ﾔﾏﾀﾞ,1,1,{before}"
DATA = "2,00000001,{day},{day},{way},10,{yen},000000000000,,,,,,,ﾄﾞｺﾓｺｳｻﾞ,ﾐﾎﾝ,ﾎﾝﾃﾝ,{more},"
TRAILER = "8,{ins},{into},{outs},{out},{sign},{after},2"


def data(yen: int, way: int = 2, day: str = "080908", more: str = "") -> str:
    return DATA.format(day=day, way=way, yen=yen, more=more)


def trailer(ins: int, into: int, outs: int, out: int, after: int, sign: int = 1) -> str:
    return TRAILER.format(ins=ins, into=into, outs=outs, out=out, sign=sign, after=after)


HEAD = HEADER.format(account="1234567", before="1000")
FILES = {
    "right": ((HEAD, data(300), data(50, 1), trailer(1, 50, 1, 300, 750), "9,4"), [], ()),
    "a sum that differs": ((HEAD, data(300), trailer(0, 0, 1, 301, 700), "9,4"), [(3, "trailer-differs")], ()),
    "a number that differs": ((HEAD, data(300), trailer(0, 0, 2, 300, 700), "9,4"), [(3, "trailer-differs")], ()),
    "money in that differs": ((HEAD, data(50, 1), trailer(1, 51, 0, 0, 1050), "9,4"), [(3, "trailer-differs")], ()),
    "a balance that differs": ((HEAD, data(300), trailer(0, 0, 1, 300, 701), "9,4"), [], (Break(3, 700, 701),)),
    "a balance below nothing": ((HEAD, data(1300), trailer(0, 0, 1, 1300, 300, 2), "9,4"), [], ()),
    "a trailer that cannot be read": ((HEAD, data(300), "8,1,2", "9,4"), [(3, "zengin-record")], ()),
    "a trailer without a header": ((data(300), trailer(0, 0, 1, 300, 700)), [(2, "zengin-record")], ()),
    "another record": ((HEAD, "5,1", data(300), trailer(0, 0, 1, 300, 700)), [(2, "zengin-record")], ()),
    "a record too short": ((HEAD, "2,1,080908", trailer(0, 0, 0, 0, 1000)), [(2, "too-few-cells")], ()),
    "a day that is none": ((HEAD, data(1, day="081308"), trailer(0, 0, 0, 0, 1000)), [(2, "unreadable-date")], ()),
    "a way that is none": ((HEAD, data(1, 3), trailer(0, 0, 0, 0, 1000)), [(2, "unreadable-amount")], ()),
    "the end of an old file": ((HEAD, data(300), trailer(0, 0, 1, 300, 700), "9,4", "\x1a"), [], ()),
    "a blank line": ((HEAD, "", data(300), trailer(0, 0, 1, 300, 700), "9,4"), [], ()),
}


@pytest.mark.parametrize("case", FILES)
def test_records_of_zengin_are_compared_with_what_the_file_says_of_itself(case: str):
    lines, problems, breaks = FILES[case]
    reading, balance = read_zengin("\n".join(lines), TODAY)
    assert told(reading) == problems
    assert balance.breaks == breaks
    unproven = case in ("a trailer that cannot be read", "a trailer without a header")
    assert balance.status == ("broken" if breaks else "not-possible" if unproven else "consistent")
    assert sum(reading.ledger.close().values()) == len(lines)


def test_a_record_of_zengin_is_a_transaction_of_its_account():
    second = HEADER.format(account="7654321", before="0")
    lines = (HEAD, data(300, more="EDI"), trailer(0, 0, 1, 300, 700), second, data(5, 1), trailer(1, 5, 0, 0, 5), "9,7")
    reading, balance = read_zengin("\n".join(lines), TODAY)
    assert read(reading) == [(2, "09-08", "ﾄﾞｺﾓｺｳｻﾞ EDI", 300, None), (5, "09-08", "ﾄﾞｺﾓｺｳｻﾞ", None, 5)]
    assert [row.number for row in reading.records.single] == ["1234567", "7654321"]
    assert balance.checked == 2


@pytest.mark.parametrize(
    ("made", "day", "date"),
    [
        ("080930", "080908", "2026-09-08"),
        ("310430", "310429", "2019-04-29"),  # 平成, since 令和31年 lies ahead
        ("010501", "310430", "2019-04-30"),  # the day before, of the era before
        ("310430", "010501", "2019-05-01"),
        ("280301", "280229", "2016-02-29"),  # a day that 令和28年 does not have
        ("999999", "080908", "2026-09-08"),
        ("080230", "080908", "2026-09-08"),
    ],
)
def test_years_without_an_era_are_those_near_the_day_on_which_the_file_was_made(made: str, day: str, date: str):
    reading, _ = read_zengin("\n".join((HEAD.replace("080930", made, 1), data(1, day=day))), TODAY)
    assert [str(row.date) for row in reading.records.single] == [date]


FIXED = "103" + "0" + "080930" + "080901" + "080930" + " " * 180


@pytest.mark.parametrize(
    ("text", "is_zengin"),
    [
        (HEAD, True),
        ('"1","03","0"', True),
        ("\n\n1,03,0", True),
        ("1,01,0", False),
        (FIXED[:200], True),
        (FIXED[:199], False),
        (FIXED.replace("080930", "08O930")[:200], False),
        ("203" + FIXED[3:200], False),
        ("", False),
    ],
)
def test_zengin_is_known_by_its_first_record(text: str, is_zengin: bool):
    assert ZENGIN.recognises(Source("x", text.encode())) is is_zengin
