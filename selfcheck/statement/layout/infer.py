"""Which column is what in a file without a known layout.

The words of the header propose, the values decide: a date column holds dates, an amount column holds amounts, and
where there is a running balance the arithmetic says which column is money out and which is money in. Words that say
it plainly are believed over arithmetic that would turn them round; where neither words nor arithmetic tell which way
the money went, the amounts are read as withdrawals and marked as unsure, because silence would cost more than a
question.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from selfcheck.knowledge.schema import ColumnWords
from selfcheck.patterns import regex
from selfcheck.statement.column_words import ColumnNames
from selfcheck.statement.layout.arithmetic import follows
from selfcheck.statement.layout.columns import Columns
from selfcheck.statement.layout.fees import with_fees
from selfcheck.statement.layout.pairs import half_named_pair, journal, one_sided, pair
from selfcheck.statement.layout.proven import by_arithmetic
from selfcheck.statement.layout.sample import Sample, sample_of
from selfcheck.statement.layout.shape import MOSTLY, cell_at
from selfcheck.statement.layout.single_amount import derived, signed, unsure, with_direction

_PRINTED_AS_MONEY = regex(r"[¥\\円]|\d,\d{3}")
_ENOUGH_ROWS = 3
"""Rows that show a balance which no word names: one step can add up by chance."""
_WAYS: tuple[Callable[[Sample], Columns | None], ...] = (
    journal,
    pair,
    half_named_pair,
    with_direction,
    signed,
    one_sided,
    derived,
    by_arithmetic,
    unsure,
)
"""Best supported first; the first that finds columns is believed."""


def infer(
    header: Sequence[str] | None, rows: Sequence[Sequence[str]], names: ColumnNames, words: ColumnWords, today: dt.date
) -> Columns | None:
    """The columns of a file without a known layout; None where dates or amounts cannot be told."""
    sample = sample_of(header, rows, names, words, today)
    found = sample and next(filter(None, (way(sample) for way in _WAYS)), None)
    if not sample or not found:
        return None
    if found.balance is None:
        found = _with_proven_balance(found, sample)
    why = "unsure" if found.unsure else found.why
    charged = with_fees(found, sample)
    unused = (*charged.unused, *_unused((*found.money, *charged.money, *charged.unused), sample))
    unread = _unread_balance(charged, sample)
    return replace(charged, why=why, memo=_memo(charged, sample), unused=unused, unread_balance=unread)


def _with_proven_balance(found: Columns, sample: Sample) -> Columns:
    """The amounts with a column that is not called a balance and runs as one in every row."""
    others = [i for i in sample.money if i not in found.money and sample.shapes[i].filled == 1]
    trials = (replace(found, balance=i) for i in others if len(sample.rows) >= _ENOUGH_ROWS)
    return next((trial for trial in trials if sample.consistency(trial) == 1), found)


def _unread_balance(found: Columns, sample: Sample) -> int | None:
    """The column that is called the balance and holds something, where none was found: header and rows do not match."""
    named = (i for i in sample.named.get("balance", ()) if i not in found.money and not sample.shapes[i].is_unused)
    return next(named, None) if found.balance is None else None


def _unused(used: Sequence[int], sample: Sample) -> tuple[int, ...]:
    """Columns that plainly hold amounts and play no role: named so, or printed with thousands commas or yen marks."""
    taken = frozenset(used)
    free = (i for i in sample.money if i not in taken and not sample.shapes[i].is_unused)
    return tuple(i for i in free if not _is_running(sample, i, used) and _is_plainly_money(sample, i))


def _is_running(sample: Sample, index: int, used: Sequence[int]) -> bool:
    """Whether a column adds up another one, row by row (出金累計): it says nothing more."""
    order = sample.start.order
    moves = (follows(sample.shapes[of].values, sample.shapes[index].values, order) for of in used if of != sample.start.balance)
    return order != 0 and any(share == 1 for share in moves)


def _is_plainly_money(sample: Sample, index: int) -> bool:
    role = sample.names.role(cell_at(sample.header, index))
    if role is not None:
        return role.role in ("withdrawal", "deposit", "amount")
    return any(_PRINTED_AS_MONEY.search(cell_at(row, index)) for row in sample.rows)


def _memo(found: Columns, sample: Sample) -> tuple[int, ...]:
    """The columns named as memo, and those that hold text and are not named as something else."""
    way = None if found.direction is not None and _is_memo_too(sample, found.direction) else found.direction
    taken = {*found.date, *found.money, way, found.account, *(found.journal or ())}
    named = {index for index in sample.named.get("memo", ()) if index not in taken}
    return tuple(sorted(named | {i for i in range(sample.width) if i not in taken and _holds_text(sample, i)}))


def _is_memo_too(sample: Sample, direction: int) -> bool:
    """Whether the column that tells the direction says more: [出金]ヤチン, or 引落 ヤチン below 摘要."""
    cells = [cell for row in sample.rows if (cell := cell_at(row, direction)).strip()]
    if direction in sample.named.get("memo", ()):
        return sum(map(sample.directions.is_plain, cells)) < MOSTLY * len(cells)
    return sum(map(sample.directions.is_marked, cells)) > MOSTLY * len(cells)


def _holds_text(sample: Sample, index: int) -> bool:
    cell = cell_at(sample.header, index)
    if sample.names.is_excluded(cell):
        return False
    role = sample.names.role(cell)
    if role is not None and role.role in ("direction", "date", "account"):
        return False
    shape = sample.shapes[index]
    return bool(shape.filled) and shape.amounts < MOSTLY and shape.dates < MOSTLY
