"""A statement comes in; how it was read goes out: the proof behind the verdict."""

from __future__ import annotations

from collections.abc import Iterator

from selfcheck.knowledge import load
from selfcheck.model import Problem, Statement
from selfcheck.report.safe import shown
from selfcheck.report.screen import Screen
from selfcheck.words import Lang

_DELIMITERS = {",": "comma", "\t": "tab", ";": "semicolon"}
_MOST_PROBLEMS = 20
"""Problems and breaks shown for one file; the rest is counted (JSON has them all)."""


def shown_path(statement: Statement, screen: Screen) -> str:
    """The path of a statement, safe to show."""
    return screen.say("standard-input") if statement.path == "-" else shown(statement.path)


def print_receipt(statement: Statement, screen: Screen, lang: Lang, *, every_column: bool = False) -> None:
    """Bank and layout, encoding and why, period, lines by fate, balance proof, problems."""
    screen.text(shown_path(statement, screen), style="bold")
    if statement.status == "unreadable":
        for problem in statement.problems:
            screen.bullet(screen.say("receipt-unreadable", message=shown(problem.sentence.in_lang(lang))), indent=4)
        return
    for line in _reading(statement, screen, lang, every_column):
        screen.bullet(line, indent=4)
    troubles = [*_breaks(statement, screen), *(_problem(problem, screen, lang) for problem in statement.problems)]
    if len(troubles) > _MOST_PROBLEMS:
        troubles[_MOST_PROBLEMS:] = [screen.say("receipt-more", count=len(troubles) - _MOST_PROBLEMS)]
    for trouble in troubles:
        screen.text(shown(trouble), 4, "! ", "red")


def _reading(statement: Statement, screen: Screen, lang: Lang, every_column: bool) -> Iterator[str]:
    bank = load().banks[statement.bank].name if statement.bank else None
    if statement.layout != "inferred":
        yield screen.say("receipt-bank", bank=bank or screen.say("bank-unknown"), layout=statement.layout)
    else:
        yield screen.say("receipt-bank-told", bank=bank) if bank else screen.say("receipt-bank-unknown")
    if (statement.layout == "inferred" or every_column) and statement.columns:
        columns = (f"{screen.say(f'role-{role}')}={'+'.join(map(shown, cells))}" for role, cells in statement.columns.items())
        yield screen.say("receipt-columns", columns=screen.join(columns), why=screen.say(f"why-{statement.why}"))
    if every_column and statement.delimiter:
        delimiter = screen.say(f"delimiter-{_DELIMITERS[statement.delimiter]}")
        header = screen.say("header-line", line=statement.header_line) if statement.header_line else screen.say("header-none")
        yield screen.say("receipt-table", delimiter=delimiter, header=header)
    evidence = screen.join(one.in_lang(lang) for one in statement.encoding_evidence)
    if statement.encoding:
        yield screen.say("receipt-encoding", encoding=statement.encoding, evidence=evidence)
    if statement.period:
        yield screen.say("receipt-period", first=statement.period[0], last=statement.period[1])
    counts = {fate.value: number for fate, number in statement.lines.items()}
    yield screen.say("receipt-lines", total=sum(statement.lines.values()), **counts)
    check = statement.balance_check
    yield screen.say(f"receipt-balance-{check.status}", checked=check.checked, breaks=len(check.breaks))


def _breaks(statement: Statement, screen: Screen) -> Iterator[str]:
    for one in statement.balance_check.breaks:
        yield screen.say("receipt-break", line=one.line, expected=one.expected, found=one.found)


def _problem(problem: Problem, screen: Screen, lang: Lang) -> str:
    message = problem.sentence.in_lang(lang)
    if problem.line:
        return screen.say("receipt-problem", line=problem.line, message=message)
    return screen.say("receipt-problem-file", message=message)
