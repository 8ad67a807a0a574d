"""Several files of one account: overlapping lines count once, gaps are named, equal lines of one file stay."""

from __future__ import annotations

from pathlib import Path

import selfcheck
from tests.helpers import simple, yucho

DAYS = [("20260901", "自払", "ﾃﾞﾝｷ", 1000), ("20260902", "ＲＴ", "(PAYPAY)", 5000), ("20260902", "ＲＴ", "(PAYPAY)", 5000)]


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_bytes(text.encode("cp932"))


def codes(report: selfcheck.Report) -> list[str]:
    return [problem.code for statement in report.statements for problem in statement.problems]


def test_a_line_that_two_files_have_is_counted_once(tmp_path: Path):
    write(tmp_path, "a.csv", yucho(*DAYS))
    write(tmp_path, "b.csv", yucho(*DAYS, ("20260905", "ＲＴ", "(PAYPAY)", 7000)))
    report = selfcheck.scan(tmp_path)
    assert [(finding.statement, finding.withdrawal) for finding in report.raised] == [(0, 5000), (0, 5000), (1, 7000)]
    assert codes(report) == ["overlap"]


def test_equal_lines_within_one_file_are_never_merged(tmp_path: Path):
    write(tmp_path, "a.csv", simple("ペイペイ", "ペイペイ", "ペイペイ"))
    assert len(selfcheck.scan(tmp_path).raised) == 3


def test_lines_without_a_balance_are_never_merged(tmp_path: Path):
    text = "日付,摘要,出金,入金\n2026/9/1,ペイペイ,1000,\n2026/9/2,ペイペイ,1000,\n"
    write(tmp_path, "a.csv", text)
    write(tmp_path, "b.csv", text)
    assert len(selfcheck.scan(tmp_path).raised) == 4


def test_equal_amounts_at_other_balances_are_other_transactions(tmp_path: Path):
    write(tmp_path, "a.csv", yucho(*DAYS))
    write(tmp_path, "b.csv", yucho(*DAYS, balance=900_000))
    assert len(selfcheck.scan(tmp_path).raised) == 4


def test_a_gap_between_files_of_one_bank_is_named(tmp_path: Path):
    write(tmp_path, "a.csv", yucho(("20260501", "自払", "ﾃﾞﾝｷ", 1000), ("20260630", "自払", "ﾃﾞﾝｷ", 1000)))
    write(tmp_path, "b.csv", yucho(("20260802", "自払", "ﾃﾞﾝｷ", 1000), ("20260830", "自払", "ﾃﾞﾝｷ", 1000), balance=900_000))
    report = selfcheck.scan(tmp_path)
    (problem,) = [problem for statement in report.statements for problem in statement.problems]
    assert "2026-07-01～2026-08-01" in problem.sentence.in_lang("ja")
    assert report.exit_code == 0
