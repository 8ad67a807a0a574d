"""Whether the running balance proves the reading.

previous balance − withdrawal + deposit = balance, from each record to the next; for files that
run newest first, from each record to the one before. Each account of a file is verified by itself,
and for each the order with fewer breaks is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np

from selfcheck.model.statement import BalanceCheck, Break
from selfcheck.model.transactions import Integers, Transactions


def check_balance(transactions: Transactions) -> BalanceCheck:
    """Verify the running balance; ``not-possible`` where no account has two records that carry one."""
    checks = [_check(transactions, portions) for portions in _by_account(transactions)]
    breaks = sorted((wrong for check in checks for wrong in check.breaks), key=lambda wrong: wrong.line)
    checked = sum(check.checked for check in checks)
    orders = {check.order for check in checks if check.checked}
    order = orders.pop() if len(orders) == 1 else "unknown"
    return BalanceCheck("broken" if breaks else "consistent" if checked else "not-possible", checked, tuple(breaks), order)


def _by_account(transactions: Transactions) -> list[list[slice | Integers]]:
    """Places of the records of each account, in portions."""
    numbers: dict[str, int] = {}
    account = np.array([numbers.setdefault(text.account, len(numbers)) for text in transactions.texts], dtype=np.int32)
    if len(numbers) < 2:
        return [list(transactions.slices())]
    of = account[transactions.text]
    order = np.argsort(of, kind="stable")
    return [[places] for places in np.split(order, np.flatnonzero(np.diff(of[order])) + 1)]


class _Steps:
    """Steps from one balance to the next that do not add up, for one way of reading the file."""

    def __init__(self, order: Literal["oldest-first", "newest-first"], *, keep: bool) -> None:
        self.order = order
        self.broken = 0
        self.breaks: list[Break] = []
        self._keep = keep

    def add(self, lines: Integers, expected: Integers, found: Integers) -> None:
        """Count the steps that do not add up; where they are kept, with their lines too."""
        broken = expected != found
        self.broken += int(np.count_nonzero(broken))
        if self._keep:
            rows = zip(*(column[broken].tolist() for column in (lines, expected, found)), strict=True)
            self.breaks.extend(Break(*row) for row in rows)


def _check(transactions: Transactions, portions: Sequence[slice | Integers]) -> BalanceCheck:
    """One account: all steps are counted both ways, and those kept that are broken the better way."""
    counted = _Walk(keep="").over(transactions, portions)
    if counted.carried < 2:
        return BalanceCheck("not-possible")
    better = min(counted.both, key=lambda steps: steps.broken)
    if not better.broken:
        return BalanceCheck("consistent", counted.carried - 1, (), better.order)
    again = _Walk(keep=better.order).over(transactions, portions)
    kept = next(steps for steps in again.both if steps.order == better.order)
    return BalanceCheck("broken", counted.carried - 1, tuple(kept.breaks), better.order)


class _Last(NamedTuple):
    """The last record with a balance in the portions so far."""

    line: int
    balance: int
    change: int
    behind: int
    """What the records behind it, which carry no balance, add up to."""


class _Walk:
    """The steps of one account both ways; records without a balance add up to the next that has one.

    -500, -200 (300 left): the step from a balance of 1,000 to 300 is one step of -700.
    """

    def __init__(self, *, keep: str) -> None:
        """``keep``: the order whose broken steps are kept, or none."""
        self.forward = _Steps("oldest-first", keep=keep == "oldest-first")
        self.backward = _Steps("newest-first", keep=keep == "newest-first")
        self.carried = 0
        """Records that carry a balance."""
        self._last: _Last | None = None

    @property
    def both(self) -> tuple[_Steps, _Steps]:
        """Forwards first: where both are as good the file is taken to run forwards."""
        return self.forward, self.backward

    def over(self, transactions: Transactions, portions: Sequence[slice | Integers]) -> _Walk:
        """Walk through all portions."""
        for rows in portions:
            self._portion(transactions, rows)
        return self

    def _portion(self, transactions: Transactions, rows: slice | Integers) -> None:
        change = transactions.change(rows)
        until = np.concatenate([[0], np.cumsum(change)])
        """By place in this portion: what the records before it add up to; one more for the portion's end."""
        places = np.flatnonzero(transactions.present("balance", rows))
        last = self._last
        if not len(places):
            self._last = last and last._replace(behind=last.behind + int(until[-1]))
            return
        balances = transactions.yen("balance", rows)[places]
        lines = transactions.lines_at(places + rows.start if isinstance(rows, slice) else rows[places])
        before, after = until[places], until[places + 1]
        if last:  # as if it stood just above this portion
            balances, lines = np.append(last.balance, balances), np.append(last.line, lines)
            before = np.append(-last.behind - last.change, before)
            after = np.append(-last.behind, after)
        self.forward.add(lines[1:], balances[:-1] + after[1:] - after[:-1], balances[1:])
        self.backward.add(lines[:-1], balances[1:] + before[1:] - before[:-1], balances[:-1])
        self.carried += len(places)
        behind = int(until[-1] - after[-1])
        self._last = _Last(int(lines[-1]), int(balances[-1]), int(change[places[-1]]), behind)
