"""A 全銀 or OFX record whose date or amount cannot be read is a problem with a sentence, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest

import selfcheck
from tests.helpers import SAMPLES

OFX = """OFXHEADER:100
<OFX><BANKTRANLIST>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20200901<TRNAMT>-500<FITID>1<NAME>PAYPAY</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>{date}<TRNAMT>{amount}<FITID>2<NAME>PAYPAY</STMTTRN>
</BANKTRANLIST></OFX>
"""


@pytest.mark.parametrize(("date", "amount"), [("soon", "-500"), ("20200901", "-5x"), ("20200901", "-" + "9" * 25)])
def test_an_unread_record_has_its_sentence(date: str, amount: str, tmp_path: Path):
    file = tmp_path / "x.ofx"
    file.write_text(OFX.format(date=date, amount=amount), encoding="utf-8")
    (problem,) = selfcheck.scan([file]).statements[0].problems
    assert all(problem.sentence.in_lang(lang) for lang in ("ja", "en"))


def test_an_amount_beyond_all_banks_has_its_sentence(tmp_path: Path):
    lines = (SAMPLES / "zengin_comma.csv").read_bytes().decode("cp932").splitlines(keepends=True)
    row = next(index for index, line in enumerate(lines) if line.lstrip('"').startswith("2"))
    cells = lines[row].split(",")
    cells[6] = "9" * 25
    file = tmp_path / "zengin.csv"
    file.write_bytes("".join([*lines[:row], ",".join(cells), *lines[row + 1 :]]).encode("cp932"))
    problems = selfcheck.scan([file]).statements[0].problems
    assert problems
    assert all(problem.sentence.in_lang("ja") for problem in problems)
