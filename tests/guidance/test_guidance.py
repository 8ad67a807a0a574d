"""Guidance: the right steps in the right order, for the bank and the service at hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import selfcheck
from selfcheck import Report
from selfcheck.guidance.deadlines import deadline_in_words
from selfcheck.knowledge import load
from tests.helpers import simple, yucho
from tests.in_process import command

TODAY = dt.date(2026, 11, 22)
STEPS = {step.id: step for step in load().guidance.steps}


def scan(folder: Path, text: str) -> Report:
    file = folder / "meisai.csv"
    file.write_bytes(text.encode("cp932"))
    return selfcheck.scan(file, today=TODAY)


def test_the_steps_come_in_the_order_in_which_to_act(tmp_path: Path):
    steps = scan(tmp_path, simple("ペイペイ")).guidance.steps
    asked = [
        "rule-out-own-use",
        "call-bank",
        "tell-service",
        "tell-paypay",
        "police",
        "claim-in-writing",
        "change-pin",
        "next-desk",
    ]
    assert [step for step in steps if step in asked] == asked


def test_yucho_holders_are_sent_to_the_counter_with_passbook_and_id(tmp_path: Path):
    guidance = scan(tmp_path, yucho(("20200908", "自払", "ﾄﾞｺﾓｺｳｻﾞ", 30000))).guidance
    assert {"yucho-counter", "yucho-move-balance", "yucho-term-deposit", "tell-docomo"} <= set(guidance.steps)
    assert {"yucho-counter", "yucho-call", "d-barai", "fsa-room"} <= set(guidance.desks)
    assert "own-bank" not in guidance.desks


def test_others_are_not(tmp_path: Path):
    guidance = scan(tmp_path, simple("ペイペイ")).guidance
    assert not any(STEPS[step].banks for step in guidance.steps)
    assert not any(desk.startswith("yucho") or "docomo" in desk for desk in guidance.desks)


def test_ones_own_bank_comes_first_and_the_fsa_room_after_it(tmp_path: Path):
    desks = scan(tmp_path, simple("ペイペイ")).guidance.desks
    assert desks[0] == "own-bank"
    assert desks.index("own-bank") < desks.index("fsa-room")


def test_every_rule_is_set_against_every_withdrawal_that_it_concerns(tmp_path: Path):
    text = simple("ペイペイ", date="2026/11/02") + "2026/10/13,KYASH,10000,,980000\n"
    report = scan(tmp_path, text)
    deadlines = {one.rule: {line.date: line for line in one.lines} for one in report.guidance.deadlines}
    paypay, kyash = dt.date(2026, 11, 2), dt.date(2026, 10, 13)
    assert set(deadlines["paypay-60"]) == {paypay}
    assert deadlines["paypay-60"][paypay].days_since == 20
    assert deadlines["paypay-60"][paypay].last_day == dt.date(2027, 1, 1)
    assert deadlines["kyash-10"][kyash].days_left(TODAY) == -30
    assert set(deadlines["bank-general-30"]) == {paypay, kyash}
    assert "d-barai-30" not in deadlines


def test_the_nearest_day_comes_first_whether_to_come_or_just_passed(tmp_path: Path):
    text = simple("ペイペイ", date="2026/11/02") + "2026/11/10,KYASH,10000,,980000\n"
    rules = [one.rule for one in scan(tmp_path, text).guidance.deadlines]
    assert rules == ["kyash-10", "bank-general-30", "paypay-60", "bank-general-730"]


def test_years_are_counted_by_the_calendar(tmp_path: Path):
    report = scan(tmp_path, simple("ペイペイ", date="2026/11/10"))
    (line,) = next(one.lines for one in report.guidance.deadlines if one.rule == "bank-general-730")
    assert line.last_day == dt.date(2028, 11, 10)


def test_what_comes_later_is_said_only_of_what_does(tmp_path: Path):
    rules = {rule.id: rule for rule in load().guidance.deadlines}
    report = scan(tmp_path, simple("デイ－バライ", "デイ－バライ", date="2026/11/10"))
    for deadline in report.guidance.deadlines:
        assert "あとのもの" not in deadline_in_words(deadline, rules[deadline.rule], TODAY, "ja")
    later = scan(tmp_path, simple("ペイペイ", date="2026/11/10") + "2026/11/12,ペイペイ,10000,,980000\n")
    deadline = next(one for one in later.guidance.deadlines if one.rule == "paypay-60")
    assert "あとのものが 1 件" in deadline_in_words(deadline, rules["paypay-60"], TODAY, "ja")


def test_the_last_day_itself_is_said_to_be_today(tmp_path: Path):
    rules = {rule.id: rule for rule in load().guidance.deadlines}
    report = scan(tmp_path, simple("KYASH", date="2026/11/12"))
    deadline = next(one for one in report.guidance.deadlines if one.rule == "kyash-10")
    assert "今日（2026年11月22日）が最後の日" in deadline_in_words(deadline, rules["kyash-10"], TODAY, "ja")


def test_a_rule_that_counts_from_noticing_counts_from_today(tmp_path: Path):
    report = scan(tmp_path, simple("デイ－バライ", date="2026/01/02"))
    (line,) = next(one.lines for one in report.guidance.deadlines if one.rule == "d-barai-30")
    assert line.last_day == TODAY + dt.timedelta(days=30)
    assert line.days_since == 324


def test_days_that_seem_to_have_passed_are_a_reason_to_ask_today(tmp_path: Path):
    report = scan(tmp_path, yucho(("20200908", "自払", "ﾄﾞｺﾓｺｳｻﾞ", 30000)))
    rules = {rule.id: rule for rule in load().guidance.deadlines}
    for deadline in report.guidance.deadlines:
        rule = rules[deadline.rule]
        assert "たずねて" in deadline_in_words(deadline, rule, TODAY, "ja") + rule.text.ja
        assert "ask" in (deadline_in_words(deadline, rule, TODAY, "en") + rule.text.en).casefold()


def test_the_days_of_the_report_are_those_of_japan(tmp_path: Path):
    file = tmp_path / "meisai.csv"
    file.write_bytes(simple("ペイペイ").encode("cp932"))
    evening = dt.datetime(2026, 11, 22, 20, 0, tzinfo=dt.UTC)
    assert selfcheck.scan(file, now=evening).today == dt.date(2026, 11, 23)


def test_no_deadline_says_that_a_right_has_lapsed():
    for rule in load().guidance.deadlines:
        assert "たずね" in rule.text.ja
        assert "sk" in rule.text.en


def test_without_findings_there_are_things_to_do_all_the_same(tmp_path: Path):
    guidance = scan(tmp_path, simple("電気", "水道")).guidance
    assert guidance.steps
    assert all(STEPS[step].when in ("always", "nothing-found") for step in guidance.steps)
    assert guidance.deadlines == ()


def test_the_merged_lines_of_yucho_are_named_as_a_limit_only_there(tmp_path: Path):
    assert "yucho-merged" in scan(tmp_path, yucho(("20200908", "自払", "ﾃﾞﾝｷ", 3000))).guidance.limits
    assert "yucho-merged" not in scan(tmp_path, simple("電気")).guidance.limits


def test_a_bank_that_its_file_names_is_known(tmp_path: Path):
    file = tmp_path / "meisai.csv"
    file.write_text("七十七銀行 入出金明細\n\n" + simple("ドコモコウザ", date="2020/09/05"), encoding="utf-8")
    report = selfcheck.scan(file, today=TODAY)
    assert report.statements[0].bank == "shichijushichi"
    assert "shichijushichi-accident" in report.guidance.desks


def test_a_merged_bank_is_named_with_the_one_that_the_documents_mean(tmp_path: Path):
    file = tmp_path / "meisai.csv"
    file.write_text(simple("ドコモコウザ", date="2020/09/05"), encoding="utf-8")
    report = selfcheck.scan(file, today=TODAY, bank="三重銀行")
    said = [report.reason(reason) for finding in report.findings for reason in finding.reasons]
    assert any("2020年の第三銀行" in text for text in said)


def test_a_withdrawal_dated_after_today_is_said_to_be_one(tmp_path: Path):
    file = tmp_path / "x.csv"
    file.write_text(simple("自払 ﾄﾞｺﾓｺｳｻﾞ", date="2027/03/02"), encoding="cp932")
    assert "後のものが 1 件" in command("scan", file, "--today", "2026-11-22").stdout.decode().replace("\n  ", "")
    assert "後のものが" not in command("scan", file, "--today", "2027-03-02").stdout.decode().replace("\n  ", "")
