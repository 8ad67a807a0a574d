"""A line that names a service comes in, the signals that apply to it go out.

What a signal means, how strong it is and where its threshold lies stands in signals.toml; here is
only how each is recognised. All lines of a run are looked at together.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from selfcheck.knowledge import Knowledge
from selfcheck.knowledge.schema import Bank, BankList, Incident, Service
from selfcheck.matching.matcher import Matcher
from selfcheck.model import Fate, NamedLine, Reason, Statement


class Signals:
    """Recognises signals on the lines of one run."""

    def __init__(
        self,
        knowledge: Knowledge,
        matcher: Matcher,
        statements: Sequence[Statement],
        lines: Sequence[NamedLine],
        uses: Collection[str],
    ) -> None:
        self._knowledge = knowledge
        self._matcher = matcher
        self._statements = statements
        self._uses = uses
        self._unclear = {
            number
            for number, statement in enumerate(statements)
            if any(problem.code == "direction-unclear" for problem in statement.problems)
        }
        self._breaks = [{one.line for one in statement.balance_check.breaks} for statement in statements]
        self._taken: dict[tuple[int, str], list[NamedLine]] = defaultdict(list)
        self._place_of: dict[tuple[int, int, str], int] = {}
        self._by_month: dict[tuple[int, str, str], int] = defaultdict(int)
        for line in sorted(
            (one for one in lines if (one.withdrawal or 0) > 0 and one.date), key=lambda one: (one.date, one.line)
        ):
            taken = self._taken[line.statement, line.hit.service]
            self._place_of[line.statement, line.line, line.hit.service] = len(taken)
            self._by_month[line.statement, line.hit.service, f"{line.date:%Y-%m}"] += line.withdrawal or 0
            taken.append(line)

    def reasons(self, line: NamedLine) -> tuple[Reason, ...]:
        """All signals that apply to ``line``, in the order in which they should be read."""
        service = self._knowledge.services[line.hit.service]
        return tuple(self._place(line, service)) + tuple(self._kind(line, service)) + tuple(self._facts(line, service))

    def _reason(self, signal: str, sources: Sequence[str] = (), **details: object) -> Reason:
        return Reason(signal, details, tuple(sources) or self._knowledge.signals[signal].sources)

    def _place(self, line: NamedLine, service: Service) -> Iterator[Reason]:
        """What the line is: a transaction or not, money out or in."""
        if line.fate is Fate.PROBLEM:
            yield self._reason("not-a-transaction", service=service.name)
        elif line.fate is not Fate.TRANSACTION:
            yield self._reason("outside-table", service=service.name)
        elif not line.takes_money:
            unproven = line.line in self._breaks[line.statement] or line.statement in self._unclear
            yield self._reason("money-in-unproven" if unproven else "money-in")
        elif line.withdrawal is None:
            yield self._reason("amount-unknown")

    def _kind(self, line: NamedLine, service: Service) -> Iterator[Reason]:
        """What the service is to the holder."""
        if service.kind == "after-pay":
            yield self._reason("after-pay", service=service.name)
        elif service.kind == "bill":
            yield self._reason("bill-payment", service=service.name)
        elif line.fate is Fate.TRANSACTION and line.takes_money:
            yield self._reason("names-service", service=service.name)
        if service.id in self._uses:
            yield self._reason("declared-use", service=service.name)
        if service.ambiguous and line.hit.ambiguous:
            yield self._reason("ambiguous-name", what=service.ambiguous)
        if line.hit.inferred:
            yield self._reason("inferred-spelling", service=service.name)

    def _facts(self, line: NamedLine, service: Service) -> Iterator[Reason]:
        """What is known of such withdrawals; says nothing of lines that took no money."""
        if not line.takes_money or line.fate is not Fate.TRANSACTION or service.kind != "wallet":
            return
        yield from self._burst(line)
        yield from self._monthly_cap(line)
        yield from self._status(line, service)
        yield from self._window(line, service)
        yield from self._bank(line, service)
        rail = self._matcher.immediate_rail(line.text)
        if rail:
            yield self._reason("immediate-transfer", rail=rail)
        total = self._latest_total(service)
        if total:
            yield self._reason(
                "service-in-incident",
                total.sources,
                service=self._knowledge.services[total.service].name,
                cases=total.cases,
                yen=total.yen,
                as_of=total.as_of,
            )

    def _burst(self, line: NamedLine) -> Iterator[Reason]:
        """Several withdrawals to one service within a few days."""
        signal = self._knowledge.signals["burst"]
        taken = self._taken[line.statement, line.hit.service]
        at = self._place_of.get((line.statement, line.line, line.hit.service))
        if at is None:
            return
        first, last = at, at
        while first > 0 and _days(taken[first - 1], line) < signal.days:
            first -= 1
        while last + 1 < len(taken) and _days(line, taken[last + 1]) < signal.days:
            last += 1
        run = taken[first : last + 1]
        yen = sum(one.withdrawal or 0 for one in run)
        if len(run) >= signal.count and yen >= signal.yen:
            when = f"{run[0].date}" if run[0].date == run[-1].date else f"{run[0].date}～{run[-1].date}"
            yield self._reason("burst", when=when, count=len(run), yen=yen)

    def _monthly_cap(self, line: NamedLine) -> Iterator[Reason]:
        """Withdrawals of one month that reach the cap of 2020."""
        cap = self._knowledge.signals["monthly-cap"].yen
        if line.date is None:
            return
        month = f"{line.date:%Y-%m}"
        yen = self._by_month[line.statement, line.hit.service, month]
        if yen >= cap:
            yield self._reason("monthly-cap", month=month, yen=yen, cap=cap)

    def _status(self, line: NamedLine, service: Service) -> Iterator[Reason]:
        """What had become of the service by the day of the line."""
        if line.date is None:
            return
        passed = [status for status in service.status if status.since < line.date]
        if not passed:
            return
        latest = max(passed, key=lambda status: status.since)
        if latest.state in ("ending", "ended"):
            yield self._reason("service-ended", latest.sources, what=latest.text)
        elif latest.state == "renamed":
            yield self._reason("service-renamed", latest.sources, what=latest.text)

    def _window(self, line: NamedLine, service: Service) -> Iterator[Reason]:
        """A documented period of cases that holds the day of the line, for this bank or for all."""
        bank = self._statements[line.statement].bank
        if self._never_linked(service, bank):
            return
        for window in self._knowledge.incidents.windows:
            applies = window.service in _same_case(service) and (not window.banks or bank in window.banks)
            if applies and line.date and window.first <= line.date <= window.last:
                yield self._reason("in-incident-window", window.sources, first=window.first, last=window.last)
                return

    def _bank(self, line: NamedLine, service: Service) -> Iterator[Reason]:
        """Whether cases of this service at this bank are documented, or the two were never linked."""
        bank = self._bank_of(line)
        if bank is None:
            return
        if linked := self._never_linked(service, bank.id):
            yield self._reason("bank-not-linked", linked.sources, bank=bank.name, service=service.name)
        incidents = self._knowledge.incidents
        sources = [i.sources for i in incidents.incidents if i.bank == bank.id and i.service in _same_case(service)]
        sources += [
            one.sources
            for one in incidents.bank_lists
            if one.means == "confirmed" and one.service in _same_case(service) and bank.id in one.banks
        ]
        if sources:
            yield self._reason("bank-was-hit", sources[0], bank=bank.name, service=service.name)

    def _never_linked(self, service: Service, bank: str | None) -> BankList | None:
        """The list of banks that the service was linked with, if this bank is known and not on it."""
        lists = (
            one for one in self._knowledge.incidents.bank_lists if one.means == "linked" and one.service in _same_case(service)
        )
        linked = next(lists, None)
        return linked if linked and bank and bank not in linked.banks else None

    def _bank_of(self, line: NamedLine) -> Bank | None:
        bank = self._statements[line.statement].bank
        return self._knowledge.banks.get(bank) if bank else None

    def _latest_total(self, service: Service) -> Incident | None:
        totals = [i for i in self._knowledge.incidents.incidents if i.service in _same_case(service) and not i.bank]
        return max(totals, key=lambda incident: incident.as_of, default=None)


def _same_case(service: Service) -> tuple[str, ...]:
    """The service, and the one under which documents count its cases (d払い under ドコモ口座)."""
    return (service.id, service.counted_with) if service.counted_with else (service.id,)


def _days(earlier: NamedLine, later: NamedLine) -> float:
    if earlier.date is None or later.date is None:
        return float("inf")
    return (later.date - earlier.date) / dt.timedelta(days=1)
