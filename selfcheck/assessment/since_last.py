"""Findings and what was checked before come in; which of them are new goes out, and what to keep for the next time.

A finding is left out only if it was raised before for the same account. Neither its day nor its place in the file counts, so
that a line which the bank posts late, under an older day, is new like any other. What cannot be known again is raised.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from selfcheck.accounts.of_lines import Accounts
from selfcheck.assessment.coverage import Part, parts_of
from selfcheck.assessment.periods import edge, joined, meet
from selfcheck.assessment.watch import KnownAccount, KnownPeriod, Watch
from selfcheck.model.findings import Finding, Level
from selfcheck.model.since_last import AccountSince, Known, Missing, SinceLast
from selfcheck.model.statement import Statement

_ENOUGH = 2
"""Equal lines that show an account to be the same where no number is printed; two that were emptied on one day look alike
in one line."""
_SURE: frozenset[Known] = frozenset(("number", "lines"))


class Checked(Struct, frozen=True):
    """What a check came to."""

    findings: tuple[Finding, ...]
    """Those that are new."""
    since: SinceLast
    watch: Watch
    """What is to be kept, once the report has been given."""

    @property
    def parted(self) -> tuple[tuple[Finding, ...], SinceLast]:
        """The new findings, and what is to be said of the others."""
        return self.findings, self.since


def only_new(watch: Watch, statements: Sequence[Statement], findings: Sequence[Finding]) -> Checked:
    """Part the findings of a run into new ones and those that were raised before."""
    told: list[AccountSince] = []
    left_out: list[Finding] = []
    after = watch
    taken: set[str] = set()
    for part in parts_of(statements, Accounts(statements), watch.today):
        kept, known = _known_again(part, watch, statements, taken)
        account = kept or after.new_account(part.name)
        taken.add(account.id)
        of_account = [finding for finding in findings if finding.account == part.account and finding.date]
        before = [finding for finding in of_account if known in _SURE and _was_raised(finding, account, watch)]
        periods, missing = joined(account.periods, part, watch)
        told.append(_told(part, account, known, periods, missing, before))
        left_out += before
        after = after.keeping(
            replace(
                account,
                checked=watch.today,
                periods=periods,
                findings=tuple(dict.fromkeys((*account.findings, *(_mark(finding, watch) for finding in of_account)))),
            )
        )
    old = {finding.number for finding in left_out}
    new = tuple(finding for finding in findings if finding.number not in old)
    return Checked(new, SinceLast(tuple(told), tuple(left_out), watch.unreadable), after)


def _told(
    part: Part,
    account: KnownAccount,
    known: Known,
    periods: Sequence[KnownPeriod],
    missing: tuple[Missing, ...],
    before: Sequence[Finding],
) -> AccountSince:
    return AccountSince(
        id=account.id,
        statements=part.statements,
        known=known,
        since=account.last,
        until=max((period.last for period in periods), default=None),
        left_out=sum(finding.level is not Level.NOTE for finding in before),
        missing=missing,
        partly=part.partly,
    )


def _mark(finding: Finding, watch: Watch) -> str:
    """What is kept of a finding: one that was a note and is raised now is new."""
    return watch.hash(finding.identity + ("\nnote" if finding.level is Level.NOTE else ""))


def _was_raised(finding: Finding, account: KnownAccount, watch: Watch) -> bool:
    """Whether it was raised before, or was a note and is one still."""
    return bool({watch.hash(finding.identity), _mark(finding, watch)} & set(account.findings))


# --- which account it is ------------------------------------------------------------------------------


def _known_again(
    part: Part, watch: Watch, statements: Sequence[Statement], taken: set[str]
) -> tuple[KnownAccount | None, Known]:
    """What is kept of an account, and what shows that it is the same."""
    name = watch.hash(part.name)
    same = [account for account in watch.accounts if account.account == name and account.id not in taken]
    if not same:
        return None, "new"
    if part.numbered:
        return same[0], "number"
    # Without a number, two accounts at one bank have the same name: only what they hold tells them apart.
    alike = [(_lines_in_common(part, account, watch, statements), account) for account in same]
    most, best = max(alike, key=lambda one: one[0])
    if most >= _ENOUGH:
        return best, "lines"
    going_on = [account for account in same if _goes_on(part, account, watch)]
    if len(going_on) == 1:
        return going_on[0], "balance"
    return _only_one(part, same)


def _only_one(part: Part, same: Sequence[KnownAccount]) -> tuple[KnownAccount | None, Known]:
    """The one account of the name, unless both cover a day: its lines would have been the same, so it may be another."""
    return (same[0], "only") if len(same) == 1 and not _shares_days(part, same[0]) else (None, "unsure")


def _lines_in_common(part: Part, account: KnownAccount, watch: Watch, statements: Sequence[Statement]) -> int:
    """How many of the lines that are kept of an account stand in the files of a part."""
    ends = [period for period in account.periods if period.ending]
    if not ends:
        return 0
    first = min(period.first for period in ends)
    hashes = {watch.hash(line) for line in part.identities(statements, first)}
    return sum(line in hashes for period in ends for line in period.ending)


def _goes_on(part: Part, account: KnownAccount, watch: Watch) -> bool:
    """Whether the balance of one begins where that of the other ended."""
    for stretch in part.stretches:
        opening, closing = edge(stretch.opening, watch), edge(stretch.closing, watch)
        for period in account.periods:
            if meet(period.closing, opening) == "same" and period.last <= stretch.first:
                return True
            if meet(closing, period.opening) == "same" and stretch.last <= period.first:
                return True
    return False


def _shares_days(part: Part, account: KnownAccount) -> bool:
    pairs = ((stretch, period) for stretch in part.stretches for period in account.periods)
    return any(stretch.first <= period.last and period.first <= stretch.last for stretch, period in pairs)
