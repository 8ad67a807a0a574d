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
    if columns.journal:
        return _Journal(columns, cells, directions).read
    if columns.amount is None:
        return _Pair(columns, cells).read
    if columns.derived:
        return lambda row: Money(_size(cells.amount(row, columns.amount)), EMPTY, columns.memo)
    if columns.direction is None and columns.spent_positive:
        return lambda row: _signed(_turned(cells.amount(row, columns.amount)), columns.memo)
    if columns.direction is None:
        return lambda row: _signed(cells.amount(row, columns.amount), columns.memo)
    way = columns.direction
    return lambda row: _directed(cells.amount(row, columns.amount), directions.of(row[way]), columns.memo)


def _signed(amount: Amount, memo: tuple[int, ...]) -> Money:
    """-500 went out, 500 came in."""
    if isinstance(amount, int) and amount < 0:
        return Money(-amount, EMPTY, memo)
    return Money(EMPTY, amount, memo) if isinstance(amount, int) else Money(amount, EMPTY, memo)


def _size(amount: Amount) -> Amount:
    """How much was moved; which way the balance tells, whatever sign stands further down in a file that began without any."""
    return abs(amount) if isinstance(amount, int) else amount


def _turned(amount: Amount) -> Amount:
    """Spending is positive in this file."""
    return -amount if isinstance(amount, int) else amount


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
        if columns.flipped:
            out = _turned(out)
        elif columns.minus_unclear and isinstance(out, int):
            out = abs(out)
        elif columns.minus_is_deposit and isinstance(out, int) and out < 0:
            into = -out
            out = EMPTY
        out, into = self._with_more(row, out, columns.more_out), self._with_more(row, into, columns.more_in)
        money = Money(out, into, columns.memo)
        if (out is BAD) != (into is BAD):
            money = self._with_name(row, money)
        if columns.transfer is not None and money.withdrawal in (EMPTY, 0):
            money = money._replace(withdrawal=amount(row, columns.transfer))
        return _without_zero(money)

    def _with_more(self, row: Sequence[str], first: Amount, columns: Sequence[int]) -> Amount:
        """The sum over further columns of the same kind; one that cannot be read spoils it."""
        if not columns:
            return first
        amounts = [first, *(self._cells.amount(row, index) for index in columns)]
        if BAD in amounts:
            return BAD
        filled = [amount for amount in amounts if isinstance(amount, int)]
        return sum(filled) if filled else EMPTY

    def _with_name(self, row: Sequence[str], money: Money) -> Money:
        """巣鴨信用金庫 prints the payee in the amount cell that is not used: 10,000 | ﾄﾞｺﾓｺｳｻﾞ."""
        columns = self._columns
        named = columns.withdrawal if money.withdrawal is BAD else columns.deposit
        used = money.deposit if money.withdrawal is BAD else money.withdrawal
        if named is None or not isinstance(used, int) or any(char.isdigit() for char in row[named]):
            return money
        memo = tuple(sorted((*columns.memo, named)))
        return Money(EMPTY, used, memo) if money.withdrawal is BAD else Money(used, EMPTY, memo)


class _Journal:
    """Debit and credit of every entry, each with an account title: what is credited to a bank account left it."""

    def __init__(self, columns: Columns, cells: CellReader, directions: Directions) -> None:
        self._columns = columns
        self._cells = cells
        self._directions = directions

    def read(self, row: Sequence[str]) -> Money:
        columns = self._columns
        debit, credit = columns.journal or (0, 0)
        to_bank, from_bank = (self._directions.is_bank_account(row[index]) for index in (debit, credit))
        if to_bank == from_bank:
            return Money(BAD, BAD, columns.memo)
        if from_bank:
            return Money(self._cells.amount(row, columns.withdrawal), EMPTY, columns.memo)
        return Money(EMPTY, self._cells.amount(row, columns.deposit), columns.memo)


def _without_zero(money: Money) -> Money:
    """A 0 beside an amount is how some banks print the column that is not used."""
    if money.withdrawal == 0 and isinstance(money.deposit, int):
        return money._replace(withdrawal=EMPTY)
    if money.deposit == 0 and isinstance(money.withdrawal, int):
        return money._replace(deposit=EMPTY)
    return money
