"""The text of one cell comes in, a date or an amount in whole yen goes out.

The forms are those seen in downloads of Japanese banks and accounting products: dates with slashes,
dashes, dots, kanji or nothing between, era years written out or by letter, dates without a year;
amounts with thousands commas, yen marks, ▲ or brackets for a minus. What cannot be read is
`BAD`, never a guess.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable
from enum import Enum
from functools import lru_cache
from typing import Final, Generic, TypeVar

from msgspec import Struct

from selfcheck.patterns import regex


class Unread(Enum):
    """What a cell holds when it holds no value."""

    EMPTY = "empty"
    BAD = "bad"


EMPTY: Final = Unread.EMPTY
"""Nothing stands in the cell, or a sign that banks print for nothing (``-``, ``*``)."""
BAD: Final = Unread.BAD
"""Something stands in the cell that is no date or no amount."""

Amount = int | Unread
"""Whole yen."""

_ERAS = {
    "令和": 2018,
    "平成": 1988,
    "昭和": 1925,
    "大正": 1911,
    "令": 2018,
    "平": 1988,
    "昭": 1925,
    "大": 1911,
    "r": 2018,
    "h": 1988,
    "s": 1925,
    "t": 1911,
}
"""The year before the first of each era; 令2.7.30 and R2.7.30 are how passbooks and spreadsheets shorten it."""
_ZONE = r"(?:z| ?(?:jst|(?:gmt|utc)? ?[+-]\d\d:?\d\d)(?: \([^()]*\))?)"
_TIME = rf"(?:[t ]*(?:午前|午後)? ?\d{{1,2}}(?::|時)\d{{1,2}}(?:(?::|分)(?:\d{{1,2}}(?:\.\d+)?秒?)?)?(?: ?[ap]m)?{_ZONE}?)?"
_WEEKDAY = r"\s*(?:\((?:[月火水木金土日祝]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\)|[月火水木金土日](?:曜日?)?)?"
_DATE = regex(
    r"[(\[]?(?:\(?(?P<era>令和?|平成?|昭和?|大正?|[rhst])\)?\.?)?(?P<year>\d{4}|\d{1,2}|元)(?P<sep>[年/.\-])"
    rf"(?P<month>\d{{1,2}})[月/.\-](?P<day>\d{{1,2}})[日号]?{_WEEKDAY}{_TIME}[)\]]?"
)
_COMPACT = regex(rf"(?P<year>\d{{4}})(?P<month>\d{{2}})(?P<day>\d{{2}})(?: ?\d{{6}})?{_TIME}")
_SHORT = regex(r"(?P<era>[rhst])?(?P<year>\d{2})(?P<month>\d{2})(?P<day>\d{2})")
_PART = regex(r"(?<=[\d元])(?:年度?|月|日)$")
_USUAL_DATE = regex(r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})")
"""What nearly all dates look like, and are read faster by."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_YEAR = r"(?P<year>\d{4}|\d\d)"
_DAY_NAME = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? )?"
_ENGLISH = (
    regex(rf"{_DAY_NAME}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ /.-]?{_MONTH}[ ,/.-]*{_YEAR}?{_TIME}"),
    regex(rf"{_DAY_NAME}{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:[ ,]+{_YEAR})?{_TIME}"),
)
"""7 September 2026, 8-Sep-26, 8-Sep (what an English Excel makes of 9/8), Sep 8, 2020. Sep-26 is a month, not a day."""
_NO_YEAR = regex(rf"[(\[]?(?P<month>\d{{1,2}})(?:月|/|-)(?P<day>\d{{1,2}})[日号]?{_WEEKDAY}{_TIME}[)\]]?")
_UTC = regex(r"[t ](?P<hour>\d\d):\d\d(?::\d\d(?:\.\d+)?)?(?:z|\+00:?00)$")
"""A time of Greenwich, as programs save days: 2026-09-07T15:00:00.000Z is 8 September in Japan."""
_NIGHT_IN_JAPAN = 15
"""Hour of Greenwich at which Japan's next day begins."""
_PADDING = regex(r"(?<=[年月和成正/.\-rhst])\s+|\s+(?=[年月日/])")
"""Spaces that pad a date inside: 令和 02 年 09 月 10 日, 2020/ 9/ 8."""
_AMOUNT = regex(r"(?P<minus>[-▲△]?)(?!\d{1,3}\.000(?!\d))(?P<number>\d{1,3}(?:[,']\d{3})+|\d+)(?:\.0*)?[-+]?")
"""A trailing dash ends an amount on Japanese paper (30,000-); it is no minus. Switzerland groups by apostrophes. 5.000 alone
may be five yen or five thousand (`layout.amount_writing`)."""
_MYRIADS = regex(r"(?P<minus>[-▲△]?)(?P<myriads>\d{1,3}(?:,\d{3})*|\d{1,7})万(?P<rest>\d{1,4}|\d,\d{3})?")
"""3万円, 1万2,345円."""
_FEE = regex(r"\([^()]*(?:手数料|fee)[^()]*\)$", re.IGNORECASE)
"""9,356(手数料110): what is in brackets belongs to the amount before it."""
_NOTES = "※†‡★☆"
"""Signs behind a date that refer to a note."""
_MARKS = f"*#●○◎{_NOTES}"
"""Signs before or behind an amount that refer to a note."""
_NOTE = regex(rf"(?<=\d)(?:[{_NOTES}*]|\(?注)\d{{1,2}}\)?$")
"""10,000※1, 10,000(注2)."""
_KANA_DASH = regex(r"^[ー―─—](?=\d)")
"""The long mark of kana and the long dash, typed for a minus."""
_SIGNS = {0x2019: "'", 0x66C: ",", ord("、"): ","}
"""What groups thousands elsewhere, or was typed for a comma."""
_USUAL_AMOUNT = regex(r"-?(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,15})")
"""What nearly all amounts look like, and are read faster by."""
_MOST_DIGITS = 15
"""Of an amount: less than 10**15 yen, also in workbooks and in `screen`."""
_UNITS = regex(r"[\\¥円\s]|円?也|jpy|yen", re.IGNORECASE)
_NOTHING = regex(r"[-*―─—ー.]*|n/?a|null|none|nil|/|×|[±+]0", re.IGNORECASE)
"""What banks print where there is nothing."""


_LONG = 64
"""Letters of a cell whose value is not kept; a statement repeats a few thousand shorter ones."""


class MonthDay(Struct, frozen=True):
    """A date that was printed without a year."""

    month: int
    day: int


class DayOnly(Struct, frozen=True):
    """A day of a month that is printed above it, or named by the file."""

    day: int


class ShortYear(Struct, frozen=True):
    """A date with a year of one or two digits and no era: 令和, 平成 or western cannot be told from it alone."""

    year: int
    month: int
    day: int


def plain_text(text: str) -> str:
    """NFKC, and every minus-like dash as ``-``."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).translate(_DASHES).strip()


_DASHES = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2212), "-")
"""Hyphens, the dash as long as a digit, the short dash and the minus; the long dash is a sign for nothing."""


def parse_date(text: str) -> dt.date | MonthDay | ShortYear | Unread:
    """A date in any form that a statement prints; what was printed without a full year stays so."""
    return _known_date(text) if len(text) < _LONG else _parse_date(text)


def one_date(parts: Iterable[str]) -> str:
    """A date whose year, month and day stand in cells of their own, as text with slashes: 2026年 | 9月 | 8日 is 2026/9/8."""
    return "/".join(_PART.sub("", part.strip()) for part in parts)


def _parse_date(text: str) -> dt.date | MonthDay | ShortYear | Unread:
    if match := _USUAL_DATE.fullmatch(text):
        return western_date(match[1], int(match[2]), int(match[3]))
    spaced = plain_text(text).casefold().rstrip(_NOTES)
    plain = _PADDING.sub("", spaced)
    if _NOTHING.fullmatch(plain):
        return EMPTY
    if match := _DATE.fullmatch(plain) or _COMPACT.fullmatch(plain) or _SHORT.fullmatch(plain):
        return _in_japan(_date(match), plain)
    if match := _ENGLISH[0].fullmatch(spaced) or _ENGLISH[1].fullmatch(spaced):
        return _english_date(match["year"], _MONTHS.index(match["month"]) + 1, int(match["day"]))
    if match := _NO_YEAR.fullmatch(plain):
        month, day = int(match["month"]), int(match["day"])
        return MonthDay(month, day) if _exists(2000, month, day) else BAD
    return BAD


_known_date = lru_cache(maxsize=1 << 14)(_parse_date)


def _date(match: re.Match[str]) -> dt.date | ShortYear | Unread:
    groups = match.groupdict()
    era = groups.get("era")
    year = 1 if groups["year"] == "元" else int(groups["year"])
    month, day = int(groups["month"]), int(groups["day"])
    if not era and len(groups["year"]) != 4:
        return ShortYear(year, month, day) if _exists(2000, month, day) else BAD
    year += _ERAS[era] if era else 0
    return dt.date(year, month, day) if 1900 <= year <= 2200 and _exists(year, month, day) else BAD


def _in_japan(date: dt.date | ShortYear | Unread, plain: str) -> dt.date | ShortYear | Unread:
    """The day in Japan, where a time of Greenwich stands behind the date."""
    time = _UTC.search(plain) if isinstance(date, dt.date) else None
    late = time is not None and int(time["hour"]) >= _NIGHT_IN_JAPAN
    return date + dt.timedelta(days=1) if late and isinstance(date, dt.date) else date


def _english_date(year: str | None, month: int, day: int) -> dt.date | MonthDay | Unread:
    if year is None:
        return MonthDay(month, day) if _exists(2000, month, day) else BAD
    return western_date(year, month, day)


def western_date(year: str, month: int, day: int) -> dt.date | Unread:
    """A date whose year, of two or four digits, is known to be a western one."""
    number = int(year) + (2000 if len(year) <= 2 else 0)
    try:
        return dt.date(number, month, day) if 1900 <= number <= 2200 else BAD
    except ValueError:
        return BAD


def _exists(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def parse_amount(text: str) -> Amount:
    """Whole yen, negative where the bank printed a minus; fractions of a yen are `BAD`."""
    return _known_amount(text) if len(text) < _LONG else _parse_amount(text)


def _parse_amount(text: str) -> Amount:
    if _USUAL_AMOUNT.fullmatch(text):
        return int(text.replace(",", ""))
    plain = _UNITS.sub("", plain_text(text) if text.isascii() else plain_text(text).translate(_SIGNS))
    if _NOTHING.fullmatch(plain):
        return EMPTY
    plain = _KANA_DASH.sub("-", _NOTE.sub("", _FEE.sub("", plain)).strip(_MARKS).removeprefix("金"))
    bracketed = plain.startswith("(") and plain.endswith(")")
    plain = plain[1:-1] if bracketed else plain
    plain = plain.removeprefix("+")
    match = _AMOUNT.fullmatch(plain) or _MYRIADS.fullmatch(plain)
    if not match:
        return BAD
    number = _number(match.groupdict())
    return -number if isinstance(number, int) and (match["minus"] or bracketed) else number


def _number(groups: dict[str, str]) -> Amount:
    """The yen of digits, which may be grouped, or of tens of thousands and a rest."""
    if "myriads" not in groups:
        return whole_yen(re.sub("[,']", "", groups["number"]))
    return whole_yen(groups["myriads"].replace(",", "") + (groups["rest"] or "").replace(",", "").zfill(4))


def whole_yen(digits: str) -> Amount:
    """The amount that digits print; `BAD` from 10**15 yen on."""
    digits = digits.lstrip("0")
    return int(digits or "0") if len(digits) <= _MOST_DIGITS else BAD


def yen_or_none(value: Amount) -> int | None:
    """An amount as a record keeps it: None where nothing stands, or nothing that could be read."""
    return value if isinstance(value, int) else None


_known_amount = lru_cache(maxsize=1 << 14)(_parse_amount)

Value = TypeVar("Value")


class Cache(dict[str, Value], Generic[Value]):
    """Parsed values by their text: a statement repeats a few thousand of them."""

    def __init__(self, parse: Callable[[str], Value]) -> None:
        super().__init__()
        self._parse = parse

    def __missing__(self, text: str) -> Value:
        value = self._parse(text)
        if len(self) < 200_000:
            self[text] = value
        return value
