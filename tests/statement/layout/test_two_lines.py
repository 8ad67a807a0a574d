"""A transaction on two lines under a header of two lines is one transaction; other tables are left as they are."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import selfcheck
from selfcheck.statement.layout.two_lines import pairs_joined
from selfcheck.statement.text.table import read_table
from selfcheck.statement.words import column_names

UPPER, LOWER = "お取引日,お取引区分,お支払金額,差引残高", "お取扱店,摘要,お預り金額,"
PAIRS = (
    "2026/9/7,口座振替,30000,470000",
    "本店,ドコモコウザ,,",
    "2026/9/8,振込,,680000",
    "本店,ｷﾕｳﾖ ｱｵｿﾞﾗ,210000,",
    "2026/9/9,口座振替,5000,675000",
    "本店,デンキダイ,,",
)


@pytest.mark.parametrize("above", [(), ("普通預金入出金明細", "口座番号：1234567", "")])
@pytest.mark.parametrize("below", [(), ("合計,,35000,", ""), ("以上",)])
def test_two_lines_are_one_transaction(above: tuple[str, ...], below: tuple[str, ...], tmp_path: Path):
    file = tmp_path / "meisai.csv"
    lines = (*above, UPPER, LOWER, *PAIRS, *below)
    file.write_text("\n".join((*lines, "")), encoding="cp932")
    report = selfcheck.scan(file, today=dt.date(2026, 11, 28))
    (statement,) = report.statements
    frame = statement.transactions
    first = len(above) + 3
    assert frame["line"].tolist() == [first, first + 2, first + 4]
    assert frame["withdrawal"].fillna(0).tolist() == [30000, 0, 5000]
    assert frame["deposit"].fillna(0).tolist() == [0, 210000, 0]
    assert statement.balance_check.status == "consistent"
    assert [(finding.service, finding.line) for finding in report.raised] == [("docomo-koza", first)]
    assert sum(statement.lines.values()) == len(lines)
    assert statement.lines["transaction"] == len(PAIRS)


@pytest.mark.parametrize(
    "lines",
    [
        ("日付,摘要,出金,入金,残高", "2026/9/7,振替,1000,,99000", ",ドコモコウザ,,,", "2026/9/8,振替,1000,,98000", ",電気,,,"),
        ("日付,取引,金額,残高", "お取扱日,内容,お支払金額,", "2026/9/7,振替,1000,99000", "2026/9/8,振替,1000,98000"),
        (UPPER, LOWER, "2026/9/7,口座振替,30000,470000", "2026/9/8,口座振替,30000,440000", "2026/9/9,振替,1,439999"),
        ("取引日,金額", "2026/9/7,1000"),
    ],
)
def test_other_tables_are_left_as_they_are(lines: tuple[str, ...]):
    table = read_table("\n".join(lines), column_names())
    assert pairs_joined(table, column_names()) is table
