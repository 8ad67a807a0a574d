"""A report comes in; the same report without what tells who the holder is goes out.

Paths become numbers, account numbers and balances vanish, and of every memo only the service's name and
what banks print around names is left. Dates, amounts, levels and reasons stay, and so does the number of
findings: this is done after counting, in one place, whatever format is written then.
"""

from __future__ import annotations

import re
from dataclasses import replace

from selfcheck.language.sentences import Sentence, sentence
from selfcheck.matching.affixes import Around
from selfcheck.model.findings import Finding, Reason
from selfcheck.model.statement import BalanceCheck, Problem, Statement
from selfcheck.report.report import Report

MASK = "***"
_PARTS = re.compile(r"[^\s()（）「」\[\]]+")
_MANY_DIGITS = 4
"""So many digits may be a number of the holder's."""
_KEPT_DETAILS = frozenset({"encoding", "count", "most", "first", "last"})
"""Details of a problem that tell nothing of the holder; all others are masked."""


def shared(report: Report) -> Report:
    """``report`` as it may be shown to somebody else."""
    around = Around(report.knowledge.lookalikes.affixes)
    statements = tuple(_statement(one, number, report) for number, one in enumerate(report.statements, start=1))
    known = dict.fromkeys(finding.account for finding in report.findings)
    accounts = {account: f"account-{number}" for number, account in enumerate(known)}
    findings = tuple(_finding(one, accounts[one.account], around) for one in report.findings)
    return replace(report, statements=statements, findings=findings)


def _statement(statement: Statement, number: int, report: Report) -> Statement:
    check = statement.balance_check
    name = sentence("share-path", number=number).in_lang(report.lang)
    return replace(
        statement,
        path=name,
        records=statement.records.without_text_and_balance(MASK),
        others=(),
        digest="",
        encoding_evidence=tuple(_sentence(one, keep=True) for one in statement.encoding_evidence),
        balance_check=BalanceCheck(check.status, check.checked, tuple(replace(b, expected=0, found=0) for b in check.breaks)),
        problems=tuple(Problem(one.line, one.code, _sentence(one.sentence)) for one in statement.problems),
    )


def _finding(finding: Finding, account: str, around: Around) -> Finding:
    return replace(
        finding,
        identity="",
        account=account,
        account_number="",
        balance=None,
        memo=_memo(finding.memo, finding.matched, around),
        reasons=tuple(replace(reason, details=_details(reason)) for reason in finding.reasons),
    )


def _memo(memo: str, matched: str, around: Around) -> str:
    """The name, and around it only what banks print."""
    start = memo.find(matched)
    if start < 0:
        return matched
    before, after = (_masked(part, around) for part in (memo[:start], memo[start + len(matched) :]))
    return f"{before}{matched}{after}"


def _masked(text: str, around: Around) -> str:
    def kept(part: re.Match[str]) -> str:
        word = part.group()
        return word if around.is_around(word) and sum(map(str.isdigit, word)) < _MANY_DIGITS else MASK

    return _PARTS.sub(kept, text)


def _details(reason: Reason) -> dict[str, object]:
    """Amounts and dates stay; what is left of the balance, and the holder's own words, do not."""
    hidden = {"left": MASK, "reason": MASK} if reason.signal in ("account-drained", "on-mine-list") else {}
    return {**reason.details, **{name: value for name, value in hidden.items() if name in reason.details}}


def _sentence(one: Sentence, *, keep: bool = False) -> Sentence:
    if keep:
        return one
    details = {name: value if name in _KEPT_DETAILS else MASK for name, value in one.details.items()}
    return Sentence(one.key, details)
