"""All withdrawals to services come in; what those of one account show together goes out.

They are grouped over all files of the run: several in a short time, the sums of a month and of two, a
small one before a large one, the first of its kind, an account that was emptied. Services whose cases
the documents count together (ドコモ口座 and d払い) count together here. Thresholds stand in signals.toml.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from selfcheck.accounts import Accounts
from selfcheck.knowledge.schema import Service, Signal
from selfcheck.model import NamedLine, Reason

Found = Iterator[tuple[pd.DataFrame, Reason]]


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
        self._found: dict[tuple[int, int, str], list[Reason]] = defaultdict(list)
        frame = _frame(lines, services, undone)
        kept = frame[~frame["undone"]]
        for _, taken in kept.groupby(["account", "group"], sort=False):
            for finder in (self._burst, self._monthly_cap, self._month_boundary):
                self._keep(finder(taken))
        for _, taken in kept.groupby("account", sort=False):
            self._keep(self._drained(taken))
        for _, taken in frame.groupby(["account", "group"], sort=False):
            self._keep(self._probe(taken))
            self._keep(self._first_use(taken))

    def of(self, line: NamedLine) -> Sequence[Reason]:
        """What the lines of its account say about ``line``."""
        return self._found.get((line.statement, line.line, line.hit.service), ())

    def _keep(self, found: Found) -> None:
        for rows, reason in found:
            for key in zip(rows["statement"], rows["line"], rows["service"], strict=True):
                if reason.signal not in {known.signal for known in self._found[key]}:
                    self._found[key].append(reason)

    def _reason(self, signal: str, **details: object) -> Reason:
        return Reason(signal, details, self._signals[signal].sources)

    def _burst(self, taken: pd.DataFrame) -> Found:
        """Several withdrawals within a few days; for every line, the largest sum that it is part of."""
        signal = self._signals["burst"]
        runs = [run for run in _windows(taken, signal.days) if len(run) >= signal.count and run["yen"].sum() >= signal.yen]
        for run in sorted(runs, key=lambda run: -int(run["yen"].sum())):
            first, last = (f"{day:%Y-%m-%d}" for day in (run["date"].iloc[0], run["date"].iloc[-1]))
            when = first if first == last else f"{first}～{last}"
            yield run, self._reason("burst", when=when, count=len(run), yen=int(run["yen"].sum()))

    def _monthly_cap(self, taken: pd.DataFrame) -> Found:
        """Withdrawals of one month that reach the cap of 2020."""
        cap = self._signals["monthly-cap"].yen
        for month, yen in _by_month(taken).items():
            if yen >= cap:
                yield taken[taken["month"] == month], self._reason("monthly-cap", month=month, yen=yen, cap=cap)

    def _month_boundary(self, taken: pd.DataFrame) -> Found:
        """Withdrawals of two months running that reach the cap twice."""
        twice, cap = self._signals["month-boundary"].yen, self._signals["monthly-cap"].yen
        sums = _by_month(taken)
        for month in sums:
            following = str(pd.Period(month) + 1)
            if following in sums and (yen := sums[month] + sums[following]) >= twice:
                details = {"first": month, "second": following, "yen": yen, "cap": cap, "twice": twice}
                yield taken[taken["month"].isin([month, following])], self._reason("month-boundary", **details)

    def _drained(self, taken: pd.DataFrame) -> Found:
        """Withdrawals to any service within a few days that took most of what was there, or more."""
        signal = self._signals["account-drained"]
        for run in _windows(taken[taken["balance"].notna()], signal.days):
            yen, left = int(run["yen"].sum()), int(run["balance"].iloc[-1])
            before = int(run["balance"].iloc[0]) + int(run["yen"].iloc[0])
            most = yen * 100 >= signal.percent * before and left * 100 <= (100 - signal.percent) * before
            if yen >= signal.yen and (left < 0 or most):
                last = f"{run['date'].iloc[-1]:%Y-%m-%d}"
                yield run, self._reason("account-drained", date=last, yen=yen, left=left, days=signal.days)

    def _probe(self, taken: pd.DataFrame) -> Found:
        """The first withdrawal is small, and a large one follows soon."""
        signal = self._signals["probe"]
        first = taken.iloc[0]
        if first["yen"] > signal.small:
            return
        soon = taken[taken["date"] - first["date"] <= pd.Timedelta(days=signal.days)]
        large = soon[soon["yen"] >= signal.yen]
        if len(large):
            details = {"small": int(first["yen"]), "large": int(large["yen"].max()), "days": signal.days}
            yield pd.concat([soon.iloc[:1], large]), self._reason("probe", **details)

    def _first_use(self, taken: pd.DataFrame) -> Found:
        """The first days on which the service appears, after a while without it."""
        signal = self._signals["first-use"]
        first = taken["date"].iloc[0]
        begin = self._accounts.covered_since(taken["account"].iloc[0], first.date())
        if begin and (first.date() - begin).days >= signal.days:
            rows = taken[taken["date"] - first <= pd.Timedelta(days=signal.within)]
            yield rows, self._reason("first-use", days=signal.days, first=f"{first:%Y-%m-%d}")


def _windows(taken: pd.DataFrame, days: int) -> Iterator[pd.DataFrame]:
    """For every day with a line: the lines of that day and of those that follow, ``days`` in all."""
    dates = taken["date"]
    starts = dates.drop_duplicates()
    first, last = dates.searchsorted(starts), dates.searchsorted(starts + pd.Timedelta(days=days))
    for begin, end in zip(first, last, strict=True):
        yield taken.iloc[begin:end]


def _by_month(taken: pd.DataFrame) -> dict[str, int]:
    """Yen of every month (2020-09) in which there was a withdrawal."""
    return {str(month): int(yen) for month, yen in taken.groupby("month")["yen"].sum().items()}


def _frame(lines: Sequence[NamedLine], services: Mapping[str, Service], undone: frozenset[tuple[int, int]]) -> pd.DataFrame:
    """One row for every withdrawal, in the order of time."""
    groups = [services[line.hit.service].counted_with or line.hit.service for line in lines]
    frame = pd.DataFrame(
        {
            "account": [line.account for line in lines],
            "service": [line.hit.service for line in lines],
            "group": groups,
            "date": pd.to_datetime([str(line.date) for line in lines], format="%Y-%m-%d"),
            "month": [f"{line.date:%Y-%m}" for line in lines],
            "statement": [line.statement for line in lines],
            "position": [line.position for line in lines],
            "line": [line.line for line in lines],
            "yen": [line.withdrawal for line in lines],
            "balance": pd.array([line.balance for line in lines], dtype="Int64"),
            "undone": pd.array([(line.statement, line.line) in undone for line in lines], dtype=bool),
        }
    )
    return frame.sort_values(["date", "statement", "position"], kind="stable", ignore_index=True)
