"""Statements that print no account number come in; which of them are of one account goes out.

Two of them are of different accounts if they cover the same days and have no line in common.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from selfcheck.model.statement import Statement
from selfcheck.model.transactions import Row

Key = tuple[dt.date, str, int | None, int | None, int | None]
"""Day, memo, withdrawal, deposit and balance of a line: equal for the same line in two downloads."""


def line_keys(statement: Statement, places: Sequence[int]) -> Iterator[tuple[Row, Key]]:
    """Some transactions, and the identity of each."""
    for row in statement.records.rows(places):
        yield row, (row.date, row.text.memo, row.withdrawal, row.deposit, row.balance)


def shared_rows(statements: Sequence[Statement]) -> list[list[int]]:
    """For each statement, the places whose day, amounts and balance stand in another one too; none without a balance."""
    found = [statement.records.fingerprints() for statement in statements]
    times = Counter(number for _, numbers in found for number in set(numbers))
    return [[place for place, number in zip(places, numbers, strict=True) if times[number] > 1] for places, numbers in found]


def groups_of_one_account(statements: Sequence[Statement]) -> list[int]:
    """The group of each statement, from 0: the first with none in it that differs from the statement."""
    if len(statements) < 2:
        return [0] * len(statements)
    days = list(map(_Days, statements))
    seen: dict[Key, list[int]] = defaultdict(list)
    groups: list[int] = []
    for index, (statement, places) in enumerate(zip(statements, shared_rows(statements), strict=True)):
        keys = {key for _, key in line_keys(statement, places)}
        alike = {other for key in keys for other in seen.get(key, ())}
        differ = {groups[other] for other in range(index) if other not in alike and days[other].meet(days[index])}
        groups.append(next(group for group in range(index + 1) if group not in differ))
        for key in keys:
            seen[key].append(index)
    return groups


class _Days:
    """The days of a statement on which a line carries a balance, as ordinals."""

    def __init__(self, statement: Statement) -> None:
        self._days = statement.records.balance_days()
        self.first, self.last = (day.toordinal() for day in statement.period or (dt.date.max, dt.date.min))

    def meet(self, other: _Days) -> bool:
        """Whether both have lines on the days that both cover; one day in common is where downloads meet."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return first < last and self._any(first, last) and other._any(first, last)

    def _any(self, first: int, last: int) -> bool:
        at = bisect_left(self._days, first)
        return at < len(self._days) and self._days[at] <= last
