"""Statements come in; which days of each account they cover without a gap goes out.

A day on which a line could not be read, or where the balance breaks, is not covered; a file that is not to be trusted as a
whole covers nothing. At each end of a stretch stands the balance, so that it can be told whether another one goes on there.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from selfcheck.accounts.of_lines import Accounts, account_name, is_printed, runs_backwards
from selfcheck.matching.fold import fold
from selfcheck.model.problems import is_partly_read
from selfcheck.model.statement import Fate, Statement
from selfcheck.model.transactions import Row

UNKNOWN, UNREAD = "", "unread"
"""What stands at the end of a stretch where no balance does: nothing tells, or the next lines could not be read."""
_FAR = 10**7
"""Days; more than lie between any two dates."""
_AHEAD = "date-ahead"
"""A line that was read and is dated after today; days to come are covered by nothing anyway."""
_TELLING = 3
"""Lines at the end of a stretch by which the account is known again, with all others of their days."""


class Stretch(Struct, frozen=True):
    """Days of one account of which every line was read."""

    first: dt.date
    last: dt.date
    opening: str
    """The balance before the first line, in yen, or `UNKNOWN` or `UNREAD`."""
    closing: str
    """The balance after the last line."""
    ending: tuple[str, ...]
    """What tells its last lines from others."""


class Part(Struct, frozen=True):
    """One account of a run, in all files in which it stands."""

    account: str
    """As the findings of the run have it."""
    name: str
    """Bank and printed number; the same in every run."""
    numbered: bool
    """Whether the files print its number."""
    statements: tuple[int, ...]
    stretches: tuple[Stretch, ...]
    partly: bool
    rows: tuple[tuple[int, Sequence[int]], ...]
    """Index of each statement, and its transactions of this account."""

    def identities(self, statements: Sequence[Statement], since: dt.date) -> frozenset[str]:
        """What tells the lines from ``since`` on from others."""
        rows = (row for index, places in self.rows for row in statements[index].records.rows(places))
        return frozenset(identity(self.name, row) for row in rows if row.date >= since)


def identity(name: str, row: Row) -> str:
    """What tells a line of an account from others, whatever file it is read from."""
    money = (str(yen) for yen in (row.withdrawal, row.deposit, row.balance))
    return "\n".join((name, row.date.isoformat(), *money, fold(row.text.memo)))


def parts_of(statements: Sequence[Statement], accounts: Accounts, today: dt.date) -> list[Part]:
    """The accounts of a run, in the order in which they are met; days after ``today`` count as not covered."""
    parts: dict[str, Part] = {}
    for index, statement in enumerate(statements):
        if statement.status == "unreadable":
            continue
        days = statement.records.days()
        unread = _unread_days(statement, days)
        for number, places in statement.records.by_number().items():
            account, name = accounts.named(index, number), account_name(statement, number)
            stretches = tuple(_stretches(_Account(statement, name, places, days), unread, today))
            part = Part(account, name, is_printed(number), (index,), stretches, bool(unread), ((index, places),))
            parts[account] = _together(parts[account], part) if account in parts else part
    return list(parts.values())


def _together(one: Part, other: Part) -> Part:
    return replace(
        one,
        statements=one.statements + other.statements,
        stretches=one.stretches + other.stretches,
        partly=one.partly or other.partly,
        rows=one.rows + other.rows,
    )


def _unread_days(statement: Statement, days: Sequence[int]) -> list[tuple[int, int]]:
    """Days on which something was not read, as ranges; a range over all days where the whole file is unsure."""
    if statement.status == "read":
        return []
    problems = [problem for problem in statement.problems if is_partly_read(problem.code)]
    unsure = {problem.line for problem in problems if problem.code != _AHEAD}
    unsure |= {other.line for other in statement.others if other.fate is Fate.PROBLEM}
    unsure |= {gap.line for gap in statement.balance_check.breaks}
    if not unsure and problems:
        return []
    if not unsure or 0 in unsure:
        return [(-_FAR, _FAR)]
    lines = statement.records.lines()
    outer = (_FAR, -_FAR) if runs_backwards(statement) else (-_FAR, _FAR)
    return [_days_around(line, lines, days, outer) for line in sorted(unsure)]


def _days_around(line: int, lines: Sequence[int], days_of: Sequence[int], outer: tuple[int, int]) -> tuple[int, int]:
    """The days between which a line lies that was not read: those of its neighbours, or all days on its side of the file."""
    before, after = bisect_left(lines, line) - 1, bisect_right(lines, line)
    days = [*days_of[max(before, 0) : after + 1]]
    days += [outer[0]] if before < 0 else []
    days += [outer[1]] if after >= len(lines) else []
    return min(days), max(days)


class _Account:
    """The transactions of one account in one statement, by day."""

    def __init__(self, statement: Statement, name: str, places: Sequence[int], days: Sequence[int]) -> None:
        """``days`` are those of all transactions of the statement."""
        self._statement = statement
        self._name = name
        self.places = places
        self._by_day = sorted(places, key=days.__getitem__)
        self.days = [days[place] for place in self._by_day]

    @property
    def balances(self) -> tuple[str, str]:
        """See `_balances`."""
        return _balances(self._statement, self.places)

    def stretch(self, first: int, last: int, edges: tuple[str, str]) -> Stretch:
        """The days from ``first`` to ``last``."""
        begin, end = bisect_left(self.days, first), bisect_right(self.days, last)
        telling = self.days[max(begin, end - _TELLING) : end]
        last_lines = self._by_day[bisect_left(self.days, telling[0]) : end] if telling else []
        rows = self._statement.records.rows(last_lines)
        ending = tuple(sorted({identity(self._name, row) for row in rows}))
        return Stretch(dt.date.fromordinal(first), dt.date.fromordinal(last), *edges, ending)


def _stretches(account: _Account, unread: Sequence[tuple[int, int]], today: dt.date) -> Iterator[Stretch]:
    """The days from the first line of an account to its last, without those that were not read."""
    begin, end = account.days[0], min(account.days[-1], today.toordinal())
    opening, closing = account.balances
    if end < account.days[-1]:
        closing = UNKNOWN
    for first, last in sorted(unread):
        if first <= begin:
            begin, opening = max(begin, last + 1), UNREAD
        elif first <= end and begin < first:
            yield account.stretch(begin, first - 1, (opening, UNREAD))
            begin, opening = last + 1, UNREAD
    if begin <= end:
        yield account.stretch(begin, end, (opening, closing))


def _balances(statement: Statement, places: Sequence[int]) -> tuple[str, str]:
    """The balance before the first line in time and after the last one, where the file proves them."""
    records = statement.records
    several = len({records.texts[records.text_number(place)].account for place in places}) > 1
    if several or not (len(places) == 1 or _tells_time(statement)):
        return UNKNOWN, UNKNOWN
    ends = records.row(places[0]), records.row(places[-1])
    oldest, newest = reversed(ends) if runs_backwards(statement) else ends
    # 2026-09-08, 3,000 out, 97,000 left: before that there were 100,000, where the download of August must end.
    before = None if oldest.balance is None else oldest.balance + (oldest.withdrawal or 0) - (oldest.deposit or 0)
    return _as_kept(before), _as_kept(newest.balance)


def _tells_time(statement: Statement) -> bool:
    """Whether the balance proves which of several lines is the first; the order of the file alone does not."""
    return statement.balance_check.status == "consistent" and statement.balance_check.order != "unknown"


def _as_kept(yen: int | None) -> str:
    return UNKNOWN if yen is None else str(yen)
