"""Layouts with one column of amounts, and what tells whether each went out or came in."""

from __future__ import annotations

from msgspec.structs import replace

from selfcheck.statement.layout.arithmetic import PROVEN, follows, number
from selfcheck.statement.layout.columns import Columns
from selfcheck.statement.layout.sample import Sample
from selfcheck.statement.layout.shape import cell_at

_TOLD = 2
"""Rows whose words speak against their sign that are no chance."""


def with_direction(sample: Sample) -> Columns | None:
    """A column beside the amount says which way it went."""
    amount, start = sample.amount(), sample.start
    if amount is None or sample.shapes[amount].has_negatives or sample.shapes[amount].directed:
        return None
    direction = _direction_beside(sample, amount)
    if direction is None:
        return None
    found = replace(start, amount=amount, direction=direction)
    return found if not sample.has_steps or sample.consistency(found) >= 0.5 else None


def _direction_beside(sample: Sample, amount: int) -> int | None:
    """The column whose cells name a direction wherever there is an amount."""
    values = sample.shapes[amount].values
    # A row of 0 yen (a notice) may leave the direction empty.
    used = [row for row, value in zip(sample.rows, values, strict=True) if isinstance(value, int) and value]
    taken = (*sample.date.columns, amount, sample.start.balance)
    candidates = (i for i in (*sample.named.get("direction", ()), *range(sample.width)) if i not in taken)
    return next((i for i in candidates if sample.directions.share([cell_at(row, i) for row in used]) >= PROVEN), None)


def signed(sample: Sample) -> Columns | None:
    """A minus (or a word beside the amount) where money went out; the balance says if it is the other way round."""
    amount = sample.amount()
    if amount is None or not (sample.shapes[amount].has_negatives or sample.shapes[amount].directed):
        return None
    found = replace(sample.start, amount=amount)
    turned = replace(found, spent_positive=True)
    if found.balance is None and not sample.shapes[amount].directed and _is_rather_turned(sample, amount):
        return replace(turned, unsure=True)
    # Household books may write spending without a sign, and what came back with a minus.
    return turned if sample.consistency(found) < 0.5 and sample.consistency(turned) >= PROVEN else found


def _is_rather_turned(sample: Sample, amount: int) -> bool:
    """Whether the words beside the amounts speak against their signs: -150,000 beside 給与, 220 beside 手数料.

    All of them must, and most amounts be positive: of an account more lines go out than come in.
    """
    values = [(row, value) for row, value in zip(sample.rows, sample.shapes[amount].values, strict=True) if number(value)]
    told = [(ways, value) for row, value in values if (ways := set(map(sample.directions.of, row)) - {"neither"})]
    against = [("out" if number(value) < 0 else "in") not in ways for ways, value in told]
    return len(told) >= _TOLD and all(against) and 2 * sum(number(value) > 0 for _, value in values) > len(values)


def derived(sample: Sample) -> Columns | None:
    """One unsigned amount and a balance that moves by it."""
    amount, start = sample.amount(), sample.start
    if amount is None or start.balance is None or start.order == 0:
        return None
    moves = follows(sample.shapes[amount].values, sample.shapes[start.balance].values, start.order)
    return replace(start, amount=amount, derived=True, why="balance") if moves >= PROVEN else None


def unsure(sample: Sample) -> Columns | None:
    """An amount of which nothing tells where it went: read as money out, because silence would cost more."""
    amount = sample.amount()
    return replace(sample.start, withdrawal=amount, unsure=True) if amount is not None else None
