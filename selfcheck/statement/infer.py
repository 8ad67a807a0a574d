"""A header (or none) and sample rows come in; which column is what goes out.

The words of the header propose, the values decide: a date column holds dates, an amount column
holds amounts, and where there is a running balance the arithmetic (previous − withdrawal + deposit
= balance, forwards or backwards) says which column is money out and which is money in. Columns
that no word names are found by their values alone.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, permutations

from selfcheck.knowledge.schema import ColumnWords, Role
from selfcheck.statement.columns import ColumnNames
from selfcheck.statement.direction import Directions
from selfcheck.statement.values import BAD, EMPTY, Amount, MonthDay, parse_amount, parse_date

_MOSTLY = 0.7
_PROVEN = 0.9
_MOST_CANDIDATES = 6
"""Numeric columns that are tried against each other."""


@dataclass(frozen=True)
class Columns:
    """Which column (from 0) plays which role; ``names`` are the header's cells, empty without one."""

    names: tuple[str, ...]
    date: tuple[int, ...]
    """One column, or year, month and day."""
    memo: tuple[int, ...]
    withdrawal: int | None = None
    deposit: int | None = None
    amount: int | None = None
    """Signed (negative is money out), or unsigned with ``direction``."""
    direction: int | None = None
    balance: int | None = None

    @property
    def money(self) -> tuple[int, ...]:
        """Columns of amounts and balance."""
        found = (self.withdrawal, self.deposit, self.amount, self.balance)
        return tuple(index for index in found if index is not None)

    @property
    def roles(self) -> dict[str, tuple[str, ...]]:
        """Role → header cells, or column numbers from 1 where there is no header."""
        played: dict[str, tuple[int, ...]] = {"date": self.date, "memo": self.memo}
        for role in ("withdrawal", "deposit", "amount", "direction", "balance"):
            index = getattr(self, role)
            if index is not None:
                played[role] = (index,)
        return {role: tuple(self._named(index) for index in indexes) for role, indexes in played.items() if indexes}

    def _named(self, index: int) -> str:
        return self.names[index] if index < len(self.names) else str(index + 1)


@dataclass(frozen=True)
class _Column:
    """What a sample says about one column, as shares of the rows in which it is not empty."""

    dates: float
    amounts: float
    named: bool
    """True where every cell that is no amount is a text without digits: a name in the unused amount cell."""
    filled: float
    """Share of all rows in which something stands."""
    values: tuple[Amount, ...]

    @property
    def is_money(self) -> bool:
        """Whether the column can be one of amounts."""
        return self.amounts >= _MOSTLY or (self.named and self.amounts > 0)


def infer(
    header: Sequence[str] | None, rows: Sequence[Sequence[str]], names: ColumnNames, words: ColumnWords
) -> Columns | None:
    """The columns of a file without a known layout; None where dates or amounts cannot be told."""
    width = len(header) if header is not None else _usual_width(rows)
    whole = [row for row in rows if len(row) == width] or rows
    named = _named(header or (), names)
    date = _date(named, whole, width)
    if not date:
        return None
    dated = [row for row in whole if _has_date(row, date)]
    columns = [_look(dated, index) for index in range(width)]
    money = [i for i, column in enumerate(columns) if i not in date and column.is_money]
    start = Columns(tuple(header or ()), date, ())
    found = _by_words(start, named, money, dated, Directions(words)) or _by_arithmetic(start, money, columns)
    if found is None:
        return None
    found = _swapped_if_arithmetic_says_so(found, columns)
    return replace(found, memo=_memo(found, named, columns))


def _usual_width(rows: Sequence[Sequence[str]]) -> int:
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return widths.most_common(1)[0][0] if widths else 0


def _named(header: Sequence[str], names: ColumnNames) -> dict[Role, list[int]]:
    """The columns that the header's words name for each role, the best word first."""
    found = [(role.rank, index, role.role) for index, cell in enumerate(header) if (role := names.role(cell))]
    named: dict[Role, list[int]] = {}
    for _, index, name in sorted(found):
        named.setdefault(name, []).append(index)
    return named


def _look(rows: Sequence[Sequence[str]], index: int) -> _Column:
    cells = [_cell(row, index) for row in rows]
    values = tuple(map(parse_amount, cells))
    filled = [(cell, value) for cell, value in zip(cells, values, strict=True) if value is not EMPTY]
    return _Column(
        dates=sum(_is_date(cell) for cell, _ in filled) / max(len(filled), 1),
        amounts=sum(isinstance(value, int) for _, value in filled) / max(len(filled), 1),
        named=any(value is BAD for _, value in filled) and not any(v is BAD and _has_digit(c) for c, v in filled),
        filled=len(filled) / max(len(rows), 1),
        values=values,
    )


def _is_date(cell: str) -> bool:
    return isinstance(parse_date(cell), dt.date | MonthDay)


def _has_date(row: Sequence[str], date: Sequence[int]) -> bool:
    if len(date) == 1:
        return _is_date(_cell(row, date[0]))
    return all(isinstance(parse_amount(_cell(row, index)), int) for index in date)


def _has_digit(cell: str) -> bool:
    return any(char.isdigit() for char in cell)


def _date(named: dict[Role, list[int]], rows: Sequence[Sequence[str]], width: int) -> tuple[int, ...]:
    """The date column: the best-named one that holds dates, split columns, else the one with most dates."""
    dates = [sum(_is_date(_cell(row, index)) for row in rows) for index in range(width)]
    most = max(dates, default=0)
    for index in named.get("date", ()):
        if most and dates[index] >= most / 2:
            return (index,)
    parts = [named.get(role, [None])[0] for role in ("year", "month", "day")]
    split = tuple(part for part in parts if part is not None)
    if len(split) == 3 and any(_has_date(row, split) for row in rows):
        return split
    return (dates.index(most),) if most and most >= len(rows) / 3 else ()


def _by_words(
    found: Columns,
    named: dict[Role, list[int]],
    money: Sequence[int],
    rows: Sequence[Sequence[str]],
    directions: Directions,
) -> Columns | None:
    """What the header's words say, as far as the values bear it out."""

    def first(role: Role) -> int | None:
        return next((index for index in named.get(role, ()) if index in money), None)

    def empty_or_money(role: Role) -> int | None:
        """A column that is named so and never filled is believed too: nobody paid in, say."""
        return first(role) if first(role) is not None else _unused(named.get(role, ()), rows)

    balance = first("balance")
    withdrawal, deposit = empty_or_money("withdrawal"), empty_or_money("deposit")
    if withdrawal is not None and deposit is not None:
        return replace(found, withdrawal=withdrawal, deposit=deposit, balance=balance)
    amount = first("amount")
    if amount is None:
        return None
    direction = next(
        (index for index in named.get("direction", ()) if directions.share([_cell(row, index) for row in rows]) >= _MOSTLY),
        None,
    )
    if direction is None and not any(_negative(_cell(row, amount)) for row in rows) and balance is not None:
        return None
    return replace(found, amount=amount, direction=direction, balance=balance)


def _cell(row: Sequence[str], index: int) -> str:
    return row[index] if index < len(row) else ""


def _negative(cell: str) -> bool:
    value = parse_amount(cell)
    return isinstance(value, int) and value < 0


def _unused(indexes: Sequence[int], rows: Sequence[Sequence[str]]) -> int | None:
    return next((i for i in indexes if all(parse_amount(_cell(row, i)) is not BAD for row in rows)), None)


def _by_arithmetic(found: Columns, money: Sequence[int], columns: Sequence[_Column]) -> Columns | None:
    """Try every assignment of numeric columns against the running balance; take one that proves itself."""
    candidates = [index for index in money if columns[index].filled > 0.02][:_MOST_CANDIDATES]
    best, best_share = None, _PROVEN
    for trial in _assignments(found, candidates):
        share = _consistency(trial, columns)
        if share > best_share or (share == best_share and best is None):
            best, best_share = trial, share
    return best


def _assignments(found: Columns, candidates: Sequence[int]) -> Iterator[Columns]:
    for amount, balance in permutations(candidates, 2):
        yield replace(found, amount=amount, balance=balance)
    for withdrawal, deposit, balance in permutations(candidates, 3):
        yield replace(found, withdrawal=withdrawal, deposit=deposit, balance=balance)


def _swapped_if_arithmetic_says_so(found: Columns, columns: Sequence[_Column]) -> Columns:
    """借方 and 貸方 mean one thing to the bank and another to the holder: the balance decides."""
    if found.balance is None or found.withdrawal is None or found.deposit is None:
        return found
    swapped = replace(found, withdrawal=found.deposit, deposit=found.withdrawal)
    if _consistency(found, columns) < 0.5 and _consistency(swapped, columns) >= _PROVEN:
        return swapped
    return found


def _consistency(trial: Columns, columns: Sequence[_Column]) -> float:
    """Share of steps that agree with the running balance, in the better of the two orders."""
    if trial.balance is None:
        return 0.0

    def values(index: int | None) -> Sequence[Amount]:
        return columns[index].values if index is not None else ()

    balances = values(trial.balance)
    if trial.amount is not None:
        change = [value if isinstance(value, int) else 0 for value in values(trial.amount)]
    else:
        pairs = zip(values(trial.withdrawal), values(trial.deposit), strict=True)
        change = [(d if isinstance(d, int) else 0) - (w if isinstance(w, int) else 0) for w, d in pairs]
    rows = [(b, c) for b, c in zip(balances, change, strict=True) if isinstance(b, int)]
    steps = list(pairwise(rows))
    if len(steps) < 2 or not any(c for _, c in rows):
        return 0.0
    forward = sum(b0 + c1 == b1 for (b0, _), (b1, c1) in steps)
    backward = sum(b1 + c0 == b0 for (b0, c0), (b1, _) in steps)
    return max(forward, backward) / len(steps)


def _memo(found: Columns, named: dict[Role, list[int]], columns: Sequence[_Column]) -> tuple[int, ...]:
    """The columns named as memo, in file order; else all that hold text."""
    taken = {*found.date, *found.money, found.direction}
    memo = sorted(index for index in named.get("memo", ()) if index not in taken)
    if memo and any(columns[index].filled for index in memo):
        return tuple(memo)
    text = (i for i, c in enumerate(columns) if i not in taken and c.filled and c.amounts < _MOSTLY and c.dates < _MOSTLY)
    return tuple(text)
