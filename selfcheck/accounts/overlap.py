"""Statements come in; which lines stand in two of them, and which days in none, goes out.

Two downloads of one account often overlap. A line is the same transaction in both if date, memo,
amounts and the balance after it are the same, occurrence by occurrence; without a balance nothing is
merged, and within one file nothing ever is (thieves take equal amounts a minute apart). A single equal
line is the same only where both files print the account's number: two accounts that were emptied on
one day look alike. The very same file given twice counts once.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from selfcheck.accounts.of_lines import account_name
from selfcheck.accounts.same_account import Key, line_keys, shared_rows
from selfcheck.language.sentences import sentence
from selfcheck.model.statement import LineId, Problem, Statement

_LONGEST_GAP = dt.timedelta(days=3 * 366)
"""Files further apart than this were hardly meant as one run of an account."""
_ENOUGH = 2
"""Equal lines that make an overlap where no account number is printed."""


class Joined(Struct, frozen=True):
    """Statements with what they have in common."""

    statements: tuple[Statement, ...]
    repeated: frozenset[LineId]
    """Transactions that an earlier statement has already."""


def join(statements: Sequence[Statement]) -> Joined:
    """Find repeated lines and name the gaps between files of one bank."""
    if len(statements) == 1:
        return Joined(tuple(statements), frozenset())
    repeated: set[LineId] = set()
    noted = list(statements)
    seen: dict[str, Counter[Key]] = defaultdict(Counter)
    files: dict[str, int] = {}
    for number, (statement, shared) in enumerate(zip(statements, shared_rows(statements), strict=True)):
        twin = files.setdefault(statement.digest, number) if statement.digest else number
        if twin != number:
            repeated.update(LineId(number, line) for line in _every_line(statement))
            noted[number] = _with(statement, Problem(0, "same-file", sentence("same-file", path=statements[twin].path)))
            continue
        if lines := _repeated(statement, shared, seen):
            repeated.update(LineId(number, line) for line in lines)
            noted[number] = _with(statement, Problem(0, "overlap", sentence("overlap", count=len(lines))))
    for number, first, last in _gaps(statements):
        noted[number] = _with(noted[number], Problem(0, "gap", sentence("gap", first=first, last=last)))
    return Joined(tuple(noted), frozenset(repeated))


def _repeated(statement: Statement, shared: Sequence[int], seen: dict[str, Counter[Key]]) -> list[int]:
    """Lines of ``statement`` that were seen in an earlier one; its own are added to ``seen``.

    ``shared`` are the rows that can have been.
    """
    lines: dict[str, list[int]] = defaultdict(list)
    mine: dict[str, Counter[Key]] = defaultdict(Counter)
    names: dict[str, str] = {}
    for row, key in line_keys(statement, shared):
        number = row.text.number
        account = names.get(number) or names.setdefault(number, account_name(statement, number))
        mine[account][key] += 1
        if mine[account][key] <= seen[account][key]:
            lines[account].append(row.line)
    for account, keys in mine.items():
        known = seen[account]  # not |=, which goes through all that was seen before
        for key, count in keys.items():
            known[key] = max(known[key], count)  # a line that stands in both files is one transaction
    sure = [repeats for account, repeats in lines.items() if len(repeats) >= _ENOUGH or _has_number(account)]
    return [line for repeats in sure for line in repeats]


def _has_number(account: str) -> bool:
    number = account.rpartition(" ")[2]
    return not number.startswith("#") and any(map(str.isdigit, number))


def _every_line(statement: Statement) -> Iterator[int]:
    yield from statement.records.lines()
    yield from (other.line for other in statement.others)


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
