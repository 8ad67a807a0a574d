"""A desk and a time come in; whether it answers then, until or from when, and whether what is known of it is old, goes out.

Saturdays, Sundays, public holidays of Japan and the days around New Year are days off. Nothing is
said of a desk whose hours are not known for certain days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from selfcheck.knowledge import load

if TYPE_CHECKING:
    from selfcheck.knowledge.schema import Desk

_SATURDAY = 5
_LONGEST_WAIT = 21
"""Days within which a desk that has hours opens again."""
OLD_AFTER = 365
"""Days after which the information about a desk is old."""


class Opening(Struct, frozen=True):
    """Whether a desk answers at a given time."""

    state: Literal["open", "closed", "unknown"]
    until: dt.datetime | None = None
    """When it closes, if it is open and not around the clock."""
    again: dt.datetime | None = None
    """When it opens next, if it is closed."""


def opening(desk: Desk, now: dt.datetime) -> Opening:
    """Whether ``desk`` answers at ``now`` (time in Japan)."""
    if not desk.hours:
        return Opening("unknown")
    if any(hours.days == "every-day" and hours.opens == hours.closes for hours in desk.hours):
        return Opening("open")
    # From yesterday on: at three in the night, hours from 22:00 to 6:00 are those of the day before.
    for days in range(-1, _LONGEST_WAIT):
        for opens, closes in _spans(desk, now, days):
            if opens <= now < closes:
                return Opening("open", until=closes)
            # 9:00 to 12:00 and 13:00 to 17:00, asked at 12:30: spans are in order, so the first that has not begun is the next.
            if opens > now:
                return Opening("closed", again=opens)
    return Opening("unknown")


def is_day_off(day: dt.date, year_end: str) -> bool:
    """Whether offices rest: a weekend, a public holiday, or a day within ``year_end`` (12-29/01-03)."""
    first, _, last = year_end.partition("/")
    date = f"{day:%m-%d}"
    # 12-31/01-03: the last days of one year or the first of the next, compared as text.
    return day.weekday() >= _SATURDAY or date >= first or date <= last or _is_holiday(day)


def _is_holiday(day: dt.date) -> bool:
    """Whether it is a public holiday: as announced, or, where that is not known, as the law and the sun make it."""
    if (announced := load().holidays.get(day.year)) is not None:
        return day in announced
    import jpholiday

    return bool(jpholiday.is_holiday(day))


def _spans(desk: Desk, now: dt.datetime, days: int) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """When the desk answers, on the day ``days`` days after that of ``now``; earliest first."""
    day = now.date() + dt.timedelta(days=days)
    off = is_day_off(day, desk.year_end)
    for hours in sorted(desk.hours, key=lambda hours: hours.opens):
        if hours.days == "every-day" or (hours.days == "weekends-and-holidays") == off:
            opens, closes = (dt.datetime.combine(day, time, now.tzinfo) for time in (hours.opens, hours.closes))
            # 22:00 to 6:00 ends on the next day.
            yield opens, closes if closes > opens else closes + dt.timedelta(days=1)


def older(desks: Iterable[Desk], today: dt.date, days: int = OLD_AFTER) -> list[Desk]:
    """Desks whose information was more than so many days old on that day."""
    return [desk for desk in desks if (today - desk.as_of).days > days]
