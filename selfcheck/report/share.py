"""A report comes in; the same report without what tells who the holder is goes out.

Paths become numbers, account numbers and balances vanish, and of every text only what anybody's file may hold is left
(`allowed`): names of services, words that banks print. Dates, amounts, levels and reasons stay, and so does the number of
findings: this is done after counting, in one place, whatever format is written then. A day that stands years apart from the
others is none of a transaction, and goes too (`share_days`), as does a number that cannot be an amount (`share_amounts`).
"""

from __future__ import annotations

from msgspec.structs import replace

from selfcheck.allowed.text import AllowedText, Span, allowed_text
from selfcheck.knowledge import Knowledge, load
from selfcheck.knowledge.schema import Text
from selfcheck.language.sentences import Sentence, sentence
from selfcheck.matching.fold import fold
from selfcheck.matching.rails import UNNAMED
from selfcheck.model.findings import Finding, Reason
from selfcheck.model.guidance import Guidance
from selfcheck.model.since_last import SinceLast
from selfcheck.model.statement import BalanceCheck, Skipped, Statement
from selfcheck.report.command_line import CommandLine
from selfcheck.report.report import Report
from selfcheck.report.share_amounts import ShownAmounts
from selfcheck.report.share_days import ShownDays

MASK = "***"
_OURS = frozenset({"encoding", "year"})
"""Details of a sentence whose text is never the file's."""
_TOLD = frozenset({"count", "most", "first", "last"})
"""Details of a problem in numbers that are no sums of money."""


def shared(report: Report) -> Report:
    """``report`` as it may be shown to somebody else."""
    return _Shared(report).report()


class _Shared:
    """Masks one report."""

    def __init__(self, report: Report) -> None:
        self._given = report
        self._allowed: AllowedText = allowed_text()
        self._days = ShownDays(report.statements)
        self._amounts = ShownAmounts(report.statements)
        known = load().services
        added = [service for service in report.knowledge.own_services if service.id not in known]
        self._ids = {service.id: f"own-{number}" for number, service in enumerate(added, start=1)}
        """What the holder looks for besides, by numbers."""
        self._own_texts = {text for service in added for text in (service.name, service.about)}
        self._own_texts.update(lookalike.what for lookalike in report.knowledge.own_lookalikes)
        spellings = {fold(name.text) for one in known.values() for name in one.names}
        names = (fold(name.text) for service in report.knowledge.own_services for name in service.names)
        self._own_names = frozenset(names) - spellings

    def report(self) -> Report:
        given = self._given
        accounts = {account: f"account-{number}" for number, account in enumerate(self._accounts(), start=1)}
        return replace(
            given,
            statements=tuple(self._statement(one, number) for number, one in enumerate(given.statements, start=1)),
            findings=tuple(self._finding(finding, accounts[finding.account]) for finding in given.findings),
            skipped=tuple(self._skipped(one, number) for number, one in enumerate(given.skipped, len(given.statements) + 1)),
            guidance=self._guidance(given.guidance),
            knowledge=self._knowledge(given.knowledge),
            since_last=self._since(given.since_last) if given.since_last else None,
            command=CommandLine(spoken=given.command.spoken),
        )

    def _accounts(self) -> dict[str, None]:
        return dict.fromkeys(finding.account for finding in self._given.findings)

    def _path(self, number: int) -> str:
        return sentence("share-path", number=number).in_lang(self._given.lang)

    def _statement(self, statement: Statement, number: int) -> Statement:
        check = statement.balance_check
        breaks = tuple(replace(broken, expected=0, found=0) for broken in check.breaks)
        return Statement(
            path=self._path(number),
            status=statement.status,
            records=statement.records.without_text_and_balance(MASK, self._days.span(number - 1)),
            container=statement.container,
            encoding=statement.encoding,
            encoding_evidence=statement.encoding_evidence,
            bank=statement.bank,
            layout=statement.layout,
            columns={role: tuple(self._column(cell, statement) for cell in cells) for role, cells in statement.columns.items()},
            lines=statement.lines,
            header=tuple(map(self._header, statement.header)),
            delimiter=statement.delimiter,
            why=statement.why,
            header_line=statement.header_line,
            balance_check=BalanceCheck(check.status, check.checked, breaks, check.order, check.proven),
            problems=tuple(replace(problem, sentence=self._problem(problem.sentence)) for problem in statement.problems),
            pages=statement.pages,
        )

    def _column(self, cell: str, statement: Statement) -> str:
        """A column by its header, or by the number that it was given."""
        is_number = cell.isascii() and cell.isdigit() and cell not in statement.header
        return cell if is_number else self._header(cell)

    def _header(self, cell: str) -> str:
        """A header as the bank prints it for everybody: 残高(普通1234567) names the account, 残高(円) does not."""
        return self._allowed.masked(cell, MASK, is_header=True)

    def _skipped(self, file: Skipped, number: int) -> Skipped:
        return Skipped(self._path(number), file.reason, self._problem(file.sentence))

    def _finding(self, finding: Finding, account: str) -> Finding:
        # A payee in no list may be a person: it is no name of a service that may be shown.
        is_service = finding.service != UNNAMED and finding.service not in self._ids and not self._is_own(finding.matched)
        return Finding(
            number=finding.number,
            identity="",
            account=account,
            account_number="",
            statement=finding.statement,
            line=finding.line,
            date=self._days.day(finding.date),
            memo=self._memo(finding.memo, finding.matched if is_service else ""),
            withdrawal=self._amounts.of_line(finding.withdrawal, finding.statement, finding.line),
            deposit=self._amounts.of_line(finding.deposit, finding.statement, finding.line),
            balance=None,
            service=self._ids.get(finding.service, finding.service),
            matched=finding.matched if is_service else MASK,
            level=finding.level,
            reasons=tuple(map(self._reason, finding.reasons)),
        )

    def _is_own(self, matched: str) -> bool:
        letters = fold(matched)
        return any(name in letters for name in self._own_names)

    def _memo(self, memo: str, matched: str) -> str:
        """The name, and around it only what banks print."""
        start = memo.find(matched)
        if start < 0:
            return matched
        also: Span | None = (start, start + len(matched)) if matched else None
        return self._allowed.masked(memo, MASK, also=also)

    def _reason(self, reason: Reason) -> Reason:
        """Amounts and dates stay; what is left of the balance does not (signals.toml says so), nor the holder's own words."""
        private = self._given.knowledge.signals[reason.signal].private
        details = {name: MASK if name in private else self._detail(name, value) for name, value in reason.details.items()}
        return replace(reason, details=details)

    def _detail(self, name: str, value: object) -> object:
        if isinstance(value, str):
            return value if name in _OURS else self._allowed.masked(value, MASK)
        if isinstance(value, list | tuple):
            return [self._detail(name, one) for one in value]
        if isinstance(value, Sentence):
            return Sentence(value.key, {name: self._detail(name, one) for name, one in value.details.items()})
        if isinstance(value, Text) and value in self._own_texts:
            return MASK
        return value if self._days.may_show(value) and self._amounts.may_show(value) else MASK

    def _problem(self, told: Sentence) -> Sentence:
        """Why something was not read; of the file's own words and sums it tells nothing."""

        def shown(name: str, value: object) -> object:
            if isinstance(value, Sentence):
                return self._problem(value)
            is_ours = name in _OURS or (name in _TOLD and not isinstance(value, str) and self._days.may_show(value))
            return value if is_ours else MASK

        return Sentence(told.key, {name: shown(name, value) for name, value in told.details.items()})

    def _guidance(self, guidance: Guidance) -> Guidance:
        pages = (replace(page, services=tuple(self._ids.get(one, one) for one in page.services)) for page in guidance.pages)
        return replace(guidance, pages=tuple(pages), deadlines=self._days.deadlines(guidance.deadlines))

    def _knowledge(self, knowledge: Knowledge) -> Knowledge:
        """What the holder added has no name."""
        if not knowledge.own_services:
            return knowledge
        hidden = Text(ja=MASK, en=MASK)
        added = (one for one in knowledge.own_services if one.id in self._ids)
        return Knowledge(
            knowledge.folder,
            own_services=tuple(
                replace(one, id=self._ids[one.id], name=hidden, names=(replace(one.names[0], text=MASK),), lookalikes=())
                for one in added
            ),
        )

    def _since(self, since: SinceLast) -> SinceLast:
        """Days and counts stay; what tells an account from another, and why a file of the holder's cannot be read, do not."""
        accounts = tuple(replace(self._days.since(account), id=MASK) for account in since.accounts)
        return SinceLast(accounts, (), MASK if since.unreadable else "")
