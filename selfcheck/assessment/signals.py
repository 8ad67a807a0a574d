"""A line that names a service comes in, the signals that apply to it go out.

What a signal means, how strong it is and where its threshold lies stands in signals.toml; here is
only how each is recognised. What several lines show together comes from `history` and `refunds`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from selfcheck.assessment.history import History
from selfcheck.assessment.mine import MineList
from selfcheck.assessment.payees import is_used
from selfcheck.assessment.refunds import Refunds
from selfcheck.knowledge import Knowledge
from selfcheck.knowledge.schema import Bank, BankList, Incident, Service, Status, Text
from selfcheck.language.sentences import sentence
from selfcheck.matching.matcher import Matcher
from selfcheck.model.findings import Hit, NamedLine, Reason, Speakable
from selfcheck.model.statement import Fate, LineId, Statement

_OVER = ("ending", "ended")
"""States of a service in which nobody can top it up from an account any more."""
_TAKING = ("wallet", "unnamed")
"""Kinds of services that draw money from accounts."""
_LOWERED_KINDS = {"after-pay": "after-pay", "bill": "bill-payment"}
"""Kinds of services that take no top-ups, and the signal that says so."""


class Signals:
    """Recognises signals on the lines of one run."""

    def __init__(
        self,
        knowledge: Knowledge,
        matcher: Matcher,
        statements: Sequence[Statement],
        history: History,
        refunds: Refunds,
        unproven: frozenset[LineId],
        uses: frozenset[str],
        mine: MineList | None,
    ) -> None:
        """``unproven`` are lines that may not bring money in although they were read so."""
        self._knowledge = knowledge
        self._matcher = matcher
        self._statements = statements
        self._history = history
        self._refunds = refunds
        self._unproven = unproven
        self._uses = uses
        self._mine = mine
        self._linked = cache(self._find_linked)
        self._latest_total = cache(self._find_latest_total)
        self._hit = cache(self._find_hit)

    def reasons(self, line: NamedLine, identity: str) -> tuple[Reason, ...]:
        """All signals that apply to ``line``, in the order in which they should be read."""
        service = self._knowledge.services[line.hit.service]
        parts = (
            self._place(line, service),
            self._kind(line, service),
            self._own(line, service, identity),
            self._facts(line, service),
        )
        return tuple(reason for part in parts for reason in part)

    def _reason(self, signal: str, sources: Sequence[str] = (), **details: object) -> Reason:
        return Reason(signal, details, tuple(sources) or self._knowledge.signals[signal].sources)

    def _place(self, line: NamedLine, service: Service) -> Iterator[Reason]:
        """What the line is: a transaction or not, money out or in."""
        if line.fate is Fate.PROBLEM:
            unnamed = service.kind == "unnamed"
            yield self._reason("amount-unknown") if unnamed else self._reason("not-a-transaction", service=service.name)
        elif line.fate is not Fate.TRANSACTION:
            yield self._reason("outside-table", service=service.name)
        elif not line.takes_money:
            yield self._reason("money-in-unproven" if line.id in self._unproven else "money-in")
        elif line.withdrawal is None:
            yield self._reason("amount-unknown")

    def _kind(self, line: NamedLine, service: Service) -> Iterator[Reason]:
        """What the service is to the holder, and how sure the name is."""
        hit = line.hit
        if hit.guessed:
            yield self._reason("name-guessed", name=hit.matched or service.name)
        if hit.bill:
            yield self._reason("card-bill", what=hit.bill)
            return
        if hit.harmless:
            yield self._reason("known-payee", rail=hit.rail, what=hit.harmless)
            return
        if service.kind == "unnamed":
            key = "unnamed-payee-shown" if hit.payee else "unnamed-payee-empty"
            yield self._reason("unnamed-payee", what=sentence(key, rail=hit.rail, payee=hit.payee))
            return
        if signal := _LOWERED_KINDS.get(service.kind):
            yield self._reason(signal, service=service.name)
        elif self._may_be_a_top_up(line, service):
            yield self._reason("names-service", service=service.name)
        yield from self._spelling(hit, service)

    def _may_be_a_top_up(self, line: NamedLine, service: Service) -> bool:
        """Whether a top-up of the family's prints the same name; after the end of the service there is none."""
        takes_money = line.fate is Fate.TRANSACTION and line.takes_money and not line.hit.guessed
        return takes_money and not _is_over(_status_before(line, service))

    def _spelling(self, hit: Hit, service: Service) -> Iterator[Reason]:
        """How sure it is that the printed characters mean the service."""
        if service.ambiguous and hit.ambiguous:
            yield self._reason("ambiguous-name", what=service.ambiguous, other=service.ambiguous_with)
        if hit.with_kind:
            yield self._reason("two-readings", printed=hit.with_kind, service=service.name)
        if hit.could_be:
            names: list[Speakable] = [self._knowledge.services[ident].name for ident in hit.could_be]
            yield self._reason("memo-cut", matched=hit.matched, could_be=names)
        elif hit.own:
            yield self._reason("own-name", service=service.name)
        elif hit.inferred:
            yield self._reason("inferred-spelling", service=service.name)

    def _own(self, line: NamedLine, service: Service, identity: str) -> Iterator[Reason]:
        """What the holder has said, and what came back."""
        if is_used(line.hit, self._uses):
            yield self._reason("declared-use", service=service.name)
        if entry := self._mine.covering(identity) if self._mine else None:
            yield self._reason("on-mine-list", reason=entry.reason or sentence("mine-no-reason"), entry=entry.id)
        if other := self._refunds.of(line):
            yield self._reason("refunded" if line.takes_money else "undoes", date=other.date, yen=other.yen)

    def _facts(self, line: NamedLine, service: Service) -> Iterator[Reason]:
        """What is known of such withdrawals; says nothing of lines that took no money."""
        if not line.takes_money or line.fate is not Fate.TRANSACTION or service.kind not in _TAKING:
            return
        if not line.hit.may_draw_money:
            return
        yield from self._history.of(line)
        yield from self._status(line, service)
        yield from self._window(line, service)
        yield from self._bank(line, service)
        rail = self._matcher.immediate_rail(line.text)
        if rail and not line.hit.rail:
            yield self._reason("immediate-transfer", rail=rail)
        total = self._latest_total(service.id)
        if total:
            yield self._reason(
                "service-in-incident",
                total.sources,
                service=self._knowledge.services[total.service].name,
                cases=total.cases,
                yen=total.yen,
                as_of=total.as_of,
            )

    def _status(self, line: NamedLine, service: Service) -> Iterator[Reason]:
        """What had become of the service by the day of the line."""
        latest = _status_before(line, service)
        if latest is None:
            return
        if _is_over(latest):
            yield self._reason("service-ended", latest.sources, what=latest.text)
        elif latest.state == "renamed":
            yield self._reason("service-renamed", latest.sources, what=latest.text)

    def _window(self, line: NamedLine, service: Service) -> Iterator[Reason]:
        """A documented period of cases that holds the day of the line, for this bank or for all."""
        bank, linked = self._statements[line.statement].bank, self._linked(service.id)
        unlinked = linked is not None and bank is not None and bank not in linked.banks
        for window in self._knowledge.incidents.windows:
            here = bank in window.banks if window.banks else not unlinked
            applies = window.service in self._same_case(service.id) and here
            if applies and line.date and window.first <= line.date <= window.last:
                days = {"first": window.first, "last": window.last}
                yield self._reason("in-incident-window", window.sources, period=window.period, **days)
                return

    def _bank(self, line: NamedLine, service: Service) -> Iterator[Reason]:
        """Whether cases of this service at this bank are documented, or the two were never linked."""
        bank = self._bank_of(line)
        if bank is None:
            return
        linked = self._linked(service.id)
        if linked and bank.id not in linked.banks:
            yield self._reason("bank-not-linked", linked.sources, bank=_then(bank), service=service.name)
        sources = self._hit(bank.id, service.id)
        if sources:
            yield self._reason("bank-was-hit", sources, bank=_then(bank), service=self._case_name(service))
        elif linked and bank.id in linked.banks:
            yield self._reason("bank-linked", linked.sources, bank=_then(bank), service=service.name)

    def _find_linked(self, ident: str) -> BankList | None:
        """The list of banks that the service was linked with, where one is documented."""
        lists = (banks for banks in self._knowledge.incidents.bank_lists if banks.means == "linked")
        return next((banks for banks in lists if banks.service in self._same_case(ident)), None)

    def _find_hit(self, bank: str, service: str) -> Sequence[str]:
        """Sources for cases of a service at a bank; none if no case is documented."""
        incidents, case = self._knowledge.incidents, self._same_case(service)
        sources = [i.sources for i in incidents.incidents if i.bank == bank and i.service in case]
        sources += [
            banks.sources
            for banks in incidents.bank_lists
            if banks.means == "confirmed" and banks.service in case and bank in banks.banks
        ]
        return sources[0] if sources else ()

    def _same_case(self, ident: str) -> tuple[str, ...]:
        """The service, and the one under which documents count its cases (d払い under ドコモ口座)."""
        counted_with = self._knowledge.services[ident].counted_with
        return (ident, counted_with) if counted_with else (ident,)

    def _case_name(self, service: Service) -> Speakable:
        """The service, with the one under which documents count its cases: 「ドコモ口座・d払い（同じしくみ）」."""
        if not service.counted_with:
            return service.name
        said = sentence("same-scheme", counted=self._knowledge.services[service.counted_with].name, service=service.name)
        return Text(ja=said.in_lang("ja"), en=said.in_lang("en"))

    def _bank_of(self, line: NamedLine) -> Bank | None:
        bank = self._statements[line.statement].bank
        return self._knowledge.banks.get(bank) if bank else None

    def _find_latest_total(self, ident: str) -> Incident | None:
        totals = [i for i in self._knowledge.incidents.incidents if i.service in self._same_case(ident) and not i.bank]
        return max(totals, key=lambda incident: incident.as_of, default=None)


def _status_before(line: NamedLine, service: Service) -> Status | None:
    """What had last become of the service before the day of the line; None where nothing is known or the line has no date."""
    passed = [status for status in service.status if line.date and status.since < line.date]
    return max(passed, key=lambda status: status.since, default=None)


def _is_over(status: Status | None) -> bool:
    return status is not None and status.state in _OVER


def _then(bank: Bank) -> Speakable:
    """A bank's name, with the one that the documents of 2020 mean where it has changed."""
    if bank.then is None:
        return bank.name
    ja = sentence("bank-then", bank=bank.name, then=bank.then).in_lang("ja")
    return Text(ja=ja, en=sentence("bank-then", bank=bank.name, then=bank.then).in_lang("en"))
