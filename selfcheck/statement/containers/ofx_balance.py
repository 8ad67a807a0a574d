"""What LEDGERBAL proves: where one account stands in a file twice, its later balance is the earlier one and what moved between.

One balance alone proves nothing, since no other stands at the beginning of its list, and a bank may give that of the hour of
the download below a list of last year. So a step is taken only from one DTASOF to a later one, and only if the later list says
(DTSTART, DTEND) that it holds every day between, and all of it was read. What moved on the two days themselves may stand on
either side: each way is tried. For a card the balance may be what is owed, and grow with what is spent.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, product
from typing import Literal

from msgspec import Struct, field

from selfcheck.model.statement import BalanceCheck, Break
from selfcheck.statement.containers.ofx_statements import OfxStatement
from selfcheck.statement.containers.ofx_values import day_of, yen_of
from selfcheck.statement.rows.record import Record

_DAY = dt.timedelta(days=1)


class Listed(Struct):
    """One list of transactions as it was read."""

    statement: OfxStatement
    records: list[Record] = field(default_factory=list)
    new: list[Record] = field(default_factory=list)
    """Those of them that no earlier list has."""
    is_whole: bool = True
    """Whether all of them were read."""


class _Balance(Struct, frozen=True):
    day: dt.date
    yen: int
    listed: Listed


def check_ledgers(lists: Sequence[Listed], line_of: Callable[[int], int]) -> BalanceCheck:
    """Compare the balances of each account with its transactions; ``line_of`` gives the line of a place in the text, and
    is asked for later and later ones."""
    accounts: dict[str, list[_Balance]] = defaultdict(list)
    for listed in lists:
        if balance := _balance(listed):
            accounts[listed.statement.account].append(balance)
    checked = proven = 0
    wrong: list[tuple[int, int, int]] = []
    for balances in accounts.values():
        balances.sort(key=lambda balance: balance.day)
        for before, after in pairwise(balances):
            if not _is_told(before, after):
                continue
            ways = list(_ways(before, after))
            agreed = next((moved for moved in ways if _agree(before, after, moved)), None)
            checked += agreed is None or bool(agreed)  # where nothing moved, nothing is proven
            proven += len(agreed or ())
            if agreed is None:
                wrong.append((after.listed.statement.balance_at, before.yen + _sum(ways[0]), after.yen))
    breaks = tuple(Break(line_of(at), expected, found) for at, expected, found in sorted(wrong))
    status: Literal["broken", "consistent", "not-possible"] = (
        "broken" if breaks else "consistent" if checked else "not-possible"
    )
    return BalanceCheck(status, checked, breaks, proven=proven)


def _balance(listed: Listed) -> _Balance | None:
    statement = listed.statement
    day, yen = day_of(statement.dates.get("DTASOF", "")), yen_of(statement.balance)
    return _Balance(day, yen, listed) if day and isinstance(yen, int) and statement.currency in ("", "JPY") else None


def _is_told(before: _Balance, after: _Balance) -> bool:
    """Whether the later list holds all that moved between two balances."""
    dates = after.listed.statement.dates
    begin, end = day_of(dates.get("DTSTART", "")), day_of(dates.get("DTEND", ""))
    if begin is None or end is None or not after.listed.is_whole:
        return False
    return before.day < after.day <= end and begin <= before.day + _DAY


def _ways(before: _Balance, after: _Balance) -> Iterator[list[Record]]:
    """What may have moved between: all after the earlier day, up to the later one; or some of these days themselves."""
    every = after.listed.records
    between = [record for record in every if before.day < record.date < after.day]
    late = [record for record in every if record.date == after.day]
    new = [record for record in after.listed.new if record.date == before.day]
    for first, last in product(([], new), (late, [])):
        yield [*first, *between, *last]


def _agree(before: _Balance, after: _Balance, moved: Sequence[Record]) -> bool:
    step = after.yen - before.yen
    return step == _sum(moved) or (after.listed.statement.is_card and step == -_sum(moved))


def _sum(records: Sequence[Record]) -> int:
    return sum(record.change for record in records)
