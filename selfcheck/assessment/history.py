"""All withdrawals to services come in; what those of one account show together goes out.

They are grouped over all files of the run: several in a short time, the sums of a month and of two, a
small one before a large one, the first of its kind, an account that was emptied. Services whose cases
the documents count together (ドコモ口座 and d払い) count together here. Thresholds stand in signals.toml.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from selfcheck.accounts.of_lines import Accounts
from selfcheck.knowledge.schema import Service, Signal
from selfcheck.model.statement import NamedLine, Reason


@dataclass(frozen=True)
class _Taken:
    """One withdrawal."""

    key: tuple[int, int, str]
    """Statement, line and service."""
    account: str
    group: str
    """Services that count together."""
    date: dt.date
    yen: int
    balance: int | None
    undone: bool

    @property
    def month(self) -> str:
        """As 2020-09."""
        return f"{self.date:%Y-%m}"


Found = Iterator[tuple[Iterable[_Taken], Reason]]


class History:
    """Reasons that only appear when lines are seen together."""

    def __init__(
        self,
        signals: Mapping[str, Signal],
        services: Mapping[str, Service],
        lines: Sequence[NamedLine],
        undone: frozenset[tuple[int, int]],
        accounts: Accounts,
    ) -> None:
        """``lines`` are all withdrawals to services, ``undone`` those (statement, line) that came back."""
        self._signals = signals
        self._accounts = accounts
        self._found: dict[tuple[int, int, str], dict[str, Reason]] = defaultdict(dict)
        taken = [_taken(line, services, undone) for line in sorted(lines, key=_in_time)]
        kept = [one for one in taken if not one.undone]
        for group in _grouped(kept, lambda one: (one.account, one.group)):
            for finder in (self._burst, self._monthly_cap, self._month_boundary):
                self._keep(finder(group))
        for group in _grouped(kept, lambda one: one.account):
            self._keep(self._drained(group))
        for group in _grouped(taken, lambda one: (one.account, one.group)):
            self._keep(self._probe(group))
            self._keep(self._first_use(group))

    def of(self, line: NamedLine) -> Sequence[Reason]:
        """What the lines of its account say about ``line``."""
        return list(self._found.get((line.statement, line.line, line.hit.service), {}).values())

    def _keep(self, found: Found) -> None:
        for taken, reason in found:
            for one in taken:
                self._found[one.key].setdefault(reason.signal, reason)

    def _reason(self, signal: str, **details: object) -> Reason:
        return Reason(signal, details, self._signals[signal].sources)

    def _burst(self, taken: Sequence[_Taken]) -> Found:
        """Several withdrawals within a few days; for every line, the largest sum that it is part of."""
        signal = self._signals["burst"]
        runs = [run for run in _windows(taken, signal.days) if len(run) >= signal.count and run.yen >= signal.yen]
        for run in sorted(runs, key=lambda run: -run.yen):
            first, last = (f"{one.date:%Y-%m-%d}" for one in (run.first, run.last))
            when = first if first == last else f"{first}～{last}"
            yield run.lines, self._reason("burst", when=when, count=len(run), yen=run.yen)

    def _monthly_cap(self, taken: Sequence[_Taken]) -> Found:
        """Withdrawals of one month that reach the cap of 2020."""
        cap = self._signals["monthly-cap"].yen
        for month, lines in _by_month(taken).items():
            if (yen := _sum(lines)) >= cap:
                yield lines, self._reason("monthly-cap", month=month, yen=yen, cap=cap)

    def _month_boundary(self, taken: Sequence[_Taken]) -> Found:
        """Withdrawals of two months running that reach the cap twice."""
        twice, cap = self._signals["month-boundary"].yen, self._signals["monthly-cap"].yen
        months = _by_month(taken)
        for month, lines in months.items():
            following = f"{lines[0].date.replace(day=1) + dt.timedelta(days=31):%Y-%m}"
            if following in months and (yen := _sum(lines) + _sum(months[following])) >= twice:
                details = {"first": month, "second": following, "yen": yen, "cap": cap, "twice": twice}
                yield [*lines, *months[following]], self._reason("month-boundary", **details)

    def _drained(self, taken: Sequence[_Taken]) -> Found:
        """Withdrawals to any service within a few days that took most of what was there, or more."""
        signal = self._signals["account-drained"]
        for run in _windows([one for one in taken if one.balance is not None], signal.days):
            left = run.last.balance or 0
            before = (run.first.balance or 0) + run.first.yen
            most = run.yen * 100 >= signal.percent * before and left * 100 <= (100 - signal.percent) * before
            if run.yen >= signal.yen and (left < 0 or most):
                last = f"{run.last.date:%Y-%m-%d}"
                yield run.lines, self._reason("account-drained", date=last, yen=run.yen, left=left, days=signal.days)

    def _probe(self, taken: Sequence[_Taken]) -> Found:
        """The first withdrawal is small, and a large one follows soon."""
        signal, first = self._signals["probe"], taken[0]
        if first.yen > signal.small:
            return
        soon = [one for one in taken if (one.date - first.date).days <= signal.days]
        large = [one for one in soon if one.yen >= signal.yen]
        if large:
            details = {"small": first.yen, "large": max(one.yen for one in large), "days": signal.days}
            yield [first, *large], self._reason("probe", **details)

    def _first_use(self, taken: Sequence[_Taken]) -> Found:
        """The first days on which the service appears, after a while without it."""
        signal, first = self._signals["first-use"], taken[0]
        begin = self._accounts.covered_since(first.account, first.date)
        if begin and (first.date - begin).days >= signal.days:
            lines = [one for one in taken if (one.date - first.date).days <= signal.within]
            yield lines, self._reason("first-use", days=signal.days, first=f"{first.date:%Y-%m-%d}")


@dataclass(frozen=True)
class _Window:
    """Some lines that follow each other."""

    taken: Sequence[_Taken]
    begin: int
    end: int
    yen: int

    def __len__(self) -> int:
        return self.end - self.begin

    @property
    def lines(self) -> Sequence[_Taken]:
        """They themselves."""
        return self.taken[self.begin : self.end]

    @property
    def first(self) -> _Taken:
        """The oldest."""
        return self.taken[self.begin]

    @property
    def last(self) -> _Taken:
        """The newest."""
        return self.taken[self.end - 1]


def _windows(taken: Sequence[_Taken], days: int) -> Iterator[_Window]:
    """For every day with a line: the lines of that day and of those that follow, ``days`` in all."""
    dates = [one.date for one in taken]
    sums = list(accumulate((one.yen for one in taken), initial=0))
    begin = 0
    while begin < len(taken):
        end = bisect_left(dates, dates[begin] + dt.timedelta(days=days), begin)
        yield _Window(taken, begin, end, sums[end] - sums[begin])
        begin = bisect_left(dates, dates[begin] + dt.timedelta(days=1), begin)


def _by_month(taken: Sequence[_Taken]) -> dict[str, list[_Taken]]:
    """The withdrawals of every month in which there was one."""
    months: dict[str, list[_Taken]] = defaultdict(list)
    for one in taken:
        months[one.month].append(one)
    return months


def _sum(taken: Iterable[_Taken]) -> int:
    return sum(one.yen for one in taken)


def _grouped(taken: Iterable[_Taken], key: Callable[[_Taken], Hashable]) -> Iterable[list[_Taken]]:
    groups: dict[Hashable, list[_Taken]] = defaultdict(list)
    for one in taken:
        groups[key(one)].append(one)
    return groups.values()


def _in_time(line: NamedLine) -> tuple[dt.date | None, int, int]:
    return line.date, line.statement, line.position


def _taken(line: NamedLine, services: Mapping[str, Service], undone: frozenset[tuple[int, int]]) -> _Taken:
    service = line.hit.service
    assert line.date
    return _Taken(
        key=(line.statement, line.line, service),
        account=line.account,
        group=services[service].counted_with or service,
        date=line.date,
        yen=line.withdrawal or 0,
        balance=line.balance,
        undone=(line.statement, line.line) in undone,
    )
