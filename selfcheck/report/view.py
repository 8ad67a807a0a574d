"""A report comes in; what it says, in words and in order but without a form, goes out.

The screen, the page and the Markdown are made of this, so that they say the same. Texts are as they are:
whoever shows them makes sure that nothing in them can act.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from selfcheck.guidance.deadlines import deadline_in_words, length_in_words
from selfcheck.guidance.wording import desk_in_words
from selfcheck.language.sentences import say
from selfcheck.model.findings import Finding, Level
from selfcheck.model.statement import Fate, Statement
from selfcheck.report.call_sheet import sheet_as_list
from selfcheck.report.receipt import Receipt, receipt, shown_path, skipped_in_words
from selfcheck.report.report import Report

_STRENGTHS = ("strong", "supporting", "weak", "lowering", "context")
_LEVELS = tuple(Level)
_FIRST_PAGES = 2
"""Accounts for which the first thing to do is said on top."""


@dataclass(frozen=True)
class Said:
    """A sentence and the ids of its sources."""

    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A finding in words."""

    number: int
    date: str
    amount: str
    memo: str
    name: tuple[int, int]
    """Where the service's name stands in the memo."""
    line: int


@dataclass(frozen=True)
class Group:
    """Findings of one level, file and service, and why they are shown."""

    level: Level
    level_word: str
    title: str
    where: str
    lines: tuple[Line, ...]
    reasons: tuple[Said, ...]


@dataclass(frozen=True)
class Step:
    """One thing to do."""

    title: str
    text: Said


@dataclass(frozen=True)
class View:
    """All that a report says, in the order in which it should be read."""

    tone: str
    """``alert``, ``check``, ``clean`` or ``unreadable``."""
    headline: str
    more: tuple[str, ...]
    cautions: tuple[str, ...]
    """What was not read, or does not add up."""
    first: tuple[str, ...]
    """What to do at once, for those who read no further."""
    raised: tuple[Group, ...]
    notes: tuple[Group, ...]
    steps: tuple[Step, ...]
    desks: tuple[dict[str, Any], ...]
    deadlines: tuple[Said, ...]
    sheets: tuple[dict[str, Any], ...]
    warnings: tuple[Said, ...]
    receipts: tuple[Receipt, ...]
    skipped: tuple[str, ...]
    """What lay in folders and archives and gave no statement."""
    limits: tuple[Said, ...]


def view_of(report: Report) -> View:
    """Everything in the report's language."""
    nothing_read = all(statement.status == "unreadable" for statement in report.statements)
    guidance, knowledge, lang = report.guidance, report.knowledge, report.lang
    steps = {step.id: step for step in knowledge.guidance.steps}
    told = report.raised or not nothing_read
    groups, sheets = list(_groups(report)), sheet_as_list(report)
    return View(
        tone=_tone(report, nothing_read),
        headline=_headline(report, nothing_read),
        more=tuple(_more(report, nothing_read)),
        cautions=tuple(_cautions(report)),
        first=tuple(_first(report, sheets)),
        raised=tuple(group for group in groups if group.level is not Level.NOTE),
        notes=tuple(group for group in groups if group.level is Level.NOTE),
        steps=tuple(
            Step(steps[one].title[lang], Said(steps[one].text[lang], steps[one].sources)) for one in guidance.steps if told
        ),
        desks=tuple(desk_in_words(knowledge.desks[desk], lang, report.now) for desk in guidance.desks if report.raised),
        deadlines=tuple(_deadlines(report)),
        sheets=tuple(sheets),
        warnings=tuple(
            Said(note.text[lang], note.sources)
            for note in knowledge.guidance.warnings
            if report.raised and note.id in guidance.warnings
        ),
        receipts=tuple(receipt(statement, knowledge, lang) for statement in report.statements),
        skipped=tuple(skipped_in_words(report.skipped, lang)),
        limits=tuple(
            Said(note.text[lang], note.sources)
            for note in knowledge.guidance.limits
            if not nothing_read and note.id in guidance.limits
        ),
    )


def _tone(report: Report, nothing_read: bool) -> str:
    if report.raised:
        return "alert" if report.summary["alert"] else "check"
    return "unreadable" if nothing_read else "clean"


def _headline(report: Report, nothing_read: bool) -> str:
    summary = report.summary
    if report.raised:
        counts = {"raised": len(report.raised), "alert": summary["alert"], "check": summary["check"]}
        return say("verdict-raised", report.lang, **counts)
    if nothing_read:
        return say("verdict-unreadable", report.lang)
    return say("verdict-notes-only" if summary["note"] else "verdict-clean", report.lang, notes=summary["note"])


def _more(report: Report, nothing_read: bool) -> Iterator[str]:
    if report.raised:
        yield say("verdict-raised-more", report.lang)
        if notes := report.summary["note"]:
            yield say("verdict-notes", report.lang, notes=notes)
    elif not nothing_read:
        yield say("verdict-clean-more", report.lang)


def _cautions(report: Report) -> Iterator[str]:
    if unread := say("between-words", report.lang).join(_unread(report)):
        yield say("verdict-unread", report.lang, what=unread)
    if any(statement.balance_check.status == "broken" for statement in report.statements):
        yield say("verdict-broken-balance", report.lang)
    if future := sum(one.date is not None and one.date > report.today for one in report.raised):
        yield say("verdict-future", report.lang, count=future, today=report.today)


def _unread(report: Report) -> Iterator[str]:
    if files := sum(statement.status == "unreadable" for statement in report.statements):
        yield say("unread-files", report.lang, count=files)
    if unopened := sum(file.reason == "not-opened" for file in report.skipped):
        yield say("unread-unopened", report.lang, count=unopened)
    readable = [statement for statement in report.statements if statement.status != "unreadable"]
    if lines := sum(statement.lines[Fate.PROBLEM] for statement in readable):
        yield say("unread-lines", report.lang, count=lines)
    if any(problem.code == "count-differs" for statement in readable for problem in statement.problems):
        yield say("unread-count", report.lang)


def _first(report: Report, sheets: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Whom to call if the withdrawal is not the holder's, and what to say."""
    for page in sheets[:_FIRST_PAGES]:
        phones = [desk for desk in page["desks"] if desk["kind"] == "bank" and desk["phones"]]
        desk = next((desk for desk in phones if desk["open_now"]), phones[0] if phones else None)
        details = {"bank": page["bank"], "number": desk["phones"][0]["number"], "desk": desk["name"]} if desk else {}
        if desk and desk["confirmed"]:
            yield say("first-call", report.lang, **details, now=say("desk-open", report.lang) if desk["open_now"] else "")
        elif desk:
            yield say("first-call-unconfirmed", report.lang, **details, as_of=desk["as_of"])
        else:
            yield say("first-call-own", report.lang, bank=page["bank"])
        yield say("first-say", report.lang, text=page["say"][0]["text"])
    if sheets:
        yield say("first-then", report.lang)


def _groups(report: Report) -> Iterator[Group]:
    """Findings by level, file and service; context that was given above is not repeated under every group."""
    explained: set[str] = set()

    def key(finding: Finding) -> tuple[int, int, str]:
        return _LEVELS.index(finding.level), finding.statement, finding.service

    for (level, number, service), found in groupby(report.findings, key=key):
        group = list(found)
        reasons = _reasons(report, group, explained)
        total = sum(max(finding.withdrawal or 0, 0) for finding in group)
        name = report.knowledge.services[service].name
        title = say("group" if total else "group-no-sum", report.lang, service=name, count=len(group), yen=total)
        yield Group(
            level=_LEVELS[level],
            level_word=say(f"level-{_LEVELS[level]}", report.lang),
            title=title,
            where=_where(report, report.statements[number], group),
            lines=tuple(_line(report, finding) for finding in group),
            reasons=tuple(reasons),
        )


def _where(report: Report, statement: Statement, group: Sequence[Finding]) -> str:
    """The bank and the file; in a file with pages, the pages too: ``meisai.pdf [2ページ]``."""
    bank = report.knowledge.banks[statement.bank].name[report.lang] if statement.bank else ""
    path = shown_path(statement, report.lang)
    pages = statement.pages_of(finding.line for finding in group)
    if pages:
        path = say("on-pages", report.lang, path=path, pages=", ".join(map(str, pages)))
    return f"{bank} {path}".strip()


def _line(report: Report, finding: Finding) -> Line:
    lang = report.lang
    if finding.withdrawal is not None:
        amount = say("amount-out", lang, yen=finding.withdrawal)
    elif finding.deposit is not None:
        amount = say("amount-in", lang, yen=finding.deposit)
    else:
        amount = say("amount-none", lang)
    start = max(finding.memo.find(finding.matched), 0)
    end = start + len(finding.matched) if finding.matched in finding.memo else start
    date = finding.date.isoformat() if finding.date else say("date-none", lang)
    return Line(finding.number, date, amount, finding.memo, (start, end), finding.line)


def _reasons(report: Report, group: Sequence[Finding], explained: set[str]) -> list[Said]:
    """Every reason of a group once, the strongest first."""
    signals = report.knowledge.signals
    reasons = sorted(
        (reason for finding in group for reason in finding.reasons),
        key=lambda reason: _STRENGTHS.index(signals[reason.signal].strength),
    )
    said: dict[Said, None] = {}
    for reason in reasons:
        one = Said(report.reason(reason), reason.sources)
        if not (signals[reason.signal].strength == "context" and one.text in explained):
            said[one] = None
    explained.update(one.text for one in said)
    return list(said)


def _deadlines(report: Report) -> Iterator[Said]:
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
        yield Said(say("between-sentences", lang).join(filter(None, parts)), rule.sources)
