"""A report comes in; statements to sign go out: which withdrawals the holder did not make, and what is asked of whom.

What a claim for compensation wants in writing (guidance.toml, ``claim-in-writing``). Only what the statement proves is filled
in: the withdrawals and their sums. What only the holder knows stays a blank or a box to tick. Nothing is said about the law.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from typing import Any

from selfcheck.language.sentences import localised, say
from selfcheck.model.findings import Finding, counted, taken, transactions_of
from selfcheck.printing.templates import html_page, markdown_page
from selfcheck.report.account_numbers import masked, without_number
from selfcheck.report.report import Report

WHO = ("name", "address", "phone", "bank", "branch", "account")
WORDS = (
    "title", "who", "statement", "withdrawals", "ask", "history", "noticed", "told", "enclosed", "sign", "made",
    "date", "amount", "memo", "place", "total",
)  # fmt: skip
"""Headings and labels, as they stand in the catalogue behind ``letter-``."""
TICKED = 3
"""Things that only the holder can say, each with a box in front."""


class Addressee(StrEnum):
    """To whom a letter goes."""

    BANK = "bank"
    SERVICE = "service"
    POLICE = "police"


ASKED = {Addressee.BANK: 5, Addressee.SERVICE: 5, Addressee.POLICE: 3}
"""How many things the catalogue has to ask of each."""
ENCLOSED = {Addressee.BANK: 4, Addressee.SERVICE: 4, Addressee.POLICE: 3}


def letters(report: Report, to: Addressee, *, show_account: bool = False) -> list[dict[str, Any]]:
    """One letter for each bank account, each service, or the police; raised withdrawals only.

    Account numbers are masked but for their last digits, in memos and names of files as well, unless ``show_account``.
    """
    took = [finding for finding in report.raised if finding.withdrawal is None or finding.withdrawal > 0]
    return [_letter(name, findings, report, to, show_account) for name, findings in _addressed(took, report, to)]


def letters_as(form: str, report: Report, to: Addressee, *, show_account: bool = False) -> str:
    """All letters as ``markdown`` or ``html``, one a page."""
    page = html_page if form == "html" else markdown_page
    template = f"letter.{'html' if form == 'html' else 'md'}.j2"
    found = letters(report, to, show_account=show_account)
    words = {key: say(f"letter-{key}", report.lang) for key in WORDS}
    return page(template, lang=report.lang, letters=found, words=words, nothing=say("sheet-nothing", report.lang))


def _addressed(findings: Sequence[Finding], report: Report, to: Addressee) -> Iterator[tuple[str, list[Finding]]]:
    """Whom each letter goes to, and about which withdrawals, in the order in which they were found."""
    if to is Addressee.POLICE:
        if findings:
            yield say("letter-police", report.lang), list(findings)
        return
    banks = to is Addressee.BANK
    first: dict[str, int] = {}
    for finding in findings:
        first.setdefault(_group_of(finding, report, banks), finding.number)
    ordered = sorted(findings, key=lambda finding: (first[_group_of(finding, report, banks)], finding.number))
    for _, group in groupby(ordered, key=lambda finding: _group_of(finding, report, banks)):
        members = list(group)
        yield _bank_name(members[0], report) if banks else _operator(members[0], report), members


def _group_of(finding: Finding, report: Report, banks: bool) -> str:
    """An account has a letter of its own: a bank looks at one account at a time."""
    statement = report.statements[finding.statement]
    return f"{statement.bank}\0{finding.account or finding.statement}" if banks else finding.service


def _bank_name(finding: Finding, report: Report) -> str:
    bank = report.statements[finding.statement].bank
    return report.knowledge.banks[bank].name[report.lang] if bank else say("letter-bank-blank", report.lang)


def _operator(finding: Finding, report: Report) -> str:
    service = report.knowledge.services[finding.service]
    return say("letter-operator", report.lang, operator=service.operator, service=service.name)


def _letter(name: str, findings: Sequence[Finding], report: Report, to: Addressee, show_account: bool) -> dict[str, Any]:
    lang = report.lang
    known = _known_of_holder(findings, report, show_account)
    return {
        "to": say("letter-to", lang, name=name),
        "who": [(say(f"letter-{key}", lang), known.get(key, "")) for key in WHO],
        "claims": [say(f"letter-claim-{number}", lang) for number in range(1, TICKED + 1)],
        "lines": [_line(finding, report, show_account) for finding in transactions_of(findings)],
        "totals": _totals(findings, report),
        "asks": [say(f"letter-ask-{to}-{number}", lang) for number in range(1, ASKED[to] + 1)],
        "enclosed": [say(f"letter-enclosed-{number}", lang) for number in range(1, ENCLOSED[to] + 1)],
    }


def _known_of_holder(findings: Sequence[Finding], report: Report, show_account: bool) -> dict[str, str]:
    """What the statement proves of `WHO`; nothing where a letter is about several accounts: there is room for one."""
    if len({_group_of(finding, report, banks=True) for finding in findings}) > 1:
        return {}
    known: dict[str, str] = {}
    if report.statements[findings[0].statement].bank:
        known["bank"] = _bank_name(findings[0], report)
    if number := next((finding.account_number for finding in findings if finding.account_number), ""):
        known["account"] = number if show_account else say("letter-masked", report.lang, number=masked(number))
    return known


def _line(finding: Finding, report: Report, show_account: bool) -> dict[str, str]:
    lang, path = report.lang, report.statements[finding.statement].path.replace("\\", "/").rsplit("/", 1)[-1]
    memo, place = finding.memo, f"{path}:{finding.line}"
    if not show_account:
        memo, place = (without_number(text, finding.account_number) for text in (memo, place))
    return {
        "date": str(localised(finding.date, lang)) if finding.date else say("date-none", lang),
        "amount": say("amount-none", lang) if finding.withdrawal is None else say("amount-out", lang, yen=finding.withdrawal),
        "memo": memo,
        "place": place,
    }


def _totals(findings: Sequence[Finding], report: Report) -> list[str]:
    """A sum for each service, and one for all where there are several."""
    by_service: dict[str, list[Finding]] = {}
    for finding in findings:
        by_service.setdefault(finding.service, []).append(finding)
    sums = [
        _total(report.knowledge.services[service].name[report.lang], members, report) for service, members in by_service.items()
    ]
    return sums if len(sums) < 2 else [*sums, _total(say("letter-total", report.lang), findings, report)]


def _total(name: str, findings: Sequence[Finding], report: Report) -> str:
    return say("letter-sum", report.lang, name=name, count=counted(findings), yen=taken(findings))
