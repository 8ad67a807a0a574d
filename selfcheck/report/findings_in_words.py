"""Findings come in; what is said of each, in groups of one level, file and service, goes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby

from msgspec import Struct

from selfcheck.guidance.wording import text_or_empty
from selfcheck.language.sentences import Lang, localised, say
from selfcheck.model.findings import Finding, Level, Reason
from selfcheck.report.receipt import shown_path
from selfcheck.report.report import Report

_STRENGTHS = ("strong", "supporting", "weak", "lowering", "context")
_LEVELS = tuple(Level)
_MONTH, _YEAR = 30, 365
"""Days; an age need not be exact."""


class Cited(Struct, frozen=True):
    """A sentence and the ids of its sources."""

    text: str
    sources: tuple[str, ...] = ()


class FindingLine(Struct, frozen=True):
    """A finding in words."""

    number: int
    date: str
    day: dt.date | None
    amount: str
    yen: int
    """What it took; 0 where that is not known or money came in."""
    memo: str
    name: tuple[int, int]
    """Where the service's name stands in the memo."""
    line: int
    doubts: tuple[str, ...]
    """What a problem makes unsure about it."""


class FindingGroup(Struct, frozen=True):
    """Findings of one level, file and service, and why they are shown."""

    level: Level
    level_word: str
    service: str
    """Name, as people read it."""
    title: str
    age: str
    """Of the newest of them (``6年前``); empty where no date is known."""
    where: str
    lines: tuple[FindingLine, ...]
    short_reason: str
    """The strongest reason in half a line; empty where there is none."""
    explanations: Explanations
    place: int
    """Which of the explained groups it is."""

    @property
    def reasons(self) -> tuple[Cited, ...]:
        """Why they are shown, the strongest first."""
        return self.explanations.cited[self.place]

    @property
    def yen(self) -> int:
        """What they took together."""
        return sum(line.yen for line in self.lines)


class Explanations:
    """Why groups of findings are shown. Put into words when a form asks: the first screen gives half a line for each."""

    def __init__(self, report: Report, reasons: Sequence[Sequence[Reason]]) -> None:
        """``reasons`` are those of each group."""
        self._report = report
        self.reasons = reasons

    @cached_property
    def cited(self) -> list[tuple[Cited, ...]]:
        """The reasons of each group, once; context that was given above is not repeated under every group."""
        explained: set[str] = set()
        return [tuple(_cited(self._report, reasons, explained)) for reasons in self.reasons]


def groups_in_words(report: Report) -> list[FindingGroup]:
    """All findings."""

    def key(finding: Finding) -> tuple[int, int, str]:
        return _LEVELS.index(finding.level), finding.statement, finding.service

    groups = [(_LEVELS[level], service, list(found)) for (level, _, service), found in groupby(report.findings, key=key)]
    explanations = Explanations(report, [_by_strength(report, found) for _, _, found in groups])
    return [_group(report, level, service, found, explanations, place) for place, (level, service, found) in enumerate(groups)]


def age_in_words(day: dt.date, today: dt.date, lang: Lang) -> str:
    """``6年前``, ``3か月前``, ``12日前``, ``今日``; a day to come has no age."""
    days = (today - day).days
    if days < 0:
        return say("age-future", lang)
    if days == 0:
        return say("age-today", lang)
    for unit, length in (("years", _YEAR), ("months", _MONTH)):
        if days >= length:
            return say(f"age-{unit}", lang, count=days // length)
    return say("age-days", lang, count=days)


def _group(
    report: Report, level: Level, service: str, group: Sequence[Finding], explanations: Explanations, place: int
) -> FindingGroup:
    lang = report.lang
    lines = tuple(_line(report, finding) for finding in group)
    total = sum(line.yen for line in lines)
    name = report.knowledge.services[service].name[lang]
    days = [finding.date for finding in group if finding.date]
    return FindingGroup(
        level=level,
        level_word=say(f"level-{level}", lang),
        service=name,
        title=say("group" if total else "group-no-sum", lang, service=name, count=len(group), yen=total),
        age=age_in_words(max(days), report.today, lang) if days else "",
        where=_where(report, group),
        lines=lines,
        short_reason=_short_reason(report, explanations.reasons[place], len(lines), total),
        explanations=explanations,
        place=place,
    )


def _where(report: Report, group: Sequence[Finding]) -> str:
    """The bank and the file; in a file with pages, the pages too: ``meisai.pdf [2ページ]``."""
    statement = report.statements[group[0].statement]
    bank = report.knowledge.banks[statement.bank].name[report.lang] if statement.bank else ""
    path = shown_path(statement, report.lang)
    pages = statement.pages_of(finding.line for finding in group)
    if pages:
        path = say("on-pages", report.lang, path=path, pages=", ".join(map(str, pages)))
    return f"{bank} {path}".strip()


def _line(report: Report, finding: Finding) -> FindingLine:
    start = max(finding.memo.find(finding.matched), 0)
    end = start + len(finding.matched) if finding.matched in finding.memo else start
    return FindingLine(
        number=finding.number,
        date=finding.date.isoformat() if finding.date else say("date-none", report.lang),
        day=finding.date,
        amount=_amount(finding, report.lang),
        yen=max(finding.withdrawal or 0, 0),
        memo=finding.memo,
        name=(start, end),
        line=finding.line,
        doubts=tuple(report.doubts(finding)),
    )


def _amount(finding: Finding, lang: Lang) -> str:
    if finding.withdrawal is not None:
        return say("amount-out", lang, yen=finding.withdrawal)
    if finding.deposit is not None:
        return say("amount-in", lang, yen=finding.deposit)
    return say("amount-none", lang)


def _by_strength(report: Report, group: Sequence[Finding]) -> list[Reason]:
    signals = report.knowledge.signals
    reasons = [reason for finding in group for reason in finding.reasons]
    return sorted(reasons, key=lambda reason: _STRENGTHS.index(signals[reason.signal].strength))


def _cited(report: Report, reasons: Sequence[Reason], explained: set[str]) -> Iterator[Cited]:
    """Every reason once, but context that was explained before."""
    said = dict.fromkeys((_in_words(report, reason), reason.signal) for reason in _different(reasons))
    for cited, signal in said:
        if not (report.knowledge.signals[signal].strength == "context" and cited.text in explained):
            yield cited
    explained.update(cited.text for cited, _ in said)


def _different(reasons: Iterable[Reason]) -> Iterator[Reason]:
    """Without those that say the same of another line, as far as that can be told before they are said: it takes a while to
    say that a service was abused, for each of a thousand lines."""
    seen = set()
    for reason in reasons:
        try:
            said = (reason.signal, reason.sources, tuple(reason.details.items()))
            if said in seen:
                continue
            seen.add(said)
        except TypeError:  # a list, or a sentence within the sentence
            pass
        yield reason


def _in_words(report: Report, reason: Reason) -> Cited:
    return Cited(report.reason(reason), reason.sources)


def _short_reason(report: Report, reasons: Sequence[Reason], lines: int, yen: int) -> str:
    """The strongest one, of several of its signal the one of most lines of the group.

    One that counts lines of a sister service or of another file too says so: it would contradict the group's total.
    """
    known = [reason for reason in reasons if report.knowledge.signals[reason.signal].short]
    of_signal = [reason for reason in known if reason.signal == known[0].signal]
    own = [reason for reason in of_signal if _counted(reason, "count") <= lines and _counted(reason, "yen") <= yen]
    chosen = max(own or of_signal, key=lambda reason: (_counted(reason, "count"), _counted(reason, "yen")), default=None)
    if not chosen:
        return ""
    details = {name: localised(value, report.lang) for name, value in chosen.details.items()}
    short = text_or_empty(report.knowledge.signals[chosen.signal].short, report.lang).format(**details)
    return short if own else say("short-reason-together", report.lang, reason=short)


def _counted(reason: Reason, name: str) -> int:
    """Lines or yen that a reason tells of; 0 where it tells of none."""
    value = reason.details.get(name, 0)
    return value if isinstance(value, int) else 0
