"""Columns that no word names: the assignment that the running balance proves, if it is the only one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from msgspec.structs import replace

from selfcheck.statement.layout.arithmetic import PROVEN, follows
from selfcheck.statement.layout.columns import Columns
from selfcheck.statement.layout.sample import Sample
from selfcheck.statement.layout.shape import cell_at

_ENOUGH_ROWS = 3
"""Rows that arithmetic alone needs: one step from balance to balance can add up by chance."""
_MOST_CANDIDATES = 6
"""Numeric columns that are tried against each other: 6 * 5 * 4 ways for money out, in and balance."""
_PLUS = ("+", "＋")
_HARDLY_FILLED = 0.02
"""Share of rows: a column with less is a remark, and every further column multiplies the trials."""


def holds(columns: Columns, sample: Sample) -> bool:
    """Whether the balance proves ``columns``, which rows further up told, for these rows as well."""
    if columns.balance is None or max(columns.money) >= sample.width:
        return False
    here = replace(columns, order=sample.start.order or columns.order)
    if here.derived and here.amount is not None:
        moved, left = (sample.shapes[index].values for index in (here.amount, columns.balance))
        return follows(moved, left, here.order) >= PROVEN
    return sample.consistency(here) >= PROVEN


def by_arithmetic(sample: Sample) -> Columns | None:
    """Money out, money in and balance, or a signed amount and a balance; else an amount that the balance moves by."""
    candidates = [index for index in sample.money if sample.shapes[index].filled > _HARDLY_FILLED][:_MOST_CANDIDATES]
    scored = [(sample.consistency(trial), trial) for trial in _assignments(sample.start, candidates)]
    best = max((share for share, _ in scored), default=0.0)
    if best < PROVEN:
        return _moved_by(sample, candidates)
    first, *others = [trial for share, trial in scored if share == best]
    weak = len(sample.rows) < _ENOUGH_ROWS or (bool(others) and sample.start.order == 0)
    derived = first.amount is not None and sample.start.order != 0 and not _is_signed(sample, first.amount)
    return replace(first, derived=derived, unsure=weak, why="balance")


def _is_signed(sample: Sample, index: int) -> bool:
    """Whether the amounts say by a sign which way they went. Where none does, a step up says it of its own row alone."""
    return sample.shapes[index].has_negatives or any(cell_at(row, index).strip()[:1] in _PLUS for row in sample.rows)


def _moved_by(sample: Sample, candidates: Sequence[int]) -> Columns | None:
    for amount, balance in permutations(candidates, 2):
        if sample.start.balance not in (None, balance) or not sample.start.order or sample.shapes[amount].has_negatives:
            continue
        if follows(sample.shapes[amount].values, sample.shapes[balance].values, sample.start.order) >= PROVEN:
            return replace(sample.start, amount=amount, balance=balance, derived=True, why="balance")
    return None


def _assignments(start: Columns, candidates: Sequence[int]) -> Iterator[Columns]:
    for withdrawal, deposit, balance in permutations(candidates, 3):
        if start.balance in (None, balance):
            yield replace(start, withdrawal=withdrawal, deposit=deposit, balance=balance)
    for amount, balance in permutations(candidates, 2):
        if start.balance in (None, balance):
            yield replace(start, amount=amount, balance=balance)
