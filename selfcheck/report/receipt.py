"""A statement comes in; how it was read goes out, in words: the proof behind the verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfcheck.knowledge import Knowledge
from selfcheck.language.sentences import Lang, say
from selfcheck.printing.writer import Writer

if TYPE_CHECKING:
    from selfcheck.model.statement import Problem, Skipped, Statement

_DELIMITERS = {",": "comma", "\t": "tab", ";": "semicolon"}
_MOST_NAMED = 5
"""Files that are no statements and are named; the rest is counted (JSON has them all)."""
_MOST_PROBLEMS = 20
"""Problems and breaks shown for one file; the rest is counted (JSON has them all)."""


@dataclass(frozen=True)
class Receipt:
    """How one file was read."""

    path: str
    lines: tuple[str, ...]
    troubles: tuple[str, ...]
    unread: bool = False
    """Whether it was no statement; ``lines`` say why."""


def file_name(path: str) -> str:
    """The last part of a path, of whatever system it is."""
    return re.split(r"[/\\]", path)[-1]


def shown_path(statement: Statement, lang: Lang) -> str:
    """The path of a statement, or what stands for standard input."""
    return say("standard-input", lang) if statement.path == "-" else statement.path


def receipt(statement: Statement, knowledge: Knowledge, lang: Lang, *, every_column: bool = False) -> Receipt:
    """Bank and layout, encoding and why, period, lines by fate, balance proof, problems."""
    path = shown_path(statement, lang)
    if statement.status == "unreadable":
        said = (say("receipt-unreadable", lang, message=problem.sentence.in_lang(lang)) for problem in statement.problems)
        return Receipt(path, tuple(said), (), unread=True)
    troubles = [*_breaks(statement, lang), *(_problem(problem, lang) for problem in statement.problems)]
    if len(troubles) > _MOST_PROBLEMS:
        troubles[_MOST_PROBLEMS:] = [say("receipt-more", lang, count=len(troubles) - _MOST_PROBLEMS)]
    return Receipt(path, tuple(_reading(statement, knowledge, lang, every_column)), tuple(troubles))


def _reading(statement: Statement, knowledge: Knowledge, lang: Lang, every_column: bool) -> Iterator[str]:
    comma = say("between-words", lang)
    bank = knowledge.banks[statement.bank].name if statement.bank else None
    if statement.layout != "inferred":
        yield say("receipt-bank", lang, bank=bank or say("bank-unknown", lang), layout=statement.layout)
    else:
        yield say("receipt-bank-told", lang, bank=bank) if bank else say("receipt-bank-unknown", lang)
    if (statement.layout == "inferred" or every_column) and statement.columns:
        columns = comma.join(f"{say(f'role-{role}', lang)}={'+'.join(cells)}" for role, cells in statement.columns.items())
        yield say("receipt-columns", lang, columns=columns, why=say(f"why-{statement.why}", lang))
    if every_column and statement.delimiter:
        delimiter = say(f"delimiter-{_DELIMITERS[statement.delimiter]}", lang)
        header = say("header-line", lang, line=statement.header_line) if statement.header_line else say("header-none", lang)
        yield say("receipt-table", lang, delimiter=delimiter, header=header)
    if statement.encoding:
        evidence = comma.join(one.in_lang(lang) for one in statement.encoding_evidence)
        yield say("receipt-encoding", lang, encoding=statement.encoding, evidence=evidence)
    if statement.period:
        yield say("receipt-period", lang, first=statement.period[0], last=statement.period[1])
    counts = {fate.value: number for fate, number in statement.lines.items()}
    yield say("receipt-lines", lang, total=sum(statement.lines.values()), **counts)
    check = statement.balance_check
    yield say(f"receipt-balance-{check.status}", lang, checked=check.checked, breaks=len(check.breaks))


def _breaks(statement: Statement, lang: Lang) -> Iterator[str]:
    for one in statement.balance_check.breaks:
        yield say("receipt-break", lang, line=one.line, expected=one.expected, found=one.found)


def _problem(problem: Problem, lang: Lang) -> str:
    message = problem.sentence.in_lang(lang)
    if problem.line:
        return say("receipt-problem", lang, line=problem.line, message=message)
    return say("receipt-problem-file", lang, message=message)


def skipped_in_words(skipped: Sequence[Skipped], lang: Lang) -> Iterator[str]:
    """Each file that could not be opened, and in one line those that are no statements."""
    for file in skipped:
        if file.reason == "not-opened":
            yield say("skipped-unopened", lang, path=file.path, message=file.sentence.in_lang(lang))
    others = [file.path for file in skipped if file.reason == "not-a-statement"]
    if others:
        names = say("between-items", lang).join(_short_name(path) for path in others[:_MOST_NAMED])
        more = say("skipped-more", lang, count=len(others) - _MOST_NAMED) if len(others) > _MOST_NAMED else ""
        yield say("skipped-others", lang, count=len(others), names=names, more=more)


def _short_name(path: str) -> str:
    """The end of a path, with the sheet of a workbook."""
    return path.replace("\\", "/").rpartition("/")[2] or path


def print_receipt(receipt: Receipt, writer: Writer) -> None:
    """How one file was read, with its troubles marked."""
    writer.text(receipt.path, style="bold")
    for line in receipt.lines:
        writer.bullet(line, indent=4)
    for trouble in receipt.troubles:
        writer.text(trouble, 4, "! ", "red")
