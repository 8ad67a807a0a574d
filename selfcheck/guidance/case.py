"""The banks and services at hand come in; the steps, desks and limits that concern them go out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

from msgspec import Struct

from selfcheck.knowledge import Knowledge
from selfcheck.knowledge import schema as s
from selfcheck.model.guidance import Guidance

OWN_BANK = "own-bank"
"""The desk that says where to find the number of a bank whose own is not known."""


class _ForSome(Protocol):
    """A step, desk, deadline or sentence of the sheet."""

    @property
    def banks(self) -> tuple[str, ...]: ...

    @property
    def services(self) -> tuple[str, ...]: ...


class Case(Struct, frozen=True):
    """Whose money went to whom: ids."""

    banks: frozenset[str]
    """Empty where no file told its bank."""
    services: frozenset[str]

    def concerns(self, entry: _ForSome) -> bool:
        """An entry for certain banks or services concerns only them; one for nobody in particular, everybody."""
        return self.is_of(entry.banks) and (not entry.services or not self.services.isdisjoint(entry.services))

    def is_of(self, banks: Collection[str]) -> bool:
        """Whether one of the banks is among ``banks``, or these are all banks."""
        return not banks or not self.banks.isdisjoint(banks)


def guidance_for(
    knowledge: Knowledge,
    banks: Collection[str],
    services: Collection[str],
    *,
    found: bool,
    all_banks: Collection[str] = (),
) -> Guidance:
    """Steps and desks for these banks and services (ids); without findings, what to do anyway.

    ``all_banks`` are those of which anything was read: what cannot be seen there is said even if nothing was found.
    """
    case = Case(frozenset(banks), frozenset(services))
    steps = _steps(knowledge, case, found)
    looked_at = Case(case.banks | set(all_banks), case.services)
    return Guidance(
        steps=tuple(step.id for step in steps),
        desks=_desks(knowledge, case, steps, found),
        limits=tuple(note.id for note in knowledge.guidance.limits if looked_at.is_of(note.banks)),
        warnings=tuple(note.id for note in knowledge.guidance.warnings if looked_at.is_of(note.banks)),
    )


def _steps(knowledge: Knowledge, case: Case, found: bool) -> list[s.Step]:
    when = {"always", "findings"} if found else {"always", "nothing-found"}
    steps = [step for step in knowledge.guidance.steps if step.when in when and case.concerns(step)]
    return sorted(steps, key=lambda step: step.order)


def _desks(knowledge: Knowledge, case: Case, steps: Sequence[s.Step], found: bool) -> tuple[str, ...]:
    """Desks that the steps name and, where something was found, every desk of these banks and services."""
    desks = knowledge.desks
    chosen = dict.fromkeys(ident for step in steps for ident in step.desks if case.concerns(desks[ident]))
    if found:
        chosen.update(dict.fromkeys(_of_the_case(knowledge, case)))
        if _every_bank_has_a_number(case, [desks[ident] for ident in chosen]):
            chosen.pop(OWN_BANK, None)
    return tuple(sorted(chosen, key=lambda ident: knowledge.desk_order.index(desks[ident].kind)))


def _of_the_case(knowledge: Knowledge, case: Case) -> Iterator[str]:
    """Desks for these banks and services in particular."""
    return (desk.id for desk in knowledge.desks.values() if (desk.banks or desk.services) and case.concerns(desk))


def _every_bank_has_a_number(case: Case, desks: Sequence[s.Desk]) -> bool:
    """Whether nobody needs to be told where a bank's number is printed."""
    reached = {bank for desk in desks if desk.phones for bank in desk.banks}
    return bool(case.banks) and case.banks <= reached
