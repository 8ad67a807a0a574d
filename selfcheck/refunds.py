"""Lines that name services come in; which withdrawal each refund or cancellation undoes goes out.

Money that comes in undoes a withdrawal of the same account and the same amount shortly before it, if
it names the same service or says that it is a refund (返金, 取消, 組戻 …; signals.toml). Each undoes one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selfcheck.accounts import account_of
from selfcheck.knowledge.schema import Signal
from selfcheck.matching.fold import fold
from selfcheck.model import NamedLine, Statement

Place = tuple[int, int]
"""Statement and line."""


@dataclass(frozen=True)
class _MoneyIn:
    """A line that brings money in."""

    place: Place
    account: str
    date: dt.date
    yen: int
    services: frozenset[str]
    """Services that it names; empty for one that only says that it is a refund."""


@dataclass(frozen=True)
class Counterpart:
    """The other line of a pair."""

    date: dt.date
    yen: int


class Refunds:
    """Pairs of a withdrawal and the money that came back."""

    def __init__(
        self, signal: Signal, lines: Sequence[NamedLine], statements: Sequence[Statement], unproven: frozenset[Place]
    ) -> None:
        """``unproven`` are lines that may not bring money in at all."""
        self._days = signal.days
        self._words = tuple(map(fold, signal.words))
        self._pairs: dict[Place, Counterpart] = {}
        taken = [line for line in lines if line.date and (line.withdrawal or 0) > 0]
        named = list(_named(lines))
        known = {one.place for one in named}
        said = (one for one in self._said(taken, statements) if one.place not in known)
        candidates = sorted((*named, *said), key=lambda one: (one.date, one.place))
        for back in candidates:
            if back.place not in unproven:
                self._pair(back, taken)

    def of(self, line: NamedLine) -> Counterpart | None:
        """The other half of the pair that ``line`` is in, if it is in one."""
        return self._pairs.get((line.statement, line.line))

    def _pair(self, back: _MoneyIn, taken: Sequence[NamedLine]) -> None:
        """Join ``back`` with the latest withdrawal that it may undo and that nothing else has undone."""
        possible = [
            line
            for line in taken
            if line.account == back.account
            and line.withdrawal == back.yen
            and (not back.services or line.hit.service in back.services)
            and (line.statement, line.line) not in self._pairs
            and line.date
            and dt.timedelta(0) <= back.date - line.date <= dt.timedelta(days=self._days)
        ]
        if possible:
            undone = max(possible, key=lambda line: (line.date, line.statement, line.position))
            assert undone.date
            self._pairs[undone.statement, undone.line] = Counterpart(back.date, back.yen)
            self._pairs[back.place] = Counterpart(undone.date, back.yen)

    def _said(self, taken: Sequence[NamedLine], statements: Sequence[Statement]) -> Iterator[_MoneyIn]:
        """Money in of an amount that was taken, whose text says that it is a refund."""
        amounts = {line.withdrawal for line in taken}
        for number, statement in enumerate(statements):
            into = statement.transactions["deposit"].fillna(0) - statement.transactions["withdrawal"].clip(upper=0).fillna(0)
            rows = [row for row, yen in enumerate(into) if yen > 0 and yen in amounts]
            for row, record in zip(rows, statement.transactions.iloc[rows].to_dict("records"), strict=True):
                text = fold(statement.searchable[row])
                if any(word in text for word in self._words):
                    place, date = (number, int(record["line"])), record["date"].date()
                    yield _MoneyIn(place, account_of(statement, row), date, int(into.iloc[row]), frozenset())


def _named(lines: Sequence[NamedLine]) -> Iterator[_MoneyIn]:
    """Money in that names a service."""
    services: dict[Place, set[str]] = {}
    for line in lines:
        services.setdefault((line.statement, line.line), set()).add(line.hit.service)
    seen: set[Place] = set()
    for line in lines:
        place = line.statement, line.line
        yen = line.deposit or -(line.withdrawal or 0)
        if line.date and yen > 0 and not line.takes_money and place not in seen:
            seen.add(place)
            yield _MoneyIn(place, line.account, line.date, yen, frozenset(services[place]))
