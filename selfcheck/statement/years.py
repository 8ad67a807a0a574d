"""The year of dates that print none.

It comes from the heading of year or month that the row stands under; else from the period that the lines above the
header or the file's name give; else from ``--year``; else it is the latest that does not lie in the future. Of the days
above the header, that on which the account was opened says nothing, and that of printing only that nothing is later.
A year of two digits without an era is 令和, 平成 or western, whichever lies in the last years and not in the future; no
two of them do. Every date found so is marked as inferred, unless a heading names its year.
"""

from __future__ import annotations

import calendar
import datetime as dt
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from selfcheck.knowledge.schema import ColumnWords
from selfcheck.patterns import regex
from selfcheck.statement.values import BAD, DayOnly, MonthDay, ShortYear, Unread, parse_date

_ERA = r"(?:(?P<era>令和|平成|昭和|[RHS])\s*)"
_YEAR = rf"(?:{_ERA}(?P<short>\d{{1,2}}|元)|(?P<year>(?:19|20)\d\d))\s*年(?P<fiscal>度)?"
_DATE_IN_TEXT = regex(
    r"(?:令和|平成|昭和)\s*(?:\d{1,2}|元)\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
    r"|\d{4}\s*[年/.\-]\s*\d{1,2}\s*[月/.\-]\s*\d{1,2}\s*日?"
    r"|(?<!\d)20\d{6}(?!\d)"
)
_MONTH_IN_TEXT = regex(
    rf"{_YEAR}\s*(?P<month>\d{{1,2}})\s*月(?!\s*\d)"
    r"|(?<![\d/.-])(?P<compact>20\d\d)[/.-]?(?P<two>0[1-9]|1[0-2])(?![\d/.-]*\d)"
)
"""2020年7月; 2020/07 and 202007, as files are named."""
_YEAR_IN_TEXT = regex(rf"{_YEAR}(?!\s*\d)")
_HEADING = regex(
    rf"[■□●○◆◇▼【\[<(《\s]*(?:{_YEAR})?\s*(?:(?P<month>\d{{1,2}})月)?\s*[分度]?(?:の?(?:ご利用|お取引|取引|入出金)*明細)?[】\]>)》\s]*"
)
_COMPACT_HEADING = regex(r"(?P<year>20\d\d)[/.-](?P<month>0?[1-9]|1[0-2])")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988, "S": 1925}
_CELLS_OF_HEADING = 2
"""Cells of a row that hold something, where it is a heading: 2020年 | 7月."""
_LONGEST_HEADING = 30
"""Letters; 【令和2年7月分のご利用明細】 has 15."""
_BEHIND = 4
"""Letters behind a date that may say what it is: 2020年10月1日現在."""

_STARTS = (2000, 2018, 1988)
"""The years 0 of the western century, 令和 and 平成."""
_RECENT = dt.timedelta(days=12 * 365)
"""How far back a statement may reach that prints years of two digits; longer would make them ambiguous."""
_YEARS = range(1900, 2201)
"""Those of dates that print one (`values`); others are no bank's, and pandas may have none."""


class Heading(NamedTuple):
    """Year and month of the heading that rows stand under; None where it names none."""

    year: int | None = None
    month: int | None = None


def heading_of(cells: Sequence[str]) -> Heading | None:
    """2020年, 【令和2年7月分】, ■7月: a row with nothing else."""
    filled = [cell for cell in cells if cell and not cell.isspace()]
    if len(filled) > _CELLS_OF_HEADING:
        return None
    text = unicodedata.normalize("NFKC", "".join(filled)).strip()
    if not 2 <= len(text) < _LONGEST_HEADING:
        return None
    # 202007 alone on a line may be anything; in a row of a table, whose other cells are empty, it is a month.
    found = _HEADING.fullmatch(text) or (_COMPACT_HEADING.fullmatch(text) if len(cells) > 1 else None)
    if not found:
        return None
    year, month = _year_in(found.groupdict()), int(found["month"] or 0)
    heading = Heading(year or None, month if 0 < month < 13 else None)
    return heading if heading != Heading() else None


class _Period(Struct, frozen=True):
    """What a file says of its days."""

    first: dt.date
    last: dt.date


class YearResolver:
    """Dates lines that print no year."""

    def __init__(self, preamble: Sequence[str], year: int | None, today: dt.date, words: ColumnWords) -> None:
        """``preamble``: the file's name and the lines above its header."""
        self._preamble = preamble
        self._words = words
        self._year = year
        self.today = today

    @cached_property
    def _dated(self) -> list[tuple[dt.date, str]]:
        return list(_labelled_dates(self._preamble, self._words))

    @cached_property
    def _period(self) -> _Period | None:
        """What the file says; looked for where some line prints no year, as in few files."""
        days = sorted(day for day, label in self._dated if not label)
        return _Period(days[0], days[-1]) if len(days) > 1 else _period_of_months(self._preamble)

    @cached_property
    def _latest(self) -> dt.date:
        bounds = sorted(day for day, label in self._dated if label != "opened")
        return min(self._period.last, self.today) if self._period else bounds[-1] if bounds else self.today

    @property
    def is_told(self) -> bool:
        """Whether a person said the year."""
        return self._year is not None

    def date(self, printed: MonthDay | ShortYear | DayOnly, heading: Heading = Heading()) -> dt.date | Unread:  # noqa: B008
        """The full date; `BAD` where no year gives an existing one, or two do."""
        if isinstance(printed, ShortYear):
            return self._short(printed)
        if isinstance(printed, DayOnly):
            month = heading.month or self._only_month()
            return self.date(MonthDay(month, printed.day), heading) if month else BAD
        if heading.year:
            return _day(_year_under(heading, printed), printed) or BAD
        if date := self._within_period(printed):
            return date
        if self._year is not None:
            return _day(self._year, printed) or BAD
        return self._near_period(self._period, printed) if self._period else self._latest_day(printed)

    def _only_month(self) -> int | None:
        """The month of a period that is within one."""
        period = self._period
        return period.first.month if period and period.last - period.first < dt.timedelta(31) else None

    def _within_period(self, printed: MonthDay) -> dt.date | None:
        """The latest such day in the period that the file names."""
        if self._period is None:
            return None
        first, last = self._period.first, self._period.last
        candidates = (_day(year, printed) for year in range(last.year, first.year - 1, -1))
        return next((date for date in candidates if date and first <= date <= last), None)

    def _near_period(self, period: _Period, printed: MonthDay) -> dt.date | Unread:
        """The day nearest to the period that the file names, which it may go beyond: 6月1日 in the list of 2026年5月."""
        years = range(period.first.year - 8, period.last.year + 2)
        candidates = [date for year in years if (date := _day(year, printed)) and date <= self.today]
        return min(candidates, key=lambda date: max(period.first - date, date - period.last), default=BAD)

    def _latest_day(self, printed: MonthDay) -> dt.date | Unread:
        """The latest such day that has passed; nine years hold a 29 February for sure, around 2100 too."""
        candidates = (_day(self._latest.year - back, printed) for back in range(9))
        return next((date for date in candidates if date and date <= self._latest), BAD)

    def _short(self, printed: ShortYear) -> dt.date | Unread:
        possible = (_day(start + printed.year, MonthDay(printed.month, printed.day)) for start in _STARTS)
        recent = [day for day in possible if day and self.today - _RECENT <= day <= self.today]
        return recent[0] if len(recent) == 1 else BAD


def _year_under(heading: Heading, printed: MonthDay) -> int:
    """5 January under 2020年12月 is in 2021: a month's bill may reach into the next."""
    year, month = heading.year or 0, heading.month or printed.month
    return year + (printed.month - month <= -6) - (printed.month - month >= 6)


def _day(year: int, printed: MonthDay) -> dt.date | None:
    try:
        return dt.date(year, printed.month, printed.day) if year in _YEARS else None
    except ValueError:
        return None


def _labelled_dates(lines: Sequence[str], words: ColumnWords) -> Iterator[tuple[dt.date, str]]:
    """The days that lines name, and whether one is that of opening the account or of printing."""
    for line in lines:
        text = unicodedata.normalize("NFKC", line)
        end = 0
        for match in _DATE_IN_TEXT.finditer(text):
            date = parse_date(match.group())
            if isinstance(date, dt.date):
                label = text[end : match.start()] + " " + text[match.end() : match.end() + _BEHIND]
                yield date, _kind_of_day(label.casefold(), words)
            end = match.end()


def _kind_of_day(label: str, words: ColumnWords) -> str:
    if any(word in label for word in words.opening_words):
        return "opened"
    is_period = any(word in label for word in words.period_words)
    return "printed" if not is_period and any(word in label for word in words.printing_words) else ""


def _period_of_months(lines: Sequence[str]) -> _Period | None:
    """The months that lines name, else the years."""
    texts = [_DATE_IN_TEXT.sub(" ", unicodedata.normalize("NFKC", line)) for line in lines]
    for pattern in (_MONTH_IN_TEXT, _YEAR_IN_TEXT):
        found = [_span(match.groupdict()) for text in texts for match in pattern.finditer(text)]
        spans = [span for span in found if span]
        if spans:
            return _Period(min(span.first for span in spans), max(span.last for span in spans))
    return None


def _span(groups: dict[str, str | None]) -> _Period | None:
    """The first and last day of a month, a year, or a fiscal year (from April)."""
    year = int(groups["compact"] or 0) if groups.get("compact") else _year_in(groups)
    month = int(groups.get("month") or groups.get("two") or 0)
    if year not in _YEARS or month > 12:
        return None
    if month:
        return _Period(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))
    if groups.get("fiscal"):
        return _Period(dt.date(year, 4, 1), dt.date(year + 1, 3, 31))
    return _Period(dt.date(year, 1, 1), dt.date(year, 12, 31))


def _year_in(groups: dict[str, str | None]) -> int:
    """The western year; 0 where none was printed."""
    if groups.get("year"):
        return int(groups["year"] or 0)
    short = groups.get("short")
    return _ERAS[groups.get("era") or "R"] + (1 if short == "元" else int(short)) if short else 0
