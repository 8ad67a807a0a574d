"""What is said of withdrawals, case by case: `cases.toml`."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

import selfcheck
from selfcheck import Report
from selfcheck.knowledge import load

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["cases"]
RARE = {
    "service-in-incident",
    "not-a-transaction",
    "outside-table",
    "amount-unknown",
    "money-in-unproven",
    "on-mine-list",
    "name-guessed",
}
"""Signals that have tests of their own."""
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
each_order = pytest.mark.parametrize("newest_first", [False, True], ids=["oldest-first", "newest-first"])


def statement(case: dict[str, Any], newest_first: bool = False) -> str:
    """The case as a file with a running balance."""
    balance, rows = case.get("start", 1_000_000), []
    for date, memo, yen in case["lines"]:
        balance -= yen
        out, into = (yen, "") if yen > 0 else ("", -yen)
        rows.append(f"{date.replace('-', '/')},{memo},{out},{into},{balance}")
    return "\n".join(["日付,摘要,出金額,入金額,残高", *(reversed(rows) if newest_first else rows)]) + "\n"


def scanned(case: dict[str, Any], folder: Path, newest_first: bool = False) -> Report:
    file = folder / "meisai.csv"
    file.write_bytes(statement(case, newest_first).encode("cp932"))
    today = dt.date.fromisoformat(case.get("today", "2026-11-22"))
    options = {name: case[name] for name in ("bank", "uses", "also") if name in case}
    return selfcheck.scan(file, today=today, **options)


@each_order
@each_case
def test_a_case_has_its_levels_and_signals(case: dict[str, Any], newest_first: bool, tmp_path: Path):
    report = scanned(case, tmp_path, newest_first)
    findings = sorted(report.findings, key=lambda finding: finding.line, reverse=newest_first)
    assert [finding.level.value for finding in findings] == [expected[0] for expected in case["expect"]]
    for finding, (_, *said) in zip(findings, case["expect"], strict=True):
        signals = {reason.signal for reason in finding.reasons}
        wanted, unwanted = (said[: said.index("not")], said[said.index("not") + 1 :]) if "not" in said else (said, [])
        assert set(wanted) <= signals
        assert not set(unwanted) & signals


def test_every_signal_fires_in_some_case():
    said = {signal for case in CASES for expected in case["expect"] for signal in expected[1:]}
    assert set(load().signals) - RARE <= said


@pytest.mark.parametrize(
    "case",
    [
        case
        for case in CASES
        if len(case["lines"]) > 1
        and not any(word in str(case) for word in ("memo-cut", "first-use", "beginning", "same day", "trial that came back"))
    ],
    ids=lambda case: case["name"],
)
def test_several_files_of_one_account_are_seen_together(case: dict[str, Any], tmp_path: Path):
    whole = scanned(case, tmp_path)
    head, *rows = statement(case).splitlines()
    files = []
    for number, row in enumerate(rows):
        files.append(tmp_path / f"part{number}.csv")
        files[-1].write_bytes(f"{head}\n{row}\n".encode("cp932"))
    today = dt.date.fromisoformat(case.get("today", "2026-11-22"))
    options = {name: case[name] for name in ("bank", "uses", "also") if name in case}
    parts = selfcheck.scan(files, today=today, **options)
    assert _told(parts, "statement") == _told(whole, "line")


def _told(report: Report, order: str) -> list[Any]:
    """Level and signals of every finding, in the order of time; a direction told by one line alone is another matter."""
    findings = sorted(report.findings, key=lambda finding: (getattr(finding, order), finding.service))
    return [
        (finding.level, sorted({reason.signal for reason in finding.reasons} - {"money-in-unproven"})) for finding in findings
    ]
