"""Whether the running balance proves the reading.

previous balance − withdrawal + deposit = balance, from each record to the next; for files that
run newest first, from each record to the one before. Each account of a file is verified by itself,
and for each the order with fewer breaks is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, cast

from selfcheck.model.statement import BalanceCheck
from selfcheck.model.transactions import Transactions
from selfcheck.statement.balance.in_rows import walks as in_rows
from selfcheck.statement.balance.steps import Walk

if TYPE_CHECKING:
    from selfcheck.model.many import ManyTransactions


def check_balance(transactions: Transactions) -> BalanceCheck:
    """Verify the running balance; ``not-possible`` where no account has two records that carry one."""
    checks = list(map(_check, _walks(transactions)))
    breaks = sorted((wrong for check in checks for wrong in check.breaks), key=lambda wrong: wrong.line)
    checked = sum(check.checked for check in checks)
    orders = {check.order for check in checks if check.checked}
    order = orders.pop() if len(orders) == 1 else "unknown"
    status: Literal["broken", "consistent", "not-possible"] = (
        "broken" if breaks else "consistent" if checked else "not-possible"
    )
    return BalanceCheck(status, checked, tuple(breaks), order, sum(check.proven for check in checks))


def _walks(transactions: Transactions) -> Iterator[Walk]:
    """One for each account."""
    if transactions.has_columns:
        from selfcheck.statement.balance.in_columns import walks as in_columns

        yield from in_columns(cast("ManyTransactions", transactions))
    else:
        yield from in_rows(transactions.every())


def _check(walk: Walk) -> BalanceCheck:
    """One account: all steps are counted both ways, and those kept that are broken the better way."""
    counted = walk(None)
    if counted.carried < 2:
        return BalanceCheck("not-possible")
    better = min(counted.both, key=lambda steps: steps.broken)
    if not better.broken:
        return BalanceCheck("consistent", counted.carried - 1, (), better.order, counted.spanned)
    # Walked a second time, now that the order is known: to keep the breaks of both ways of a large file would take its size.
    kept = next(steps for steps in walk(better.order).both if steps.order == better.order)
    return BalanceCheck("broken", counted.carried - 1, tuple(kept.breaks), better.order, counted.spanned - kept.unproven)
