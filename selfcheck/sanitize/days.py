"""A text comes in; the same with every day in it that is none of the statement's replaced by one of them.

Days of transactions stay, also as their months and years above rows; a day of birth, say, becomes a day on which there is a
transaction. So the text still dates its rows, and tells no day that the rows do not tell.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from selfcheck.allowed.days import told
from selfcheck.patterns import regex

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "令": 2018, "平": 1988, "昭": 1925, "大": 1911,
         "R": 2018, "H": 1988, "S": 1925, "T": 1911}  # fmt: skip
"""The year before the first of each."""
_ERA = r"令和|平成|昭和|大正|令|平|昭|大|(?<![A-Za-z])[RHSTrhst]"
_YEAR = rf"(?:(?P<era>{_ERA})[ .]?\s*(?P<short>\d{{1,2}})|(?P<year>(?:1[6-9]|2[01])\d\d))"
_DAY = regex(
    rf"(?<!\d)(?<!\d[-/.]){_YEAR}\s*[年/.\-]\s*(?P<month>\d{{1,2}})\s*[月/.\-]\s*(?P<day>\d{{1,2}})(?![0-9])(?![-/.]\d)(?!\s*月)(?:\s*日)?"
    r"|(?<!\d)(?<!\d[-/.])(?P<compact>(?:19|20)\d\d)(?P<cm>\d\d)(?P<cd>\d\d)(?!\d)(?![-/.]\d)"
)
_MONTH = regex(rf"(?<!\d)(?:{_YEAR}\s*(?P<of>年)\s*)?(?P<month>\d{{1,2}})\s*月(?:分|度)?(?!\s*\d)")
_ONLY_YEAR = regex(rf"(?<!\d){_YEAR}\s*年(?!\s*\d)")
_EXCEL = dt.date(1899, 12, 30)
"""From which workbooks count their days."""
_PLAIN = str.maketrans("０１２３４５６７８９／．－ＲＨＳＴ", "0123456789/.-RHST")
_PARTS = ("year", "compact", "short", "month", "cm", "day", "cd")
Kept = list[tuple[int, int]]


class Days:
    """The days of a statement's transactions."""

    def __init__(self, days: Iterable[int], with_money: Sequence[int] | None = None) -> None:
        """``days`` (ordinals) of all transactions, and those of the ones that move something, ascending, each once."""
        every = sorted(set(days))
        span = told(every if with_money is None else with_money)
        self._all = [day for day in every if span and span[0] <= day <= span[1]]
        dates = [dt.date.fromordinal(day) for day in self._all]
        self._months = {(date.year, date.month) for date in dates} | {(0, date.month) for date in dates}
        self._years = {date.year for date in dates}

    def in_text(self, text: str, day: dt.date | None = None) -> tuple[str, Kept]:
        """``text``, every day in it one of the statement's, and where these stand in it then, with months and years of theirs.

        Beside a transaction every day becomes its ``day``, and nothing else stays.
        """
        out, kept, at, length = [], [], 0, 0
        plain = text.translate(_PLAIN)
        for found in _DAY.finditer(plain):
            if (printed := _date(found)) is None or not self._all:
                continue
            written = _written(found, text, printed, day or self._nearest(printed))
            out += [text[at : found.start()], written]
            length += found.start() - at
            kept.append((length, length + len(written)))
            length, at = length + len(written), found.end()
        made = "".join((*out, text[at:]))
        months = (
            []
            if day
            else [one for one in self._months_in(made) if not any(one[0] < end and start < one[1] for start, end in kept)]
        )
        return made, sorted([*kept, *months])

    def of_row(self, day: dt.date) -> dt.date:
        """The day of a transaction in the copy: its own, but for one that stands years apart from all others."""
        return day if not self._all or self._all[0] <= day.toordinal() <= self._all[-1] else self._nearest(day)

    def _months_in(self, text: str) -> Kept:
        """Where ``text`` names a month or a year of the statement's."""
        plain = text.translate(_PLAIN)
        months = [
            found.span()
            for found in _MONTH.finditer(plain)
            if (_year(found) if found["of"] else 0, int(found["month"])) in self._months
        ]
        years = [found.span() for found in _ONLY_YEAR.finditer(plain) if _year(found) in self._years]
        return months + years

    def _nearest(self, printed: dt.date) -> dt.date:
        """The day of a transaction that is at ``printed`` or next behind it; the last, if none is."""
        place = bisect_left(self._all, printed.toordinal())
        return dt.date.fromordinal(self._all[min(place, len(self._all) - 1)])


def numbers_of(day: dt.date) -> frozenset[int]:
    """All numbers by which a day is written, by itself and in parts."""
    eras = {day.year - start for start in _ERAS.values() if 0 < day.year - start < 100}
    compact = {int(f"{year:02}{day:%m%d}") for year in (day.year, day.year % 100, *eras)}
    serial = (day - _EXCEL).days
    return frozenset(
        {serial, day.year, day.year % 100, day.month, day.day, int(f"{day:%m%d}"), int(f"{day:%Y%m}"), *eras, *compact}
    )


def _year(found: re.Match[str]) -> int:
    return int(found["year"]) if found["year"] else _ERAS[found["era"].upper()] + int(found["short"] or 0)


def _date(found: re.Match[str]) -> dt.date | None:
    """The day, if it exists."""
    try:
        if found["compact"]:
            return dt.date(int(found["compact"]), int(found["cm"]), int(found["cd"]))
        return dt.date(_year(found), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _written(found: re.Match[str], text: str, printed: dt.date, day: dt.date) -> str:
    """``day`` as ``printed`` is written in ``text`` at ``found``: in its era, with its zeros and its width."""
    values = {"year": day.year, "compact": day.year, "short": day.year - (printed.year - int(found["short"] or 0)),
              "month": day.month, "cm": day.month, "day": day.day, "cd": day.day}  # fmt: skip
    is_padded = any(found[name] and found[name].startswith("0") for name in ("short", "month", "day")) or found["compact"]
    out, at = [], found.start()
    for name in _PARTS:
        if found[name]:
            start, end = found.span(name)
            number = str(values[name]).zfill(2 if is_padded else 1)
            wide = not text[start:end].isascii()
            out += [text[at:start], number.translate({ord(one): ord(one) + 0xFEE0 for one in "0123456789"}) if wide else number]
            at = end
    return "".join((*out, text[at : found.end()]))
