"""The statements of a report come in; which days in it may be shown goes out.

Days of transactions may. A day of birth that stands where the day of a row does may not, and whatever follows from it, such as
the days by which something was to be done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from msgspec.structs import replace

from selfcheck.allowed.days import Span, told
from selfcheck.model.guidance import Deadline
from selfcheck.model.since_last import AccountSince
from selfcheck.model.statement import Statement


class ShownDays:
    """Days of one report."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._spans: list[Span | None] = []
        hidden: set[int] = set()
        shown: set[int] = set()
        for statement in statements:
            span = told(statement.records.days_with_money())
            self._spans.append(span)
            for day in set(statement.records.days()):
                (shown if span and span[0] <= day <= span[1] else hidden).add(day)
        self._hidden = frozenset(map(dt.date.fromordinal, hidden - shown))

    def span(self, statement: int) -> Span | None:
        """First and last day of a statement (index)."""
        return self._spans[statement]

    def may_show(self, value: object) -> bool:
        """Whether ``value`` is anything but a hidden day."""
        return value not in self._hidden if isinstance(value, dt.date) else True

    def day(self, day: dt.date | None) -> dt.date | None:
        """``day`` if it may be shown."""
        return day if self.may_show(day) else None

    def deadlines(self, deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
        """Those of days that may be shown."""
        kept = (replace(one, lines=tuple(line for line in one.lines if line.date not in self._hidden)) for one in deadlines)
        return tuple(one for one in kept if one.lines)

    def since(self, account: AccountSince) -> AccountSince:
        """What is told of the days of an account that was checked before."""
        missing = tuple(one for one in account.missing if self.may_show(one.first) and self.may_show(one.last))
        return replace(account, since=self.day(account.since), until=self.day(account.until), missing=missing)
