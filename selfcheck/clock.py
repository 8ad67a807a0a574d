"""Nothing, or a time as written on the command line, comes in; the time in Japan goes out.

Japan has had no summer time since 1951, so a fixed offset does; it needs no time zone data.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from selfcheck.errors import OptionError

_DATE = len("2026-11-24")
_YEARS = (1990, 2100)
"""Of days that a person types."""
JAPAN = dt.timezone(dt.timedelta(hours=9), "JST")


def japan_now() -> dt.datetime:
    """The time in Japan, now."""
    return dt.datetime.now(JAPAN)


def japan_time(now: str | None, today: str | None) -> dt.datetime:
    """The time that ``--now`` and ``--today`` ask for; a day alone is taken at the present time of day.

    Raises `OptionError` for a text that is no time or no day.
    """
    if now is not None and today is not None:
        raise OptionError("now-and-today")
    if today is not None:
        return _checked(today, _day_at_this_hour, "unknown-date")
    if now is not None:
        return _checked(now, _day_at_this_hour if len(now) <= _DATE else _moment, "unknown-time")
    return japan_now()


def _checked(text: str, read: Callable[[str], dt.datetime], error: str) -> dt.datetime:
    """``text`` as ``read`` has it; a year beyond `_YEARS` is a slip of the keyboard."""
    try:
        asked = read(text)
    except (ValueError, OverflowError):
        asked = None
    if asked is None or not _YEARS[0] <= asked.year <= _YEARS[1]:
        raise OptionError(error, date=text, time=text)
    return asked


def _day_at_this_hour(text: str) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(text), japan_now().timetz())


def _moment(text: str) -> dt.datetime:
    """A time; without a zone it is one of Japan."""
    asked = dt.datetime.fromisoformat(text)
    return asked.astimezone(JAPAN) if asked.tzinfo else asked.replace(tzinfo=JAPAN)
