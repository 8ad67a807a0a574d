"""Records in file order come in; whether the running balance proves the reading goes out.

previous balance − withdrawal + deposit = balance, from each record to the next; for files that
run newest first, from each record to the one before. Each account of a file is verified by itself,
and for each the order with fewer breaks is taken.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np

from selfcheck.model import BalanceCheck, Break, Problem
from selfcheck.statement.assignment import Columns
from selfcheck.statement.record import Reading
from selfcheck.transactions import Integers, Transactions
from selfcheck.words import sentence


def check_balance(transactions: Transactions) -> BalanceCheck:
    """Verify the running balance; ``not-possible`` where no account has two records that carry one."""
    checks = [_check(transactions, places) for places in _by_account(transactions)]
    breaks = sorted((one for check in checks for one in check.breaks), key=lambda one: one.line)
    checked = sum(check.checked for check in checks)
    orders = {check.order for check in checks if check.checked}
    order = orders.pop() if len(orders) == 1 else "unknown"
    return BalanceCheck("broken" if breaks else "consistent" if checked else "not-possible", checked, tuple(breaks), order)


def _by_account(transactions: Transactions) -> list[Integers]:
    """Places of the records of each account."""
    numbers: dict[str, int] = {}
    account = np.array([numbers.setdefault(text.account, len(numbers)) for text in transactions.texts], dtype=np.int32)
    if len(numbers) < 2:
        return [np.arange(len(transactions))]
    of = account[transactions.text]
    order = np.argsort(of, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(of[order])) + 1)


def _check(transactions: Transactions, places: Integers) -> BalanceCheck:
    balances = transactions.yen("balance")[places]
    carried = np.flatnonzero(transactions.present("balance")[places])
    if len(carried) < 2:
        return BalanceCheck("not-possible")
    before = np.concatenate([[0], np.cumsum(transactions.change[places])])
    """What all records before each add up to; amounts of records without a balance add up."""
    held, one, two = balances[carried], carried[:-1], carried[1:]
    forward = held[:-1] + before[two + 1] - before[one + 1]
    backward = held[1:] + before[two] - before[one]
    broken_forward, broken_backward = forward != held[1:], backward != held[:-1]
    lines = transactions.line[places]
    if broken_forward.sum() <= broken_backward.sum():
        rows = zip(lines[two][broken_forward], forward[broken_forward], held[1:][broken_forward], strict=True)
        order: Literal["oldest-first", "newest-first"] = "oldest-first"
    else:
        rows = zip(lines[one][broken_backward], backward[broken_backward], held[:-1][broken_backward], strict=True)
        order = "newest-first"
    breaks = tuple(Break(int(line), int(expected), int(found)) for line, expected, found in rows)
    return BalanceCheck("broken" if breaks else "consistent", len(carried) - 1, breaks, order)


def settle_directions(reading: Reading, start: int, columns: Columns) -> int:
    """Tell deposits from withdrawals, from record ``start`` on, where only the balance tells them.

    The oldest record has no balance before it; it stays a withdrawal and says so. Returns the number
    of records settled so far.
    """
    records = reading.records.single
    if columns.derived:
        for index in range(start, len(records)):
            record = records[index]
            before = index - columns.order
            if not start <= before < len(records) or None in (record.balance, records[before].balance):
                reading.problems.append(Problem(record.line, "direction-unclear-line", sentence("direction-unclear-line")))
            elif (record.balance or 0) > (records[before].balance or 0):
                reading.records.change(index, replace(record, withdrawal=None, deposit=record.withdrawal))
    return len(records)
