"""Records in file order come in; whether the running balance proves the reading goes out.

previous balance − withdrawal + deposit = balance, from each record to the next; for files that
run newest first, from each record to the one before. Each account of a file is verified by itself,
and for each the order with fewer breaks is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from selfcheck.model import BalanceCheck, Break, Problem
from selfcheck.statement.assignment import Columns
from selfcheck.statement.record import Reading, Record
from selfcheck.words import sentence


def check_balance(records: Sequence[Record]) -> BalanceCheck:
    """Verify the running balance; ``not-possible`` where no account has two records that carry one."""
    accounts: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        accounts[record.account].append(record)
    checks = [_check(account) for account in accounts.values()]
    breaks = sorted((one for check in checks for one in check.breaks), key=lambda one: one.line)
    checked = sum(check.checked for check in checks)
    orders = {check.order for check in checks if check.checked}
    order = orders.pop() if len(orders) == 1 else "unknown"
    return BalanceCheck("broken" if breaks else "consistent" if checked else "not-possible", checked, tuple(breaks), order)


def _check(records: Sequence[Record]) -> BalanceCheck:
    carried = sum(record.balance is not None for record in records)
    if carried < 2:
        return BalanceCheck("not-possible")
    forward, backward = _breaks(records), _breaks(records[::-1])
    if len(forward) <= len(backward):
        return BalanceCheck("broken" if forward else "consistent", carried - 1, tuple(forward), "oldest-first")
    return BalanceCheck("broken" if backward else "consistent", carried - 1, tuple(backward), "newest-first")


def _breaks(records: Sequence[Record]) -> list[Break]:
    """Breaks where each record should follow from the one before; amounts without a balance add up."""
    breaks: list[Break] = []
    expected: int | None = None
    for record in records:
        if expected is not None:
            expected += record.change
        if record.balance is not None:
            if expected is not None and expected != record.balance:
                breaks.append(Break(record.line, expected, record.balance))
            expected = record.balance
    return breaks


def settle_directions(reading: Reading, start: int, columns: Columns) -> int:
    """Tell deposits from withdrawals, from record ``start`` on, where only the balance tells them.

    The oldest record has no balance before it; it stays a withdrawal and says so. Returns the number
    of records settled so far.
    """
    records = reading.records
    if columns.derived:
        for index in range(start, len(records)):
            record = records[index]
            before = index - columns.order
            if not start <= before < len(records) or None in (record.balance, records[before].balance):
                reading.problems.append(Problem(record.line, "direction-unclear-line", sentence("direction-unclear-line")))
            elif (record.balance or 0) > (records[before].balance or 0):
                records[index] = replace(record, withdrawal=None, deposit=record.withdrawal)
    return len(records)
