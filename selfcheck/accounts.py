"""Statements come in; which account each of their transactions belongs to goes out.

Several files of one account are looked at together. What tells accounts apart is the bank and the
number that the file prints; where neither is known, files with the same columns are taken to be of
one account.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence

import pandas as pd

from selfcheck.model import Statement


def account_of(statement: Statement, row: int) -> str:
    """The account of transaction ``row``; equal for the same account in other statements."""
    return _key(statement, statement.accounts[row] if statement.accounts else "")


def first_days(statements: Sequence[Statement]) -> dict[str, dt.date]:
    """The first day on which anything is recorded, for every account."""
    first: dict[str, dt.date] = {}
    for statement in statements:
        dates = statement.transactions["date"]
        numbers = pd.Series(statement.accounts or [""] * len(dates), index=dates.index, dtype=object)
        for number, day in dates.groupby(numbers).min().items():
            key = _key(statement, str(number))
            first[key] = min(first.get(key, dt.date.max), day.date())
    return first


def _key(statement: Statement, number: str) -> str:
    plain = "".join(unicodedata.normalize("NFKC", number).split())
    if statement.bank:
        return f"{statement.bank} {plain}"
    if plain and not plain.startswith("#"):
        return f"? {plain}"
    columns = ";".join(f"{role}={','.join(cells)}" for role, cells in sorted(statement.columns.items()))
    return f"{statement.layout} {columns} {plain}"
