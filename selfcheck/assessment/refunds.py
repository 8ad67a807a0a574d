"""Lines that name services come in; which withdrawal each refund or cancellation undoes goes out.

Money that comes in undoes a withdrawal of the same account and the same amount shortly before it, if it
names the same service, or if it says that it is a refund and names nobody (返金, 取消, 組戻 …; signals.toml).
Each undoes one; those that name the service are paired first.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from selfcheck.accounts.of_lines import Accounts, runs_backwards
from selfcheck.assessment.payees import group_of
from selfcheck.knowledge.schema import Service, Signal
from selfcheck.model.findings import NamedLine
from selfcheck.model.statement import LineId, Statement
from selfcheck.model.transactions import Transactions

_Wanted = tuple[str, int, str]
"""Account, yen, and what the lines count together with, or `_ANY`."""
_ANY = ""
"""Whatever service it is."""


class _MoneyIn(Struct, frozen=True):
    """A line that brings money in."""

    id: LineId
    account: str
    date: dt.date
    position: int
    """Grows with time within a statement."""
    yen: int
    services: frozenset[str]
    """Services that it names; empty for one that only says that it is a refund."""


_Place = tuple[int, ...]
"""Day, statement, position; a beginning of it stands before all that begin so."""


class _Taken:
    """Withdrawals of one account and amount, in time."""

    def __init__(self, lines: Iterable[NamedLine]) -> None:
        self._lines = sorted(lines, key=_in_time)
        self._places = list(map(_in_time, self._lines))
        self._before = [*range(-1, len(self._lines) - 1)]
        """The place of the nearest one further up that may still be open, jumping over those that are known not to be."""

    def latest_before(self, back: _MoneyIn, most_days: int, undone: Collection[LineId]) -> NamedLine | None:
        """The latest that lies at most ``most_days`` before ``back`` and is not ``undone``; of one day, the order in the file
        decides."""
        day, file = back.date.toordinal(), back.id.statement
        own = self._latest((day, file), (day, file, back.position), undone)
        return own or self._latest((day - most_days,), (day,), undone)

    def _latest(self, first: _Place, end: _Place, undone: Collection[LineId]) -> NamedLine | None:
        """The latest from ``first`` on and before ``end``."""
        begin, at = bisect_left(self._places, first), bisect_left(self._places, end) - 1
        passed = []
        while at >= begin and self._lines[at].id in undone:
            passed.append(at)
            at = self._before[at]
        for place in passed:  # once: thousands of refunds must not walk past thousands of withdrawals each
            self._before[place] = at
        return self._lines[at] if at >= begin else None


def _in_time(line: NamedLine) -> _Place:
    assert line.date
    return line.date.toordinal(), line.statement, line.position


class Counterpart(Struct, frozen=True):
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
        unproven: Collection[LineId],
        repeated: Collection[LineId],
        saying_only: Callable[[Iterable[str], Sequence[str]], Collection[str]],
    ) -> None:
        """``signal`` holds the longest time and the words of a refund, ``lines`` are all that name a service, ``unproven``
        those that may not bring money in, ``repeated`` those that an earlier file has;
        ``saying_only`` takes texts, and gives those that hold certain words and else nothing that says who was paid."""
        self._signal = signal
        self._services = services
        self._statements = statements
        self._accounts = accounts
        self._saying_only = saying_only
        self._repeated = repeated
        self._pairs: dict[LineId, Counterpart] = {}
        taken: dict[_Wanted, list[NamedLine]] = {}
        for line in lines:
            if line.is_withdrawal:
                for group in (group_of(line.hit, services), _ANY):
                    taken.setdefault((line.account, line.withdrawal or 0, group), []).append(line)
        self._withdrawals = {wanted: _Taken(found) for wanted, found in taken.items()}
        naming = list(self._naming_a_service(lines))
        known = {back.id for back in naming}
        anonymous = [back for back in self._saying_refund() if back.id not in known]
        # Those that say whom they come from choose first; an anonymous 返金 takes what they leave.
        self._pair(naming, unproven)
        self._pair(anonymous, unproven)

    def of(self, line: NamedLine) -> Counterpart | None:
        """The other half of the pair that ``line`` is in, if it is in one."""
        return self._pairs.get(line.id)

    def _pair(self, group: Iterable[_MoneyIn], unproven: Collection[LineId]) -> None:
        """Join each line, oldest first, with the latest withdrawal that it may undo and that nothing else has undone."""
        for back in sorted(group, key=lambda back: (back.date, back.id.statement, back.position)):
            if back.id in unproven:
                continue
            every = [self._withdrawals.get((back.account, back.yen, group)) for group in back.services or (_ANY,)]
            found = [taken.latest_before(back, self._signal.days, self._pairs) for taken in every if taken]
            possible = [line for line in found if line]
            if possible:
                # The latest: of two top-ups of 3,000 on the 1st and the 5th, what comes back on the 6th is that of the 5th.
                undone = max(possible, key=lambda line: (line.date, line.statement, line.position))
                assert undone.date
                self._pairs[undone.id] = Counterpart(back.date, back.yen)
                self._pairs[back.id] = Counterpart(undone.date, back.yen)

    def _naming_a_service(self, lines: Sequence[NamedLine]) -> Iterator[_MoneyIn]:
        """Money in that names a service, each line once."""
        services: dict[LineId, set[str]] = {}
        for line in lines:
            services.setdefault(line.id, set()).add(group_of(line.hit, self._services))
        first = {line.id: line for line in reversed(lines)}
        for ident in services:
            line = first[ident]
            yen = line.deposit or -(line.withdrawal or 0)
            if line.date and yen > 0 and not line.takes_money:
                yield _MoneyIn(ident, line.account, line.date, line.position, yen, frozenset(services[ident]))

    def _saying_refund(self) -> Iterator[_MoneyIn]:
        """Money in of an amount that was taken, whose text says that it is a refund and nothing else."""
        amounts = {yen for _, yen, _ in self._withdrawals}
        for number, statement in enumerate(self._statements):
            places = self._saying(statement.records, amounts)
            # Positions grow with time, also where the newest line stands on top.
            sign = -1 if places and runs_backwards(statement) else 1
            for row in statement.records.rows(places):
                ident = LineId(number, row.line)
                if ident not in self._repeated:
                    yen = (row.deposit or 0) - min(row.withdrawal or 0, 0)
                    account = self._accounts.of(number, row.place)
                    yield _MoneyIn(ident, account, row.date, sign * row.place, yen, frozenset())

    def _saying(self, records: Transactions, amounts: Collection[int]) -> list[int]:
        """Places of rows that bring in one of ``amounts`` and whose text says that money came back, and names nobody.

        Texts that differ only in the account's number are asked about once; in most files none of them says so.
        """
        texts = [text.searchable for text in records.texts] if amounts else []
        saying = self._saying_only(texts, self._signal.words)
        numbers = {number for number, text in enumerate(texts) if text in saying}
        if not numbers:
            return []
        places = set(records.of_texts(numbers))
        return [place for place in records.bringing(amounts) if place in places]
