"""All lines that name services come in; what those of one account show together goes out.

Withdrawals of one service in one account are grouped over all files of the run: several in a short
time, the sums of a month and of two, a small one before a large one, the first of its kind, an account
that was emptied. Thresholds stand in signals.toml.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from selfcheck.knowledge.schema import Signal
from selfcheck.model import NamedLine, Reason

_GROUP = ["account", "service"]


class History:
    """Reasons that only appear when lines are seen together."""

    def __init__(self, signals: Mapping[str, Signal], lines: Sequence[NamedLine], first_days: Mapping[str, dt.date]) -> None:
        """``lines`` are all withdrawals to services; ``first_days`` says where each account's history begins."""
        self._signals = signals
        self._first_days = first_days
        self._found: dict[tuple[int, int, str], list[Reason]] = defaultdict(list)
        frame = _frame(lines)
        for _, taken in frame.groupby(_GROUP, sort=False):
            for finder in (self._burst, self._monthly_cap, self._month_boundary, self._drained, self._probe, self._first_use):
                for rows, reason in finder(taken):
                    for key in zip(rows["statement"], rows["line"], rows["service"], strict=True):
                        self._found[key].append(reason)

    def of(self, line: NamedLine) -> Sequence[Reason]:
        """What the lines of its account say about ``line``."""
        return self._found.get((line.statement, line.line, line.hit.service), ())

    def _reason(self, signal: str, **details: object) -> Reason:
        return Reason(signal, details, self._signals[signal].sources)

    def _burst(self, taken: pd.DataFrame) -> Iterator[tuple[pd.DataFrame, Reason]]:
        """Several withdrawals, each within a few days of the one before."""
        signal = self._signals["burst"]
        gaps = taken["date"].diff() >= pd.Timedelta(days=signal.days)
        for _, run in taken.groupby(gaps.cumsum()):
            yen = int(run["yen"].sum())
            if len(run) >= signal.count and yen >= signal.yen:
                first, last = (f"{day:%Y-%m-%d}" for day in (run["date"].iloc[0], run["date"].iloc[-1]))
                when = first if first == last else f"{first}～{last}"
                yield run, self._reason("burst", when=when, count=len(run), yen=yen)

    def _monthly_cap(self, taken: pd.DataFrame) -> Iterator[tuple[pd.DataFrame, Reason]]:
        """Withdrawals of one month that reach the cap of 2020."""
        cap = self._signals["monthly-cap"].yen
        for month, yen in _by_month(taken).items():
            if yen >= cap:
                yield taken[taken["month"] == month], self._reason("monthly-cap", month=month, yen=yen, cap=cap)

    def _month_boundary(self, taken: pd.DataFrame) -> Iterator[tuple[pd.DataFrame, Reason]]:
        """Withdrawals of two months running that reach the cap twice."""
        twice, cap = self._signals["month-boundary"].yen, self._signals["monthly-cap"].yen
        sums = _by_month(taken)
        for month in sums:
            following = str(pd.Period(month) + 1)
            if following in sums and (yen := sums[month] + sums[following]) >= twice:
                details = {"first": month, "second": following, "yen": yen, "cap": cap, "twice": twice}
                yield taken[taken["month"].isin([month, following])], self._reason("month-boundary", **details)

    def _drained(self, taken: pd.DataFrame) -> Iterator[tuple[pd.DataFrame, Reason]]:
        """Withdrawals of one day that took most of what was there."""
        signal = self._signals["account-drained"]
        for day, run in taken.groupby("date"):
            left = run["balance"].min()
            yen = int(run["yen"].sum())
            if pd.isna(left) or left < 0 or yen < signal.yen or yen * 100 < signal.percent * (yen + int(left)):
                continue
            details = {"date": f"{day:%Y-%m-%d}", "yen": yen, "left": int(left), "percent": signal.percent}
            yield run, self._reason("account-drained", **details)

    def _probe(self, taken: pd.DataFrame) -> Iterator[tuple[pd.DataFrame, Reason]]:
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

    def _first_use(self, taken: pd.DataFrame) -> Iterator[tuple[pd.DataFrame, Reason]]:
        """The first day on which the service appears, after a while without it."""
        signal = self._signals["first-use"]
        first = taken["date"].iloc[0]
        begin = self._first_days.get(taken["account"].iloc[0])
        if begin and (first.date() - begin).days >= signal.days:
            yield taken[taken["date"] == first], self._reason("first-use", days=signal.days)


def _by_month(taken: pd.DataFrame) -> dict[str, int]:
    """Yen of every month (2020-09) in which there was a withdrawal."""
    return {str(month): int(yen) for month, yen in taken.groupby("month")["yen"].sum().items()}


def _frame(lines: Sequence[NamedLine]) -> pd.DataFrame:
    """One row for every withdrawal, in the order of time: account, service, date, month, statement, line, yen, balance."""
    frame = pd.DataFrame(
        {
            "account": [line.account for line in lines],
            "service": [line.hit.service for line in lines],
            "date": pd.to_datetime([str(line.date) for line in lines], format="%Y-%m-%d"),
            "month": [f"{line.date:%Y-%m}" for line in lines],
            "statement": [line.statement for line in lines],
            "position": [line.position for line in lines],
            "line": [line.line for line in lines],
            "yen": [line.withdrawal for line in lines],
            "balance": pd.array([line.balance for line in lines], dtype="Int64"),
        }
    )
    return frame.sort_values(["date", "statement", "position"], kind="stable", ignore_index=True)
