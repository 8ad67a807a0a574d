"""Records in file order come in; whether the running balance proves the reading goes out.

previous balance − withdrawal + deposit = balance, from each record to the next; for files that
run newest first, from each record to the one before. Each account of a file is verified by itself,
and for each the order with fewer breaks is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from selfcheck.model.statement import BalanceCheck, Break
from selfcheck.model.transactions import Integers, Marks, Transactions


def check_balance(transactions: Transactions) -> BalanceCheck:
    """Verify the running balance; ``not-possible`` where no account has two records that carry one."""
    checks = [_check(transactions, portions) for portions in _by_account(transactions)]
    breaks = sorted((one for check in checks for one in check.breaks), key=lambda one: one.line)
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

    def __init__(self, order: Literal["oldest-first", "newest-first"]) -> None:
        self.order = order
        self.broken = 0
        self.breaks: list[Break] = []

    def add(self, broken: Marks, lines: Integers, expected: Integers, found: Integers, *, keep: bool) -> None:
        """Count those that are broken; ``keep`` them too."""
        self.broken += int(np.count_nonzero(broken))
        if keep:
            rows = zip(*(column[broken].tolist() for column in (lines, expected, found)), strict=True)
            self.breaks.extend(Break(*row) for row in rows)


def _check(transactions: Transactions, portions: Sequence[slice | Integers]) -> BalanceCheck:
    """One account: all steps are counted both ways, and those kept that are broken the better way."""
    steps, carried = _walk(transactions, portions, keep="")
    if carried < 2:
        return BalanceCheck("not-possible")
    better = min(steps, key=lambda one: one.broken)
    if not better.broken:
        return BalanceCheck("consistent", carried - 1, (), better.order)
    again, _ = _walk(transactions, portions, keep=better.order)
    kept = next(one for one in again if one.order == better.order)
    return BalanceCheck("broken", carried - 1, tuple(kept.breaks), better.order)


def _walk(transactions: Transactions, portions: Sequence[slice | Integers], *, keep: str) -> tuple[tuple[_Steps, _Steps], int]:
    """The steps both ways, and how many records carry a balance; those without one add up to the next that has."""
    forward, backward = _Steps("oldest-first"), _Steps("newest-first")
    carried = 0
    last: tuple[int, int, int, int] | None = None
    """Line, balance and change of the last record with a balance, and what those behind it add up to."""
    for rows in portions:
        change = transactions.change(rows)
        places = np.flatnonzero(transactions.present("balance", rows))
        before = np.concatenate([[0], np.cumsum(change)])
        """What the records of this portion before each add up to."""
        if len(places):
            held = transactions.yen("balance", rows)[places]
            lines = transactions.lines_at(places + rows.start if isinstance(rows, slice) else rows[places])
            after, until = before[places + 1], before[places]
            if last:
                held, lines = np.append(last[1], held), np.append(last[0], lines)
                after, until = np.append(-last[3], after), np.append(-last[3] - last[2], until)
            ahead, back = held[:-1] + after[1:] - after[:-1], held[1:] + until[1:] - until[:-1]
            forward.add(ahead != held[1:], lines[1:], ahead, held[1:], keep=keep == forward.order)
            backward.add(back != held[:-1], lines[:-1], back, held[:-1], keep=keep == backward.order)
            carried += len(places)
            last = int(lines[-1]), int(held[-1]), int(change[places[-1]]), int(before[-1] - after[-1])
        elif last:
            last = (*last[:3], last[3] + int(before[-1]))
    return (forward, backward), carried
