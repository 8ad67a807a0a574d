"""A report comes in; what the first screen says of it beyond verdict, calls and findings, a line each, goes out.

The sentences stand in brief.toml and guidance.toml with their sources; here it is chosen which of them concern the case.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from msgspec import Struct

from selfcheck.guidance.case import Case
from selfcheck.guidance.desks import opening
from selfcheck.guidance.wording import day_and_time, text_or_empty, when_to_call
from selfcheck.knowledge import schema as s
from selfcheck.language.sentences import say
from selfcheck.model.guidance import Deadline, DueLine
from selfcheck.report.findings_in_words import age_in_words
from selfcheck.report.report import Report

_RECENT = 45
"""Days: a statement of last month, downloaded in the middle of this one, is no older."""
_UP_TO_DATE = 7
"""Days: what may have been taken since is worth a word."""
_MOST_SERVICES = 4
"""Services whose desk is named; what is left out stands in the full report."""
_MOST_DEADLINES = 2
_SOON = 90
"""Days: a day that is further off is no reason to wait, so what seems to have passed is told before it."""


class StepLine(Struct, frozen=True):
    """One thing to do; its further lines are desks of services."""

    title: str
    text: str
    lines: tuple[str, ...] = ()


class Recency(Struct, frozen=True):
    """Whether what was read goes up to these days."""

    heading: str
    text: str
    old: bool


def recency(report: Report) -> Recency | None:
    """None where nothing carries a date."""
    lang = report.lang
    ends = [statement.period[1] for statement in report.statements if statement.period]
    if not ends:
        return None
    first, last = min(ends), max(ends)
    days = [finding.date for finding in report.raised if finding.date and finding.date <= report.today]
    since = (report.today - last).days
    if since <= _RECENT:
        said = say("recent-since", lang, days=since) if since > _UP_TO_DATE else say("recent-new", lang)
        if (last - first).days <= _RECENT:
            return Recency(say("recent-until", lang, last=last), said, old=False)
        said = say("between-sentences", lang).join((said, say("recent-oldest", lang, first=first)))
        return Recency(say("recent-newest", lang, last=last), said, old=False)
    heading = say("recent-ends", lang, last=last)
    if not days:
        return Recency(heading, say("recent-old-clean", lang), old=True)
    return Recency(heading, say("recent-old", lang, age=age_in_words(max(days), report.today, lang)), old=True)


def brief_steps(report: Report) -> list[StepLine]:
    """Five things to do where something was raised, else three."""
    banks = _banks(report)
    case = Case(banks, frozenset(finding.service for finding in report.raised))
    when = "findings" if report.raised else "nothing-found"
    parts: dict[str, s.BriefStep] = {}
    for step in report.knowledge.brief.steps:
        if step.when == when and case.concerns(step) and (not step.banks or banks <= set(step.banks)):
            parts.setdefault(step.part, step)
    return [_step(step, report) for step in parts.values()]


def _banks(report: Report) -> frozenset[str]:
    """Of the accounts with raised withdrawals; an empty text stands for one that no file tells."""
    return frozenset(report.statements[finding.statement].bank or "" for finding in report.raised)


def _step(step: s.BriefStep, report: Report) -> StepLine:
    lang = report.lang
    text, details = step.text, {"number": "", "when": ""}
    if step.desk:
        desk = report.knowledge.desks[step.desk]
        if step.without_number and not (desk.confirmed and desk.phones):
            text = step.without_number
        details = {"number": desk.phones[0].number if desk.phones else "", "when": _when(desk, report)}
    lines = tuple(_services(report)) if step.part == "service" else ()
    return StepLine(step.title[lang], text[lang].format(**details), lines)


def _when(desk: s.Desk, report: Report) -> str:
    at = opening(desk, report.now)
    if at.again:
        return say("brief-from", report.lang, opens=day_and_time(at.again, report.lang))
    return say("brief-now", report.lang) if at.state == "open" else ""


def _services(report: Report) -> Iterator[str]:
    """Where to reach the company of each service, those that share a desk together."""
    reached: dict[tuple[str, ...], list[str]] = {}
    for service in dict.fromkeys(finding.service for finding in report.raised):
        elsewhere = "brief-ended" if _has_ended(service, report) else "brief-own-site"
        ways = tuple(_ways(service, report)) or (say(elsewhere, report.lang),)
        reached.setdefault(ways, []).append(report.knowledge.services[service].name[report.lang])
    for number, (ways, names) in enumerate(reached.items()):
        if number == _MOST_SERVICES:
            rest = sum(len(others) for others in list(reached.values())[number:])
            yield say("brief-other-services", report.lang, count=rest)
            return
        joined = say("between-words", report.lang).join(names)
        yield say("brief-service", report.lang, service=joined, ways=say("between-ways", report.lang).join(ways))


def _has_ended(service: str, report: Report) -> bool:
    status = report.knowledge.services[service].status
    return any(change.state == "ended" and change.since <= report.today for change in status)


def _ways(service: str, report: Report) -> Iterator[str]:
    """Confirmed numbers, then pages; one of each is enough."""
    own = _desks_of_service(service, report)
    if numbered := next((desk for desk in own if desk.phones and desk.confirmed), None):
        yield _by_phone(numbered, report)
    if with_page := next((desk for desk in own if desk.url), None):
        yield _by_page(with_page, report)


def _desks_of_service(service: str, report: Report) -> list[s.Desk]:
    desks = map(report.knowledge.desks.__getitem__, report.guidance.desks)
    return [desk for desk in desks if desk.kind == "service" and service in desk.services]


def _by_phone(desk: s.Desk, report: Report) -> str:
    when = when_to_call(desk, report.now, report.lang)
    return say("brief-phone" if when else "brief-phone-only", report.lang, number=desk.phones[0].number, when=when)


def _by_page(desk: s.Desk, report: Report) -> str:
    """Host and path are enough to type; the scheme and what follows a ``?`` only make the line longer."""
    address = urlsplit(desk.url)
    what = text_or_empty(desk.short, report.lang)
    return say("brief-page", report.lang, what=what, address=f"{address.netloc}{address.path}")


def brief_deadlines(report: Report) -> Iterator[str]:
    """The nearest days to come, and what to ask where the others seem to have passed."""
    rules = {rule.id: rule for rule in report.knowledge.guidance.deadlines}
    coming = [(deadline, line) for deadline in report.guidance.deadlines if (line := _next(deadline, report.today))]
    coming.sort(key=lambda pair: pair[1].last_day)
    far = bool(coming) and (coming[0][1].last_day - report.today).days > _SOON
    past = [line.date for deadline in report.guidance.deadlines for line in deadline.lines if line.days_left(report.today) < 0]
    if past and far:
        yield say("brief-past-some", report.lang, note=_past_note(report, past))
    for deadline, line in coming[:_MOST_DEADLINES]:
        yield say("brief-deadline", report.lang, rule=rules[deadline.rule].short, last=line.last_day)
    if past and not far:
        yield say("brief-past-others" if coming else "brief-past", report.lang, note=_past_note(report, past))


def _next(deadline: Deadline, today: dt.date) -> DueLine | None:
    """The withdrawal that the rule covers for the shortest time from today on."""
    return min((line for line in deadline.lines if line.days_left(today) >= 0), key=lambda line: line.last_day, default=None)


def _past_note(report: Report, days: Sequence[dt.date]) -> s.Text:
    notes = report.knowledge.brief.past
    return next(note.text for note in notes if any(note.first <= day <= note.last for day in days))
