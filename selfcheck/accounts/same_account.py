"""Statements that print no account number come in; which of them are of one account goes out.

Two of them are of different accounts if they cover the same days and have no line in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from selfcheck.model.statement import Statement
from selfcheck.model.transactions import MONEY, Integers, Marks

Key = tuple[int, str, int, int, int]
"""Day, memo, withdrawal, deposit and balance of a line: equal for the same line in two downloads."""
_MIX = np.int64(0x1E3779B97F4A7C15)
_FAR = 10**7
"""Days; more than lie between any two dates."""


def line_keys(statement: Statement, rows: Integers) -> Iterator[tuple[int, str, Key]]:
    """Row, account number and identity of some transactions."""
    records = statement.records
    columns = (records.day[rows], records.text[rows], *(records.yen(name, rows) for name in MONEY))
    for row, day, text, *money in zip(rows.tolist(), *(column.tolist() for column in columns), strict=True):
        said = records.texts[text]
        yield row, said.number, (day, said.memo, money[0], money[1], money[2])


def shared_rows(statements: Sequence[Statement]) -> list[Integers]:
    """For each statement, its rows whose day, amounts and balance stand in another one too; none without a balance."""
    carried = [np.flatnonzero(statement.records.present("balance")) for statement in statements]
    numbers = [_number_of(statement, rows) for statement, rows in zip(statements, carried, strict=True)]
    every = np.concatenate([np.unique(in_file) for in_file in numbers]) if numbers else np.zeros(0, dtype=np.int64)
    found, times = np.unique(every, return_counts=True)
    several = found[times > 1]
    return [rows[np.isin(in_file, several)] for rows, in_file in zip(carried, numbers, strict=True)]


def _number_of(statement: Statement, rows: Integers) -> Integers:
    """One number of all numbers of a row; different rows may have the same one."""
    mixed = statement.records.day[rows].astype(np.int64)
    for name in MONEY:
        mixed = mixed * _MIX + statement.records.yen(name, rows)
    return mixed


def groups_of_one_account(statements: Sequence[Statement]) -> list[int]:
    """The group of each statement, from 0: the first with none in it that differs from the statement."""
    if len(statements) < 2:
        return [0] * len(statements)
    days = _Days(statements)
    seen: dict[Key, list[int]] = defaultdict(list)
    groups = np.zeros(len(statements), dtype=np.int64)
    for index, (statement, rows) in enumerate(zip(statements, shared_rows(statements), strict=True)):
        keys = {key for _, _, key in line_keys(statement, rows)}
        differ = days.shared_with_earlier(index)
        differ[[other for key in keys for other in seen.get(key, ())]] = False
        taken = np.zeros(index + 1, dtype=bool)
        taken[groups[:index][differ]] = True
        groups[index] = int(np.argmin(taken))
        for key in keys:
            seen[key].append(index)
    return groups.tolist()


class _Days:
    """The days of all statements on which a line carries a balance."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        none = (_FAR, -_FAR)
        periods = [(int(s.records.day.min()), int(s.records.day.max())) if len(s.records) else none for s in statements]
        self._first, self._last = (np.array(ends, dtype=np.int64) for ends in zip(*periods, strict=True))
        parts = [np.unique(s.records.day[s.records.present("balance")]).astype(np.int64) for s in statements]
        self._every = np.concatenate([part + 2 * _FAR * number for number, part in enumerate(parts)])

    def shared_with_earlier(self, index: int) -> Marks:
        """Which earlier statements have lines on days that both cover; one day in common is where downloads meet."""
        earlier = np.arange(index)
        first = np.maximum(self._first[:index], self._first[index])
        last = np.minimum(self._last[:index], self._last[index])
        both = self._any(earlier, first, last) & self._any(np.full(index, index), first, last)
        return np.asarray((first < last) & both)

    def _any(self, numbers: Integers, first: Integers, last: Integers) -> Marks:
        """Whether the statements have a line from ``first`` to ``last``."""
        start = 2 * _FAR * numbers
        begin = np.searchsorted(self._every, start + first)
        return np.asarray(np.searchsorted(self._every, start + last, side="right") > begin)
