"""Amounts and balances of sample rows come in; how well an assignment of columns adds up goes out.

previous balance − withdrawal + deposit = balance. The order of the dates counts: equal withdrawals
read from the other end are equal deposits, and equal withdrawals are what a thief leaves.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from selfcheck.statement.values import Amount

PROVEN = 0.9
"""Share of steps that must add up for an assignment to count as proven."""


def changes(withdrawals: Sequence[Amount], deposits: Sequence[Amount]) -> list[int]:
    """What each row adds to the balance."""
    return [number(d) - number(w) for w, d in zip(withdrawals, deposits, strict=True)]


def number(value: Amount) -> int:
    """An amount, nothing where there is none."""
    return value if isinstance(value, int) else 0


def consistency(change: Sequence[int], balances: Sequence[Amount], order: int) -> float:
    """Share of steps that add up, in the given order (`shape.order_of`) or, if unknown, the better one."""
    rows = [(balance, one) for balance, one in zip(balances, change, strict=True) if isinstance(balance, int)]
    steps = list(itertools.pairwise(rows))
    if not steps or not any(change):
        return 0.0
    # From above: 100,000 | - 3,000 | 97,000: the lower row's change leads to its own balance. A file that runs newest first
    # has 97,000 above 100,000, and it is the upper row's change that explains the step.
    forward = sum(b0 + c1 == b1 for (b0, _), (b1, c1) in steps) / len(steps)
    backward = sum(b1 + c0 == b0 for (b0, c0), (b1, _) in steps) / len(steps)
    return {1: forward, -1: backward}.get(order, max(forward, backward))


def follows(amounts: Sequence[Amount], balances: Sequence[Amount], order: int) -> float:
    """Share of steps in which the balance moves by the amount, up or down: direction can be told from it."""
    rows = [(balance, number(one)) for balance, one in zip(balances, amounts, strict=True) if isinstance(balance, int)]
    steps = list(itertools.pairwise(rows))
    if not steps or not any(number(one) for one in amounts):
        return 0.0
    # Only the size counts here: one column 金額 of 3,000 whose balance falls by 3,000 is an amount, whichever way it went.
    forward = sum(abs(b1 - b0) == c1 for (b0, _), (b1, c1) in steps) / len(steps)
    backward = sum(abs(b1 - b0) == c0 for (b0, c0), (b1, _) in steps) / len(steps)
    return {1: forward, -1: backward}.get(order, max(forward, backward))
