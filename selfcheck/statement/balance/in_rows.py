"""The running balance of a usual statement, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from selfcheck.model.statement import Break
from selfcheck.model.transactions import Row
from selfcheck.statement.balance.steps import Order, Steps, Walk, Walked


def walks(rows: Sequence[Row]) -> Iterator[Walk]:
    """One for each account."""
    accounts: dict[str, list[Row]] = {}
    for row in rows:
        accounts.setdefault(row.text.account, []).append(row)
    for of_account in accounts.values():
        yield _once(walked_through(of_account))


def _once(walked: Walked) -> Walk:
    """A walk that keeps all steps at once: they are few."""
    return lambda keep: walked


class _Carrying(NamedTuple):
    """A record with a balance, and what all records before it, and it with them, add up to."""

    line: int
    place: int
    """Among the records of its account."""
    balance: int
    before: int
    after: int


def walked_through(rows: Sequence[Row]) -> Walked:
    """The rows of one account; those without a balance add up to the next that has one.

    -500, -200 (300 left): the step from a balance of 1,000 to 300 is one step of -700.
    """
    carrying: list[_Carrying] = []
    sum_so_far = 0
    for place, row in enumerate(rows):
        before, sum_so_far = sum_so_far, sum_so_far + (row.deposit or 0) - (row.withdrawal or 0)
        if row.balance is not None:
            carrying.append(_Carrying(row.line, place, row.balance, before, sum_so_far))
    steps = list(pairwise(carrying))
    # `after` of both ends: what moved between the two balances, those rows included that print none.
    forwards = [Break(to.line, at.balance + to.after - at.after, to.balance) for at, to in steps]
    # The newest stands on top: its own change lies between the row below and itself.
    backwards = [Break(at.line, to.balance + to.before - at.before, at.balance) for at, to in steps]
    spans = [to.place - at.place for at, to in steps]
    both = (_steps("oldest-first", forwards, spans), _steps("newest-first", backwards, spans))
    return Walked(len(carrying), both, sum(spans))


def _steps(order: Order, taken: Sequence[Break], spans: Sequence[int]) -> Steps:
    """Those of the steps that do not add up; ``spans`` are the records of each."""
    broken = [(step, span) for step, span in zip(taken, spans, strict=True) if step.expected != step.found]
    return Steps(order, len(broken), sum(span for _, span in broken), [step for step, _ in broken])
