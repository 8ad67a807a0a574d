"""What a field of OFX prints comes in; yen and days of Japan go out."""

from __future__ import annotations

import datetime as dt

from selfcheck.patterns import regex
from selfcheck.statement.values import BAD, Amount, parse_amount, parse_date

_PLAIN_AMOUNT = regex(r"[(+\-−‐]?\s*[¥\\]?\s*[\d][\d ,.]*\)?")
_THREE_PLACES = regex(r"\.\d{3}$")
"""-5.000 is five thousand in some countries and five in others."""
_DECIMAL_COMMA = regex(r",(\d\d?)$")
"""OFX allows it (3.2.9.1); a thousands comma has three digits behind it."""
_ZONE = regex(r"(?P<day>\d{8})(?P<hour>\d\d)(?P<minute>\d\d)\d\d(?:\.\d+)?\[(?P<offset>[+-]?\d{1,2})(?:\.(?P<part>\d{1,2}))?")
_JAPAN = 9
"""Hours before UTC, for times that name their zone."""


def yen_of(printed: str) -> Amount:
    """An amount; a sign behind it, or three places behind a point, may mean one thing or another, and are none."""
    if not _PLAIN_AMOUNT.fullmatch(printed) or _THREE_PLACES.search(printed):
        return BAD
    return parse_amount(_DECIMAL_COMMA.sub(r".\1", printed))


def day_of(printed: str) -> dt.date | None:
    """The day in Japan: a time of another zone is the one after, from some hour on."""
    date = parse_date(printed[:8] if printed[:8].isdigit() else printed[:10])
    if not isinstance(date, dt.date):
        return None
    zone = _ZONE.match(printed)
    if zone is None or int(zone["hour"] + zone["minute"]) == 0:
        return date
    part = zone["part"] or "0"  # 5.30 and 5.5 are both half past five
    minutes = int(part) if part in ("30", "45") else int(float(f"0.{part}") * 60)
    offset = 60 * int(zone["offset"]) + (-minutes if zone["offset"].startswith("-") else minutes)
    minute = 60 * int(zone["hour"]) + int(zone["minute"]) - offset + 60 * _JAPAN
    return date + dt.timedelta(days=minute // 1440)
