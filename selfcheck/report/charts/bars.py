"""A report comes in; a picture of what services took, by month, quarter or year, goes out."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from selfcheck.language.sentences import Lang, say
from selfcheck.model.findings import transactions_of
from selfcheck.report.charts.scale import LEFT, RIGHT, WIDTH, Tick, YenScale, most_of
from selfcheck.report.report import Report

_MOST_BARS = 24
"""Bars side by side that can be told apart; of a longer time, quarters or years are drawn."""
_MOST_LABELS = 6
"""Labels below the bars; those of quarters (2026年10月から12月) are the longest."""
_SHADES = 4
"""Services with a pattern of their own; the others are one."""
_MOST_TOLD = 12
"""Bars that are read out to those who cannot see them."""
_FILLED = 0.7
"""Of the room of a bar."""


class Bar(Struct, frozen=True):
    """What one service, or all others, took in one span of time."""

    x: float
    y: float
    width: float
    height: float
    shade: int
    text: str


class BarChart(Struct, frozen=True):
    """Withdrawals by time and service."""

    title: str
    alternative: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    times: tuple[Tick, ...]
    legend: tuple[tuple[int, str], ...]


class _Span(Struct, frozen=True):
    """How long the time of a bar is, and what it is called."""

    months: int
    name: Callable[[int, Lang], str]
    """Of the bar that begins at a month, counted from the year 0."""


class _Taken(NamedTuple):
    """What a service took on a day, in yen."""

    day: dt.date
    service: str
    yen: int


def bar_chart(report: Report) -> BarChart | None:
    """Raised withdrawals by time and service; None where there is nothing to draw."""
    taken = list(_all_taken(report))
    if not taken:
        return None
    span = _span([withdrawal.day for withdrawal in taken])
    shades = _shades(taken)
    sums = _sums(taken, span, shades)
    times = range(min(time for time, _ in sums), max(time for time, _ in sums) + 1)
    scale = YenScale.over(0, most_of(sum(sums.get((time, shade), 0) for shade in range(_SHADES + 1)) for time in times))
    legend = tuple(_legend(report, shades, {withdrawal.service for withdrawal in taken}))
    bars = tuple(_bars(sums, times, scale, dict(legend), span, report.lang))
    title = say("chart-bars", report.lang)
    return BarChart(title, _alternative(title, bars, report.lang), bars, scale.ticks, _labels(times, span, report.lang), legend)


def _all_taken(report: Report) -> Iterator[_Taken]:
    """What has a place in time and a height; money that came back (below 0) has none."""
    for finding in transactions_of(report.raised):
        if finding.date and finding.withdrawal and finding.withdrawal > 0:
            yield _Taken(finding.date, finding.service, finding.withdrawal)


def _sums(taken: Sequence[_Taken], span: _Span, shades: Mapping[str, int]) -> dict[tuple[int, int], int]:
    """(time in spans from the year 0, shade) → yen."""
    sums: dict[tuple[int, int], int] = defaultdict(int)
    for day, service, yen in taken:
        sums[_month(day) // span.months, shades.get(service, _SHADES)] += yen
    return sums


def _month(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _span(days: Sequence[dt.date]) -> _Span:
    """The shortest with which all bars can be told apart."""
    first, last = _month(min(days)), _month(max(days))
    # Counted in whole spans: November to January are three months, but two quarters and two years.
    return next((span for span in _SPANS if last // span.months - first // span.months < _MOST_BARS), _SPANS[-1])


def _shades(taken: Sequence[_Taken]) -> dict[str, int]:
    """The services that took most, each with a shade of its own."""
    totals: dict[str, int] = defaultdict(int)
    for _, service, yen in taken:
        totals[service] += yen
    most = sorted(totals, key=lambda service: -totals[service])
    return {service: shade for shade, service in enumerate(most[:_SHADES])}


def _legend(report: Report, shades: Mapping[str, int], services: set[str]) -> Iterator[tuple[int, str]]:
    for service, shade in shades.items():
        yield shade, report.knowledge.services[service].name[report.lang]
    if others := len(services) - len(shades):
        yield _SHADES, say("chart-others", report.lang, count=others)


def _bars(
    sums: Mapping[tuple[int, int], int], times: range, scale: YenScale, names: Mapping[int, str], span: _Span, lang: Lang
) -> Iterator[Bar]:
    """Stacked, the largest service at the bottom."""
    step = (WIDTH - LEFT - RIGHT) / len(times)
    for place, time in enumerate(times):
        below = 0
        for shade in sorted(names):
            yen = sums.get((time, shade), 0)
            if yen:
                top, bottom = scale.y(below + yen), scale.y(below)
                text = say("chart-bar", lang, time=span.name(time, lang), service=names[shade], yen=yen)
                x = LEFT + step * (place + (1 - _FILLED) / 2)
                yield Bar(round(x, 1), top, round(step * _FILLED, 1), round(bottom - top, 1), shade, text)
                below += yen


def _labels(times: range, span: _Span, lang: Lang) -> tuple[Tick, ...]:
    step = (WIDTH - LEFT - RIGHT) / len(times)
    every = -(-len(times) // _MOST_LABELS)
    return tuple(
        (round(LEFT + step * (place + 0.5), 1), span.name(time, lang)) for place, time in enumerate(times) if place % every == 0
    )


def _alternative(title: str, bars: Sequence[Bar], lang: Lang) -> str:
    told = [bar.text for bar in bars[:_MOST_TOLD]]
    if rest := len(bars) - len(told):
        told.append(say("files-more", lang, count=rest))
    return f"{title}: {say('between-items', lang).join(told)}"


def _month_name(time: int, lang: Lang) -> str:
    return say("month-of-year", lang, year=str(time // 12), month=say(f"month-{time % 12 + 1}", lang))


def _quarter_name(time: int, lang: Lang) -> str:
    first = time * 3
    ends = {"first": say(f"month-{first % 12 + 1}", lang), "last": say(f"month-{first % 12 + 3}", lang)}
    return say("months-of-year", lang, year=str(first // 12), **ends)


def _year_name(time: int, lang: Lang) -> str:
    return say("year", lang, year=str(time))


_SPANS = (_Span(1, _month_name), _Span(3, _quarter_name), _Span(12, _year_name))
