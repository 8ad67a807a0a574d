"""The result of a scan, and its JSON form ``selfcheck.report/1``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct, field

from selfcheck.errors import Exit
from selfcheck.guidance.wording import desk_as_dict, step_as_dict
from selfcheck.knowledge import Knowledge, load
from selfcheck.language.sentences import Lang, localised, say
from selfcheck.model.findings import Finding, Level, Reason
from selfcheck.model.guidance import Deadline, DueLine, Guidance
from selfcheck.model.since_last import AccountSince, SinceLast
from selfcheck.model.statement import Skipped, Statement
from selfcheck.report.command_line import CommandLine
from selfcheck.version import VERSION

SCHEMA = "selfcheck.report/1"


class Report(Struct, frozen=True, dict=True):
    """What was read, what was found in it, and what to do."""

    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...]
    guidance: Guidance
    now: dt.datetime
    """The time in Japan for which guidance is given."""
    lang: Lang = "ja"
    knowledge: Knowledge = field(default_factory=load)
    """What is known, the holder's own names included."""
    skipped: tuple[Skipped, ...] = ()
    """Files of folders and archives that gave no statement."""
    since_last: SinceLast | None = None
    """What was checked before, where only what is new was asked for."""
    command: CommandLine = field(default_factory=CommandLine)
    """What was asked for, so that the next command can be named."""

    @property
    def today(self) -> dt.date:
        """The day from which days are counted, in Japan."""
        return self.now.date()

    @property
    def summary(self) -> dict[str, int]:
        """Number of findings by level."""
        return {level.value: sum(finding.level is level for finding in self.findings) for level in Level}

    @cached_property
    def raised(self) -> tuple[Finding, ...]:
        """The findings that should be looked at: alerts and checks."""
        return tuple(finding for finding in self.findings if finding.level is not Level.NOTE)

    @property
    def nothing_read(self) -> bool:
        """Whether no file was a statement."""
        return all(statement.status == "unreadable" for statement in self.statements)

    def doubts(self, finding: Finding) -> Iterator[str]:
        """What a problem of the finding's line, or of its whole file, makes unsure about it."""
        kinds = self._concerned.get((finding.statement, finding.line), ())
        return (say(f"doubt-{kind}", self.lang) for kind in kinds)

    @cached_property
    def _concerned(self) -> dict[tuple[int, int], dict[str, None]]:
        """By statement and line: what its problems make unsure, in their order. Both may be thousands."""
        kinds: dict[tuple[int, int], dict[str, None]] = {}
        for number, statement in enumerate(self.statements):
            for problem in statement.problems:
                kinds.setdefault((number, problem.line), {}).update(dict.fromkeys(problem.concerns))
        return kinds

    def finding(self, number: int) -> Finding:
        """The finding with this number."""
        return self._by_number[number]

    @cached_property
    def _by_number(self) -> dict[int, Finding]:
        return {finding.number: finding for finding in self.findings}

    @property
    def exit_code(self) -> Exit:
        """Raised goes before unread; unread before clean."""
        if self.raised:
            return Exit.RAISED
        code = reading_code(self.statements, self.skipped)
        return Exit.PARTLY if code is Exit.CLEAN and self.since_last and self.since_last.missing else code

    def reason(self, reason: Reason) -> str:
        """A reason as a sentence in the report's language."""
        return reason_in_words(reason, self.knowledge, self.lang)

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON values."""
        knowledge = self.knowledge
        return {
            "schema": SCHEMA,
            "version": VERSION,
            "generated_at": dt.datetime.now().astimezone().isoformat(timespec="seconds"),
            "statements": [self._statement(statement) for statement in self.statements],
            "skipped": [
                {"path": file.path, "reason": file.reason, "message": file.sentence.in_lang(self.lang)} for file in self.skipped
            ],
            "findings": [self._finding(finding, knowledge) for finding in self.findings],
            "guidance": {
                "steps": [step_as_dict(step, knowledge, self.lang) for step in self.guidance.steps],
                "desks": [desk_as_dict(knowledge.desks[desk], knowledge, self.lang, self.now) for desk in self.guidance.desks],
                "deadlines": [self._deadline(deadline, knowledge) for deadline in self.guidance.deadlines],
            },
            "summary": self.summary,
            **({"since_last": _since_as_dict(self.since_last)} if self.since_last else {}),
        }

    def _statement(self, statement: Statement) -> dict[str, Any]:
        period = statement.period
        check = statement.balance_check
        return {
            "path": statement.path,
            "status": statement.status,
            "container": statement.container,
            "encoding": statement.encoding,
            "encoding_evidence": [sentence.in_lang(self.lang) for sentence in statement.encoding_evidence],
            "bank": statement.bank,
            "layout": statement.layout,
            "columns": {role: list(cells) for role, cells in statement.columns.items()},
            "period": {"from": period[0].isoformat(), "to": period[1].isoformat()} if period else None,
            "lines": {fate.value: number for fate, number in statement.lines.items()},
            "balance_check": {
                "status": check.status,
                "checked": check.checked,
                "breaks": [{"line": b.line, "expected": b.expected, "found": b.found} for b in check.breaks],
            },
            "problems": [
                {
                    "line": problem.line,
                    "code": problem.code,
                    "message": problem.sentence.in_lang(self.lang),
                    "concerns": list(problem.concerns),
                }
                for problem in statement.problems
            ],
        }

    def _finding(self, finding: Finding, knowledge: Knowledge) -> dict[str, Any]:
        return {
            "statement": finding.statement,
            "line": finding.line,
            "date": finding.date.isoformat() if finding.date else None,
            "memo": finding.memo,
            "withdrawal": finding.withdrawal,
            "deposit": finding.deposit,
            "balance": finding.balance,
            "service": finding.service,
            "matched": finding.matched,
            "level": finding.level.value,
            "reasons": [
                {
                    "signal": reason.signal,
                    "message": self.reason(reason),
                    "source": knowledge.cite(reason.sources, self.lang),
                }
                for reason in finding.reasons
            ],
        }

    def _deadline(self, deadline: Deadline, knowledge: Knowledge) -> dict[str, Any]:
        rule = next(rule for rule in knowledge.guidance.deadlines if rule.id == deadline.rule)
        return {
            "id": rule.id,
            "days": rule.days,
            "who": rule.who[self.lang],
            "counts_from": rule.counts_from[self.lang],
            "text": rule.text[self.lang],
            "counts": rule.counts,
            "oldest": deadline.oldest.date.isoformat(),
            "days_since": deadline.oldest.days_since,
            "lines": [self._due(due, self.finding(due.finding)) for due in deadline.lines],
            "as_of": rule.as_of.isoformat(),
            "confirmed": rule.confirmed,
            "source": knowledge.cite(rule.sources, self.lang),
        }

    def _due(self, due: DueLine, finding: Finding) -> dict[str, Any]:
        return {
            "statement": finding.statement,
            "line": finding.line,
            "date": due.date.isoformat(),
            "days_since": due.days_since,
            "last_day": due.last_day.isoformat(),
        }


def _since_as_dict(since: SinceLast) -> dict[str, Any]:
    return {
        "accounts": [_account_as_dict(account) for account in since.accounts],
        "left_out": sum(account.left_out for account in since.accounts),
        "kept_unreadable": bool(since.unreadable),
    }


def _account_as_dict(account: AccountSince) -> dict[str, Any]:
    return {
        "id": account.id,
        "statements": list(account.statements),
        "known": account.known,
        "since": account.since.isoformat() if account.since else None,
        "until": account.until.isoformat() if account.until else None,
        "left_out": account.left_out,
        "partly": account.partly,
        "missing": [
            {
                "from": missing.first.isoformat(),
                "to": missing.last.isoformat(),
                "months": list(missing.months),
                "proven": missing.proven,
            }
            for missing in account.missing
        ],
    }


def reading_code(statements: Sequence[Statement], skipped: Sequence[Skipped] = ()) -> Exit:
    """The exit code as far as reading goes."""
    if all(statement.status == "unreadable" for statement in statements):
        return Exit.UNREADABLE
    is_partly = any(statement.status != "read" for statement in statements)
    return Exit.PARTLY if is_partly or any(file.reason == "not-opened" for file in skipped) else Exit.CLEAN


def reason_in_words(reason: Reason, knowledge: Knowledge, lang: Lang) -> str:
    """The sentence of a signal with this line's details filled in."""
    details = {name: localised(value, lang) for name, value in reason.details.items()}
    return knowledge.signals[reason.signal].text[lang].format(**details)
