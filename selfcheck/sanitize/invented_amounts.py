"""The amounts of a statement come in; for each an invented one goes out, always the same for the same.

An invented amount is about as large, with as many digits where one is free, and lies on the same side of every threshold of the
signals: what calls for a look in the file (a small try before a large withdrawal, money that came back) does so in its copy.
"""

from __future__ import annotations

import secrets
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from functools import cache

from selfcheck.knowledge import load

_TRIES = 100
"""Amounts that are invented before one differs."""
_LEAST, _MOST = 7, 14
"""Tenths of an amount between which the invented one lies."""


class InventedAmounts:
    """What stands for the amounts of one statement."""

    def __init__(self, taken: Collection[int]) -> None:
        """``taken``: no amount of the statement stands in the copy."""
        self._taken = taken
        self._ascending = sorted(taken)
        self._made: dict[int, int] = {}

    def of(self, yen: int) -> int:
        """Another amount (yen)."""
        if yen not in self._made:
            self._made[yen] = self._near(yen)
        return self._made[yen]

    def _near(self, yen: int) -> int:
        digits, borders = int(10 ** (len(str(yen)) - 1)), _borders()
        low = max(1, yen * _LEAST // 10, borders[bisect_right(borders, yen) - 1])
        high = min(yen * _MOST // 10 + 1, borders[bisect_right(borders, yen)])
        within = self._free(max(low, digits), min(high, 10 * digits))
        return within or self._free(low, high) or invented_yen(yen, self._taken)

    def _free(self, low: int, high: int) -> int:
        """`_drawn`, without a try where every amount is taken."""
        taken = bisect_left(self._ascending, high) - bisect_left(self._ascending, low)
        return _drawn(low, high, self._taken) if taken < high - low else 0


def invented_yen(yen: int, taken: Collection[int]) -> int:
    """Another amount (yen) with as many digits; one digit more where ``taken`` leaves none."""
    low = int(10 ** (len(str(yen)) - 1))
    return _drawn(low, 10 * low, taken) or 10 * low + secrets.randbelow(low)


def _drawn(low: int, high: int, taken: Collection[int]) -> int:
    """An amount from ``low`` to below ``high`` that is not ``taken``; 0 where none was met."""
    found = (low + secrets.randbelow(high - low) for _ in range(_TRIES))
    return next((yen for yen in found if yen not in taken), 0)


@cache
def _borders() -> list[int]:
    """Amounts (yen) with which something else begins, ascending: what is small ends behind its threshold."""
    signals = load().signals.values()
    return sorted({0, 1 << 62, *(one.yen for one in signals), *(one.small + 1 for one in signals if one.small)})
