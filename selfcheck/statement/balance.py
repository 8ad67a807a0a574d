"""Records in file order come in; whether the running balance proves the reading goes out.

previous balance − withdrawal + deposit = balance, from each record to the next; for files that
run newest first, from each record to the one before. The order with fewer breaks is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from selfcheck.model import BalanceCheck, Break
from selfcheck.statement.rows import Record


def check_balance(records: Sequence[Record]) -> BalanceCheck:
    """Verify the running balance; ``not-possible`` where fewer than two records carry one."""
    carried = [record for record in records if record.balance is not None]
    if len(carried) < 2:
        return BalanceCheck("not-possible")
    forward = _breaks(records)
    backward = _breaks(records[::-1])
    order: Literal["oldest-first", "newest-first"]
    breaks, order = (forward, "oldest-first") if len(forward) <= len(backward) else (backward, "newest-first")
    breaks = sorted(breaks, key=lambda found: found.line)
    return BalanceCheck("broken" if breaks else "consistent", len(carried) - 1, tuple(breaks), order)


def _breaks(records: Sequence[Record]) -> list[Break]:
    """Breaks where each record should follow from the one before; amounts without a balance add up."""
    breaks: list[Break] = []
    expected: int | None = None
    for record in records:
        change = (record.deposit or 0) - (record.withdrawal or 0)
        if expected is not None:
            expected += change
        if record.balance is not None:
            if expected is not None and expected != record.balance:
                breaks.append(Break(record.line, expected, record.balance))
            expected = record.balance
    return breaks
