"""How a column writes its dates, decided by all of its cells.

9/7/2026 alone is 7 September or 9 July; a column in which the second number moves from row to row while the first
stays is M/D/Y. 3/7/26 is 令和3 as well, so every order is tried, and the one is taken in which all cells are days of
the last years and the day moves most. Where two orders remain the report says so.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from selfcheck.patterns import regex
from selfcheck.statement.layout.date_order import Form, order_of_parts
from selfcheck.statement.values import BAD, EMPTY, DayOnly, MonthDay, ShortYear, Unread, parse_date, plain_text, western_date

Printed = dt.date | MonthDay | ShortYear | DayOnly | Unread

_MOSTLY = 0.7
"""Share of the filled cells that must have a form: totals and notes stand among them."""
_TRIPLE = regex(r"(?=\d{4}\D|\d+\D\d+\D\d\d)(\d{1,4})([/.\- ])(\d{1,2})\2(\d{1,4})(?:\D.*)?")
"""Three numbers, of which the first or the last has two digits at least: 8.9.7 is a day of an era."""
_SERIAL = regex(r"(\d{5})(?:\.\d+)?")
_MONTH_AND_DAY = regex(r"(\d{1,2})(\d{2})")
_DAY = regex(r"(\d{1,2})日?(?:\([月火水木金土日祝]\))?")
_EXCEL_EPOCH = dt.date(1899, 12, 30)
"""Day 0 of Excel's calendar, as it counts from March 1900 on."""
_NEAR = dt.timedelta(days=62)
_SERIALS = range(36526, 73051)
"""2000-01-01 to 2099-12-31."""
_FIRST_MONTH = 4
"""Of a fiscal year (年度)."""


class DateWriting(Struct, frozen=True):
    """The form of a column's dates; ``usual`` is year first, or no year, in any form that `values` reads."""

    form: Form = "usual"
    unsure: bool = False
    """Whether another order is as likely."""

    def parse(self, text: str) -> Printed:
        """The date that a cell of the column prints."""
        return parse_date(text) if self.form == "usual" else _parse(self.form, text)


USUAL = DateWriting()


def _parse(form: Form, text: str) -> Printed:
    plain = plain_text(text)
    if not plain:
        return EMPTY
    printed = _FORMS[form](plain)
    return parse_date(text) if printed is None else printed


def _serial(plain: str) -> Printed | None:
    found = _SERIAL.fullmatch(plain)
    return _EXCEL_EPOCH + dt.timedelta(days=int(found[1])) if found and int(found[1]) in _SERIALS else None


def _month_and_day(plain: str) -> Printed | None:
    found = _MONTH_AND_DAY.fullmatch(plain)
    return parse_date(f"{found[1]}/{found[2]}") if found else None


def _day_only(plain: str) -> Printed | None:
    found = _DAY.fullmatch(plain)
    return DayOnly(int(found[1])) if found and 0 < int(found[1]) < 32 else None


def _month_first(plain: str) -> Printed | None:
    found = _TRIPLE.fullmatch(plain)
    return _ordered("mdy", found) if found else None


def _day_first(plain: str) -> Printed | None:
    found = _TRIPLE.fullmatch(plain)
    return _ordered("dmy", found) if found else None


def _month_first_swapped(plain: str) -> Printed | None:
    return _swapped(plain) or _month_first(plain)


def _day_first_swapped(plain: str) -> Printed | None:
    return _swapped(plain) or _day_first(plain)


def _swapped(plain: str) -> Printed | None:
    """A date, year first, whose day and month a spreadsheet took for each other."""
    found = _TRIPLE.fullmatch(plain)
    return western_date(found[1], int(found[4]), int(found[3])) if found and len(found[1]) == 4 else None


def _fiscal(plain: str) -> Printed | None:
    """A day of a year that begins in April."""
    date = parse_date(plain)
    if isinstance(date, ShortYear):
        return replace(date, year=date.year + 1) if date.month < _FIRST_MONTH else date
    if not isinstance(date, dt.date) or date.month >= _FIRST_MONTH:
        return date
    return western_date(str(date.year + 1), date.month, date.day)


_FORMS: dict[Form, Callable[[str], Printed | None]] = {
    "serial": _serial,
    "mmdd": _month_and_day,
    "day": _day_only,
    "mdy": _month_first,
    "dmy": _day_first,
    "mdy-swapped": _month_first_swapped,
    "dmy-swapped": _day_first_swapped,
    "fiscal": _fiscal,
}
"""What reads a cell in each form; None for a cell of another form, which is read by itself."""


def _ordered(form: Form, found: re.Match[str]) -> dt.date | Unread:
    """A date whose year stands last; year first, as a cell among others may have it, is read as it stands."""
    first, _, second, last = found.groups()
    if len(first) == 4:
        # One cell of 2026/9/7 among 9/7/2026: the person who typed it by hand meant the year first.
        return western_date(first, int(second), int(last)) if len(last) < 3 else BAD
    month, day = (first, second) if form == "mdy" else (second, first)
    return western_date(last, int(month), int(day)) if len(last) != 3 else BAD


def date_writing(cells: Iterable[str], today: dt.date, *, named: bool) -> DateWriting:
    """How a column writes its dates; ``named``: its header says that it holds dates (or days), so that bare numbers may be."""
    filled = [plain for cell in cells if any(map(str.isdigit, plain := plain_text(cell)))]
    triples = [match for plain in filled if (match := _TRIPLE.fullmatch(plain))]
    # A heading among them (2026年9月分) has no three numbers; in a column of 7/9 and 7/10 no cell has.
    if triples and len(triples) >= _MOSTLY * len(filled):
        return DateWriting(*order_of_parts([(match[1], match[3], match[4]) for match in triples], today))
    return _of_dates(filled, today) if named and filled else USUAL


def _of_dates(filled: Sequence[str], today: dt.date) -> DateWriting:
    """How a column that is called one of dates writes them, if not with the year last."""
    usual = [plain for plain in filled if _is_usual(plain)]
    if not usual:
        return _bare(filled, today)
    days = [date for plain in usual if isinstance(date := parse_date(plain), dt.date)]
    return DateWriting("serial") if days and _has_serials_among(days, filled) else USUAL


def _has_serials_among(days: Sequence[dt.date], filled: Sequence[str]) -> bool:
    """Whether Excel's serial days stand among days that were printed: all bare numbers of five digits lie near those."""
    bare = [_serial(plain) for plain in filled if _SERIAL.fullmatch(plain)]
    first, last = min(days) - _NEAR, max(days) + _NEAR
    return bool(bare) and all(isinstance(day, dt.date) and first <= day <= last for day in bare)


def _is_usual(plain: str) -> bool:
    return not isinstance(parse_date(plain), Unread) and not plain.isdigit()


def _bare(filled: Sequence[str], today: dt.date) -> DateWriting:
    """Numbers in a column of dates: Excel's serial days, month and day together, or the day alone."""
    # 46,270 may be a day in 2026 or an amount; days far in the future are amounts.
    latest = (today - _EXCEL_EPOCH).days + 366
    serials = filter(None, map(_SERIAL.fullmatch, filled))
    serial = sum(_SERIALS.start <= int(found[1]) <= latest for found in serials)
    mmdd = sum(bool(re.fullmatch(r"\d{3,4}", cell)) and isinstance(_parse("mmdd", cell), MonthDay) for cell in filled)
    day = sum(isinstance(_parse("day", cell), DayOnly) for cell in filled)
    forms: tuple[tuple[Form, int], ...] = (("serial", serial), ("mmdd", mmdd), ("day", day))
    return next((DateWriting(form) for form, count in forms if count >= _MOSTLY * len(filled)), USUAL)


def may_be_date(cell: str) -> bool:
    """Whether a cell is a date, in whatever order; bare numbers are not."""
    if len(cell) > 40:
        return False
    plain = plain_text(cell)
    return not isinstance(parse_date(cell), Unread) or bool((found := _TRIPLE.fullmatch(plain)) and int(found[3]) < 32)


DITTO = frozenset({"〃", "\u2033", "々", "同上", "同", "同日", '"', "''", "ゝ", "↓"})
"""What stands in a date cell for the day of the row above."""
