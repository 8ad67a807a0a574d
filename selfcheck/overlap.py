"""The statements of a run come in; which lines stand in two of them, and which days in none, goes out.

Two downloads of one account often overlap. A line is the same transaction in both if date, memo,
amounts and the balance after it are the same, occurrence by occurrence; without a balance nothing is
merged, and within one file nothing ever is (thieves take equal amounts a minute apart).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from selfcheck.model import Problem, Statement
from selfcheck.words import sentence

_LONGEST_GAP = dt.timedelta(days=3 * 366)
"""Files further apart than this were hardly meant as one run of an account."""


@dataclass(frozen=True)
class Joined:
    """Statements with what they have in common."""

    statements: tuple[Statement, ...]
    repeated: frozenset[tuple[int, int]]
    """(statement, line) of transactions that an earlier statement has already."""


def join(statements: Sequence[Statement]) -> Joined:
    """Find repeated lines and name the gaps between files of one bank."""
    repeated: set[tuple[int, int]] = set()
    noted = list(statements)
    seen: dict[tuple[str | None, str | None], Counter[tuple[object, ...]]] = {}
    for number, statement in enumerate(statements):
        if statement.status == "unreadable":
            continue
        known = seen.setdefault((statement.bank, statement.layout), Counter())
        mine: Counter[tuple[object, ...]] = Counter()
        lines = []
        for key, line in _keys(statement):
            mine[key] += 1
            if mine[key] <= known[key]:
                lines.append((number, line))
        repeated.update(lines)
        seen[statement.bank, statement.layout] = known | mine
        if lines:
            noted[number] = _with(statement, Problem(0, "overlap", sentence("overlap", count=len(lines))))
    for number, first, last in _gaps(statements):
        noted[number] = _with(noted[number], Problem(0, "gap", sentence("gap", first=first, last=last)))
    return Joined(tuple(noted), frozenset(repeated))


def _keys(statement: Statement) -> Iterator[tuple[tuple[object, ...], int]]:
    frame = statement.transactions[statement.transactions["balance"].notna()]
    for row in frame.itertuples(index=False, name=None):
        line, *key = row
        yield tuple(map(str, key)), int(line)


def _with(statement: Statement, problem: Problem) -> Statement:
    return replace(statement, problems=(problem, *statement.problems))


def _gaps(statements: Sequence[Statement]) -> Iterator[tuple[int, dt.date, dt.date]]:
    """Days between the periods of files of one known bank, with the statement that follows the gap."""
    periods: dict[tuple[str, str | None], list[tuple[dt.date, dt.date, int]]] = {}
    for number, statement in enumerate(statements):
        if statement.bank and statement.period:
            periods.setdefault((statement.bank, statement.layout), []).append((*statement.period, number))
    for group in periods.values():
        group.sort()
        covered = group[0][1]
        for first, last, number in group[1:]:
            gap = first - covered
            if dt.timedelta(days=31) < gap <= _LONGEST_GAP:
                yield number, covered + dt.timedelta(days=1), first - dt.timedelta(days=1)
            covered = max(covered, last)
