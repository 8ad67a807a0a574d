"""What lines show together is said with its numbers: how many, when, how much, and of which lines."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

import selfcheck
from selfcheck import Report

HEAD = "日付,摘要,出金額,入金額,残高"


def scanned(folder: Path, *lines: tuple[str, str, int], start: int = 1_000_000) -> Report:
    """Day, memo, yen out (or minus yen in)."""
    rows = [HEAD]
    for day, memo, yen in lines:
        start -= yen
        rows.append(f"2026/{day},{memo},{max(yen, 0) or ''},{max(-yen, 0) or ''},{start}")
    file = folder / "meisai.csv"
    file.write_text("\n".join([*rows, ""]), encoding="utf-8")
    return selfcheck.scan(file, today=dt.date(2026, 11, 22))


def told(report: Report, signal: str) -> dict[int, dict[str, Any]]:
    """Line → what the signal says there, but for texts."""
    return {
        finding.line: {name: value for name, value in reason.details.items() if isinstance(value, int | dt.date)}
        for finding in report.findings
        for reason in finding.reasons
        if reason.signal == signal
    }


def said(report: Report, signal: str) -> list[str]:
    found = sorted(report.findings, key=lambda finding: finding.line)
    return [report.reason(reason) for finding in found for reason in finding.reasons if reason.signal == signal]


def test_a_burst_says_how_many_lines_took_how_much_from_when_to_when(tmp_path: Path):
    report = scanned(tmp_path, ("9/1", "ペイペイ", 10000), ("9/2", "ペイペイ", 20000), ("9/2", "ペイペイ", 30000))
    assert told(report, "burst") == {line: {"count": 3, "yen": 60000} for line in (2, 3, 4)}
    assert "9月1日" in said(report, "burst")[0]
    assert "2日" in said(report, "burst")[0]


def test_a_line_of_two_bursts_says_the_larger_sum(tmp_path: Path):
    taken = [("9/1", 10000), ("9/1", 10000), ("9/2", 10000), ("9/3", 20000), ("9/3", 20000)]
    report = scanned(tmp_path, *((day, "ペイペイ", yen) for day, yen in taken))
    assert [one["yen"] for _, one in sorted(told(report, "burst").items())] == [30000, 30000, 50000, 50000, 50000]


def test_the_cap_of_a_month_says_the_sum_and_the_month(tmp_path: Path):
    report = scanned(tmp_path, ("9/1", "メルペイ", 150_000), ("9/20", "メルペイ", 160_000), ("10/5", "メルペイ", 1000))
    assert told(report, "monthly-cap") == {line: {"yen": 310_000, "cap": 300_000} for line in (2, 3)}
    assert all("2026年9月" in text for text in said(report, "monthly-cap"))


def test_two_months_running_are_named_with_their_sum(tmp_path: Path):
    report = scanned(tmp_path, ("8/31", "メルペイ", 300_000), ("9/1", "メルペイ", 310_000), start=9_000_000)
    assert told(report, "month-boundary") == {line: {"yen": 610_000, "cap": 300_000, "twice": 600_000} for line in (2, 3)}
    assert all("8月" in text and "9月" in text for text in said(report, "month-boundary"))


def test_a_trial_says_what_was_small_and_what_was_large(tmp_path: Path):
    taken = [("9/1", 100), ("9/2", 30_000), ("9/3", 2000), ("9/4", 50_000), ("9/20", 60_000)]
    report = scanned(tmp_path, *((day, "ペイペイ", yen) for day, yen in taken))
    assert told(report, "probe") == {line: {"small": 100, "large": 50_000, "days": 3} for line in (2, 3, 5)}


def test_an_emptied_account_says_when_how_much_and_what_was_left(tmp_path: Path):
    report = scanned(tmp_path, ("9/1", "ペイペイ", 50_000), ("9/2", "メルペイ", 49_000), start=100_000)
    last = {"date": dt.date(2026, 9, 2), "yen": 99_000, "left": 1000, "days": 2}
    assert told(report, "account-drained") == {2: last, 3: last}


def test_money_that_came_in_between_does_not_hide_what_was_taken(tmp_path: Path):
    lines = (("9/1", "ペイペイ", 60_000), ("9/1", "給与", -200_000), ("9/2", "ペイペイ", 195_000))
    assert 4 in told(scanned(tmp_path, *lines, start=60_000), "account-drained")


def test_first_use_says_since_when_the_statement_looks_back_and_the_first_day(tmp_path: Path):
    report = scanned(tmp_path, ("1/5", "電気", 500), ("8/5", "ペイペイ", 10_000), ("8/7", "ペイペイ", 10_000))
    assert told(report, "first-use") == {line: {"days": 90, "first": dt.date(2026, 8, 5)} for line in (3, 4)}


def test_a_pair_of_a_withdrawal_and_its_refund_says_day_and_amount_of_the_other(tmp_path: Path):
    report = scanned(tmp_path, ("9/1", "ペイペイ", 30_000), ("9/4", "ペイペイ　ヘンキン", -30_000))
    assert told(report, "refunded") == {2: {"date": dt.date(2026, 9, 4), "yen": 30_000}}
    assert told(report, "undoes") == {3: {"date": dt.date(2026, 9, 1), "yen": 30_000}}


@pytest.mark.parametrize(("memo", "undone"), [("返金", True), ("返金　ヤマダタロウ", False), ("リフンド", False)])
def test_only_a_refund_that_names_nobody_undoes_what_it_does_not_name(memo: str, undone: bool, tmp_path: Path):
    report = scanned(tmp_path, ("9/1", "ペイペイ", 30_000), ("9/4", memo, -30_000))
    assert bool(told(report, "refunded")) is undone


def test_a_refund_undoes_one_withdrawal_and_a_second_one_the_other(tmp_path: Path):
    lines = [("9/1", "ペイペイ", 30_000), ("9/2", "ペイペイ", 30_000), ("9/4", "返金", -30_000), ("9/5", "取消", -30_000)]
    assert set(told(scanned(tmp_path, *lines), "refunded")) == {2, 3}
    assert set(told(scanned(tmp_path, *lines[:3]), "refunded")) == {3}


def test_the_refund_of_one_account_undoes_nothing_in_another(tmp_path: Path):
    files = []
    for number, rows in (("1111111", "2026/9/1,ペイペイ,30000,,1000"), ("2222222", "2026/9/4,返金,,30000,90000")):
        files.append(tmp_path / f"{number}.csv")
        files[-1].write_text(f"口座番号,{number}\n{HEAD}\n{rows}\n", encoding="utf-8")
    report = selfcheck.scan(files, today=dt.date(2026, 11, 22))
    assert told(report, "refunded") == {}
