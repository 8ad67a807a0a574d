"""What is known of a table before its columns are told: its header's words, its dated rows, and the shape of each column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from selfcheck.knowledge.schema import ColumnWords, Role
from selfcheck.statement.column_words import ColumnNames, canonical
from selfcheck.statement.layout.amount_writing import AmountWriting, amount_writing
from selfcheck.statement.layout.arithmetic import consistency, number
from selfcheck.statement.layout.columns import Columns
from selfcheck.statement.layout.date_column import DateColumn, date_column, is_total
from selfcheck.statement.layout.direction import Directions
from selfcheck.statement.layout.regroup import fitted
from selfcheck.statement.layout.shape import Shape, cell_at, look, order_of, usual_width

_MOST_COLUMNS = 8000
"""Of a table that is looked into; no bank has fifty, and all are compared with each other."""


class Sample(Struct, frozen=True, dict=True):
    """One table's first rows."""

    header: tuple[str, ...]
    """Empty where there is none."""
    date: DateColumn
    rows: Sequence[Sequence[str]]
    """Rows with a date, or that belong to the day above."""
    width: int
    names: ColumnNames
    words: ColumnWords
    directions: Directions

    @cached_property
    def named(self) -> dict[Role, list[int]]:
        """The columns that the header names for each role, the best word first."""
        return self.names.named(self.header)

    @cached_property
    def shapes(self) -> list[Shape]:
        """By column: what stands in it."""
        return [look(self.rows, index, self._writing(index)) for index in range(self.width)]

    def _writing(self, index: int) -> AmountWriting:
        cells = (cell_at(row, index) for row in self.rows)
        return amount_writing(cells, cell_at(self.header, index), self.directions)

    @cached_property
    def excluded(self) -> frozenset[int]:
        """Columns that the header calls a number, a code …, whatever stands in them."""
        named = {index for indexes in self.named.values() for index in indexes}
        return frozenset(i for i, cell in enumerate(self.header) if self.names.is_excluded(cell)) - named

    @cached_property
    def two_faced(self) -> frozenset[int]:
        """Columns named 借方 or 貸方, which mean one thing to the bank and another to the holder."""
        return frozenset(index for index, cell in enumerate(self.header) if self.names.is_two_faced(cell))

    @cached_property
    def money(self) -> list[int]:
        """Columns that can be amounts: they look so, or the header says so plainly and some cell does."""
        believed = {i for role in ("withdrawal", "deposit", "amount", "balance") for i in self.named.get(role, ())}
        taken = {*self.date.columns, *self.excluded}
        return [
            i
            for i, shape in enumerate(self.shapes)
            if i not in taken and (shape.is_money or (i in believed and shape.amounts > 0))
        ]

    @cached_property
    def of_money(self) -> frozenset[int]:
        """`money`, to be asked whether a column is one of them."""
        return frozenset(self.money)

    @cached_property
    def start(self) -> Columns:
        """What does not depend on which amount is which: dates, balance and account."""
        order = order_of([self.date.read(row) for row in self.rows])
        start = Columns(self.header, self.date.columns, (), why="words", dates=self.date.writing, order=order)
        account = next((i for i in self.named.get("account", ()) if self.shapes[i].filled == 1), None)
        return replace(start, balance=self.used_or_empty("balance"), account=account)

    def first(self, role: Role, allowed: Sequence[int]) -> int | None:
        """The best-named of some columns."""
        return next((index for index in self.named.get(role, ()) if index in allowed), None)

    def used_or_empty(self, role: Role) -> int | None:
        """A column that is named so and never filled is believed too: nobody paid in, say."""
        used = self.first(role, self.money)
        return used if used is not None else next((i for i in self.named.get(role, ()) if self.shapes[i].is_unused), None)

    def is_named_out_or_in(self, index: int) -> bool:
        """Whether the header says that a column is money out, or money in."""
        return any(index in self.named.get(role, ()) for role in ("withdrawal", "deposit"))

    def amount(self) -> int | None:
        """The only column of amounts, where neither money out nor money in is named."""
        free = [index for index in self.money if index != self.start.balance]
        named = self.first("amount", free)
        if named is not None:
            return named
        if any(map(self.is_named_out_or_in, self.money)):
            return None
        return free[0] if len(free) == 1 else None

    @cached_property
    def has_steps(self) -> bool:
        """Whether there is a balance that could speak for a reading, or against it: one that is printed twice."""
        balance = self.start.balance
        return balance is not None and sum(isinstance(value, int) for value in self.shapes[balance].values) > 1

    def consistency(self, trial: Columns) -> float:
        """Share of steps from balance to balance that add up."""
        if trial.balance is None:
            return 0.0
        return consistency(self._changes(trial), self.shapes[trial.balance].values, trial.order)

    def _changes(self, trial: Columns) -> list[int]:
        """What each row adds to the balance, as ``trial`` reads it."""
        return self._changes_of_pair(trial) if trial.amount is None else self._changes_of_amount(trial, trial.amount)

    def _changes_of_amount(self, trial: Columns, amount: int) -> list[int]:
        values = [number(value) for value in self.shapes[amount].values]
        if trial.direction is None:
            return [-value for value in values] if trial.spent_positive else values
        ways = (self.directions.of(cell_at(row, trial.direction)) for row in self.rows)
        return [{"out": -value, "in": value}.get(way, 0) for value, way in zip(values, ways, strict=True)]

    def _changes_of_pair(self, trial: Columns) -> list[int]:
        out = (() if trial.withdrawal is None else (trial.withdrawal,)) + trial.more_out
        into = (() if trial.deposit is None else (trial.deposit,)) + trial.more_in
        signs = {**dict.fromkeys(out, -1), **dict.fromkeys(into, 1)}
        if trial.flipped and trial.withdrawal is not None:
            signs[trial.withdrawal] = 1
        change = [0] * len(self.rows)
        for index, sign in signs.items():
            change = [sum_ + sign * number(value) for sum_, value in zip(change, self.shapes[index].values, strict=True)]
        return change


def sample_of(
    header: Sequence[str] | None, rows: Sequence[Sequence[str]], names: ColumnNames, words: ColumnWords, today: dt.date
) -> Sample | None:
    """The sample in ``rows``, which stand below ``header``; None where no column of dates can be told."""
    width = len(header) if header is not None else usual_width(rows)
    if width > _MOST_COLUMNS:
        return None
    whole = [fit for row in rows if (fit := fitted(row, width))] or rows
    totals = frozenset(map(canonical, words.total_words))
    plain = [row for row in whole if not is_total(row, totals)] or whole
    date = date_column(names.named(header or ()), plain, width, today)
    if date is None:
        return None
    dated = date.rows_of(whole, words)
    return Sample(tuple(header or ()), date, dated, width, names, words, Directions(words))
