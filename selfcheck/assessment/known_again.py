"""What was kept of accounts and those of a run come in; which of them are the same goes out.

An account whose number is printed is known by it. Without one, two accounts at one bank have the same name, and only what they
hold tells them apart: two of the last lines, or a balance at which one goes on.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from selfcheck.assessment.coverage import Part
from selfcheck.assessment.periods import edge, meet
from selfcheck.assessment.watch import KnownAccount, KnownPeriod, Watch
from selfcheck.model.since_last import Known
from selfcheck.model.statement import Statement

_ENOUGH = 2
"""Equal lines that show an account to be the same where no number is printed; two that were emptied on one day look alike
in one line."""
_Ends = dict[str, list[tuple[KnownAccount, KnownPeriod]]]
"""Kept balance at one end of a period → where it stands."""


class KnownAgain:
    """The accounts that were kept, each to be found once."""

    def __init__(self, watch: Watch, statements: Sequence[Statement]) -> None:
        self._watch = watch
        self._statements = statements
        self._ids = {account.id for account in watch.accounts}
        self._new: Counter[str] = Counter()
        self._same: dict[str, _SameName] = {}
        self._accounts: dict[str, list[KnownAccount]] = defaultdict(list)
        for account in watch.accounts:
            self._accounts[account.account].append(account)

    def account_of(self, part: Part) -> tuple[KnownAccount, Known]:
        """What is kept of an account, or a new one; and what shows that it is the same."""
        name = self._watch.hash(part.name)
        same = self._same.setdefault(name, _SameName(self._accounts.get(name, ())))
        found, known = self._found(part, same)
        account = found or self._watch.new_account(part.name, self._ids, len(same.every) + self._new[name])
        self._new[name] += found is None
        self._ids.add(account.id)
        same.open.pop(account.id, None)
        return account, known

    def _found(self, part: Part, same: _SameName) -> tuple[KnownAccount | None, Known]:
        if not same.open:
            return None, "new"
        if part.numbered:
            return next(iter(same.open.values())), "number"
        if alike := self._most_alike(part, same):
            return alike, "lines"
        going_on = {account.id: account for account in self._going_on(part, same) if account.id in same.open}
        if len(going_on) == 1:
            return next(iter(going_on.values())), "balance"
        return _only_one(part, list(same.open.values()))

    def _most_alike(self, part: Part, same: _SameName) -> KnownAccount | None:
        """The account of which most of the lines that are kept stand in the files of a part, if there are enough."""
        if same.first is None:
            return None
        hashes = {self._watch.hash(line) for line in part.identities(self._statements, same.first)}
        found = Counter(ident for line in hashes for ident in same.lines.get(line, ()) if ident in same.open)
        most = max(found.values(), default=0)
        return (
            next((account for ident, account in same.open.items() if found[ident] == most), None) if most >= _ENOUGH else None
        )

    def _going_on(self, part: Part, same: _SameName) -> Iterator[KnownAccount]:
        """The accounts that begin with the balance at which the part ends, or end where it begins."""
        for stretch in part.stretches:
            opening, closing = edge(stretch.opening, self._watch), edge(stretch.closing, self._watch)
            for account, period in same.closing.get(opening, ()):
                if meet(period.closing, opening) == "same" and period.last <= stretch.first:
                    yield account
            for account, period in same.opening.get(closing, ()):
                if meet(closing, period.opening) == "same" and stretch.last <= period.first:
                    yield account


class _SameName:
    """The accounts that were kept under one name, and where each line and balance of them stands."""

    def __init__(self, accounts: Iterable[KnownAccount]) -> None:
        self.every = tuple(accounts)
        self.open = {account.id: account for account in self.every}
        """Those that were not found yet."""
        periods = [(account, period) for account in self.every for period in account.periods]
        self.first = min((period.first for _, period in periods if period.ending), default=None)
        """No line is kept of an earlier day."""
        self.lines: dict[str, list[str]] = defaultdict(list)
        """Kept line → ids of the accounts."""
        self.closing: _Ends = defaultdict(list)
        self.opening: _Ends = defaultdict(list)
        for account, period in periods:
            self.closing[period.closing].append((account, period))
            self.opening[period.opening].append((account, period))
            for line in period.ending:
                self.lines[line].append(account.id)


def _only_one(part: Part, same: Sequence[KnownAccount]) -> tuple[KnownAccount | None, Known]:
    """The one account of the name, unless both cover a day: its lines would have been the same, so it may be another."""
    return (same[0], "only") if len(same) == 1 and not _shares_days(part, same[0]) else (None, "unsure")


def _shares_days(part: Part, account: KnownAccount) -> bool:
    pairs = ((stretch, period) for stretch in part.stretches for period in account.periods)
    return any(stretch.first <= period.last and period.first <= stretch.last for stretch, period in pairs)
