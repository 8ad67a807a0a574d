"""Findings come in; steps, desks and deadlines go out, in the order in which to act.

Everything said here stands in guidance.toml and desks.toml with its source; this module only
chooses what concerns the banks and services at hand and counts days. A deadline is never said to
have passed: rules change, banks decide case by case, and the holder should ask in any case.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from selfcheck.knowledge import Knowledge
from selfcheck.knowledge import schema as s
from selfcheck.model.guidance import Deadline, DueLine, Guidance

if TYPE_CHECKING:
    from selfcheck.model.findings import Finding
    from selfcheck.model.statement import Statement

OWN_BANK = "own-bank"
"""The desk that says where to find the number of a bank whose own is not known."""


def advise(findings: Sequence[Finding], statements: Sequence[Statement], knowledge: Knowledge, today: dt.date) -> Guidance:
    """What to do about ``findings``; notes alone call for no steps beyond the everyday ones."""
    raised = [finding for finding in findings if finding.level != "note"]
    banks = {bank for finding in raised if (bank := statements[finding.statement].bank)}
    services = {finding.service for finding in raised}
    read_from = {statement.bank for statement in statements if statement.bank}
    chosen = guidance_for(knowledge, banks, services, found=bool(raised), all_banks=banks | read_from)
    return Guidance(
        steps=chosen.steps,
        desks=chosen.desks,
        deadlines=_deadlines(raised, statements, knowledge, today),
        limits=chosen.limits,
        warnings=chosen.warnings,
    )


def guidance_for(
    knowledge: Knowledge,
    banks: Collection[str],
    services: Collection[str],
    *,
    found: bool,
    all_banks: Collection[str] = (),
) -> Guidance:
    """Steps and desks for these banks and services (ids); without findings, what to do anyway."""
    when = {"always", "findings"} if found else {"always", "nothing-found"}
    steps = [step for step in knowledge.guidance.steps if step.when in when and _concerns(step, banks, services)]
    steps.sort(key=lambda step: step.order)
    desks = dict.fromkeys(desk for step in steps for desk in step.desks if _concerns(knowledge.desks[desk], banks, services))
    if found:
        own = (
            desk.id for desk in knowledge.desks.values() if (desk.banks or desk.services) and _concerns(desk, banks, services)
        )
        desks.update(dict.fromkeys(own))
        reached = {bank for desk in desks for bank in knowledge.desks[desk].banks if knowledge.desks[desk].phones}
        if banks and set(banks) <= reached:
            desks.pop(OWN_BANK, None)
    order = {"bank": 0, "service": 1, "police": 2, "authority": 3, "association": 4, "consumer": 5}
    limits = [note.id for note in knowledge.guidance.limits if not note.banks or set(note.banks) & {*banks, *all_banks}]
    return Guidance(
        steps=tuple(step.id for step in steps),
        desks=tuple(sorted(desks, key=lambda desk: order[knowledge.desks[desk].kind])),
        limits=tuple(limits),
        warnings=tuple(note.id for note in knowledge.guidance.warnings),
    )


def _concerns(entry: s.Step | s.Desk | s.DeadlineRule, banks: Collection[str], services: Collection[str]) -> bool:
    """An entry for certain banks or services concerns only them; one for nobody in particular, everybody."""
    return (not entry.banks or bool(set(entry.banks) & set(banks))) and (
        not entry.services or bool(set(entry.services) & set(services))
    )


def _deadlines(
    raised: Sequence[Finding], statements: Sequence[Statement], knowledge: Knowledge, today: dt.date
) -> tuple[Deadline, ...]:
    """Every rule with the raised withdrawals that it concerns, the most urgent first."""
    deadlines: list[Deadline] = []
    for rule in knowledge.guidance.deadlines:
        lines = [
            _due(finding, finding.date, rule, today)
            for finding in raised
            if finding.date
            and finding.date <= today
            and _concerns(rule, {statements[finding.statement].bank or ""}, {finding.service})
        ]
        if lines:
            lines.sort(key=lambda line: (line.days_left(today) < 0, abs(line.days_left(today)), line.finding))
            deadlines.append(Deadline(rule.id, tuple(lines)))
    return tuple(sorted(deadlines, key=lambda deadline: deadline.urgency(today)))


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
