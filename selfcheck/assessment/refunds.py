"""Lines that name services come in; which withdrawal each refund or cancellation undoes goes out.

Money that comes in undoes a withdrawal of the same account and the same amount shortly before it, if it
names the same service, or if it says that it is a refund and names nobody (返金, 取消, 組戻 …; signals.toml).
Each undoes one; those that name the service are paired first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from selfcheck.accounts.of_lines import Accounts, runs_backwards
from selfcheck.knowledge.schema import Service, Signal
from selfcheck.model.statement import NamedLine, Statement
from selfcheck.model.transactions import NOTHING, Integers, Transactions

Place = tuple[int, int]
"""Statement and line."""


@dataclass(frozen=True)
class _MoneyIn:
    """A line that brings money in."""

    place: Place
    account: str
    date: dt.date
    position: int
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
        self,
        signal: Signal,
        services: Mapping[str, Service],
        lines: Sequence[NamedLine],
        statements: Sequence[Statement],
        accounts: Accounts,
        unproven: frozenset[Place],
        repeated: Collection[Place],
        says_only: Callable[[str, Sequence[str]], bool],
    ) -> None:
        """``unproven`` are lines that may not bring money in, ``repeated`` those that an earlier file has;
        ``says_only`` tells whether a text holds nothing but certain words and what says nothing about who was paid."""
        self._signal = signal
        self._services = services
        self._statements = statements
        self._accounts = accounts
        self._says_only = says_only
        self._pairs: dict[Place, Counterpart] = {}
        self._repeated = repeated
        self._taken: dict[tuple[str, int], list[NamedLine]] = {}
        taken = [line for line in lines if line.date and (line.withdrawal or 0) > 0]
        for line in taken:
            self._taken.setdefault((line.account, line.withdrawal or 0), []).append(line)
        named = list(self._named(lines))
        known = {one.place for one in named}
        said = [one for one in self._said(taken) if one.place not in known]
        for group in (named, said):
            for back in sorted(group, key=lambda one: (one.date, one.place[0], one.position)):
                if back.place not in unproven:
                    self._pair(back)

    def of(self, line: NamedLine) -> Counterpart | None:
        """The other half of the pair that ``line`` is in, if it is in one."""
        return self._pairs.get((line.statement, line.line))

    def _group(self, service: str) -> str:
        return self._services[service].counted_with or service

    def _pair(self, back: _MoneyIn) -> None:
        """Join ``back`` with the latest withdrawal that it may undo and that nothing else has undone."""
        possible = [line for line in self._taken.get((back.account, back.yen), ()) if self._may_undo(back, line)]
        if possible:
            undone = max(possible, key=lambda line: (line.date, line.statement, line.position))
            assert undone.date
            self._pairs[undone.statement, undone.line] = Counterpart(back.date, back.yen)
            self._pairs[back.place] = Counterpart(undone.date, back.yen)

    def _may_undo(self, back: _MoneyIn, line: NamedLine) -> bool:
        if (line.statement, line.line) in self._pairs:
            return False
        if back.services and self._group(line.hit.service) not in back.services:
            return False
        assert line.date
        days = (back.date - line.date).days
        follows = back.place[0] == line.statement and back.position > line.position
        return 0 < days <= self._signal.days or (days == 0 and follows)

    def _named(self, lines: Sequence[NamedLine]) -> Iterator[_MoneyIn]:
        """Money in that names a service."""
        services: dict[Place, set[str]] = {}
        for line in lines:
            services.setdefault((line.statement, line.line), set()).add(self._group(line.hit.service))
        seen: set[Place] = set()
        for line in lines:
            place = line.statement, line.line
            yen = line.deposit or -(line.withdrawal or 0)
            if line.date and yen > 0 and not line.takes_money and place not in seen:
                seen.add(place)
                yield _MoneyIn(place, line.account, line.date, line.position, yen, frozenset(services[place]))

    def _said(self, taken: Sequence[NamedLine]) -> Iterator[_MoneyIn]:
        """Money in of an amount that was taken, whose text says that it is a refund and nothing else."""
        amounts = np.array(sorted({line.withdrawal or 0 for line in taken}), dtype=np.int64)
        for number, statement in enumerate(self._statements):
            records = statement.records
            portions = [self._back(records, rows, amounts) for rows in records.slices()]
            places = np.concatenate(portions) if portions else np.zeros(0, dtype=np.int64)
            says = self._saying(records.texts[one].searchable for one in set(records.text[places].tolist()))
            saying = [at for at, text in enumerate(records.texts) if text.searchable in says]
            places = places[np.isin(records.text[places], saying)]
            sign = -1 if len(places) and runs_backwards(statement) else 1
            for row in records.rows(places):
                place = (number, row.line)
                if place not in self._repeated:
                    account, yen = self._accounts.of(number, row.place), (row.deposit or 0) - min(row.withdrawal or 0, 0)
                    yield _MoneyIn(place, account, row.date, sign * row.place, yen, frozenset())

    @staticmethod
    def _back(records: Transactions, rows: slice, amounts: Integers) -> Integers:
        """Places of lines that bring one of these amounts in."""
        out, into = records.yen("withdrawal", rows), records.yen("deposit", rows)
        into[into == NOTHING] = 0
        into -= np.where(out == NOTHING, 0, np.minimum(out, 0))
        return np.asarray(rows.start + np.flatnonzero((into > 0) & np.isin(into, amounts)))

    def _saying(self, texts: Iterable[str]) -> frozenset[str]:
        """Those of ``texts`` that say that money came back, and name nobody."""
        return frozenset(text for text in texts if self._says_only(text, self._signal.words))
