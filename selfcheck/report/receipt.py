"""A statement comes in; how it was read goes out, in words: the proof behind the verdict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from selfcheck.knowledge import Knowledge
from selfcheck.language.sentences import Lang, say
from selfcheck.printing.writer import Writer

if TYPE_CHECKING:
    from selfcheck.model.statement import Problem, Skipped, Statement

_DELIMITERS = {",": "comma", "\t": "tab", ";": "semicolon", "|": "bar"}
_DELIMITED = {"csv", "zip-member", "pasted"}
"""Containers whose cells something stands between; a page or a workbook has none."""
_MOST_NAMED = 5
"""Files that are no statements and are named; the rest is counted (JSON has them all)."""
_MOST_PROBLEMS = 20
"""Problems and breaks shown for one file; the rest is counted (JSON has them all)."""


class Receipt(Struct, frozen=True):
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


def receipt(statement: Statement, knowledge: Knowledge, lang: Lang, *, technical: bool = False) -> Receipt:
    """Bank, period, transactions, problems; `technical`, or where something was not read: layout, encoding, lines, sums."""
    path = shown_path(statement, lang)
    if statement.status == "unreadable":
        said = (say("receipt-unreadable", lang, message=problem.sentence.in_lang(lang)) for problem in statement.problems)
        return Receipt(path, tuple(said), (), unread=True)
    troubles = [*_breaks(statement, lang), *(_problem(problem, lang) for problem in statement.problems)]
    if len(troubles) > _MOST_PROBLEMS:
        troubles[_MOST_PROBLEMS:] = [say("receipt-more", lang, count=len(troubles) - _MOST_PROBLEMS)]
    reading = _Reading(statement, knowledge, lang, technical)
    parts = _TECHNICAL if technical or statement.status != "read" else _PLAIN
    return Receipt(path, tuple(filter(None, (part(reading) for part in parts))), tuple(troubles))


class _Reading(Struct, frozen=True):
    """What the lines of a receipt are made from."""

    statement: Statement
    knowledge: Knowledge
    lang: Lang
    technical: bool
    """Whether the columns and the form of the table are wanted for a known layout as well."""

    def say(self, key: str, **details: object) -> str:
        return say(key, self.lang, **details)

    def listed(self, parts: Iterable[str]) -> str:
        return self.say("between-words").join(parts)


def _bank(reading: _Reading) -> str:
    statement = reading.statement
    bank = reading.knowledge.banks[statement.bank].name if statement.bank else None
    if statement.layout != "inferred":
        return reading.say("receipt-bank", bank=bank or reading.say("bank-unknown"), layout=statement.layout)
    return reading.say("receipt-bank-told", bank=bank) if bank else reading.say("receipt-bank-unknown")


def _columns(reading: _Reading) -> str:
    """Which column plays which part: always where that was inferred, for the reader to check."""
    statement = reading.statement
    wanted = reading.technical or statement.layout == "inferred"
    if not (wanted and statement.columns):
        return ""
    columns = (f"{reading.say(f'role-{role}')}={'+'.join(cells)}" for role, cells in statement.columns.items())
    return reading.say("receipt-columns", columns=reading.listed(columns), why=reading.say(f"why-{statement.why}"))


def _table(reading: _Reading) -> str:
    statement = reading.statement
    if not (reading.technical and statement.delimiter):
        return ""
    line = statement.header_line
    header = reading.say("header-line", line=line) if line else reading.say("header-none")
    if statement.container not in _DELIMITED:
        return reading.say("receipt-header", header=header)
    delimiter = reading.say(f"delimiter-{_DELIMITERS[statement.delimiter]}")
    return reading.say("receipt-table", delimiter=delimiter, header=header)


def _encoding(reading: _Reading) -> str:
    """Of a file of text; a PDF or a workbook has none."""
    statement = reading.statement
    if not statement.encoding:
        return ""
    evidence = reading.listed(reason.in_lang(reading.lang) for reason in statement.encoding_evidence)
    return reading.say("receipt-encoding", encoding=statement.encoding, evidence=evidence)


def _period(reading: _Reading) -> str:
    period = reading.statement.period
    return reading.say("receipt-period", first=period[0], last=period[1]) if period else ""


def _lines(reading: _Reading) -> str:
    """Every line by its fate: the sum shows that none was passed over in silence."""
    lines = reading.statement.lines
    return reading.say("receipt-lines", total=sum(lines.values()), **{fate.value: count for fate, count in lines.items()})


def _balance(reading: _Reading) -> str:
    check = reading.statement.balance_check
    said = reading.say(f"receipt-balance-{check.status}", checked=check.checked, breaks=len(check.breaks))
    count = len(reading.statement.records)
    return reading.say("receipt-balance-proven", said=said, proven=check.proven, count=count) if _covers_part(reading) else said


def _covers_part(reading: _Reading) -> bool:
    """Whether the balance proves some transactions and leaves more than the first of each account unproven."""
    check, records = reading.statement.balance_check, reading.statement.records
    accounts = len({text.account for text in records.texts})
    return check.status == "consistent" and 0 < check.proven < len(records) - accounts


def _whose(reading: _Reading) -> str:
    bank = reading.statement.bank
    if not bank:
        return reading.say("receipt-whose-unknown")
    return reading.say("receipt-whose", bank=reading.knowledge.banks[bank].name)


def _read(reading: _Reading) -> str:
    statement = reading.statement
    check = statement.balance_check
    if _covers_part(reading):
        return reading.say("receipt-read-part", transactions=len(statement.records), proven=check.proven)
    return reading.say(f"receipt-read-{check.status}", transactions=len(statement.records))


_TECHNICAL = (_bank, _columns, _table, _encoding, _period, _lines, _balance)
"""The lines of a receipt in their order; a part that does not concern a statement is empty."""
_PLAIN = (_whose, _read, _period)


def _breaks(statement: Statement, lang: Lang) -> Iterator[str]:
    for gap in statement.balance_check.breaks:
        yield say("receipt-break", lang, line=gap.line, expected=gap.expected, found=gap.found)


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
