"""Amounts and days come in; their places in a picture, and the ticks of its axes, go out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from msgspec import Struct

from selfcheck.language.sentences import Lang, localised

WIDTH, HEIGHT, LEFT, RIGHT, BOTTOM, TOP = 720, 250, 112, 24, 40, 28
"""Pixels of a picture, and its margins: on the left stand amounts, below days, on top the unit."""
_STEPS = 4
"""Steps between ticks; a step is a number with one digit and zeros."""
_DAY_TICKS = 4
"""Days below a picture, first and last included; more would touch each other."""

Tick = tuple[float, str]
"""Where it stands, and its label."""


class YenScale(Struct, frozen=True):
    """The upright axis: ``low`` to ``high`` in steps that people count in.

    >>> YenScale.over(0, 735_000).values
    (0, 200000, 400000, 600000, 800000)
    """

    values: tuple[int, ...]

    @classmethod
    def over(cls, least: int, most: int) -> YenScale:
        """A scale that holds both; it begins at 0 unless all amounts lie far above, so that their course can be seen."""
        # A balance between 900,000 and 1,000,000 would be a flat line above 0; one between 100,000 and 1,000,000 is not.
        low = min(least, 0) if least * 2 < most else least
        step = _nice_step(max(most - low, _STEPS))
        first = low // step
        last = max(-(-most // step), first + 1)
        return cls(tuple(number * step for number in range(first, last + 1)))

    def y(self, yen: int) -> float:
        """From the top of the picture."""
        low, high = self.values[0], self.values[-1]
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (high - yen) / (high - low), 1)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Every step."""
        return tuple((self.y(yen), f"{yen:,}") for yen in self.values)


class DayScale(Struct, frozen=True):
    """The level axis."""

    first: dt.date
    last: dt.date

    def x(self, day: dt.date) -> float:
        """From the left of the picture."""
        span = max((self.last - self.first).days, 1)
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (day - self.first).days / span, 1)

    def ticks(self, lang: Lang) -> tuple[Tick, ...]:
        """First and last day and those between, evenly."""
        span = (self.last - self.first).days
        count = min(_DAY_TICKS, span + 1)
        days = [self.first + dt.timedelta(days=span * number // max(count - 1, 1)) for number in range(count)]
        return tuple((self.x(day), str(localised(day, lang))) for day in days)


def most_of(yen: Iterable[int]) -> int:
    """The largest amount; 1 where there is none."""
    return max((*yen, 1))


def _nice_step(span: int) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50 … of which `_STEPS` reach over ``span``."""
    # 735,000 over four steps is 183,750: six digits, so 100,000 is tried, and 200,000 reaches.
    unit = int(10 ** (len(str(span // _STEPS)) - 1))
    return next(step for step in (unit, 2 * unit, 5 * unit, 10 * unit) if step * _STEPS >= span)
