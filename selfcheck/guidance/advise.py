"""Findings come in; steps, desks, deadlines and the pages of the call sheet go out, in the order in which to act.

Everything said here stands in guidance.toml, desks.toml and sheet.toml with its source; this module only chooses what
concerns the banks and services at hand and counts days. A deadline is never said to have passed: rules change, banks
decide case by case, and the holder should ask in any case.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from selfcheck.guidance.case import Case, guidance_for
from selfcheck.guidance.sheet_pages import sheet_pages
from selfcheck.knowledge import Knowledge
from selfcheck.knowledge import schema as s
from selfcheck.model.guidance import Deadline, DueLine, Guidance

if TYPE_CHECKING:
    from selfcheck.model.findings import Finding
    from selfcheck.model.statement import Statement


def advise(findings: Sequence[Finding], statements: Sequence[Statement], knowledge: Knowledge, today: dt.date) -> Guidance:
    """What to do about ``findings``; notes alone call for no steps beyond the everyday ones."""
    raised = [finding for finding in findings if finding.level != "note"]
    banks = {bank for finding in raised if (bank := statements[finding.statement].bank)}
    services = {finding.service for finding in raised}
    read_from = {statement.bank for statement in statements if statement.bank}
    chosen = guidance_for(knowledge, banks, services, found=bool(raised), all_banks=banks | read_from)
    return replace(
        chosen,
        deadlines=_deadlines(raised, statements, knowledge, today),
        pages=sheet_pages(raised, statements, knowledge),
    )


def _deadlines(
    raised: Sequence[Finding], statements: Sequence[Statement], knowledge: Knowledge, today: dt.date
) -> tuple[Deadline, ...]:
    """Every rule with the raised withdrawals that it concerns, the most urgent first."""
    deadlines: list[Deadline] = []
    for rule in knowledge.guidance.deadlines:
        lines = sorted(
            _due_lines(raised, statements, rule, today),
            key=lambda line: (line.days_left(today) < 0, abs(line.days_left(today)), line.finding),
        )
        if lines:
            deadlines.append(Deadline(rule.id, tuple(lines)))
    return tuple(sorted(deadlines, key=lambda deadline: deadline.urgency(today)))


def _due_lines(
    raised: Sequence[Finding], statements: Sequence[Statement], rule: s.DeadlineRule, today: dt.date
) -> Iterator[DueLine]:
    """Dated withdrawals that the rule concerns; one of a day to come is a misread year, and no day is counted from it."""
    concerned: dict[tuple[int, str], bool] = {}  # thousands of findings are of a few files and services
    for finding in raised:
        case = finding.statement, finding.service
        if case not in concerned:
            bank = statements[finding.statement].bank
            concerned[case] = Case(frozenset({bank} if bank else ()), frozenset({finding.service})).concerns(rule)
        if finding.date and finding.date <= today and concerned[case]:
            yield _due(finding, finding.date, rule, today)


def _due(finding: Finding, date: dt.date, rule: s.DeadlineRule, today: dt.date) -> DueLine:
    """Days are counted from the withdrawal, or from today where the rule counts from the day it was noticed."""
    begin = today if rule.counts == "from-noticing" else date
    return DueLine(finding.number, date, (today - date).days, _after(begin, rule))


def _after(begin: dt.date, rule: s.DeadlineRule) -> dt.date:
    """The last day: so many days later, or the same day so many years later."""
    if not rule.years:
        return begin + dt.timedelta(days=rule.days)
    try:
        return begin.replace(year=begin.year + rule.years)
    except ValueError:  # 29 February
        return begin.replace(year=begin.year + rule.years, month=3, day=1)
