"""Nothing, or a time as written on the command line, comes in; the time in Japan goes out.

Japan has had no summer time since 1951, so a fixed offset does; it needs no time zone data.
"""

from __future__ import annotations

import datetime as dt

from selfcheck.errors import OptionError

JAPAN = dt.timezone(dt.timedelta(hours=9), "JST")


def japan_now() -> dt.datetime:
    """The time in Japan, now."""
    return dt.datetime.now(JAPAN)


def japan_time(now: str | None, today: str | None) -> dt.datetime:
    """The time that ``--now`` and ``--today`` ask for; a day alone is taken at the present time of day.

    Raises `OptionError` for a text that is no time or no day.
    """
    if now is not None:
        try:
            asked = dt.datetime.fromisoformat(now)
        except ValueError:
            raise OptionError("unknown-time", time=now) from None
        return asked.astimezone(JAPAN) if asked.tzinfo else asked.replace(tzinfo=JAPAN)
    present = japan_now()
    if today is None:
        return present
    try:
        return dt.datetime.combine(dt.date.fromisoformat(today), present.timetz())
    except ValueError:
        raise OptionError("unknown-date", date=today) from None
