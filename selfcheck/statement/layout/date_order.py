"""Three numbers for each date of a column come in; which of them is year, month and day goes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from selfcheck.statement.values import western_date

Form = Literal["usual", "mdy", "dmy", "mdy-swapped", "dmy-swapped", "serial", "mmdd", "day", "fiscal"]
Parts = Sequence[tuple[str, str, str]]
"""The three numbers of each date, as printed."""
_MUCH_LONGER = 3
"""Times that a statement would be longer in the other order: 3/7 to 3/9 are three days or three months."""
RECENT = dt.timedelta(days=12 * 365)
"""How far back a statement may reach that prints years of two digits; longer would make them ambiguous."""
_MONTHS = 12
_ERA_STARTS = (2000, 2018, 1988)
"""The years 0 of the western century, 令和 and 平成."""


class _Candidate(Struct, frozen=True):
    """One order of year, month and day, and what speaks for it."""

    form: Form
    possible: bool
    """Whether nearly all cells are days of the last years so."""
    moves: bool
    """Whether no other part has more different values than the day."""
    years: int
    """Different years."""
    in_order: bool
    span: int

    @property
    def weight(self) -> tuple[object, ...]:
        """The larger the likelier."""
        return self.possible, self.moves, -self.years, self.in_order


_PARTS: dict[Form, tuple[int, int, int]] = {"usual": (0, 1, 2), "mdy": (2, 0, 1), "dmy": (2, 1, 0)}
"""Where year, month and day stand among the three numbers."""


def order_of_parts(parts: Parts, today: dt.date) -> tuple[Form, bool]:
    """The likeliest order of three numbers, and whether it is unsure."""
    begins, ends = (any(len(cells[place]) > 2 for cells in parts) for place in (0, 2))
    if begins:
        return _mixed(parts, today) if ends else ("usual", False)
    # 9/7/2026 has its year at the end for certain; 26/9/7 may have it at either.
    forms: tuple[Form, ...] = ("mdy", "dmy") if ends else ("usual", "mdy", "dmy")
    return _likeliest([_candidate(form, parts, today) for form in forms])


def _likeliest(candidates: Sequence[_Candidate]) -> tuple[Form, bool]:
    """The best candidate; unsure where another is as likely and gives no much longer time."""
    best = max(candidates, key=lambda candidate: candidate.weight)
    equals = [candidate for candidate in candidates if candidate.weight == best.weight]
    if not best.possible or len(equals) == 1:
        return best.form, not best.possible
    # 3/7, 3/8, 3/9: three days of March, or 3 July to 3 September. Statements are rather of one month than of one day a month.
    shortest, *longer = sorted(equals, key=lambda candidate: candidate.span)
    if all(candidate.span > _MUCH_LONGER * max(shortest.span, 1) for candidate in longer):
        return shortest.form, False
    return best.form, True


def _mixed(parts: Parts, today: dt.date) -> tuple[Form, bool]:
    """Some dates have their year first and some last: a spreadsheet understood one part of the column."""
    last = [cells for cells in parts if len(cells[2]) > 2]
    orders: tuple[Form, ...] = ("mdy", "dmy")
    forms = [form for form in orders if _candidate(form, last, today).possible]
    if len(forms) != 1:
        return ("mdy", True) if forms else ("usual", False)
    return _perhaps_swapped(forms[0], parts) if _may_be_swapped(parts) else (forms[0], False)


def _perhaps_swapped(form: Form, parts: Parts) -> tuple[Form, bool]:
    """``form`` for dates with the year last; the order of the rows tells whether those with the year first are swapped."""
    swapped: Form = "mdy-swapped" if form == "mdy" else "dmy-swapped"
    proven = [tried for tried in (form, swapped) if _is_in_order(tried, parts)]
    return (proven[0], False) if len(proven) == 1 else (form, True)


def _may_be_swapped(parts: Parts) -> bool:
    """Whether no day behind a year is above 12, and all others are: a spreadsheet that expects M/D/Y makes 2026-04-09 of
    9/4/2026, wrongly, and leaves 28/8/2026 as it is."""
    understood = [int(last) for first, _, last in parts if len(first) > 2]
    left = [max(int(first), int(second)) for first, second, last in parts if len(last) > 2]
    return max(understood) <= _MONTHS and min(left) > _MONTHS


def _is_in_order(form: Form, parts: Parts) -> bool:
    days = [_day(form, cells) for cells in parts]
    real = [day for day in days if isinstance(day, dt.date)]
    return len(real) == len(days) and _are_sorted(real)


def _are_sorted(days: list[dt.date]) -> bool:
    return days in (sorted(days), sorted(days, reverse=True))


def _day(form: Form, cells: tuple[str, str, str]) -> object:
    """The date of one cell, wherever its year stands."""
    first, second, third = cells
    if len(first) > 2:
        month, day = (third, second) if form.endswith("swapped") else (second, third)
        return western_date(first, int(month), int(day))
    month, day = (first, second) if form.startswith("mdy") else (second, first)
    return western_date(third, int(month), int(day))


def _candidate(form: Form, parts: Parts, today: dt.date) -> _Candidate:
    year, month, day = _PARTS[form]
    days = [_recent_day(cells[year], int(cells[month]), int(cells[day]), today, eras=form == "usual") for cells in parts]
    real = [date for date in days if date]
    different = [len({cells[place] for cells in parts}) for place in (year, month, day)]
    return _Candidate(
        form,
        possible=len(real) >= 0.9 * len(parts),
        moves=different[2] >= max(different),
        years=len({date.year for date in real}),
        in_order=_are_sorted(real),
        span=(max(real) - min(real)).days if real else 0,
    )


def _recent_day(year: str, month: int, day: int, today: dt.date, *, eras: bool) -> dt.date | None:
    """The day of the last years that this is, western or of an era."""
    years = [int(year)] if len(year) == 4 else [start + int(year) for start in (_ERA_STARTS if eras else _ERA_STARTS[:1])]
    days = (western_date(str(number), month, day) for number in years)
    earliest = today - RECENT if len(year) < 4 else dt.date(1990, 1, 1)
    return next((date for date in days if isinstance(date, dt.date) and earliest <= date <= today + dt.timedelta(1)), None)
