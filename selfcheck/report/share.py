"""A report comes in; the same report without what tells who the holder is goes out.

Paths become numbers, account numbers and balances vanish, and of every memo only the service's name and
what banks print around names is left. Dates, amounts, levels and reasons stay, and so does the number of
findings: this is done after counting, in one place, whatever format is written then.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from msgspec.structs import replace

from selfcheck.language.sentences import Sentence, sentence
from selfcheck.matching.affixes import Around
from selfcheck.matching.rails import UNNAMED
from selfcheck.model.findings import Finding, Reason
from selfcheck.model.since_last import SinceLast
from selfcheck.model.statement import BalanceCheck, Statement
from selfcheck.patterns import regex
from selfcheck.report.report import Report
from selfcheck.statement.words import column_names

MASK = "***"
_PARTS = regex(r"[^\s()（）「」\[\]]+")
_BRACKETS = regex(r"[(（\[【〔].*[)）\]】〕]")
_NUMBER = regex(r"\d[\d\-]{3,}")
_UNIT = 3
"""Letters of what stands in brackets and is a unit: 円, 千円, JPY."""
_MANY_DIGITS = 4
"""So many digits may be a number of the holder's."""
_KEPT_DETAILS = frozenset({"encoding", "count", "most", "first", "last", "rail"})
"""Details of a problem that tell nothing of the holder; all others are masked."""


def shared(report: Report) -> Report:
    """``report`` as it may be shown to somebody else."""
    around = Around(report.knowledge.lookalikes.affixes)
    statements = tuple(_statement(statement, number, report) for number, statement in enumerate(report.statements, start=1))
    known = dict.fromkeys(finding.account for finding in report.findings)
    accounts = {account: f"account-{number}" for number, account in enumerate(known)}
    findings = tuple(_finding(finding, accounts[finding.account], around, report) for finding in report.findings)
    skipped = tuple(
        replace(file, path=_path(number, report), sentence=_masked_sentence(file.sentence))
        for number, file in enumerate(report.skipped, start=len(statements) + 1)
    )
    command = replace(report.command, paths=(), options=(), checked=())
    since = _without_ids(report.since_last) if report.since_last else None
    return replace(report, statements=statements, findings=findings, skipped=skipped, since_last=since, command=command)


def _without_ids(since: SinceLast) -> SinceLast:
    """Days and counts stay; what tells an account from another, and why a file of the holder's cannot be read, do not."""
    accounts = tuple(replace(account, id=MASK) for account in since.accounts)
    return SinceLast(accounts, (), MASK if since.unreadable else "")


def _path(number: int, report: Report) -> str:
    return sentence("share-path", number=number).in_lang(report.lang)


def _statement(statement: Statement, number: int, report: Report) -> Statement:
    check = statement.balance_check
    return replace(
        statement,
        path=_path(number, report),
        records=statement.records.without_text_and_balance(MASK),
        columns={role: tuple(map(_header_cell, cells)) for role, cells in statement.columns.items()},
        header=tuple(map(_header_cell, statement.header)),
        others=(),
        digest="",
        encoding_evidence=statement.encoding_evidence,
        balance_check=BalanceCheck(
            check.status, check.checked, tuple(replace(broken, expected=0, found=0) for broken in check.breaks)
        ),
        problems=tuple(replace(problem, sentence=_masked_sentence(problem.sentence)) for problem in statement.problems),
    )


def _header_cell(cell: str) -> str:
    """A header as the bank prints it for everybody: 残高(普通1234567) names the account, 残高(円) does not."""
    return _NUMBER.sub(MASK, _BRACKETS.sub(_of_everybody, cell))


def _of_everybody(brackets: re.Match[str]) -> str:
    within = brackets.group()[1:-1]
    is_usual = len(within) <= _UNIT or column_names().role(within)
    return brackets.group() if is_usual else f"{brackets.group()[0]}{MASK}{brackets.group()[-1]}"


def _finding(finding: Finding, account: str, around: Around, report: Report) -> Finding:
    # A payee in no list may be a person: it is no name of a service that may be shown.
    is_service = finding.service != UNNAMED
    return replace(
        finding,
        identity="",
        account=account,
        account_number="",
        balance=None,
        memo=_memo(finding.memo, finding.matched if is_service else "", around),
        matched=finding.matched if is_service else MASK,
        reasons=tuple(
            replace(reason, details=_details(reason, report.knowledge.signals[reason.signal].private))
            for reason in finding.reasons
        ),
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


def _details(reason: Reason, private: Collection[str]) -> dict[str, object]:
    """Amounts and dates stay; what is left of the balance, and the holder's own words, do not (signals.toml says which)."""
    return {name: _masked_value(value) if name in private else value for name, value in reason.details.items()}


def _masked_value(value: object) -> object:
    return _masked_sentence(value) if isinstance(value, Sentence) and value.details else MASK


def _masked_sentence(told: Sentence) -> Sentence:
    return Sentence(told.key, {name: value if name in _KEPT_DETAILS else MASK for name, value in told.details.items()})
