"""Downloads of an account month by month, each checked with what the check before kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import selfcheck
from selfcheck import Report
from selfcheck.assessment.since_last import only_new
from selfcheck.assessment.watch import Watch

TODAY = dt.date(2026, 11, 22)
Line = tuple[str, str, int]
"""Day, memo, yen taken."""
LINES: tuple[Line, ...] = (
    ("2026/09/01", "電気", 3000),
    ("2026/09/10", "ＲＴＫ　ペイペイ", 10000),
    ("2026/09/20", "ガス", 4000),
    ("2026/10/02", "水道", 2000),
    ("2026/10/09", "ドコモコウザ", 20000),
    ("2026/10/20", "家賃", 60000),
    ("2026/11/02", "メルペイ", 5000),
    ("2026/11/10", "電気", 3000),
)


def statement(lines: Sequence[Line], *, number: str = "1111111", start: int = 1_000_000, balances: bool = True) -> str:
    """A statement of an account; without a number where that is empty."""
    rows = [f"口座番号,{number}"] if number else []
    rows.append("日付,摘要,出金,入金,残高" if balances else "日付,摘要,出金,入金")
    for day, memo, yen in lines:
        start -= yen
        rows.append(f"{day},{memo},{yen},{f',{start}' if balances else ''}")
    return "\n".join(rows) + "\n"


def part(begin: int, end: int, *, lines: Sequence[Line] = LINES, **how: object) -> str:
    """A download of some of the lines."""
    return statement(lines[begin:end], start=1_000_000 - sum(yen for *_, yen in lines[:begin]), **how)  # type: ignore[arg-type]


class Month:
    """Checks one after the other, each with what the one before kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.watch = Watch(TODAY)

    def check(self, *texts: str, **options: object) -> Report:
        """Scan files, and keep what was checked."""
        files = []
        for place, text in enumerate(texts):
            files.append(self.folder / f"{place}.csv")
            files[-1].write_text(text, encoding="utf-8")
        report = selfcheck.scan(files, today=TODAY, watch=self.watch, **options)  # type: ignore[arg-type]
        assert report.since_last
        self.watch = only_new(self.watch, report.statements, (*report.findings, *report.since_last.left_out)).watch
        return report


def raised(report: Report) -> list[str]:
    return [finding.memo for finding in report.raised]


def missing(report: Report) -> list[tuple[tuple[str, ...], bool]]:
    assert report.since_last
    return [(gap.months, gap.proven) for account in report.since_last.accounts for gap in account.missing]
