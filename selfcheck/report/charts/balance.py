"""A report comes in; one picture for each account goes out: its balance over time, and the withdrawals to check in it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from selfcheck.accounts.of_lines import runs_backwards
from selfcheck.language.sentences import say
from selfcheck.model.findings import Finding, Level
from selfcheck.model.statement import Statement
from selfcheck.model.transactions import Row
from selfcheck.report.charts.scale import DayScale, Tick, YenScale, most_of
from selfcheck.report.receipt import file_name
from selfcheck.report.report import Report

_MOST_POINTS = 400
"""Points of the line; of more, each so many-th is drawn."""
_RADII = ((30, 5), (120, 3.5))
"""Up to so many marks, and how large they are; more would hide the line."""
_SMALLEST = 2.5
"""The radius of the marks, if there are more than that."""


class Mark(Struct, frozen=True):
    """A raised withdrawal in the picture."""

    x: float
    y: float
    text: str


class BalanceChart(Struct, frozen=True):
    """One account's balance over time."""

    title: str
    alternative: str
    """The same in one sentence, for those who cannot see it."""
    path: str
    marks: tuple[Mark, ...]
    radius: float
    ticks: tuple[Tick, ...]
    days: tuple[Tick, ...]


def balance_charts(report: Report) -> list[BalanceChart]:
    """One for every statement with raised lines and a balance, unless it holds several accounts."""
    numbers = dict.fromkeys(finding.statement for finding in report.raised)
    return [chart for number in numbers if (chart := _chart(report, number))]


def _chart(report: Report, number: int) -> BalanceChart | None:
    statement = report.statements[number]
    rows = _rows_with_balance(statement)
    if len({text.number for text in statement.records.texts}) > 1 or len(rows) < 2:
        return None
    balances = [row.balance or 0 for row in rows]
    yen, days = YenScale.over(min(balances), most_of(balances)), DayScale(rows[0].date, rows[-1].date)
    marks = tuple(_marks(report, number, yen, days))
    title = say("chart-balance", report.lang, path=file_name(statement.path))
    details = {"first": days.first, "last": days.last, "before": balances[0], "after": balances[-1], "marks": len(marks)}
    return BalanceChart(
        title=title,
        alternative=f"{title}: {say('chart-balance-text', report.lang, **details)}",
        path=_path(rows, yen, days),
        marks=marks,
        radius=next((radius for most, radius in _RADII if len(marks) <= most), _SMALLEST),
        ticks=yen.ticks,
        days=days.ticks(report.lang),
    )


def _rows_with_balance(statement: Statement) -> list[Row]:
    """Oldest first."""
    rows = [row for row in statement.records.every() if row.balance is not None]
    return rows[::-1] if runs_backwards(statement) else rows


def _path(rows: Sequence[Row], yen: YenScale, days: DayScale) -> str:
    """Steps: a balance holds until the next line."""
    stride = max(1, len(rows) // _MOST_POINTS)
    # The last row is always drawn, so that the line ends at the balance that the text names.
    drawn = [row for number, row in enumerate(rows) if number % stride == 0 or number == len(rows) - 1]
    (x, y), *others = ((days.x(row.date), yen.y(row.balance or 0)) for row in drawn)
    return f"M{x} {y}" + "".join(f"H{x}V{y}" for x, y in others)


def _marks(report: Report, number: int, yen: YenScale, days: DayScale) -> list[Mark]:
    return [
        Mark(days.x(finding.date), yen.y(finding.balance), _mark_text(finding, report))
        for finding in report.raised
        if finding.statement == number and finding.date and finding.balance is not None
    ]


def _mark_text(finding: Finding, report: Report) -> str:
    level = say(f"level-{Level(finding.level)}", report.lang)
    details = {"number": finding.number, "date": finding.date, "yen": finding.withdrawal or 0}
    return say("chart-mark", report.lang, level=level, **details)
