"""What a transfer cost beside its amount: a column of fees, and perhaps one of both together."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from selfcheck.statement.column_words import canonical
from selfcheck.statement.layout.arithmetic import PROVEN, number
from selfcheck.statement.layout.columns import Columns
from selfcheck.statement.layout.sample import Sample


def with_fees(found: Columns, sample: Sample) -> Columns:
    """``found`` with the fee taken from the account too, where a sum or the balance says so; else the fee is told as unused.

    A balance that is proven without the fee shows that the amounts include it, or that it was taken elsewhere; but the
    oldest row is proven by nothing.
    """
    fee = _column(sample, found, sample.words.fee_headers)
    if fee is None or (found.amount is None and found.withdrawal is None):
        return found
    added = replace(found, more_out=(*found.more_out, fee))
    if summed := _summed(sample, found, fee):
        return summed
    if found.withdrawal is not None and sample.consistency(added) > sample.consistency(found):
        return added
    return found if _is_proven(sample, found, fee) else replace(found, unused=(*found.unused, fee))


def _summed(sample: Sample, found: Columns, fee: int) -> Columns | None:
    """The sum of amount and fee in place of the amount, where every row has it."""
    total = _column(sample, found, sample.words.sum_headers)
    main = found.withdrawal if found.amount is None else found.amount
    if total is None or main is None or not _adds_up(sample, main, fee, total):
        return None
    return replace(found, withdrawal=total) if found.amount is None else replace(found, amount=total)


def _is_proven(sample: Sample, found: Columns, fee: int) -> bool:
    """Whether the balance moves by the amounts alone, also in a row with a fee that is not the oldest."""
    charged = [place for place, value in enumerate(sample.shapes[fee].values) if number(value)]
    oldest = 0 if found.order >= 0 else len(sample.rows) - 1
    return sample.consistency(found) >= PROVEN and charged != [oldest]


def _column(sample: Sample, found: Columns, words: Sequence[str]) -> int | None:
    """The column of such a name in which amounts other than 0 stand."""
    names = frozenset(map(canonical, words))
    cells = enumerate(sample.header)
    return next((i for i, cell in cells if canonical(cell).removeprefix("取引") in names and _is_used(sample, found, i)), None)


def _is_used(sample: Sample, found: Columns, index: int) -> bool:
    shape = sample.shapes[index]
    return index not in found.money and shape.is_money and not shape.is_unused


def _adds_up(sample: Sample, amount: int, fee: int, total: int) -> bool:
    columns = (sample.shapes[index].values for index in (amount, fee, total))
    rows = [tuple(map(number, row)) for row in zip(*columns, strict=True)]
    return all(paid + cost == together for paid, cost, together in rows if paid or cost)
