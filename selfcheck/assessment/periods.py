"""The days of an account that were checked and those of a new file come in; what joins and what is missing goes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from selfcheck.assessment.coverage import UNKNOWN, UNREAD, Part, Stretch
from selfcheck.assessment.watch import KnownPeriod, Watch
from selfcheck.model.since_last import Missing

_LONGEST_PAUSE = dt.timedelta(days=31)
"""Days without a line after which a statement may be missing, where no balance tells."""


def edge(balance: str, watch: Watch) -> str:
    """What is kept of the balance at an end of a stretch."""
    return balance if balance in (UNKNOWN, UNREAD) else watch.hash(f"balance\n{balance}")


def meet(closing: str, opening: str) -> Literal["same", "differ", "unknown"]:
    """``same`` where one period goes on where the other ended, ``differ`` where lines are missing between them."""
    if UNREAD in (closing, opening):
        return "differ"
    if UNKNOWN in (closing, opening):
        return "unknown"
    return "same" if closing == opening else "differ"


def joined(before: Sequence[KnownPeriod], part: Part, watch: Watch) -> tuple[tuple[KnownPeriod, ...], tuple[Missing, ...]]:
    """All periods of an account, joined where nothing is missing between them; and what is missing.

    A pause of which only its length tells is said once. What the balance proves is said until it is there.
    """
    every = [*before, *(_period(stretch, part, watch) for stretch in part.stretches)]
    periods: list[KnownPeriod] = []
    missing: list[Missing] = []
    for period in sorted(every, key=lambda one: (one.first, one.last)):
        gap = _between(periods[-1], period) if periods else None
        if gap:
            missing.append(gap)
        if periods and not (gap and gap.proven):
            periods[-1] = _as_one(periods[-1], period)
        else:
            periods.append(period)
    return tuple(periods), tuple(missing)


def _between(one: KnownPeriod, other: KnownPeriod) -> Missing | None:
    """What is missing between two periods, the earlier first."""
    meeting = "same" if other.first <= one.last else meet(one.closing, other.opening)
    gap = Missing(one.last, other.first, proven=meeting == "differ")
    is_long = gap.months or other.first - one.last > _LONGEST_PAUSE
    return gap if gap.proven or (meeting == "unknown" and is_long) else None


def _as_one(one: KnownPeriod, other: KnownPeriod) -> KnownPeriod:
    """Two periods that meet or share days; of two ends on one day, that of which more is known."""
    latest = max((one, other), key=lambda period: (period.last, period.closing not in (UNREAD, UNKNOWN)))
    first = min((one, other), key=lambda period: (period.first, period.opening in (UNREAD, UNKNOWN)))
    return KnownPeriod(first.first, latest.last, first.opening, latest.closing, latest.ending)


def _period(stretch: Stretch, part: Part, watch: Watch) -> KnownPeriod:
    return KnownPeriod(
        first=stretch.first,
        last=stretch.last,
        opening=edge(stretch.opening, watch),
        closing=edge(stretch.closing, watch),
        ending=() if part.numbered else tuple(watch.hash(line) for line in stretch.ending),
    )
