"""Findings and what was checked before come in; which of them are new goes out, and what to keep for the next time.

A finding is left out only if it was raised before for the same account. Neither its day nor its place in the file counts, so
that a line which the bank posts late, under an older day, is new like any other. What cannot be known again is raised.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from msgspec import Struct
from msgspec.structs import replace

from selfcheck.accounts.of_lines import Accounts
from selfcheck.assessment.coverage import Part, parts_of
from selfcheck.assessment.known_again import KnownAgain
from selfcheck.assessment.periods import joined
from selfcheck.assessment.watch import KnownAccount, KnownPeriod, Watch
from selfcheck.model.findings import Finding, Level
from selfcheck.model.since_last import AccountSince, Known, Missing, SinceLast
from selfcheck.model.statement import Statement

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
    kept: list[KnownAccount] = []
    again = KnownAgain(watch, statements)
    of_accounts: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.date:
            of_accounts[finding.account].append(finding)
    for part in parts_of(statements, Accounts(statements), watch.today):
        account, known = again.account_of(part)
        of_account, raised = of_accounts[part.account], frozenset(account.findings)
        before = [finding for finding in of_account if known in _SURE and _was_raised(finding, raised, watch)]
        periods, missing = joined(account.periods, part, watch)
        told.append(_told(part, account, known, periods, missing, before))
        left_out += before
        marks = (_mark(finding, watch) for finding in of_account)
        every = tuple(dict.fromkeys((*account.findings, *marks)))
        kept.append(replace(account, checked=watch.today, periods=periods, findings=every))
    old = {finding.number for finding in left_out}
    new = tuple(finding for finding in findings if finding.number not in old)
    return Checked(new, SinceLast(tuple(told), tuple(left_out), watch.unreadable), watch.keeping(kept))


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


def _was_raised(finding: Finding, raised: Collection[str], watch: Watch) -> bool:
    """Whether it was raised before, or was a note and is one still."""
    return watch.hash(finding.identity) in raised or _mark(finding, watch) in raised
