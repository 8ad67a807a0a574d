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
from itertools import accumulate

from msgspec import Struct

from selfcheck.accounts.of_lines import Accounts
from selfcheck.assessment.payees import group_of
from selfcheck.knowledge.schema import Service, Signal
from selfcheck.language.sentences import Sentence, days_from_to, sentence
from selfcheck.model.findings import NamedLine, Reason
from selfcheck.model.statement import LineId


class _Withdrawal(Struct, frozen=True):
    """One withdrawal to a service."""

    key: tuple[LineId, str]
    """Its line and the service: a line may name two."""
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


Shown = Iterator[tuple[Iterable[_Withdrawal], Reason]]
"""Withdrawals, and the reason that they give together."""


class History:
    """Reasons that only appear when lines are seen together."""

    def __init__(
        self,
        signals: Mapping[str, Signal],
        services: Mapping[str, Service],
        lines: Sequence[NamedLine],
        undone: frozenset[LineId],
        accounts: Accounts,
    ) -> None:
        """``lines`` are all withdrawals to services, ``undone`` those that came back."""
        self._signals = signals
        self._accounts = accounts
        self._reasons: dict[tuple[LineId, str], dict[str, Reason]] = defaultdict(dict)
        every = [_withdrawal(line, services, undone) for line in sorted(lines, key=_in_time)]
        lasting = [withdrawal for withdrawal in every if not withdrawal.undone]
        # What came back adds nothing to a sum, but the first try of a thief may be one that was cancelled.
        for lines_of_service in _grouped(lasting, _account_and_service):
            for finder in (self._burst, self._monthly_cap, self._month_boundary):
                self._note(finder(lines_of_service))
        for lines_of_account in _grouped(lasting, _account):
            self._note(self._drained(lines_of_account))
        for lines_of_service in _grouped(every, _account_and_service):
            for finder in (self._probe, self._first_use):
                self._note(finder(lines_of_service))

    def of(self, line: NamedLine) -> Sequence[Reason]:
        """What the lines of its account say about ``line``."""
        return list(self._reasons.get((line.id, line.hit.service), {}).values())

    def _note(self, shown: Shown) -> None:
        """Add the reasons to their lines; of one signal, the first stays."""
        for withdrawals, reason in shown:
            for withdrawal in withdrawals:
                self._reasons[withdrawal.key].setdefault(reason.signal, reason)

    def _reason(self, signal: str, **details: object) -> Reason:
        return Reason(signal, details, self._signals[signal].sources)

    def _burst(self, taken: Sequence[_Withdrawal]) -> Shown:
        """Several withdrawals within a few days; for every line, the largest sum that it is part of."""
        signal = self._signals["burst"]
        runs = [run for run in _runs(taken, signal.days) if len(run) >= signal.count and run.yen >= signal.yen]
        # A line may be in several runs (of 1 to 3 and of 2 to 4 September); `_note` keeps the first that is told.
        for run in sorted(runs, key=lambda run: -run.yen):
            when = days_from_to(run.first.date, run.last.date)
            yield run.lines, self._reason("burst", when=when, count=len(run), yen=run.yen)

    def _monthly_cap(self, taken: Sequence[_Withdrawal]) -> Shown:
        """Withdrawals of one month that reach the cap of 2020."""
        cap = self._signals["monthly-cap"].yen
        for month, lines in _by_month(taken).items():
            if (yen := _sum(lines)) >= cap:
                yield lines, self._reason("monthly-cap", month=_in_words(month), yen=yen, cap=cap)

    def _month_boundary(self, taken: Sequence[_Withdrawal]) -> Shown:
        """Withdrawals of two months running that reach the cap twice."""
        twice, cap = self._signals["month-boundary"].yen, self._signals["monthly-cap"].yen
        months = _by_month(taken)
        for month, lines in months.items():
            # 31 days from the first of any month lie in the next one.
            following = f"{lines[0].date.replace(day=1) + dt.timedelta(days=31):%Y-%m}"
            if following in months and (yen := _sum(lines) + _sum(months[following])) >= twice:
                details = {"first": _in_words(month), "second": _in_words(following), "yen": yen, "cap": cap, "twice": twice}
                yield [*lines, *months[following]], self._reason("month-boundary", **details)

    def _drained(self, taken: Sequence[_Withdrawal]) -> Shown:
        """Withdrawals to any service within a few days that took most of what was there, or more."""
        signal = self._signals["account-drained"]
        for run in _runs([withdrawal for withdrawal in taken if withdrawal.balance is not None], signal.days):
            left = run.last.balance or 0
            # The balance is printed behind the withdrawal: 12,000 left after 30,000 out, so 42,000 before.
            before = (run.first.balance or 0) + run.first.yen
            most = run.yen * 100 >= signal.percent * before and left * 100 <= (100 - signal.percent) * before
            # Below 0 the account was emptied whatever the share: the bank lends against a deposit (総合口座).
            if run.yen >= signal.yen and (left < 0 or most):
                details = {"date": run.last.date, "yen": run.yen, "left": left, "days": signal.days}
                yield run.lines, self._reason("account-drained", **details)

    def _probe(self, taken: Sequence[_Withdrawal]) -> Shown:
        """The first withdrawal is small, and a large one follows soon."""
        signal, first = self._signals["probe"], taken[0]
        if first.yen > signal.small:
            return
        soon = [withdrawal for withdrawal in taken if (withdrawal.date - first.date).days <= signal.days]
        large = [withdrawal for withdrawal in soon if withdrawal.yen >= signal.yen]
        if large:
            details = {"small": first.yen, "large": max(withdrawal.yen for withdrawal in large), "days": signal.days}
            yield [first, *large], self._reason("probe", **details)

    def _first_use(self, taken: Sequence[_Withdrawal]) -> Shown:
        """The first days on which the service appears, after a while without it."""
        signal, first = self._signals["first-use"], taken[0]
        begin = self._accounts.covered_since(first.account, first.date)
        if begin and (first.date - begin).days >= signal.days:
            lines = [withdrawal for withdrawal in taken if (withdrawal.date - first.date).days <= signal.within]
            yield lines, self._reason("first-use", days=signal.days, first=first.date)


def _in_words(month: str) -> Sentence:
    """``2020-09`` as people write it."""
    return sentence("month-of-year", year=month[:4], month=sentence(f"month-{int(month[5:])}"))


class _Run(Struct, frozen=True):
    """Withdrawals that follow each other: ``taken[begin:end]``, ``yen`` in all."""

    taken: Sequence[_Withdrawal]
    begin: int
    end: int
    yen: int

    def __len__(self) -> int:
        return self.end - self.begin

    @property
    def lines(self) -> Sequence[_Withdrawal]:
        """The withdrawals."""
        return self.taken[self.begin : self.end]

    @property
    def first(self) -> _Withdrawal:
        """The oldest."""
        return self.taken[self.begin]

    @property
    def last(self) -> _Withdrawal:
        """The newest."""
        return self.taken[self.end - 1]


def _runs(taken: Sequence[_Withdrawal], days: int) -> Iterator[_Run]:
    """For every day with a line: the lines of that day and of those that follow, ``days`` in all."""
    dates = [withdrawal.date for withdrawal in taken]
    sums = list(accumulate((withdrawal.yen for withdrawal in taken), initial=0))  # the sum of a run is a difference of two
    begin = 0
    while begin < len(taken):
        end = bisect_left(dates, dates[begin] + dt.timedelta(days=days), begin)
        yield _Run(taken, begin, end, sums[end] - sums[begin])
        begin = bisect_left(dates, dates[begin] + dt.timedelta(days=1), begin)


def _by_month(taken: Sequence[_Withdrawal]) -> dict[str, list[_Withdrawal]]:
    """The withdrawals of every month in which there was one."""
    months: dict[str, list[_Withdrawal]] = defaultdict(list)
    for withdrawal in taken:
        months[withdrawal.month].append(withdrawal)
    return months


def _sum(taken: Iterable[_Withdrawal]) -> int:
    return sum(withdrawal.yen for withdrawal in taken)


def _grouped(taken: Iterable[_Withdrawal], key: Callable[[_Withdrawal], Hashable]) -> Iterable[list[_Withdrawal]]:
    groups: dict[Hashable, list[_Withdrawal]] = defaultdict(list)
    for withdrawal in taken:
        groups[key(withdrawal)].append(withdrawal)
    return groups.values()


def _account(withdrawal: _Withdrawal) -> str:
    return withdrawal.account


def _account_and_service(withdrawal: _Withdrawal) -> tuple[str, str]:
    return withdrawal.account, withdrawal.group


def _in_time(line: NamedLine) -> tuple[dt.date | None, int, int]:
    return line.date, line.statement, line.position


def _withdrawal(line: NamedLine, services: Mapping[str, Service], undone: frozenset[LineId]) -> _Withdrawal:
    service = line.hit.service
    assert line.date
    return _Withdrawal(
        key=(line.id, service),
        account=line.account,
        group=group_of(line.hit, services),
        date=line.date,
        yen=line.withdrawal or 0,
        balance=line.balance,
        undone=line.id in undone,
    )
