"""A report comes in; the numbers behind its two pictures go out: the balance over time, and what was taken when.

Coordinates are those of an SVG picture of fixed size; the template draws them.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from selfcheck.accounts.of_lines import runs_backwards
from selfcheck.language.sentences import say
from selfcheck.model.findings import Finding, Level
from selfcheck.report.report import Report

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 720, 230, 116, 34, 14
_MOST_POINTS = 400
_MOST_MONTHS = 36
_SHADES = 5
"""Styles for services in the bar chart; further ones share the last."""


@dataclass(frozen=True)
class Mark:
    """A flagged withdrawal in the balance chart."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class BalanceChart:
    """One account's balance over time."""

    title: str
    alternative: str
    """The same in one sentence, for those who cannot see it."""
    path: str
    marks: tuple[Mark, ...]
    ticks: tuple[tuple[float, str], ...]
    """Height and label of the lines across."""
    first: str
    last: str


@dataclass(frozen=True)
class Bar:
    """What one service took in one month."""

    x: float
    y: float
    width: float
    height: float
    shade: int
    text: str


@dataclass(frozen=True)
class MonthChart:
    """Withdrawals by month and service."""

    title: str
    alternative: str
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    months: tuple[tuple[float, str], ...]
    legend: tuple[tuple[int, str], ...]


def balance_charts(report: Report) -> list[BalanceChart]:
    """One chart for every statement with raised lines and a balance."""
    charts = (_balance(report, number) for number in dict.fromkeys(finding.statement for finding in report.raised))
    return [chart for chart in charts if chart]


def month_chart(report: Report) -> MonthChart | None:
    """Raised withdrawals by month and service; None where there is nothing to draw."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for finding in report.raised:
        if finding.date and finding.withdrawal and finding.withdrawal > 0:
            sums[f"{finding.date:%Y-%m}", finding.service] += finding.withdrawal
    if not sums:
        return None
    months = list(_months(min(month for month, _ in sums), max(month for month, _ in sums)))
    if len(months) > _MOST_MONTHS:
        months = sorted({month for month, _ in sums})[-_MOST_MONTHS:]
    services = list(dict.fromkeys(service for _, service in sorted(sums)))
    totals = {month: sum(yen for (at, _), yen in sums.items() if at == month) for month in months}
    top = _round_up(max(totals.values()))
    step = (WIDTH - LEFT - 10) / len(months)
    bars: list[Bar] = []
    lang = report.lang
    for index, month in enumerate(months):
        height = 0.0
        for service in services:
            if yen := sums.get((month, service), 0):
                part = (HEIGHT - TOP - BOTTOM) * yen / top
                height += part
                name = report.knowledge.services[service].name
                text = say("chart-bar", lang, month=month, service=name, yen=yen)
                x = LEFT + step * index + step * 0.15
                shade = min(services.index(service), _SHADES - 1)
                y = HEIGHT - BOTTOM - height
                bars.append(Bar(round(x, 1), round(y, 1), round(step * 0.7, 1), round(part, 1), shade, text))
    listed = say("between-items", lang).join(bar.text for bar in bars)
    every = max(1, len(months) // 6)
    labels = [(round(LEFT + step * (i + 0.5), 1), month) for i, month in enumerate(months) if i % every == 0]
    legend = [(min(i, _SHADES - 1), report.knowledge.services[one].name[lang]) for i, one in enumerate(services)]
    title = say("chart-months", lang)
    return MonthChart(title, f"{title}: {listed}", tuple(bars), _ticks(0, top), tuple(labels), tuple(legend))


def _months(first: str, last: str) -> Iterator[str]:
    """Every month (2020-09) from ``first`` to ``last``."""
    year, month = map(int, first.split("-"))
    while (name := f"{year:04}-{month:02}") <= last:
        yield name
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _balance(report: Report, number: int) -> BalanceChart | None:
    statement, lang = report.statements[number], report.lang
    if len({text.number for text in statement.records.texts}) > 1:
        return None
    rows = [row for row in statement.records.rows(range(len(statement.records))) if row.balance is not None]
    if len(rows) < 2:
        return None
    rows = rows[::-1] if runs_backwards(statement) else rows
    dates, balances = [row.date for row in rows], [row.balance or 0 for row in rows]
    low, high = min(0, *balances), _round_up(max(*balances, 1))
    start, end = dates[0], dates[-1]
    span = max((end - start).days, 1)

    def place(day: dt.date, yen: int) -> tuple[float, float]:
        x = LEFT + (WIDTH - LEFT - 14) * (day - start).days / span
        return round(x, 1), round(TOP + (HEIGHT - TOP - BOTTOM) * (high - yen) / (high - low), 1)

    stride = max(1, len(rows) // _MOST_POINTS)
    kept = [i for i in range(len(rows)) if i % stride == 0 or i == len(rows) - 1]
    points = [place(dates[i], balances[i]) for i in kept]
    path = f"M{points[0][0]} {points[0][1]}" + "".join(f"H{x}V{y}" for x, y in points[1:])
    flagged = [one for one in report.raised if one.statement == number and one.date and one.balance is not None]
    marks = tuple(Mark(*place(one.date, one.balance or 0), _mark_text(one, report)) for one in flagged if one.date)
    where = {"path": statement.path.replace("\\", "/").rsplit("/", 1)[-1]}
    first, last = (f"{day:%Y-%m-%d}" for day in (start, end))
    title = say("chart-balance", lang, **where)
    details = {"first": first, "last": last, "before": balances[0], "after": balances[-1], "marks": len(marks)}
    alternative = say("chart-balance-text", lang, **details)
    return BalanceChart(title, f"{title}: {alternative}", path, marks, _ticks(low, high), first, last)


def _mark_text(finding: Finding, report: Report) -> str:
    date: dt.date | None = finding.date
    level = say(f"level-{Level(finding.level)}", report.lang)
    return say("chart-mark", report.lang, number=finding.number, date=date, yen=finding.withdrawal or 0, level=level)


def _ticks(low: int, high: int) -> tuple[tuple[float, str], ...]:
    """Zero, the top and what lies between."""
    values = [low + (high - low) * part // 4 for part in range(5)]
    return tuple((round(TOP + (HEIGHT - TOP - BOTTOM) * (high - yen) / (high - low), 1), f"{yen:,}") for yen in values)


def _round_up(yen: int) -> int:
    """The next number with one digit and zeros, or half of it."""
    unit = int(10 ** (len(str(yen)) - 1))
    return next(step for step in (unit, 2 * unit, 4 * unit, 6 * unit, 8 * unit, 10 * unit) if step >= yen)
