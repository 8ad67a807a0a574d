"""What each reason says of a line: which service, bank, days, sums and sources it names."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

import selfcheck
from selfcheck import Report
from selfcheck.knowledge import load
from selfcheck.language.sentences import Lang
from selfcheck.model.findings import Reason
from tests.helpers import simple

KNOWLEDGE = load()


def scanned(folder: Path, *memos: str, date: str = "2026/11/02", lang: Lang = "ja", **options: Any) -> Report:
    file = folder / "meisai.csv"
    file.write_text(simple(*memos, date=date), encoding="utf-8")
    return selfcheck.scan(file, today=dt.date(2026, 11, 22), lang=lang, **options)


def reasons(report: Report) -> dict[str, Reason]:
    return {reason.signal: reason for finding in report.findings for reason in finding.reasons}


def said(report: Report) -> dict[str, str]:
    return {signal: report.reason(reason) for signal, reason in reasons(report).items()}


@pytest.mark.parametrize(
    ("memo", "bank", "signal", "ja", "en"),
    [
        (
            "ドコモコウザ",
            "三重銀行",
            "bank-was-hit",
            "三十三銀行（2020年の第三銀行）の口座からドコモ口座への",
            "(Daisan Bank in 2020) to Docomo Koza",
        ),
        (
            "デイ－バライ",
            "chugoku",
            "bank-was-hit",
            "中国銀行の口座からドコモ口座・d払い（同じしくみ）への",
            "Docomo Koza and d-Barai",
        ),
        ("ドコモコウザ", "mizuho", "bank-linked", "みずほ銀行", "Mizuho"),
        ("ドコモコウザ", "mufg", "bank-not-linked", "三菱UFJ銀行", "MUFG"),
        (
            "ドコモコウザ",
            None,
            "in-incident-window",
            "（2020年8月1日から2020年9月10日まで）",
            "(1 August 2020 to 10 September 2020)",
        ),
        (
            "ドコモコウザ",
            None,
            "service-in-incident",
            "ドコモ口座は、2020年に",
            "(129 cases, 28,910,000 yen, as of 25 October 2020)",
        ),
        ("ペイペイ", None, "service-in-incident", "（18件、2,653,041円、2020年9月22日時点）", "PayPay is one of the services"),
        ("デイ－バライ", None, "service-in-incident", "ドコモ口座は、2020年に不正な", "129 cases"),
        ("ＰＡＹＰＡＹカ－ド", None, "card-bill", "PayPayカード", "PayPay Card"),
        ("メルペイ", None, "ambiguous-name", "メルペイへお金を移したもの", "Merpay's pay-later balance"),
        ("ｼﾊﾗｲﾋｼﾖ", None, "inferred-spelling", "支払秘書のこの名前", "Shiharai Hisho"),
        ("ﾌﾘｶｴ PAYPA", None, "memo-cut", "「PAYPA」で切れています。PayPay または PayPal", "PayPay or PayPal"),
        (
            "ＲＴ　(ＡＮＡＰＡＹ)",
            "yucho",
            "unnamed-payee",
            "印「ＲＴ」があり、支払先「ＡＮＡＰＡＹ」",
            "the payee ＡＮＡＰＡＹ",
        ),
        ("ＲＴ", "yucho", "unnamed-payee", "支払先の名前が印字されていません", "no name of a payee"),
        ("ＲＴ　(ｺｸｾﾞｲ)", "yucho", "known-payee", "印「ＲＴ」がありますが、税金", "shows ＲＴ"),
        ("ＲＴ　(PAYPAY)", "yucho", "immediate-transfer", "印字「ＲＴ」", "shows ＲＴ"),
        ("ドコモ口座振替", None, "two-readings", "ドコモ口座振替", "ドコモ口座振替"),
        ("DF.ペイデイ", None, "after-pay", "Paidy", "Paidy"),
        ("PAYBﾊﾞﾗｲ(364)", None, "bill-payment", "PayB", "PayB"),
    ],
)
def test_a_reason_names_what_it_is_about_in_both_languages(
    memo: str, bank: str | None, signal: str, ja: str, en: str, tmp_path: Path
):
    assert ja in said(scanned(tmp_path, memo, date="2020/09/05", bank=bank))[signal]
    assert en in said(scanned(tmp_path, memo, date="2020/09/05", bank=bank, lang="en"))[signal]


def test_the_total_of_a_service_is_the_latest_that_is_known_of_all_banks(tmp_path: Path):
    details = reasons(scanned(tmp_path, "ドコモコウザ"))["service-in-incident"]
    totals = [one for one in KNOWLEDGE.incidents.incidents if one.service == "docomo-koza" and not one.bank]
    latest = max(totals, key=lambda one: one.as_of)
    assert len(totals) > 1
    assert (details.details["cases"], details.details["yen"]) == (latest.cases, latest.yen)
    assert details.sources == latest.sources


def test_a_documented_case_at_the_bank_cites_its_own_document(tmp_path: Path):
    for bank in ("chugoku", "yucho"):
        reason = reasons(scanned(tmp_path, "ドコモコウザ", bank=bank))["bank-was-hit"]
        own = [one.sources for one in KNOWLEDGE.incidents.incidents if one.bank == bank and one.service == "docomo-koza"]
        listed = [one.sources for one in KNOWLEDGE.incidents.bank_lists if one.means == "confirmed" and bank in one.banks]
        assert reason.sources == [*own, *listed][0]


def test_a_signal_without_documents_of_its_own_cites_those_of_its_kind(tmp_path: Path):
    assert reasons(scanned(tmp_path, "ペイペイ"))["names-service"].sources == KNOWLEDGE.signals["names-service"].sources


@pytest.mark.parametrize(
    ("day", "bank", "within"),
    [
        ("2019/08/01", None, True),
        ("2019/07/31", None, False),
        ("2020/09/14", None, True),
        ("2020/09/15", None, False),
        ("2019/05/31", "resona", True),
        ("2019/05/31", None, False),
        ("2020/09/30", "yucho", True),
        ("2020/10/01", "yucho", False),
    ],
)
def test_the_first_and_the_last_day_of_a_window_are_within_it(day: str, bank: str | None, within: bool, tmp_path: Path):
    assert ("in-incident-window" in reasons(scanned(tmp_path, "ドコモコウザ", date=day, bank=bank))) == within


def test_nothing_documented_is_said_of_money_that_came_in_or_of_bills(tmp_path: Path):
    documented = {"service-in-incident", "in-incident-window", "bank-was-hit", "immediate-transfer", "service-ended"}
    for memo in ("ＰＡＹＰＡＹカ－ド", "DF.ペイデイ", "ＲＴ　(ｺｸｾﾞｲ)"):
        assert not documented & set(reasons(scanned(tmp_path, memo, date="2020/09/05", bank="yucho")))
    text = "日付,摘要,出金,入金,残高\n2020/9/8,ドコモコウザ,,30000,130000\n2020/9/9,電気,1000,,129000\n"
    (tmp_path / "in.csv").write_text(text, encoding="utf-8")
    assert not documented & set(reasons(selfcheck.scan(tmp_path / "in.csv", bank="yucho")))


def test_a_name_outside_of_a_table_and_one_in_a_line_without_amount_say_so(tmp_path: Path):
    text = (
        simple("電気", "ドコモコウザ", "ＲＴ　(ミヂカ)", "水道")
        .replace("11/02,ドコモ", "99/99,ドコモ")
        .replace("11/02,ＲＴ", "99/99,ＲＴ")
    )
    (tmp_path / "m.csv").write_text(text + "※PayPayへのチャージはアプリから\n", encoding="utf-8")
    report = selfcheck.scan(tmp_path / "m.csv", bank="yucho", today=dt.date(2026, 11, 22))
    told = {finding.service: [reason.signal for reason in finding.reasons] for finding in report.findings}
    assert told["docomo-koza"][0] == "not-a-transaction"
    assert told["unnamed"][0] == "amount-unknown"
    assert told["paypay"] == ["outside-table"]
    assert "ドコモ口座" in said(report)["not-a-transaction"]
    assert "明細の表の外" in said(report)["outside-table"]


def test_use_that_the_holder_declared_names_the_service(tmp_path: Path):
    assert "PayPay" in said(scanned(tmp_path, "ペイペイ", uses=["paypay"]))["declared-use"]
    assert "コトリペイ" in said(scanned(tmp_path, "コトリペイ", also=["コトリペイ"]))["own-name"]


def test_findings_of_one_service_stand_together_and_are_numbered_as_they_stand(tmp_path: Path):
    report = scanned(tmp_path, "ペイペイ", "メルペイ", "ＰＡＹＰＡＹカ－ド", "ペイペイ", "メルペイ")
    assert [(one.number, one.line) for one in report.findings] == [(1, 2), (2, 5), (3, 3), (4, 6), (5, 4)]


def test_lines_whose_direction_is_not_certain_may_have_taken_money(tmp_path: Path):
    text = "日付,摘要,出金,入金,残高\n2026/9/1,電気,1000,,99000\n2026/9/2,ペイペイ,,5000,94000\n2026/9/3,ガス,1000,,93000\n"
    (tmp_path / "m.csv").write_text(text, encoding="utf-8")
    (finding,) = selfcheck.scan(tmp_path / "m.csv", today=dt.date(2026, 11, 22)).findings
    assert next(reason.signal for reason in finding.reasons) == "money-in-unproven"
    assert finding.level.value == "check"
