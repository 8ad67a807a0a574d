"""Raised findings come in; for each bank account the page to hold while calling, or to take to the counter, goes out.

A page says which lines are concerned, whom to call, and which sentences of sheet.toml to say, to ask, to bring and to
write down. All are ids and numbers; `report.call_sheet` puts them into words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from selfcheck.guidance.case import OWN_BANK, Case, guidance_for
from selfcheck.knowledge import Knowledge
from selfcheck.knowledge import schema as s
from selfcheck.model.guidance import SheetPage

if TYPE_CHECKING:
    from selfcheck.model.findings import Finding
    from selfcheck.model.statement import Statement


def sheet_pages(raised: Sequence[Finding], statements: Sequence[Statement], knowledge: Knowledge) -> tuple[SheetPage, ...]:
    """One page for every account with raised lines, in the order of the lines."""

    def account_of(finding: Finding) -> tuple[str, str]:
        return statements[finding.statement].bank or "", finding.account or f"#{finding.statement}"

    in_order = sorted(raised, key=lambda finding: (account_of(finding), finding.number))
    pages = [_page(list(group), bank, knowledge) for (bank, _), group in groupby(in_order, key=account_of)]
    return tuple(sorted(pages, key=lambda page: page.findings[0]))


def _page(findings: Sequence[Finding], bank: str, knowledge: Knowledge) -> SheetPage:
    services = tuple(dict.fromkeys(finding.service for finding in findings))
    case = Case(frozenset({bank} if bank else ()), frozenset(services))
    return SheetPage(
        bank=bank or None,
        findings=tuple(finding.number for finding in findings),
        services=services,
        desks=_desks(case, knowledge),
        lines=tuple(line.id for line in knowledge.sheet if case.concerns(line) and not _is_excepted(line, bank, services)),
    )


def _is_excepted(line: s.SheetLine, bank: str, services: Sequence[str]) -> bool:
    """Whether a sentence is not for this bank, or for none of the services on the page."""
    # On a page with docomo and PayPay a sentence that only docomo is excepted from still holds for PayPay.
    return bank in line.except_banks or (bool(line.except_services) and set(services) <= set(line.except_services))


def _desks(case: Case, knowledge: Knowledge) -> tuple[str, ...]:
    """Desks to call or to visit, the bank's first; a service without either is reached through its page."""
    desks = [knowledge.desks[ident] for ident in guidance_for(knowledge, case.banks, case.services, found=True).desks]
    useful = [desk for desk in desks if _is_of_use(desk, knowledge)]
    useful.sort(key=lambda desk: (knowledge.desk_order.index(desk.kind), not _can_be_dialled(desk), not _answers(desk)))
    has_number = any(desk.kind == "bank" and desk.phones for desk in useful)
    return (*(() if has_number else (OWN_BANK,)), *(desk.id for desk in useful))


def _is_of_use(desk: s.Desk, knowledge: Knowledge) -> bool:
    return (desk.kind in knowledge.sheet_kinds and _answers(desk)) or (desk.kind == "service" and bool(desk.url))


def _can_be_dialled(desk: s.Desk) -> bool:
    """Whether its number stands on the page: the eye stops at the first of the bank's, which must be one to dial."""
    return bool(desk.phones) and desk.confirmed


def _answers(desk: s.Desk) -> bool:
    """Whether somebody answers there, on the telephone or at a counter."""
    return bool(desk.phones or desk.hours)
