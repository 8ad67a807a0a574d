"""How a row says what went out and what came in: one way for each kind of layout.

`money_reader` chooses the way once for a section; a row then needs no further questions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from selfcheck.statement.layout.columns import Columns
from selfcheck.statement.layout.direction import Directions
from selfcheck.statement.rows.cell_reader import CellReader
from selfcheck.statement.values import BAD, EMPTY, Amount


class Money(NamedTuple):
    """Money out and in as a row prints them, and the columns of its memo."""

    withdrawal: Amount
    deposit: Amount
    memo: tuple[int, ...]


MoneyReader = Callable[[Sequence[str]], Money]


def money_reader(columns: Columns, cells: CellReader, directions: Directions) -> MoneyReader:
    """What reads the amounts of rows with these columns."""
    if columns.amount is None:
        return _Pair(columns, cells).read
    if columns.derived:
        return lambda row: Money(cells.amount(row, columns.amount), EMPTY, columns.memo)
    if columns.direction is None:
        return lambda row: _signed(cells.amount(row, columns.amount), columns.memo)
    way = columns.direction
    return lambda row: _directed(cells.amount(row, columns.amount), directions.of(row[way]), columns.memo)


def _signed(amount: Amount, memo: tuple[int, ...]) -> Money:
    """-500 went out, 500 came in."""
    if isinstance(amount, int) and amount < 0:
        return Money(-amount, EMPTY, memo)
    return Money(EMPTY, amount, memo) if isinstance(amount, int) else Money(amount, EMPTY, memo)


def _directed(amount: Amount, way: str, memo: tuple[int, ...]) -> Money:
    """500 beside 出金 went out, beside 入金 came in; beside anything else it cannot be read."""
    if not isinstance(amount, int):
        return Money(amount, EMPTY, memo)
    if way == "out":
        return Money(amount, EMPTY, memo)
    return Money(EMPTY, amount, memo) if way == "in" else Money(BAD, BAD, memo)


class _Pair:
    """A column of money out and one of money in; either may be missing."""

    def __init__(self, columns: Columns, cells: CellReader) -> None:
        self._columns = columns
        self._cells = cells

    def read(self, row: Sequence[str]) -> Money:
        columns, amount = self._columns, self._cells.amount
        out, into = amount(row, columns.withdrawal), amount(row, columns.deposit)
        if columns.flipped and isinstance(out, int):
            out = -out
        money = Money(out, into, columns.memo)
        if (out is BAD) != (into is BAD):
            money = self._with_name(row, money)
        if columns.transfer is not None and money.withdrawal in (EMPTY, 0):
            money = money._replace(withdrawal=amount(row, columns.transfer))
        return _without_zero(money)

    def _with_name(self, row: Sequence[str], money: Money) -> Money:
        """巣鴨信用金庫 prints the payee in the amount cell that is not used: 10,000 | ﾄﾞｺﾓｺｳｻﾞ."""
        columns = self._columns
        named = columns.withdrawal if money.withdrawal is BAD else columns.deposit
        used = money.deposit if money.withdrawal is BAD else money.withdrawal
        if named is None or not isinstance(used, int) or any(char.isdigit() for char in row[named]):
            return money
        memo = tuple(sorted((*columns.memo, named)))
        return Money(EMPTY, used, memo) if money.withdrawal is BAD else Money(used, EMPTY, memo)


def _without_zero(money: Money) -> Money:
    """A 0 beside an amount is how some banks print the column that is not used."""
    if money.withdrawal == 0 and isinstance(money.deposit, int):
        return money._replace(withdrawal=EMPTY)
    if money.deposit == 0 and isinstance(money.withdrawal, int):
        return money._replace(deposit=EMPTY)
    return money
