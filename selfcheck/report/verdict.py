"""A report comes in; its verdict in a sentence, and what was not read or does not add up, goes out."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from selfcheck.language.sentences import say
from selfcheck.model.findings import counted, taken
from selfcheck.model.problems import MERGED, is_partly_read
from selfcheck.model.statement import Fate, Problem, Statement
from selfcheck.report.receipt import file_name
from selfcheck.report.report import Report
from selfcheck.report.since_last import checked_before, is_new_alone, missing_in_between

_NAMED = 3
"""Files that were not read and are named; the rest is counted."""


def tone(report: Report) -> str:
    """``alert``, ``check``, ``clean`` or ``unreadable``."""
    if report.raised:
        return "alert" if report.summary["alert"] else "check"
    return "unreadable" if report.nothing_read else "clean"


def headline(report: Report) -> str:
    """What was found, or how much was looked at in vain."""
    if report.raised:
        services = len({finding.service for finding in report.raised})
        yen = taken(report.raised)
        key = "verdict-raised" if yen else "verdict-raised-no-sum"
        return say(key, report.lang, raised=counted(report.raised), services=services, yen=yen)
    if report.nothing_read:
        return say("verdict-unreadable", report.lang)
    key = "verdict-notes-only" if report.summary["note"] else "verdict-clean"
    details = {"what": looked_at(report), "notes": report.summary["note"]}
    return say(f"{key}-since" if is_new_alone(report) else key, report.lang, **details)


def more(report: Report) -> Iterator[str]:
    """What the verdict means, and what it does not."""
    if report.raised:
        yield say("verdict-raised-more", report.lang)
        if notes := report.summary["note"]:
            yield say("verdict-notes", report.lang, notes=notes)
    elif not report.nothing_read:
        yield say("verdict-clean-more", report.lang)
    yield from checked_before(report)


def looked_at(report: Report) -> str:
    """Files, days and transactions."""
    read = _readable(report)
    transactions = sum(len(statement.records) for statement in read)
    periods = [statement.period for statement in read if statement.period]
    details: dict[str, object] = {"files": len(read), "transactions": transactions}
    if not periods:
        return say("looked-at-no-days", report.lang, **details)
    first, last = min(begin for begin, _ in periods), max(end for _, end in periods)
    return say("looked-at", report.lang, first=first, last=last, **details)


def cautions(report: Report) -> Iterator[str]:
    """What was not read, does not add up, or lies in the future."""
    if unread := say("between-words", report.lang).join(filter(None, (part(report) for part in _UNREAD))):
        yield say("verdict-unread", report.lang, what=unread)
    yield from _unsure(report)
    yield from _merged(report)
    yield from _guessed_years(report)
    yield from missing_in_between(report)
    if any(statement.balance_check.status == "broken" for statement in report.statements):
        yield say("verdict-broken-balance", report.lang)
    if future := sum(finding.date is not None and finding.date > report.today for finding in report.raised):
        yield say("verdict-future", report.lang, count=future, today=report.today)


def _unsure(report: Report) -> Iterator[str]:
    """What nothing in a file proves, so that its amounts, days or memos are not to be trusted as they stand."""
    doubts = [(statement.path, problem) for statement in _readable(report) for problem in _doubts(statement)]
    kinds = dict.fromkeys(kind for _, problem in doubts for kind in problem.concerns)
    if doubts:
        what = say("between-words", report.lang).join(say(f"unsure-{kind}", report.lang) for kind in kinds)
        files = list(dict.fromkeys(path for path, _ in doubts))
        yield say("verdict-unsure", report.lang, what=what, names=_names(files, report))


def _merged(report: Report) -> Iterator[str]:
    """Lines that put several withdrawals into one: nothing was found there because nothing is printed."""
    twice = {one.path for one in report.statements if any(problem.code == "same-file" for problem in one.problems)}
    once = (one for one in _readable(report) if one.path not in twice)
    told = [(one.path, problem) for one in once for problem in one.problems if problem.code == MERGED]
    if told:
        count, yen = (sum(int(problem.sentence.details[name]) for _, problem in told) for name in ("count", "yen"))
        names = _names(list(dict.fromkeys(path for path, _ in told)), report)
        yield say("verdict-merged", report.lang, count=count, yen=yen, names=names)


def _doubts(statement: Statement) -> list[Problem]:
    """Problems of a whole file, and of lost letters: where a name may have stood, nothing was found. Those of other single
    lines are told beside what was found on them, or else here, where nothing else is said of the file."""
    partly = [problem for problem in statement.problems if is_partly_read(problem.code) and problem.code != MERGED]
    doubts = [problem for problem in partly if not problem.line or "memo" in problem.concerns]
    is_told = statement.lines[Fate.PROBLEM] or statement.balance_check.status == "broken"
    return doubts if doubts or is_told else partly


def _guessed_years(report: Report) -> Iterator[str]:
    """Which years were taken where none is printed: the days by which to ask for money back are counted from them."""
    periods: dict[str, list[dt.date]] = defaultdict(list)
    for statement in _readable(report):
        if statement.period and any(problem.code == "year-inferred" for problem in statement.problems):
            periods[statement.path] += statement.period
    if periods:
        years = [_years(file_name(path), min(days).year, max(days).year, report) for path, days in periods.items()]
        yield say("verdict-year", report.lang, what=_some(years, report))


def _years(name: str, first: int, last: int, report: Report) -> str:
    key = "year-of-file" if first == last else "years-of-file"
    return say(key, report.lang, name=name, first=str(first), last=str(last))


def _unread_files(report: Report) -> str:
    files = [statement.path for statement in report.statements if statement.status == "unreadable"]
    return say("unread-files", report.lang, count=len(files), names=_names(files, report)) if files else ""


def _unopened_files(report: Report) -> str:
    files = [file.path for file in report.skipped if file.reason == "not-opened"]
    return say("unread-unopened", report.lang, count=len(files), names=_names(files, report)) if files else ""


def _unread_lines(report: Report) -> str:
    lines = sum(statement.lines[Fate.PROBLEM] for statement in _readable(report))
    return say("unread-lines", report.lang, count=lines) if lines else ""


def _missing_lines(report: Report) -> str:
    """Where a file declares above its table how many lines it has, and another number was read."""
    differs = any(problem.code == "count-differs" for statement in _readable(report) for problem in statement.problems)
    return say("unread-count", report.lang) if differs else ""


_UNREAD = (_unread_files, _unopened_files, _unread_lines, _missing_lines)
"""What can be unread, from whole files down to single lines; each says nothing where it is not the case."""


def _readable(report: Report) -> list[Statement]:
    return [statement for statement in report.statements if statement.status != "unreadable"]


def _names(paths: Sequence[str], report: Report) -> str:
    return _some([file_name(path) for path in paths], report)


def _some(names: Sequence[str], report: Report) -> str:
    """The first of them, and whether there are more."""
    return say("between-words", report.lang).join([*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])])
