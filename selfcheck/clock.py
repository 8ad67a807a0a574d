"""Nothing, or a time as written on the command line, comes in; the time in Japan goes out.

Japan has had no summer time since 1951, so a fixed offset does; it needs no time zone data.
"""

from __future__ import annotations

import datetime as dt

from selfcheck.errors import OptionError

_DATE = len("2026-11-24")
_YEARS = (1990, 2100)
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
    present = japan_now()
    text = now if now is not None else today
    if text is None:
        return present
    try:
        if now is None or len(text) <= _DATE:
            asked = dt.datetime.combine(dt.date.fromisoformat(text), present.timetz())
        else:
            asked = dt.datetime.fromisoformat(text)
            asked = asked.astimezone(JAPAN) if asked.tzinfo else asked.replace(tzinfo=JAPAN)
    except (ValueError, OverflowError):
        raise OptionError("unknown-date" if now is None else "unknown-time", date=text, time=text) from None
    if not _YEARS[0] <= asked.year <= _YEARS[1]:
        raise OptionError("unknown-date" if now is None else "unknown-time", date=text, time=text)
    return asked
