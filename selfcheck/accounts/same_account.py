"""Statements that print no account number come in; which of them are of one account goes out.

Two of them are of different accounts if they cover the same days and have no line in common.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import or_

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
    meeting = _Meeting(statements)
    seen: dict[Key, int] = defaultdict(int)
    groups: list[int] = []
    members: list[int] = []
    for index, (statement, places) in enumerate(zip(statements, shared_rows(statements), strict=True)):
        keys = {key for _, key in line_keys(statement, places)}
        alike = _all(seen[key] for key in keys if key in seen)
        earlier = (1 << index) - 1
        differ = meeting.of(index) & earlier & ~alike
        fitting = (group for group, those in enumerate(members) if not those & differ)
        group = next(fitting, len(members)) if differ != earlier else len(members)
        if group == len(members):
            members.append(0)
        groups.append(group)
        members[group] |= 1 << index
        for key in keys:
            seen[key] |= 1 << index
    return groups


class _Meeting:
    """Which statements have lines on days that both cover; one day in common is where downloads meet.

    A set of statements is a number, with a bit for each: two thousand are compared with one in a step, and not in two thousand.
    """

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._days = [statement.records.balance_days() for statement in statements]
        """Of each, the days on which a line carries a balance, as ordinals."""
        self._periods = [tuple(day.toordinal() for day in one.period) if one.period else None for one in statements]
        self._every = sorted({day for days in self._days for day in days})
        self._carrying: dict[int, int] = defaultdict(int)
        """Day → statements with a balance on it."""
        self._covering: dict[int, int] = defaultdict(int)
        """Day → statements in whose period it lies."""
        self._beginning: dict[int, int] = defaultdict(int)
        self._ending: dict[int, int] = defaultdict(int)
        """Day → statements whose period begins on it, or ends."""
        self._of_one_day = 0
        for index, (days, period) in enumerate(zip(self._days, self._periods, strict=True)):
            if period:
                self._add(1 << index, days, *period)

    def _add(self, bit: int, days: Sequence[int], first: int, last: int) -> None:
        for day in days:
            self._carrying[day] |= bit
        for day in self._within(first, last):
            self._covering[day] |= bit
        if first == last:
            self._of_one_day |= bit
        self._beginning[first] |= bit
        self._ending[last] |= bit

    def _within(self, first: int, last: int) -> Sequence[int]:
        return self._every[bisect_left(self._every, first) : bisect_right(self._every, last)]

    def of(self, index: int) -> int:
        """The statements that have lines on days of one, and it on days of theirs."""
        period = self._periods[index]
        if not period or period[0] == period[1]:
            return 0
        first, last = period
        theirs = _all(self._carrying[day] for day in self._within(first, last))
        own = _all(self._covering[day] for day in self._days[index])
        return theirs & own & ~self._of_one_day & ~self._ending[first] & ~self._beginning[last]


def _all(sets: Iterable[int]) -> int:
    return reduce(or_, sets, 0)
