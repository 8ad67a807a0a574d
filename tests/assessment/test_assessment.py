"""Levels and reasons: a question, not an accusation; and silence where there is nothing to ask."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import selfcheck
from selfcheck import Level, Report
from tests.helpers import simple, yucho

TODAY = dt.date(2026, 11, 22)


def scan(folder: Path, text: str, **options: object) -> Report:
    file = folder / "meisai.csv"
    file.write_bytes(text.encode("cp932"))
    return selfcheck.scan(file, today=TODAY, **options)  # type: ignore[arg-type]


def signals(report: Report) -> set[str]:
    return {reason.signal for finding in report.findings for reason in finding.reasons}


def test_a_lone_top_up_is_to_be_checked_and_no_alert(tmp_path: Path):
    (finding,) = scan(tmp_path, simple("ＲＴＫ　ペイペイ")).findings
    assert (finding.service, finding.level, finding.withdrawal) == ("paypay", Level.CHECK, 10000)


def test_docomo_koza_at_a_bank_that_was_hit_in_september_2020_is_an_alert(tmp_path: Path):
    report = scan(tmp_path, yucho(("20200908", "自払", "ﾄﾞｺﾓｺｳｻﾞ", 30000)))
    assert report.findings[0].level is Level.ALERT
    assert {"in-incident-window", "bank-was-hit", "service-in-incident"} <= signals(report)


def test_d_barai_counts_with_docomo_koza(tmp_path: Path):
    report = scan(tmp_path, yucho(("20200908", "自払", "ﾃﾞｲ-ﾊﾞﾗｲ", 30000)))
    assert report.findings[0].level is Level.ALERT


def test_the_same_line_years_later_is_to_be_checked(tmp_path: Path):
    assert scan(tmp_path, yucho(("20260908", "ＲＴ", "(PAYPAY)", 30000))).findings[0].level is Level.CHECK


def test_an_immediate_transfer_is_named_as_such(tmp_path: Path):
    assert "immediate-transfer" in signals(scan(tmp_path, yucho(("20260908", "ＲＴ", "(PAYPAY)", 30000))))
    assert "immediate-transfer" not in signals(scan(tmp_path, yucho(("20260908", "自払", "(PAYPAY)", 30000))))


def test_withdrawals_split_within_minutes_are_an_alert(tmp_path: Path):
    split = [("20260901", "ＲＴ", "(KYASH)", yen) for yen in (100_000, 90_000, 90_000, 20_000)]
    report = scan(tmp_path, yucho(*split))
    assert [finding.level for finding in report.findings] == [Level.ALERT] * 4
    assert {"burst", "monthly-cap"} <= signals(report)


def test_two_small_withdrawals_are_not_too_small_to_be_raised(tmp_path: Path):
    report = scan(tmp_path, yucho(("20200801", "ＲＴ", "PAYPAL", 5000), ("20200802", "ＲＴ", "PAYPAL", 5000)))
    assert len(report.raised) == 2


def test_line_pay_after_its_end_is_an_alert(tmp_path: Path):
    assert scan(tmp_path, simple("ラインペイ（カ", date="2026/02/03")).findings[0].level is Level.ALERT
    assert scan(tmp_path, simple("ラインペイ（カ", date="2025/03/03")).findings[0].level is Level.CHECK


def test_money_in_is_never_more_than_a_note(tmp_path: Path):
    text = "日付,摘要,出金,入金,残高\n2020/09/08,ドコモコウザ,,30000,130000\n2020/09/09,電気,1000,,129000\n"
    (finding,) = scan(tmp_path, text).findings
    assert (finding.level, finding.deposit) == (Level.NOTE, 30000)
    assert scan(tmp_path, text).exit_code == 0


@pytest.mark.parametrize("memo", ["DF.ペイデイ", "PAYBﾊﾞﾗｲ(364)"])
def test_bills_are_notes(memo: str, tmp_path: Path):
    assert scan(tmp_path, simple(memo)).findings[0].level is Level.NOTE


def test_a_service_that_the_holder_uses_is_a_note(tmp_path: Path):
    report = scan(tmp_path, simple("ペイペイ", "ドコモコウザ"), uses=["paypay"])
    assert {finding.service: finding.level for finding in report.findings} == {
        "paypay": Level.NOTE,
        "docomo-koza": Level.CHECK,
    }


def test_a_strong_signal_speaks_against_declared_use(tmp_path: Path):
    report = scan(tmp_path, simple(*["ペイペイ"] * 40), uses=["paypay"])
    assert report.findings[0].level is Level.ALERT


def test_a_line_that_is_no_transaction_is_still_a_finding(tmp_path: Path):
    text = simple("電気", "ドコモコウザ", "水道").replace("2026/11/02,ドコモコウザ", "2026/99/99,ドコモコウザ")
    (finding,) = scan(tmp_path, text).findings
    assert (finding.line, finding.level, finding.date, finding.withdrawal) == (3, Level.CHECK, None, None)
    assert "not-a-transaction" in {reason.signal for reason in finding.reasons}


def test_a_name_in_a_note_below_the_table_is_no_more_than_a_note(tmp_path: Path):
    report = scan(tmp_path, simple("電気", "水道") + "※PayPayへのチャージはアプリから\n")
    assert [finding.level for finding in report.findings] == [Level.NOTE]


def test_names_in_a_file_that_is_no_statement_are_found(tmp_path: Path):
    report = scan(tmp_path, "きょうの出来事\nドコモコウザという行を見つけた\n")
    assert report.statements[0].status == "unreadable"
    assert report.exit_code == 1


def test_the_most_urgent_come_first(tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(simple("ペイペイ").encode("cp932"))
    (tmp_path / "b.csv").write_bytes(yucho(("20200908", "自払", "ﾄﾞｺﾓｺｳｻﾞ", 30000)).encode("cp932"))
    levels = [finding.level for finding in selfcheck.scan(tmp_path, today=TODAY).findings]
    assert levels == [Level.ALERT, Level.CHECK]


def test_every_reason_can_be_said_in_both_languages_with_a_source(tmp_path: Path):
    lines = [("20200901", "ＲＴ", name, 100_000) for name in ("ﾄﾞｺﾓｺｳｻﾞ", "ﾒﾙﾍﾟｲ", "ﾗｲﾝﾍﾟｲ", "DF.ﾍﾟｲﾃﾞｲ", "KYASH")] * 3
    lines += [("20260901", "ＲＴ", name, 100_000) for name in ("ﾄﾞｺﾓｺｳｻﾞ", "ﾗｲﾝﾍﾟｲ", "ｼﾊﾗｲﾋｼﾖ")]
    for lang in ("ja", "en"):
        report = scan(tmp_path, yucho(*lines, balance=10**9), lang=lang)
        for finding in report.to_dict()["findings"]:
            for reason in finding["reasons"]:
                assert "{" not in reason["message"]
                assert reason["message"]
                assert reason["source"]
