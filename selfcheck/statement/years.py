"""A date without a full year comes in, a date goes out.

A missing year comes from the period that the preamble or the file's name gives, else from
``--year``, else it is the latest that does not lie in the future. A year of two digits without an
era is 令和, 平成 or western, whichever lies in the last years and not in the future; no two of them
do. Every date found so is marked as inferred.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence

from selfcheck.statement.values import BAD, MonthDay, ShortYear, Unread, parse_date

_DATE_IN_TEXT = re.compile(
    r"(?:令和|平成|昭和)\s*(?:\d{1,2}|元)\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
    r"|\d{4}\s*[年/.\-]\s*\d{1,2}\s*[月/.\-]\s*\d{1,2}\s*日?"
    r"|(?<!\d)20\d{6}(?!\d)"
)

_STARTS = (2000, 2018, 1988)
"""The years 0 of the western century, 令和 and 平成."""
_RECENT = dt.timedelta(days=12 * 365)
"""How far back a statement may reach that prints years of two digits; longer would make them ambiguous."""
_YEARS = range(1900, 2201)
"""Those of dates that print one (`values`); others are no bank's, and pandas may have none."""


class YearResolver:
    """Dates lines that print no year."""

    def __init__(self, preamble: Sequence[str], year: int | None, today: dt.date) -> None:
        dates = sorted(_dates(preamble))
        self._period = (dates[0], dates[-1]) if len(dates) > 1 else None
        self._year = year
        self._today = today
        self._latest = dates[-1] if dates else today

    def date(self, printed: MonthDay | ShortYear) -> dt.date | Unread:
        """The full date; `BAD` where no year gives an existing one, or two do."""
        if isinstance(printed, ShortYear):
            return self._short(printed)
        if date := self._within_period(printed):
            return date
        if self._year is not None:
            return _day(self._year, printed) or BAD
        return self._latest_day(printed)

    def _within_period(self, printed: MonthDay) -> dt.date | None:
        """The latest such day in the period that the file names."""
        if self._period is None:
            return None
        first, last = self._period
        candidates = (_day(year, printed) for year in range(last.year, first.year - 1, -1))
        return next((date for date in candidates if date and first <= date <= last), None)

    def _latest_day(self, printed: MonthDay) -> dt.date | Unread:
        """The latest such day that has passed; nine years hold a 29 February for sure, around 2100 too."""
        candidates = (_day(self._latest.year - back, printed) for back in range(9))
        return next((date for date in candidates if date and date <= self._latest), BAD)

    def _short(self, printed: ShortYear) -> dt.date | Unread:
        possible = (_day(start + printed.year, MonthDay(printed.month, printed.day)) for start in _STARTS)
        recent = [day for day in possible if day and self._today - _RECENT <= day <= self._today]
        return recent[0] if len(recent) == 1 else BAD


def _day(year: int, printed: MonthDay) -> dt.date | None:
    try:
        return dt.date(year, printed.month, printed.day) if year in _YEARS else None
    except ValueError:
        return None


def _dates(lines: Sequence[str]) -> Iterator[dt.date]:
    for line in lines:
        for match in _DATE_IN_TEXT.finditer(unicodedata.normalize("NFKC", line)):
            date = parse_date(match.group())
            if isinstance(date, dt.date):
                yield date
