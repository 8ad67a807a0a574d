"""A report comes in; one page per bank account to hold while calling, or to take to the counter, goes out.

Each page has the lines concerned, what to say, what to ask, what to bring, whom to call and blanks for
what is learnt. The sentences stand in sheet.toml with their sources; account numbers are masked here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from selfcheck.guidance.advise import OWN_BANK, guidance_for
from selfcheck.knowledge.schema import SheetLine
from selfcheck.model.findings import Finding
from selfcheck.report.report import Report

_SHOWN_DIGITS = 3
_KINDS = ("bank", "service", "police")


@dataclass(frozen=True)
class SheetPage:
    """One bank account: the raised lines, and ids and entries of the knowledge about them."""

    bank: str | None
    """Id; None where the file does not tell."""
    account: str
    """The account number with all but its last digits masked; empty where the file prints none."""
    findings: tuple[Finding, ...]
    services: tuple[str, ...]
    desks: tuple[str, ...]
    lines: tuple[SheetLine, ...]

    def part(self, name: str) -> list[SheetLine]:
        """What to ``say``, ``ask``, ``bring`` or ``note``."""
        return [line for line in self.lines if line.part == name]


def sheets(report: Report) -> list[SheetPage]:
    """One page for every account with raised lines, in the order of the files."""

    def account_of(finding: Finding) -> tuple[str, str]:
        return report.statements[finding.statement].bank or "", finding.account or f"#{finding.statement}"

    raised = sorted(report.raised, key=lambda finding: (account_of(finding), finding.number))
    pages = [_page(list(group), report) for _, group in groupby(raised, key=account_of)]
    return sorted(pages, key=lambda page: page.findings[0].number)


def masked(number: str) -> str:
    """An account number of which only the last digits can be read; other texts around it vanish."""
    found = re.findall(r"\d[\d\-]{3,}", number)
    if not found:
        return ""
    digits = str(found[-1])
    hidden = re.sub(r"\d", "*", digits[:-_SHOWN_DIGITS])
    return hidden + digits[-_SHOWN_DIGITS:]


def without_number(text: str, number: str) -> str:
    """``text`` with the account number in it masked, however it is written there."""
    for digits in {number, *re.findall(r"\d[\d\-]{3,}", number), re.sub(r"\D", "", number)}:
        if sum(map(str.isdigit, digits)) > _SHOWN_DIGITS:
            text = text.replace(digits, masked(digits))
    return text


def _page(findings: Sequence[Finding], report: Report) -> SheetPage:
    bank = report.statements[findings[0].statement].bank
    services = tuple(dict.fromkeys(finding.service for finding in findings))
    number = next((finding.account_number for finding in findings if finding.account_number), "")
    desks = report.knowledge.desks
    chosen = guidance_for(report.knowledge, {bank} if bank else set(), services, found=True)
    useful = [one for one in chosen.desks if desks[one].kind in _KINDS and (desks[one].phones or desks[one].hours)]
    useful += [one for one in chosen.desks if one not in useful and desks[one].kind == "service" and desks[one].url]
    own = any(desks[one].kind == "bank" and desks[one].phones for one in useful)
    return SheetPage(
        bank=bank,
        account=masked(number),
        findings=tuple(findings),
        services=services,
        desks=(*(() if own else (OWN_BANK,)), *sorted(useful, key=lambda one: _KINDS.index(desks[one].kind))),
        lines=tuple(
            line
            for line in report.knowledge.sheet
            if (not line.banks or bank in line.banks)
            and bank not in line.except_banks
            and (not line.services or set(line.services) & set(services))
        ),
    )
