"""Layouts with a column of money out and one of money in, or with only one of the two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from selfcheck.knowledge.schema import Role
from selfcheck.statement.layout.arithmetic import PROVEN
from selfcheck.statement.layout.columns import Columns
from selfcheck.statement.layout.sample import Sample
from selfcheck.statement.layout.shape import Shape
from selfcheck.statement.values import EMPTY

_MOST_OTHERS = 6
"""Columns of numbers without a name, all of which are tried with each other."""


def pair(sample: Sample) -> Columns | None:
    """Money out and money in, both named."""
    out, into = sample.used_or_empty("withdrawal"), sample.used_or_empty("deposit")
    if out is None or into is None or out == into:
        return None
    found = _proven_out(sample, replace(sample.start, withdrawal=out, deposit=into))
    return _turned(sample, _with_more(sample, found))


def _proven_out(sample: Sample, found: Columns) -> Columns:
    """支払額(税抜) and 支払額(税込) are called alike; the balance moves by one of them."""
    others = [i for i in sample.named.get("withdrawal", ()) if i in sample.of_money and i not in found.money]
    if not others or found.balance is None or sample.consistency(found) >= PROVEN:
        return found
    trials = (replace(found, withdrawal=other) for other in others)
    return _first_proven(sample, trials) or found


def half_named_pair(sample: Sample) -> Columns | None:
    """One of the two is named, and another column is proven by the balance, or filled where the named one is not."""
    out, into = sample.used_or_empty("withdrawal"), sample.used_or_empty("deposit")
    if (out is None) == (into is None):
        return None
    others = [index for index in sample.money if index not in (out, into, sample.start.balance)]
    named = replace(sample.start, withdrawal=out, deposit=into)
    unnamed = "withdrawal" if out is None else "deposit"
    trials = [replace(named, **{unnamed: other}) for other in others]
    if named.balance is not None:
        return _first_proven(sample, trials)
    return _with_balance(sample, trials, others) or _by_exclusion(sample, trials, others)


def _first_proven(sample: Sample, trials: Iterable[Columns]) -> Columns | None:
    return next((trial for trial in trials if sample.consistency(trial) >= PROVEN), None)


def _by_exclusion(sample: Sample, trials: Sequence[Columns], others: Sequence[int]) -> Columns | None:
    """The only column of numbers that is filled just where the named one is not."""
    if len(others) != 1 or sample.first("amount", others) is not None:
        return None
    # 日付 | 摘要 | お引出し | その他: that その他 is money in shows only in that just one of the two is filled in each row.
    return trials[0] if _exclude_each_other(*(sample.shapes[index] for index in trials[0].amounts)) else None


def _with_balance(sample: Sample, trials: Sequence[Columns], others: Sequence[int]) -> Columns | None:
    """A trial with a balance, called nothing that is known (its letters may be lost), that proves it."""
    if not 1 < len(others) <= _MOST_OTHERS:
        return None
    whole = (replace(trial, balance=index) for trial in trials for index in others if index not in trial.money)
    return _first_proven(sample, whole)


def one_sided(sample: Sample) -> Columns | None:
    """A list of withdrawals only (or of deposits only)."""
    out, into = sample.first("withdrawal", sample.money), sample.first("deposit", sample.money)
    if out is not None:
        shape = sample.shapes[out]
        mixed = shape.has_negatives and not shape.is_negative
        return _unless_disproven(
            sample, replace(sample.start, withdrawal=out, flipped=shape.is_negative, minus_is_deposit=mixed)
        )
    if into is None or sample.first("amount", sample.money) is not None:
        return None
    return _unless_disproven(sample, replace(sample.start, deposit=into))


def _unless_disproven(sample: Sample, found: Columns) -> Columns | None:
    """None where a balance moves otherwise than the only amounts say, and other columns could explain it."""
    others = [index for index in sample.money if index not in found.money]
    return None if found.balance is not None and others and sample.consistency(found) < 0.5 else found


def journal(sample: Sample) -> Columns | None:
    """借方 and 貸方 filled in every row, each with its account title: an accounting program's journal."""
    titles = [_title(sample, side) for side in _SIDES]
    amounts = [_amount(sample, side) for side in _SIDES]
    debit, credit = amounts
    if debit is None or credit is None or titles[0] is None or titles[1] is None:
        return None
    if min(sample.shapes[debit].filled, sample.shapes[credit].filled) < PROVEN:
        return None
    return replace(sample.start, withdrawal=credit, deposit=debit, journal=(titles[0], titles[1]), balance=None)


_SIDES = ("借方|debit", "貸方|credit")


def _title(sample: Sample, side: str) -> int | None:
    """The column of account titles of a side: 借方勘定科目, 借方科目, Debit Account."""
    title = re.compile(f"(?:{side})(?!補助).*(?:科目|account)", re.IGNORECASE)
    return next((i for i, cell in enumerate(sample.header) if title.search(cell) and i not in sample.of_money), None)


def _amount(sample: Sample, side: str) -> int | None:
    cells = ((i, sample.header[i]) for i in sample.money if i < len(sample.header))
    return next((i for i, cell in cells if re.search(side, cell, re.IGNORECASE)), None)


def _with_more(sample: Sample, found: Columns) -> Columns:
    """現金支払 and 振替支払 are both money out: further columns of the same name are added where they exclude each other."""
    more_out, more_in = (
        tuple(i for i in sample.named.get(role, ()) if i in sample.of_money and _is_further(sample, i, first, found))
        for role, first in _sides(found)
    )
    trial = replace(found, more_out=more_out, more_in=more_in)
    if not (more_out or more_in) or (found.balance is not None and sample.consistency(trial) < sample.consistency(found)):
        return found
    return trial


def _sides(found: Columns) -> tuple[tuple[Role, int | None], tuple[Role, int | None]]:
    return ("withdrawal", found.withdrawal), ("deposit", found.deposit)


def _is_further(sample: Sample, index: int, first: int | None, found: Columns) -> bool:
    taken = (found.withdrawal, found.deposit, found.balance)
    return first is not None and index not in taken and _exclude_each_other(sample.shapes[first], sample.shapes[index])


def _are_cancelled(shape: Shape) -> bool:
    """Whether every amount with a minus undoes one of the same size."""
    amounts = {value for value in shape.values if isinstance(value, int)}
    return all(-value in amounts for value in amounts if value < 0)


def _exclude_each_other(one: Shape, other: Shape) -> bool:
    """Whether no row has an amount in both columns, and each has some."""
    both = any(_amount_in(a) and _amount_in(b) for a, b in zip(one.values, other.values, strict=True))
    return not both and other.filled > 0 and any(map(_amount_in, other.values))


def _amount_in(value: object) -> bool:
    return value is not EMPTY and value != 0


def _turned(sample: Sample, found: Columns) -> Columns:
    """The balance decides what a minus in money out means, and which side of 借方 and 貸方 is which.

    Without a balance nothing tells what 借方 means: the bank's books and the holder's have it the other way round. If
    only one side is ever filled it is read as money out, since silence would cost more than a question.
    """
    out, into = found.withdrawal, found.deposit
    if out is None or into is None:
        return found
    if sample.shapes[out].is_negative:
        return replace(found, flipped=True)
    if sample.shapes[out].has_negatives and found.balance is None and not _are_cancelled(sample.shapes[out]):
        return replace(found, minus_unclear=True)
    return _two_faced(sample, found, replace(found, withdrawal=into, deposit=out)) if {out, into} & sample.two_faced else found


def _two_faced(sample: Sample, found: Columns, swapped: Columns) -> Columns:
    """``found`` takes 借方 for money out, ``swapped`` 貸方."""
    share = sample.consistency(found)
    if share >= 0.5:
        return found
    if sample.consistency(swapped) >= PROVEN:
        return swapped
    if found.balance is not None and share > 0:
        return found
    out, into = (sample.shapes[index].is_unused for index in (found.withdrawal or 0, found.deposit or 0))
    return replace(swapped if out and not into else found, unsure=True)
