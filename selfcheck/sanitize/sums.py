"""The transactions of a statement come in; invented amounts, and the balances and sums that follow from them, go out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from selfcheck.accounts.of_lines import runs_backwards
from selfcheck.model.statement import Statement
from selfcheck.model.transactions import Row
from selfcheck.sanitize.invented_amounts import InventedAmounts, invented_yen

_ROOM = 1_000_000
"""Yen beyond all that goes out, so that no invented balance falls below zero."""
_LEFT = 100
"""Yen that are left of an account that was emptied; as many digits are invented."""
_LEAST_SUM = 100
"""Yen; a smaller number beside the transactions may be anything."""


class Move(Struct, frozen=True):
    """A transaction in invented yen."""

    row: Row
    change: int
    """What it adds to the balance."""
    jump: int
    """What is added besides, where the printed balance does not follow: the copy shows the same break."""


class Entry(Struct, frozen=True):
    """A transaction, and its money in invented yen."""

    row: Row
    amount: int
    balance: int

    def of(self, yen: int) -> int | None:
        """What a number of the transaction becomes."""
        row = self.row
        if yen in (row.balance, -(row.balance or 0)) and yen:
            return self.balance
        return self.amount if yen and yen in map(abs, (row.withdrawal or 0, row.deposit or 0)) else None


class Sums:
    """What becomes of the money of a statement."""

    def __init__(self, statement: Statement, *, emptied: bool = False) -> None:
        """``emptied``: the account holds next to nothing when it holds least, so that what was emptied is so in the copy."""
        rows = statement.records.every()
        taken = {yen for row in rows for yen in (row.withdrawal, row.deposit, row.balance) if yen is not None}
        self.lines: dict[int, list[Entry]] = defaultdict(list)
        """Line → its transactions: one, but where two lists stand side by side."""
        self._known: dict[int, int] = {}
        moves = list(_moves(list(reversed(rows)) if runs_backwards(statement) else rows, InventedAmounts(taken)))
        least = _ROOM + sum(abs(move.change) + abs(move.jump) for move in moves)
        start = least + invented_yen(least, taken)
        balances: dict[str, int] = {}
        if emptied:
            left = invented_yen(_LEFT, taken)
            balances = {account: left - lowest for account, lowest in _lowest(moves).items()}
        for move in moves:
            account = move.row.text.account
            before = balances.get(account, start)
            balances[account] = before + move.change + move.jump
            self._know(_before(move.row), before)
            self._know(move.row.balance, balances[account])
            self.lines[move.row.line].append(Entry(move.row, abs(move.change), balances[account]))
        self._add_totals(moves)

    def of(self, yen: int) -> int | None:
        """What a sum outside the transactions becomes: a total, the balance before or behind them. None for other numbers."""
        return self._known.get(yen)

    def _know(self, yen: int | None, made: int) -> None:
        if yen is not None and yen >= _LEAST_SUM:
            self._known.setdefault(yen, made)

    def _add_totals(self, moves: list[Move]) -> None:
        """Those of each account and of all, as rows of totals have them; they go before balances."""
        totals: dict[tuple[str | None, bool], tuple[int, int]] = defaultdict(lambda: (0, 0))
        for move in moves:
            for account in (move.row.text.account, None):
                out, into = move.row.withdrawal or 0, move.row.deposit or 0
                for is_out, yen in ((True, out), (False, into)):
                    old, new = totals[account, is_out]
                    totals[account, is_out] = old + yen, new + (abs(move.change) * (1 if yen > 0 else -1) if yen else 0)
        for old, new in totals.values():
            if old >= _LEAST_SUM:
                self._known[old] = new


def _lowest(moves: list[Move]) -> dict[str, int]:
    """How far each account goes below where it starts."""
    reached: dict[str, int] = defaultdict(int)
    lowest: dict[str, int] = {}
    for move in moves:
        account = move.row.text.account
        reached[account] += move.change + move.jump
        lowest[account] = min(lowest.get(account, 0), reached[account])
    return lowest


def _moves(rows: list[Row], amounts: InventedAmounts) -> Iterator[Move]:
    before: dict[str, int] = {}
    for row in rows:
        out, into = row.withdrawal or 0, row.deposit or 0
        yen = amounts.of(abs(out or into)) if out or into else 0
        change = -yen if out > 0 or into < 0 else yen
        account, jump = row.text.account, 0
        if row.balance is not None:
            missing = row.balance - before[account] + out - into if account in before else 0
            jump = (1 if missing > 0 else -1) * amounts.of(abs(missing)) if missing else 0
            before[account] = row.balance
        elif account in before:
            before[account] += into - out
        yield Move(row, change, jump)


def _before(row: Row) -> int | None:
    """The balance before a transaction."""
    return None if row.balance is None else row.balance + (row.withdrawal or 0) - (row.deposit or 0)
