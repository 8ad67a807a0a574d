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

from selfcheck.accounts.same_account import groups_of_one_account
from selfcheck.model.statement import Statement
from selfcheck.model.transactions import Period

_LONGEST_PAUSE = dt.timedelta(days=31)
"""Days without a line that do not break the history of an account."""


class Accounts:
    """The accounts of one run."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = statements
        self._apart: dict[tuple[int, str], str] = {}
        """(statement, printed number) → what is put behind the name of an account that is another one."""
        unprinted: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for index, statement in enumerate(statements):
            for number in _numbers(statement):
                if not is_printed(number):
                    unprinted[account_name(statement, number)].append((index, number))
        for places in unprinted.values():
            groups = groups_of_one_account([statements[index] for index, _ in places])
            self._apart.update((place, f" #{group}") for place, group in zip(places, groups, strict=True) if group)
        self._covered: dict[str, list[Period]] = defaultdict(list)
        for index, statement in enumerate(statements):
            for number, period in _periods(statement):
                self._covered[self.named(index, number)].append(period)

    def of(self, index: int, row: int) -> str:
        """The account of transaction ``row`` of statement ``index``; equal for the same account in this run."""
        records = self._statements[index].records
        return self.named(index, records.texts[records.text_number(row)].number)

    def named(self, index: int, number: str) -> str:
        """The account of statement ``index`` that it prints as ``number``, as `of` has it."""
        return account_name(self._statements[index], number) + self._apart.get((index, number), "")

    def covered_since(self, account: str, day: dt.date) -> dt.date | None:
        """The day from which the account's history up to ``day`` was read without a long pause."""
        begin: dt.date | None = None
        for first, last in sorted(self._covered[account], reverse=True):
            if first <= day and (begin is None or last + _LONGEST_PAUSE >= begin):
                begin = min(begin or first, first)
        return begin


def account_name(statement: Statement, number: str) -> str:
    """Bank and printed number; what they are does not depend on other files."""
    plain = "".join(unicodedata.normalize("NFKC", number).split())
    if statement.bank:
        return f"{statement.bank} {plain}"
    if is_printed(plain):
        return f"? {plain}"
    columns = ";".join(f"{role}={','.join(cells)}" for role, cells in sorted(statement.columns.items()))
    return f"{statement.layout} {columns} {plain}"


def runs_backwards(statement: Statement) -> bool:
    """Whether the newest line stands first, by the balance, else by the dates."""
    if statement.balance_check.order != "unknown":
        return statement.balance_check.order == "newest-first"
    records = statement.records
    return len(records) > 1 and records.row(0).date > records.row(-1).date


def _numbers(statement: Statement) -> list[str]:
    """The accounts that a statement prints, each once; an empty text where it prints none."""
    return list(dict.fromkeys(text.number for text in statement.records.texts)) or [""]


def is_printed(number: str) -> bool:
    """Whether a file prints a number that tells the account, and not a place within the file."""
    return bool(number) and not number.startswith("#")


def _periods(statement: Statement) -> Iterator[tuple[str, Period]]:
    """First and last day on which anything is recorded, for every account of a statement."""
    records, numbers = statement.records, _numbers(statement)
    if len(numbers) == 1 and statement.period:
        yield numbers[0], statement.period
        return
    days = records.days()
    for number, places in records.by_number().items():
        of_number = [days[place] for place in places]
        yield number, (dt.date.fromordinal(min(of_number)), dt.date.fromordinal(max(of_number)))
