"""A row whose cells stand where the layout says: one transaction, if its date and its money can be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from selfcheck.model.transactions import LineText
from selfcheck.statement.layout.columns import Columns
from selfcheck.statement.layout.direction import Direction, Directions
from selfcheck.statement.rows.cell_reader import CellReader, memo_of
from selfcheck.statement.rows.money import Money, money_reader
from selfcheck.statement.rows.record import Record
from selfcheck.statement.values import BAD, EMPTY, Amount, yen_or_none


class RegularRows:
    """Reads rows of one section that have the usual cells."""

    def __init__(self, columns: Columns, cells: CellReader, directions: Directions, section: int, number: str) -> None:
        """``section`` is its place in the file, from 1; ``number`` its account, where rows print none."""
        self._columns = columns
        self._cells = cells
        self._directions = directions
        self._money = money_reader(columns, cells, directions)
        self._section = str(section)
        self._number = number

    def read(self, line: int, cells: Sequence[str], *, day: dt.date | None = None, names: bool = True) -> Record | None:
        """The transaction on ``line``, or None if its date or its money cannot be read.

        ``day`` stands in for a date cell that is empty. ``names``: the amount cell that is not used may hold a name;
        without it such a row cannot be read.
        """
        date = day or self._cells.date(cells)
        if not isinstance(date, dt.date):
            return None
        balance = self._cells.amount(cells, self._columns.balance)
        money = self._money(cells)
        if BAD in (money.withdrawal, money.deposit) or (not names and self._holds_name(money)):
            return None
        if self._is_shifted(cells, money, balance, names=names):
            return None
        memo = memo_of(cells, money.memo)
        return Record(
            line=line,
            date=date,
            memo=memo,
            withdrawal=yen_or_none(money.withdrawal),
            deposit=yen_or_none(money.deposit),
            balance=yen_or_none(balance),
            searchable=self._cells.searchable(cells, memo),
            account=self._account(cells),
            number=self._number_in(cells),
        )

    def words(self, cells: Sequence[str]) -> tuple[LineText, Direction]:
        """What a row says in words, and which way that sends its amount; only its text cells are looked at."""
        columns = self._columns
        memo = memo_of(cells, columns.memo)
        way = "neither" if columns.direction is None else self._directions.of(cells[columns.direction])
        return LineText(memo, self._cells.said(cells, memo), self._number_in(cells), self._account(cells)), way

    def _holds_name(self, money: Money) -> bool:
        return money.memo != self._columns.memo

    def _is_shifted(self, cells: Sequence[str], money: Money, balance: Amount, *, names: bool) -> bool:
        """Whether the cells may stand further left or right than they should.

        With one amount where it should be, only the balance is lost. Where the balance stands one cell further right, or an
        amount stands where the memo should, a name is no name in an unused cell of money.
        """
        if balance is BAD:
            return not names or isinstance(money.withdrawal, int) == isinstance(money.deposit, int)
        if not self._holds_name(money):
            return False
        is_amount = isinstance(self._cells.amount_of(memo_of(cells, self._columns.memo)), int)
        return is_amount or self._has_balance_further(cells, balance)

    def _has_balance_further(self, cells: Sequence[str], balance: Amount) -> bool:
        column = self._columns.balance
        if column is None or balance is not EMPTY:
            return False
        return any(isinstance(self._cells.amount_of(cell), int) for cell in cells[column + 1 :])

    def _number_in(self, cells: Sequence[str]) -> str:
        column = self._columns.account
        return self._number if column is None else cells[column]

    def _account(self, cells: Sequence[str]) -> str:
        """What tells the accounts of a file apart: the running balance is that of an account."""
        return f"{self._section} {self._number_in(cells)}"
