"""A report comes in; what it says, in words and in order but without a form, goes out.

The first screen, the full report, the page and the Markdown are made of this, so that they say the same. Texts are as
they are: whoever shows them makes sure that nothing in them can act.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from selfcheck.guidance.deadlines import deadline_in_words, length_in_words
from selfcheck.guidance.wording import age_of_desks, day_and_time, desk_in_words
from selfcheck.language.sentences import say
from selfcheck.model.findings import Level
from selfcheck.report import verdict
from selfcheck.report.brief import Recency, StepLine, brief_deadlines, brief_steps, recency
from selfcheck.report.calls import Call, calls
from selfcheck.report.findings_in_words import Cited, FindingGroup, groups_in_words
from selfcheck.report.receipt import Receipt, receipt, skipped_in_words
from selfcheck.report.report import Report
from selfcheck.report.sheet_in_words import sheet_as_list


class FullStep(Struct, frozen=True):
    """One thing to do, whole."""

    title: str
    text: Cited


class NextCommands(Struct, frozen=True):
    """What to type next."""

    sheet: str
    full: str
    review: str
    guide: str
    inspect: str


class View(Struct, frozen=True):
    """All that a report says, in the order in which it should be read; the first screen takes less of each part."""

    tone: str
    """``alert``, ``check``, ``clean`` or ``unreadable``."""
    headline: str
    more: tuple[str, ...]
    cautions: tuple[str, ...]
    """What was not read, or does not add up."""
    calls: tuple[Call, ...]
    """Whom to call first, for each account."""
    raised: tuple[FindingGroup, ...]
    notes: tuple[FindingGroup, ...]
    recency: Recency | None
    brief_steps: tuple[StepLine, ...]
    brief_deadlines: tuple[str, ...]
    nevers: tuple[Cited, ...]
    steps: tuple[FullStep, ...]
    desks: tuple[dict[str, Any], ...]
    desks_age: str
    """How old what is known of them is."""
    deadlines: tuple[Cited, ...]
    sheets: tuple[dict[str, Any], ...]
    warnings: tuple[Cited, ...]
    receipts: tuple[Receipt, ...]
    skipped: tuple[str, ...]
    """What lay in folders and archives and gave no statement."""
    limits: tuple[Cited, ...]
    commands: NextCommands
    now: str
    """The day and time for which it is said who answers."""


def view_of(report: Report) -> View:
    """Everything in the report's language."""
    knowledge, lang = report.knowledge, report.lang
    desks = [knowledge.desks[desk] for desk in report.guidance.desks if report.raised]
    groups, sheets = groups_in_words(report), sheet_as_list(report)
    return View(
        tone=verdict.tone(report),
        headline=verdict.headline(report),
        more=tuple(verdict.more(report)),
        cautions=tuple(verdict.cautions(report)),
        calls=tuple(calls(report, sheets)),
        raised=tuple(group for group in groups if group.level is not Level.NOTE),
        notes=tuple(group for group in groups if group.level is Level.NOTE),
        recency=recency(report),
        brief_steps=() if report.nothing_read and not report.raised else tuple(brief_steps(report)),
        brief_deadlines=tuple(brief_deadlines(report)),
        nevers=tuple(Cited(never.text[lang], never.sources) for never in knowledge.brief.nevers),
        steps=tuple(_steps(report)),
        desks=tuple(desk_in_words(desk, lang, report.now) for desk in desks),
        desks_age=age_of_desks(desks, lang),
        deadlines=tuple(_deadlines(report)),
        sheets=tuple(sheets),
        warnings=tuple(_warnings(report)),
        receipts=tuple(receipt(statement, knowledge, lang) for statement in report.statements),
        skipped=tuple(skipped_in_words(report.skipped, lang)),
        limits=tuple(_limits(report)),
        commands=_commands(report),
        now=day_and_time(report.now, lang),
    )


def _steps(report: Report) -> Iterator[FullStep]:
    if report.nothing_read and not report.raised:
        return
    steps = {step.id: step for step in report.knowledge.guidance.steps}
    for step in (steps[ident] for ident in report.guidance.steps):
        yield FullStep(step.title[report.lang], Cited(step.text[report.lang], step.sources))


def _deadlines(report: Report) -> Iterator[Cited]:
    lang = report.lang
    rules = {rule.id: rule for rule in report.knowledge.guidance.deadlines}
    for deadline in report.guidance.deadlines:
        rule = rules[deadline.rule]
        parts = (
            say("deadline", lang, length=length_in_words(rule, lang), who=rule.who, counts=rule.counts_from),
            deadline_in_words(deadline, rule, report.today, lang),
            rule.text[lang],
            "" if rule.confirmed else say("deadline-unconfirmed", lang, as_of=rule.as_of),
        )
        yield Cited(say("between-sentences", lang).join(filter(None, parts)), rule.sources)


def _warnings(report: Report) -> Iterator[Cited]:
    for note in report.knowledge.guidance.warnings:
        if report.raised and note.id in report.guidance.warnings:
            yield Cited(note.text[report.lang], note.sources)


def _limits(report: Report) -> Iterator[Cited]:
    for note in report.knowledge.guidance.limits:
        if not report.nothing_read and note.id in report.guidance.limits:
            yield Cited(note.text[report.lang], note.sources)


def _commands(report: Report) -> NextCommands:
    command, files = report.command, say("files-placeholder", report.lang)
    banks = {page.bank for page in report.guidance.pages}
    bank = [word for name in banks if name and len(banks) == 1 for word in ("--bank", name)]
    return NextCommands(
        sheet=command.line("sheet", files, "--output", "sheet.html"),
        full=command.line("scan", files, "--full"),
        review=command.line("scan", files, "--review"),
        guide=command.without_files("guide", *bank),
        inspect=command.reading("inspect", files),
    )
