"""The running balance of a large statement, in portions and with little memory: see `check`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from selfcheck.model.many import Integers, ManyTransactions
from selfcheck.model.statement import Break
from selfcheck.statement.balance.steps import Order, Steps, Walk, Walked


def walks(transactions: ManyTransactions) -> Iterator[Walk]:
    """One for each account."""
    for portions in _by_account(transactions):
        yield partial(_walked, transactions, portions)


def _by_account(transactions: ManyTransactions) -> list[list[slice | Integers]]:
    """Places of the records of each account, in portions."""
    numbers: dict[str, int] = {}
    account = np.array([numbers.setdefault(text.account, len(numbers)) for text in transactions.texts], dtype=np.int32)
    if len(numbers) < 2:
        return [list(transactions.slices())]
    of = account[transactions.text]
    order = np.argsort(of, kind="stable")
    return [[places] for places in np.split(order, np.flatnonzero(np.diff(of[order])) + 1)]


def _walked(transactions: ManyTransactions, portions: Sequence[slice | Integers], keep: Order | None) -> Walked:
    """The broken steps are counted; those of the order ``keep`` are kept."""
    walk = _Walk(transactions, keep)
    for rows in portions:
        walk.through(rows)
    return Walked(walk.carried, (walk.forward, walk.backward), walk.spanned)


class _Last(NamedTuple):
    """The last record with a balance in the portions so far."""

    line: int
    place: int
    """Among the records of its account."""
    balance: int
    change: int
    behind: int
    """What the records behind it, which carry no balance, add up to."""


class _Walk:
    """The steps of one account both ways, portion by portion."""

    def __init__(self, transactions: ManyTransactions, keep: Order | None) -> None:
        self._transactions = transactions
        self._keep = keep
        self.forward = Steps("oldest-first", breaks=[])
        self.backward = Steps("newest-first", breaks=[])
        self.carried = self.spanned = 0
        self._walked = 0
        """Records of the portions so far."""
        self._last: _Last | None = None

    def through(self, rows: slice | Integers) -> None:
        """Walk through one portion."""
        change = self._transactions.change(rows)
        until = np.concatenate([[0], np.cumsum(change)])
        """By place in this portion: what the records before it add up to; one more for the portion's end."""
        places = np.flatnonzero(self._transactions.present("balance", rows))
        last, at = self._last, places + self._walked
        self._walked += len(change)
        if not len(places):
            self._last = last and last._replace(behind=last.behind + int(until[-1]))
            return
        balances = self._transactions.yen("balance", rows)[places]
        lines = self._transactions.lines_at(places + rows.start if isinstance(rows, slice) else rows[places])
        before, after = until[places], until[places + 1]
        if last:  # as if it stood just above this portion
            balances, lines = np.append(last.balance, balances), np.append(last.line, lines)
            at = np.append(last.place, at)
            # Sums count from the portion's first row, so what was added before it is negative here.
            before = np.append(-last.behind - last.change, before)
            after = np.append(-last.behind, after)
        spans = np.diff(at)
        self._add(self.forward, spans, lines[1:], balances[:-1] + after[1:] - after[:-1], balances[1:])
        self._add(self.backward, spans, lines[:-1], balances[1:] + before[1:] - before[:-1], balances[:-1])
        self.spanned += int(spans.sum())
        self.carried += len(places)
        behind = int(until[-1] - after[-1])
        self._last = _Last(int(lines[-1]), int(at[-1]), int(balances[-1]), int(change[places[-1]]), behind)

    def _add(self, steps: Steps, spans: Integers, lines: Integers, expected: Integers, found: Integers) -> None:
        """Count the steps that do not add up; where they are kept, with their lines too."""
        broken = expected != found
        steps.broken += int(np.count_nonzero(broken))
        steps.unproven += int(spans[broken].sum())
        if steps.order == self._keep:
            rows = zip(*(column[broken].tolist() for column in (lines, expected, found)), strict=True)
            steps.breaks = [*steps.breaks, *(Break(*row) for row in rows)]
