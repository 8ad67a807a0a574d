"""A memo that names two services is a finding of each, and one withdrawal: whoever adds up, adds it once."""

from __future__ import annotations

from pathlib import Path

import pytest

import selfcheck
from selfcheck.model.findings import counted, taken
from tests.helpers import simple
from tests.in_process import command

BOTH = "d払い(ドコモ口座)"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "meisai.csv"
    place.write_text(simple("電気", BOTH, "ペイペイ", BOTH), encoding="cp932")
    return place


def test_every_sum_and_count_is_of_withdrawals(file: Path):
    first = command("scan", file, "--lang", "ja").stdout.decode().splitlines()[0]
    assert "3 件" in first
    assert "30,000 円" in first
    assert "合計  3 件  30,000 円" in command("sheet", file, "--lang", "ja").stdout.decode()
    letter = command("letter", file, "--to", "bank", "--lang", "ja").stdout.decode()
    assert "全部: 3 件、合計 30,000 円" in letter
    assert letter.count(f"| {BOTH} |") == 2


def test_each_service_has_its_own_findings(file: Path):
    report = selfcheck.scan(file)
    assert sorted(finding.service for finding in report.raised) == [
        "d-barai",
        "d-barai",
        "docomo-koza",
        "docomo-koza",
        "paypay",
    ]


def test_a_name_that_is_looked_for_besides_adds_nothing(file: Path):
    assert "30,000 円" in command("scan", file, "--also", "d払い(ドコモ", "--lang", "ja").stdout.decode().splitlines()[0]


def test_equal_withdrawals_stay_two_though_they_share_a_line(tmp_path: Path):
    """Files without line ends hold everything on their first."""
    entry = "<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261101<TRNAMT>-10000<FITID>{}<NAME>ペイペイ</STMTTRN>"
    place = tmp_path / "meisai.ofx"
    place.write_text(f"<OFX><BANKTRANLIST>{entry.format(1)}{entry.format(2)}</BANKTRANLIST></OFX>", encoding="utf-8")
    report = selfcheck.scan(place)
    assert {finding.line for finding in report.raised} == {1}
    assert (counted(report.raised), taken(report.raised)) == (2, 20_000)
