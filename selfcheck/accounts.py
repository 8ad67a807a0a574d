"""Statements come in; which account each of their transactions belongs to, and which days are covered, go out.

Several files of one account are looked at together. What tells accounts apart is the bank and the number
that the file prints. Where it prints none, files with the same columns are taken to be of one account,
unless they cover the same days and have no line in common.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence

import pandas as pd

from selfcheck.model import Statement

_LONGEST_PAUSE = dt.timedelta(days=31)
"""Days without a line that do not break the history of an account."""
Period = tuple[dt.date, dt.date]


class Accounts:
    """The accounts of one run."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = statements
        self._apart: dict[tuple[int, str], str] = {}
        """(statement, printed number) → what is put behind the name of an account that is another one."""
        groups: dict[str, list[list[int]]] = defaultdict(list)
        for index, statement in enumerate(statements):
            for number in dict.fromkeys(statement.accounts or [""]):
                if not _is_printed(number):
                    group = groups[account_name(statement, number)]
                    self._apart[index, number] = self._place(index, group)
        self._covered: dict[str, list[Period]] = defaultdict(list)
        for index, statement in enumerate(statements):
            for number, period in _periods(statement):
                self._covered[self._key(index, number)].append(period)

    def of(self, index: int, row: int) -> str:
        """The account of transaction ``row`` of statement ``index``; equal for the same account in this run."""
        accounts = self._statements[index].accounts
        return self._key(index, accounts[row] if accounts else "")

    def covered_since(self, account: str, day: dt.date) -> dt.date | None:
        """The day from which the account's history up to ``day`` was read without a long pause."""
        begin: dt.date | None = None
        for first, last in sorted(self._covered[account], reverse=True):
            if first <= day and (begin is None or last + _LONGEST_PAUSE >= begin):
                begin = min(begin or first, first)
        return begin

    def _key(self, index: int, number: str) -> str:
        return account_name(self._statements[index], number) + self._apart.get((index, number), "")

    def _place(self, index: int, groups: list[list[int]]) -> str:
        """Join the first group of statements that ``index`` may share an account with."""
        for place, group in enumerate(groups):
            if not any(_differ(self._statements[index], self._statements[other]) for other in group):
                group.append(index)
                return f" #{place}" if place else ""
        groups.append([index])
        return f" #{len(groups) - 1}" if len(groups) > 1 else ""


def account_name(statement: Statement, number: str) -> str:
    """Bank and printed number; what they are does not depend on other files."""
    plain = "".join(unicodedata.normalize("NFKC", number).split())
    if statement.bank:
        return f"{statement.bank} {plain}"
    if _is_printed(plain):
        return f"? {plain}"
    columns = ";".join(f"{role}={','.join(cells)}" for role, cells in sorted(statement.columns.items()))
    return f"{statement.layout} {columns} {plain}"


def line_keys(statement: Statement) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Row, account and identity (date, memo, amounts, balance) of every transaction that carries a balance."""
    accounts = statement.accounts or [""] * len(statement.transactions)
    rows = statement.transactions.itertuples(index=False, name=None)
    for row, (number, (_, *key)) in enumerate(zip(accounts, rows, strict=True)):
        if not pd.isna(key[-1]):
            yield row, account_name(statement, number), tuple(map(str, key))


def runs_backwards(statement: Statement) -> bool:
    """Whether the newest line stands first, by the balance, else by the dates."""
    if statement.balance_check.order != "unknown":
        return statement.balance_check.order == "newest-first"
    dates = statement.transactions["date"]
    return len(dates) > 1 and bool(dates.iloc[0] > dates.iloc[-1])


def _is_printed(number: str) -> bool:
    return bool(number) and not number.startswith("#")


def _differ(one: Statement, other: Statement) -> bool:
    """Whether two statements cover the same days and have no line in common, as two accounts would."""
    if not one.period or not other.period:
        return False
    first, last = max(one.period[0], other.period[0]), min(one.period[1], other.period[1])
    if first >= last:  # one day in common is where two downloads meet
        return False
    keys = [
        {key for _, _, key in line_keys(statement) if first <= dt.date.fromisoformat(key[0][:10]) <= last}
        for statement in (one, other)
    ]
    return all(keys) and not keys[0] & keys[1]


def _periods(statement: Statement) -> Iterator[tuple[str, Period]]:
    """First and last day on which anything is recorded, for every account of a statement."""
    dates = statement.transactions["date"]
    numbers = pd.Series(list(statement.accounts) or [""] * len(dates), index=dates.index, dtype=object)
    for number, days in dates.groupby(numbers):
        yield str(number), (days.min().date(), days.max().date())
