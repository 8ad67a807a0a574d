"""The days of a statement's transactions come in; from which to which of them it tells of goes out.

A day that lies years apart from the others is none on which anything was taken: a day of birth that stands where the day of a
row does, or a year that somebody mistyped. It may not be shown. Neither may that of a row which moves nothing and lies
outside of the days of those that do.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

_MOST_BETWEEN = 5 * 366
"""Days between two that belong together; even an account that nobody uses gets its interest twice a year."""
Span = tuple[int, int]
"""First and last day, as ordinals."""


def told(days: Sequence[int]) -> Span | None:
    """First and last of the ``days`` (ordinals, ascending, each once) that belong together, if there are any.

    Of several such groups that with the most days counts, the latest of those that have as many.
    """
    starts = [0, *(at for at, (one, other) in enumerate(pairwise(days), start=1) if other - one > _MOST_BETWEEN)]
    groups = [days[start:end] for start, end in zip(starts, [*starts[1:], len(days)], strict=True)]
    largest = max(reversed(groups), key=len)
    return (largest[0], largest[-1]) if largest else None
