"""Statements come in; which lines stand in two of them, and which days in none, goes out.

Two downloads of one account often overlap. A line is the same transaction in both if date, memo,
amounts and the balance after it are the same, occurrence by occurrence; without a balance nothing is
merged, unless the bank gives each transaction a number; and within one list of transactions nothing ever
is (thieves take equal amounts a minute apart). A single equal line is the same only where both files print
the account's number: two accounts that were emptied on one day look alike. The very same file given twice
counts once.
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
from selfcheck.model.transactions import Row

_LONGEST_GAP = dt.timedelta(days=3 * 366)
"""Files further apart than this were hardly meant as one run of an account."""
_ENOUGH = 2
"""Equal lines that make an overlap where no account number is printed."""


_Number = tuple[Key, str]
"""What tells a line from others, with the bank's own number of it; an empty one where there is none."""


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
    seen = _Seen()
    files: dict[str, int] = {}
    shared = zip(shared_rows(statements), _shared_numbers(statements), strict=True)
    for number, (statement, (rows, others)) in enumerate(zip(statements, shared, strict=True)):
        twin = files.setdefault(statement.digest, number) if statement.digest else number
        if twin != number:
            repeated.update(LineId(number, line) for line in _every_line(statement))
            noted[number] = _with(statement, Problem(0, "same-file", sentence("same-file", path=statements[twin].path)))
            continue
        if lines := seen.repeated(statement, others or rows):
            repeated.update(LineId(number, line) for line in lines)
            noted[number] = _with(statement, Problem(0, "overlap", sentence("overlap", count=len(lines))))
    for number, first, last in _gaps(statements):
        noted[number] = _with(noted[number], Problem(0, "gap", sentence("gap", first=first, last=last)))
    return Joined(tuple(noted), frozenset(repeated))


def _shared_numbers(statements: Sequence[Statement]) -> list[list[int]]:
    """For each statement, the places whose number another one has too."""
    times = Counter(number for statement in statements for number in set(statement.numbers))
    return [
        [place for place, number in enumerate(statement.numbers) if number and times[number] > 1] for statement in statements
    ]


def _numbered_keys(statement: Statement, places: Sequence[int]) -> Iterator[tuple[Row, Key, str]]:
    """Some transactions, the identity of each, and its number; an empty one where the balance tells."""
    for row, key in line_keys(statement, places):
        yield row, key, statement.numbers[row.place] if statement.numbers and row.balance is None else ""


class _Seen:
    """The lines of all statements so far that may stand in another one, account by account."""

    def __init__(self) -> None:
        self._times: dict[str, Counter[_Number]] = defaultdict(Counter)
        self._numbered: dict[str, dict[str, Key]] = defaultdict(dict)
        """Account → number → what it was given to first."""

    def repeated(self, statement: Statement, shared: Sequence[int]) -> list[int]:
        """Lines of ``statement`` that were seen in an earlier one; its own are added.

        ``shared`` are the rows that can have been.
        """
        lines: dict[str, list[int]] = defaultdict(list)
        mine: dict[str, Counter[_Number]] = defaultdict(Counter)
        names: dict[str, str] = {}
        differing: Counter[str] = Counter()
        for row, key, number in _numbered_keys(statement, shared):
            printed = row.text.number
            account = names.get(printed) or names.setdefault(printed, account_name(statement, printed))
            if number and self._numbered[account].setdefault(number, key) != key:
                differing[account] += 1  # numbers that begin with 1 in every download tell nothing
            mine[account][key, number] += 1
            if mine[account][key, number] <= self._times[account][key, number]:
                lines[account].append(row.line)
        for account, keys in mine.items():
            known = self._times[account]  # not |=, which goes through all that was seen before
            for told, count in keys.items():
                known[told] = max(known[told], count)  # a line that stands in both files is one transaction
        return _whole(statement, [repeats for account, repeats in lines.items() if _is_sure(account, repeats, differing)])


def _is_sure(account: str, repeats: Sequence[int], differing: Counter[str]) -> bool:
    """Whether equal lines are the same: enough of them, or of an account with a number, and numbers that tell."""
    return len(repeats) > differing[account] and (len(repeats) >= _ENOUGH or _has_number(account))


def _whole(statement: Statement, repeats: Sequence[Sequence[int]]) -> list[int]:
    """The lines of which everything is repeated: a file may hold all its transactions on one line."""
    times = Counter(line for of_account in repeats for line in of_account)
    there = Counter(line for line in statement.records.lines() if line in times) if times else times
    return [line for line, count in times.items() if count == there[line] for _ in range(count)]


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
