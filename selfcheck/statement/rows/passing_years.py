"""Records whose dates print no year come in, each dated by itself as the latest such day; with years that pass they go out.

A passbook from April 2024 to May 2026 prints 4/10 three times. Where the days run one way, and one is suddenly months further
on than the next newer one, it is a year older, and so is all before it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from selfcheck.statement.rows.records import Records

_STEP = 31
"""Days that rows may be out of order; what is further on is of another year."""
_ONE_WAY = 0.8
"""Share of the short steps that must go the same way for a file to be in order."""
_SHORT_STEPS = 2
_MOST_YEARS = 12


def let_years_pass(records: Records) -> None:
    """Change the dates of ``records`` where years passed between them; they stay where the days are in no order."""
    single = records.single
    if len(single) < len(records):
        return
    places = _newest_first([record.date for record in single])
    dates = _passed([single[place].date for place in places])
    for place, date in zip(places, dates, strict=True):
        if date != single[place].date:
            records.change(place, replace(single[place], date=date))


def _newest_first(days: Sequence[dt.date]) -> Sequence[int]:
    """Places from the newest day to the oldest; none where the days are in no order."""
    steps = [(after - before).days for before, after in pairwise(days)]
    short = [step for step in steps if 0 < abs(step) <= _STEP]
    up = sum(step > 0 for step in short)
    if len(short) < _SHORT_STEPS or max(up, len(short) - up) < _ONE_WAY * len(short):
        return []
    is_up = 2 * up > len(short)
    against = sum((-step if is_up else step) > _STEP for step in steps)
    if against > min(_MOST_YEARS, len(short)):
        return []
    return range(len(days) - 1, -1, -1) if is_up else range(len(days))


def _passed(days: Sequence[dt.date]) -> list[dt.date]:
    """Days from the newest to the oldest, none much later than the one before it."""
    passed: list[dt.date] = []
    for day in days:
        while passed and (day - passed[-1]).days > _STEP:
            day = _a_year_before(day)
        passed.append(day)
    return passed


def _a_year_before(day: dt.date) -> dt.date:
    years = (day.year - back for back in range(1, 9))
    return next(dt.date(year, day.month, day.day) for year in years if day.month != 2 or day.day < 29 or _is_leap(year))


def _is_leap(year: int) -> bool:
    return dt.date(year, 3, 1) - dt.date(year, 2, 28) == dt.timedelta(2)
