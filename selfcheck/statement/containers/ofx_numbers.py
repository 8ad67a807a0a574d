"""The numbers that a bank gives its transactions (FITID): which of them tell, and which transactions stand in a file twice.

OFX means a number to be the same in every download, and some banks keep to it; many converters count from 1 in each
list. So the numbers of an account are believed only where no list has one twice and no two lists give one to different things.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from selfcheck.statement.containers.ofx_statements import OfxStatement
from selfcheck.statement.containers.ofx_tags import OfxTransaction
from selfcheck.statement.rows.record import Record
from selfcheck.statement.rows.refused import Refused

_What = tuple[dt.date, str, int | None, int | None]


def numbers_and_repeats(
    transactions: Sequence[OfxTransaction], outcomes: Sequence[Record | Refused]
) -> tuple[list[str], set[int]]:
    """The number of each transaction, empty where it does not tell, and the places of those that an earlier list has too."""
    known: dict[str, dict[str, tuple[_What, OfxStatement]]] = defaultdict(dict)
    doubted: set[str] = set()
    repeated: set[int] = set()
    numbers = [transaction.values.get("FITID", "") for transaction in transactions]
    of_list: dict[int, set[str]] = defaultdict(set)
    for place, (transaction, outcome) in enumerate(zip(transactions, outcomes, strict=True)):
        number, statement = numbers[place], transaction.statement
        if not number or not isinstance(outcome, Record):
            continue
        what = (outcome.date, outcome.memo, outcome.withdrawal, outcome.deposit)
        first, whose = known[statement.account].setdefault(number, (what, statement))
        if number in of_list[id(statement)] or first != what:
            doubted.add(statement.account)
        elif whose is not statement:
            repeated.add(place)
        of_list[id(statement)].add(number)
    accounts = [transaction.statement.account for transaction in transactions]
    trusted = [number if account not in doubted else "" for number, account in zip(numbers, accounts, strict=True)]
    return trusted, {place for place in repeated if accounts[place] not in doubted}
