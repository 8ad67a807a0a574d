"""A header (or none) and sample rows come in; which column is what goes out.

The words of the header propose, the values decide: a date column holds dates, an amount column
holds amounts, and where there is a running balance the arithmetic says which column is money out
and which is money in. Words that say it plainly are believed over arithmetic that would turn them
round; where neither words nor arithmetic tell which way the money went, the amounts are read as
withdrawals and marked as unsure, because silence would cost more than a question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from selfcheck.knowledge.schema import ColumnWords, Role
from selfcheck.statement.column_words import ColumnNames
from selfcheck.statement.layout.arithmetic import PROVEN, changes, consistency, follows, number
from selfcheck.statement.layout.columns import Columns
from selfcheck.statement.layout.direction import Directions
from selfcheck.statement.layout.shape import MOSTLY, Shape, cell_at, is_date, look, order_of, usual_width
from selfcheck.statement.values import parse_amount

_ENOUGH_ROWS = 3
"""Rows that arithmetic alone needs: one step from balance to balance can add up by chance."""
_MOST_CANDIDATES = 6
"""Numeric columns that are tried against each other."""


def infer(
    header: Sequence[str] | None, rows: Sequence[Sequence[str]], names: ColumnNames, words: ColumnWords
) -> Columns | None:
    """The columns of a file without a known layout; None where dates or amounts cannot be told."""
    width = len(header) if header is not None else usual_width(rows)
    whole = [row for row in rows if len(row) == width] or rows
    named = names.named(header or ())
    date = _date(named, whole, width)
    if not date:
        return None
    dated = [row for row in whole if _has_date(row, date)]
    two_faced = frozenset(index for index, cell in enumerate(header or ()) if names.is_two_faced(cell))
    excluded = frozenset(index for index, cell in enumerate(header or ()) if names.is_excluded(cell)) - {
        index for indexes in named.values() for index in indexes
    }
    found = _Inference(tuple(header or ()), date, dated, width, named, Directions(words), two_faced, excluded).columns()
    return found and replace(
        found, why="unsure" if found.unsure else found.why, memo=_memo(found, named, header or (), names, dated, width)
    )


def _date(named: dict[Role, list[int]], rows: Sequence[Sequence[str]], width: int) -> tuple[int, ...]:
    """The date column: the best-named one that holds dates, split columns, else the one with most dates."""
    dates = [sum(is_date(cell_at(row, index)) for row in rows) for index in range(width)]
    most = max(dates, default=0)
    for index in named.get("date", ()):
        if dates[index] and dates[index] >= most / 2:
            return (index,)
    for roles in (("year", "month", "day"), ("month", "day")):
        split = tuple(named[role][0] for role in roles if named.get(role))
        if len(split) == len(roles) and any(_has_date(row, split) for row in rows):
            return split
    if named.get("date"):
        return ()  # the header names a date column and no date in it can be read: numbers elsewhere are no dates
    plain = [sum(is_date(cell) and not cell.strip().isdigit() for cell in column) for column in _columns_of(rows, width)]
    whole = [sum(is_date(cell) and len(cell.strip()) != 6 for cell in column) for column in _columns_of(rows, width)]
    best = max(range(width), key=lambda index: (plain[index], whole[index]), default=0)
    return (best,) if width and whole[best] and whole[best] >= len(rows) / 3 else ()


def _columns_of(rows: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    return [[cell_at(row, index) for row in rows] for index in range(width)]


def _has_date(row: Sequence[str], date: Sequence[int]) -> bool:
    return is_date("/".join(cell_at(row, index).strip() for index in date))


@dataclass(frozen=True)
class _Inference:
    """One sample, and the readings that it allows, best supported first."""

    names: tuple[str, ...]
    date: tuple[int, ...]
    rows: Sequence[Sequence[str]]
    width: int
    named: dict[Role, list[int]]
    directions: Directions
    two_faced: frozenset[int]
    excluded: frozenset[int]
    """Columns that the header calls a number, a code …, whatever stands in them."""

    def columns(self) -> Columns | None:
        """The first reading that the words or the arithmetic bear out."""
        shapes = [look(self.rows, index) for index in range(self.width)]
        money = [i for i, shape in enumerate(shapes) if i not in {*self.date, *self.excluded} and shape.is_money]
        start = Columns(self.names, self.date, (), why="words", order=order_of(self.rows, self.date))
        start = replace(start, balance=self._first_used_or_empty("balance", shapes, money), account=self._account(shapes))
        return (
            self._pair(start, shapes, money)
            or self._with_direction(start, shapes, money)
            or self._signed(start, shapes, money)
            or self._one_sided(start, shapes, money)
            or self._derived(start, shapes, money)
            or self._by_arithmetic(start, shapes, money)
            or self._unsure(start, shapes, money)
        )

    def _first(self, role: Role, allowed: Sequence[int]) -> int | None:
        return next((index for index in self.named.get(role, ()) if index in allowed), None)

    def _account(self, shapes: Sequence[Shape]) -> int | None:
        return next((index for index in self.named.get("account", ()) if shapes[index].filled == 1), None)

    def _first_used_or_empty(self, role: Role, shapes: Sequence[Shape], money: Sequence[int]) -> int | None:
        """A column that is named so and never filled is believed too: nobody paid in, say."""
        used = self._first(role, money)
        return used if used is not None else next((i for i in self.named.get(role, ()) if shapes[i].is_unused), None)

    def _pair(self, start: Columns, shapes: Sequence[Shape], money: Sequence[int]) -> Columns | None:
        """Money out and money in, both named; or one of them, and the other proven by arithmetic."""
        out = self._first_used_or_empty("withdrawal", shapes, money)
        into = self._first_used_or_empty("deposit", shapes, money)
        if out is not None and into is not None and out != into:
            found = replace(start, withdrawal=out, deposit=into)
            return self._turned(found, shapes)
        if start.balance is None or (out is None) == (into is None):
            return None
        for other in money:
            if other not in (out, into, start.balance):
                trial = replace(start, withdrawal=other if out is None else out, deposit=other if into is None else into)
                if self._consistency(trial, shapes) >= PROVEN:
                    return trial
        return None

    def _turned(self, found: Columns, shapes: Sequence[Shape]) -> Columns:
        """借方 and 貸方 mean one thing to the bank and another to the holder, and a minus may be only
        how money out is printed: there the balance decides."""
        out, into = found.withdrawal, found.deposit
        if out is not None and shapes[out].is_negative:
            return replace(found, flipped=True)
        swapped = replace(found, withdrawal=into, deposit=out)
        if (
            {out, into} & self.two_faced
            and self._consistency(found, shapes) < 0.5
            and self._consistency(swapped, shapes) >= PROVEN
        ):
            return swapped
        return found

    def _with_direction(self, start: Columns, shapes: Sequence[Shape], money: Sequence[int]) -> Columns | None:
        """One amount and a column that says which way it went."""
        amount = self._amount(start, money)
        if amount is None or shapes[amount].has_negatives:
            return None
        used = [row for row in self.rows if parse_amount(cell_at(row, amount))]
        candidates = [*self.named.get("direction", ()), *range(self.width)]
        free = (i for i in candidates if i not in (*self.date, amount, start.balance))
        direction = next((i for i in free if self.directions.share([cell_at(row, i) for row in used]) >= PROVEN), None)
        if direction is None:
            return None
        found = replace(start, amount=amount, direction=direction)
        return found if start.balance is None or self._consistency(found, shapes) >= 0.5 else None

    def _signed(self, start: Columns, shapes: Sequence[Shape], money: Sequence[int]) -> Columns | None:
        """One amount with a minus where money went out."""
        amount = self._amount(start, money)
        if amount is None or not shapes[amount].has_negatives:
            return None
        return replace(start, amount=amount)

    def _one_sided(self, start: Columns, shapes: Sequence[Shape], money: Sequence[int]) -> Columns | None:
        """A list of withdrawals only (or of deposits only)."""
        out, into = self._first("withdrawal", money), self._first("deposit", money)
        if out is not None:
            return replace(start, withdrawal=out, flipped=shapes[out].is_negative)
        return replace(start, deposit=into) if into is not None and self._first("amount", money) is None else None

    def _derived(self, start: Columns, shapes: Sequence[Shape], money: Sequence[int]) -> Columns | None:
        """One unsigned amount and a balance that moves by it."""
        amount = self._amount(start, money)
        if amount is None or start.balance is None or start.order == 0:
            return None
        moves = follows(shapes[amount].values, shapes[start.balance].values, start.order)
        return replace(start, amount=amount, derived=True, why="balance") if moves >= PROVEN else None

    def _amount(self, start: Columns, money: Sequence[int]) -> int | None:
        named = self._first("amount", [index for index in money if index != start.balance])
        if named is None and any(self._is_named(index) for index in money):
            return None
        free = [index for index in money if index != start.balance and not self._is_named(index)]
        return named if named is not None else free[0] if len(free) == 1 else None

    def _is_named(self, index: int) -> bool:
        return any(index in indexes for role, indexes in self.named.items() if role in ("withdrawal", "deposit"))

    def _by_arithmetic(self, start: Columns, shapes: Sequence[Shape], money: Sequence[int]) -> Columns | None:
        """Columns that no word names: the assignment that the balance proves, if it is the only one."""
        candidates = [index for index in money if shapes[index].filled > 0.02][:_MOST_CANDIDATES]
        scored = [(self._consistency(trial, shapes), trial) for trial in _assignments(start, candidates)]
        proven = [(share, trial) for share, trial in scored if share >= PROVEN]
        if not proven:
            return self._derived_unnamed(start, shapes, candidates)
        best = max(share for share, _ in proven)
        (first, *others) = [trial for share, trial in proven if share == best]
        weak = len(self.rows) < _ENOUGH_ROWS or (bool(others) and start.order == 0)
        return replace(first, unsure=weak, why="balance")

    def _derived_unnamed(self, start: Columns, shapes: Sequence[Shape], candidates: Sequence[int]) -> Columns | None:
        for amount, balance in permutations(candidates, 2):
            if start.balance not in (None, balance) or not start.order or shapes[amount].has_negatives:
                continue
            if follows(shapes[amount].values, shapes[balance].values, start.order) >= PROVEN:
                return replace(start, amount=amount, balance=balance, derived=True, why="balance")
        return None

    def _unsure(self, start: Columns, shapes: Sequence[Shape], money: Sequence[int]) -> Columns | None:
        """An amount of which nothing tells where it went."""
        amount = self._amount(start, money)
        return replace(start, withdrawal=amount, unsure=True) if amount is not None else None

    def _consistency(self, trial: Columns, shapes: Sequence[Shape]) -> float:
        if trial.balance is None:
            return 0.0
        if trial.amount is not None:
            change = [self._change(trial, row) for row in self.rows]
        elif trial.withdrawal is not None and trial.deposit is not None:
            change = changes(shapes[trial.withdrawal].values, shapes[trial.deposit].values)
        else:
            return 0.0
        return consistency(change, shapes[trial.balance].values, trial.order)

    def _change(self, trial: Columns, row: Sequence[str]) -> int:
        amount = number(parse_amount(cell_at(row, trial.amount or 0)))
        if trial.direction is None:
            return amount
        return {"out": -amount, "in": amount}.get(self.directions.of(cell_at(row, trial.direction)), 0)


def _assignments(start: Columns, candidates: Sequence[int]) -> Iterator[Columns]:
    for withdrawal, deposit, balance in permutations(candidates, 3):
        if start.balance in (None, balance):
            yield replace(start, withdrawal=withdrawal, deposit=deposit, balance=balance)
    for amount, balance in permutations(candidates, 2):
        if start.balance in (None, balance):
            yield replace(start, amount=amount, balance=balance)


def _memo(
    found: Columns,
    named: dict[Role, list[int]],
    header: Sequence[str],
    names: ColumnNames,
    rows: Sequence[Sequence[str]],
    width: int,
) -> tuple[int, ...]:
    """The columns named as memo, and those that hold text and are not named as something else."""
    taken = {*found.date, *found.money, found.direction, found.account}
    chosen = {index for index in named.get("memo", ()) if index not in taken}
    for index in range(width):
        if index in taken or index in chosen or names.is_excluded(cell_at(header, index)):
            continue
        shape = look(rows, index)
        role = names.role(cell_at(header, index))
        is_text = shape.filled and shape.amounts < MOSTLY and shape.dates < MOSTLY
        if is_text and (role is None or role.role not in ("direction", "date", "account")):
            chosen.add(index)
    return tuple(sorted(chosen))
