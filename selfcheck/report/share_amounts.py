"""The statements of a report come in; which amounts of them may be shown goes out.

Amounts may. A number that stands where an amount does may be something else, an account's number, say: where the running
balance shows that it is not what moved, and it is more than the account ever held, it is not shown, nor a sum that may hold it.
"""

from __future__ import annotations

from collections.abc import Iterable

from selfcheck.model.statement import Statement
from selfcheck.model.transactions import Row


class ShownAmounts:
    """Amounts of one report."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        every = list(map(_disproved, statements))
        self._hidden = [frozenset(row.line for row in rows) for rows in every]
        self._least = min((_largest(row) for rows in every for row in rows), default=None)

    def of_line(self, yen: int | None, statement: int, line: int) -> int | None:
        """What a line of a statement (index) took or brought, if that may be shown."""
        return None if line in self._hidden[statement] else yen

    def may_show(self, value: object) -> bool:
        """Whether ``value`` is anything but a sum in which such a number may be."""
        return self._least is None or not isinstance(value, int) or value < self._least


def _disproved(statement: Statement) -> list[Row]:
    broken = {one.line for one in statement.balance_check.breaks}
    if not broken:
        return []
    rows = statement.records.every()
    most = max((abs(row.balance) for row in rows if row.balance is not None), default=0)
    return [row for row in rows if row.line in broken and _largest(row) > most]


def _largest(row: Row) -> int:
    return max(abs(row.withdrawal or 0), abs(row.deposit or 0))
