"""The bytes of one file come in, one `Statement` goes out: decode → table → layout → rows → proof."""

from __future__ import annotations

import datetime as dt
import re
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from selfcheck.errors import InputError, SelfcheckError, UnreadableError
from selfcheck.inputs import Input
from selfcheck.knowledge import Knowledge, load
from selfcheck.model import Fate, OtherLine, Problem, Statement
from selfcheck.statement.balance import check_balance
from selfcheck.statement.columns import ColumnNames
from selfcheck.statement.container import refuse_other_containers
from selfcheck.statement.decode import Decoded, decode
from selfcheck.statement.layout import Layout, Layouts
from selfcheck.statement.ledger import Ledger
from selfcheck.statement.record import Record
from selfcheck.statement.sections import TableReading, read_sections
from selfcheck.statement.table import Table, read_table, split_lines
from selfcheck.statement.years import YearResolver
from selfcheck.words import sentence

_NOT_ALL_READ = {"count-differs", "direction-unclear", "direction-unclear-line"}
"""Problems of a file that make it partly read, although every line has been."""
COLUMNS = ("line", "date", "memo", "withdrawal", "deposit", "balance")


def read_input(one: Input, *, encoding: str | None, year: int | None, bank: str | None, today: dt.date) -> Statement:
    """`read_anyhow`, where a path that cannot be opened is an unreadable statement too."""
    try:
        if one.error:
            raise one.error
        return read_anyhow(one.path, encoding=encoding, year=year, bank=bank, today=today)
    except InputError as error:
        return _unreadable(one.path, error)


def read_anyhow(path: str | Path, *, encoding: str | None, year: int | None, bank: str | None, today: dt.date) -> Statement:
    """Read one file (`selfcheck.read` has the meaning of the options).

    A file that is no statement comes back as one whose status is ``unreadable``; its lines are kept
    as far as there is text, so that they are searched all the same. Raises `InputError` if the file
    cannot be opened, and `OptionError` for an unknown encoding or bank.
    """
    knowledge = load()
    bank_id = knowledge.bank(bank).id if bank else None
    data = _bytes(path)
    names = ColumnNames(knowledge.columns)
    decoded = table = None
    try:
        refuse_other_containers(data)
        decoded = decode(data, column_words(knowledge), encoding)
        table = read_table(decoded.text, names)
        if not any(cell.strip() for row in table.rows for cell in row):
            raise UnreadableError("empty")
        layouts = Layouts(table, names, knowledge, bank_id, decoded.encoding)
        layout = layouts.first()
        years = YearResolver([Path(path).name, *_preamble(table, layout)], year, today)
        read = read_sections(table, layout, layouts, knowledge.columns, years.date)
        if not read.reading.records:
            raise UnreadableError("no-transactions")
    except UnreadableError as error:
        return _unreadable(str(path), error, decoded, table)
    return _statement(str(path), decoded, table, read)


def _unreadable(path: str, error: SelfcheckError, decoded: Decoded | None = None, table: Table | None = None) -> Statement:
    """A file that is no statement: the reason, and its lines (if there is text) as problems."""
    problem = Problem(0, error.sentence.key, error.sentence)
    if decoded is None or table is None:
        return Statement(path=path, status="unreadable", transactions=_frame(()), problems=(problem,))
    ledger = Ledger(table.line_count)
    others: list[OtherLine] = []
    known_to_be_else = error.sentence.key in ("is-card-statement", "is-wallet-history")
    for index, row in enumerate(table.rows):
        fate = Fate.PROBLEM if any(cell.strip() for cell in row) else Fate.BLANK
        ledger.enter(table.first[index], table.last[index], fate)
        if fate is Fate.PROBLEM and not known_to_be_else:
            others.append(OtherLine(table.first[index], fate, table.text(index)))
    return Statement(
        path=path,
        status="unreadable",
        encoding=decoded.encoding,
        encoding_evidence=decoded.evidence,
        lines=ledger.close(),
        problems=(problem,),
        transactions=_frame(()),
        others=tuple(others),
    )


def _bytes(path: str | Path) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise InputError("not-found", path=str(path)) from None
    except IsADirectoryError:
        raise InputError("is-a-folder", path=str(path)) from None
    except PermissionError:
        raise InputError("no-permission", path=str(path)) from None
    except (OSError, ValueError) as error:
        raise InputError("cannot-open", path=str(path), reason=getattr(error, "strerror", None) or str(error)) from None


def column_words(knowledge: Knowledge) -> frozenset[str]:
    """Words whose presence in a decoded text speaks for the encoding: column words and headers."""
    words = {word for role in knowledge.columns.roles for word in role.words if not word.isascii()}
    words.update(cell for bank in knowledge.banks.values() for layout in bank.layouts for cell in layout.header)
    return frozenset(word for word in words if len(word) > 1)


def _preamble(table: Table, layout: Layout) -> list[str]:
    return ["".join(row) for row in table.rows[: layout.header or 0]]


def _statement(path: str, decoded: Decoded, table: Table, read: TableReading) -> Statement:
    layout, reading = read.layouts[0], read.reading
    problems = [*table.problems, *_broken_characters(decoded.text), *reading.problems]
    if decoded.rival:
        said = sentence("ambiguous-encoding", encoding=decoded.encoding, other=decoded.rival)
        problems.append(Problem(0, "ambiguous-encoding", said))
    problems += _miscount(layout, table, len(reading.records))
    lines = reading.ledger.close()
    check = check_balance(reading.records)
    partly = lines[Fate.PROBLEM] or check.status == "broken" or any(problem.code in _NOT_ALL_READ for problem in problems)
    return Statement(
        path=path,
        status="partly-read" if partly else "read",
        encoding=decoded.encoding,
        encoding_evidence=decoded.evidence,
        bank=layout.bank,
        layout=layout.id,
        columns=layout.columns.roles,
        lines=lines,
        balance_check=check,
        problems=tuple(sorted(problems, key=lambda problem: problem.line)),
        transactions=_frame(reading.records),
        searchable=[record.searchable for record in reading.records],
        others=tuple(reading.others),
    )


def _broken_characters(text: str) -> list[Problem]:
    if "\ufffd" not in text:
        return []
    numbered = enumerate(split_lines(text), start=1)
    return [Problem(number, "broken-character", sentence("broken-character")) for number, line in numbered if "\ufffd" in line]


def _miscount(layout: Layout, table: Table, found: int) -> list[Problem]:
    """The number of lines that the preamble declares, if it is another than was read."""
    label = layout.known.count_label if layout.known else ""
    if not label:
        return []
    for line in _preamble(table, layout):
        declared = re.match(rf"{label}\s*[:：]?\s*(\d+)", unicodedata.normalize("NFKC", line))
        if declared and int(declared[1]) != found:
            return [Problem(0, "count-differs", sentence("count-differs", declared=int(declared[1]), found=found))]
    return []


def _frame(records: Sequence[Record]) -> pd.DataFrame:
    """The transactions as the contract has them (design.md section 7)."""
    columns: dict[str, object] = {
        "line": pd.array([record.line for record in records], dtype="int64"),
        "date": pd.to_datetime([record.date for record in records]).as_unit("ns"),
        "memo": pd.array([record.memo for record in records], dtype="object"),
    }
    for name in ("withdrawal", "deposit", "balance"):
        columns[name] = pd.array([getattr(record, name) for record in records], dtype="Int64")
    return pd.DataFrame(columns, columns=list(COLUMNS))
