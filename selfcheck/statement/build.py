"""What became of a file comes in, the `Statement` goes out."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from selfcheck.errors import SelfcheckError
from selfcheck.knowledge import load
from selfcheck.language.sentences import sentence
from selfcheck.model.problems import is_partly_read
from selfcheck.model.statement import BalanceCheck, Fate, OtherLine, Problem, Statement
from selfcheck.model.transactions import Transactions
from selfcheck.patterns import regex
from selfcheck.statement.merged import merged_withdrawals
from selfcheck.statement.rows.ledger import Ledger
from selfcheck.statement.rows.reading import Reading
from selfcheck.statement.rows.records import Records
from selfcheck.statement.text.decode import Decoded
from selfcheck.statement.text.letters import is_broken
from selfcheck.statement.text.lines import split_lines
from selfcheck.statement.text.table import Table

_NONE = Records().close()
_KNOWN_TO_BE_ELSE = {"is-card-statement", "is-wallet-history"}
"""Files that name services on every line and are no bank statements: nothing in them is searched."""

_ERROR_CELL = regex(r"(?:^|\t)\s*(#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)|Err:\d{3})\s*(?:\t|$)")
"""What Excel and LibreOffice print in a cell that could not be calculated."""
_LOOKED_AT = 500
"""Transactions that show whether memos are there at all."""
_SILENT = 3
"""Withdrawals without any letter beside them that are no chance."""


class Origin(Struct, frozen=True):
    """Where a file came from and how its text was found."""

    path: str
    container: str
    decoded: Decoded | None = None
    table: Table | None = None
    digest: str = ""


class Read(Struct, frozen=True):
    """A reading and what else is known of it."""

    reading: Reading
    transactions: Transactions
    balance: BalanceCheck
    layout: str
    bank: str | None = None
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    header_line: int | None = None
    header: tuple[str, ...] = ()
    why: str = "header"
    numbers: tuple[str, ...] = ()
    """See `Statement.numbers`."""


def build(origin: Origin, read: Read) -> Statement:
    """The statement of a file that was read."""
    reading, decoded = read.reading, origin.decoded
    problems = [*read.problems, *reading.problems, *merged_withdrawals(read.transactions, load().columns.merged_words)]
    if decoded:
        problems += [*decoded.problems, *broken_characters(decoded.text)]
    if decoded and decoded.rival:
        line, one, other = decoded.differs
        said = sentence("ambiguous-encoding", encoding=decoded.encoding, other=decoded.rival, one=one[:60], two=other[:60])
        problems.append(Problem(line, "ambiguous-encoding", said))
    lines = reading.ledger.close()
    partly = lines[Fate.PROBLEM] or read.balance.status == "broken" or any(is_partly_read(problem.code) for problem in problems)
    return Statement(
        path=origin.path,
        status="partly-read" if partly else "read",
        container=origin.container,
        encoding=decoded.encoding if decoded else None,
        encoding_evidence=decoded.evidence if decoded else (),
        bank=read.bank,
        layout=read.layout,
        columns=read.columns,
        delimiter=origin.table.delimiter if origin.table else "",
        header_line=read.header_line,
        header=read.header,
        why=read.why,
        lines=lines,
        balance_check=read.balance,
        problems=tuple(sorted(problems, key=lambda problem: problem.line)),
        records=read.transactions,
        pages=origin.table.pages if origin.table else (),
        readings=origin.table.readings if origin.table else {},
        digest=origin.digest,
        numbers=read.numbers,
        others=tuple(reading.others),
    )


def unreadable(origin: Origin, error: SelfcheckError) -> Statement:
    """A file that is no statement: the reason, and its lines (if there is text) as problems."""
    problem = Problem(0, error.sentence.key, error.sentence)
    empty = Statement(path=origin.path, status="unreadable", container=origin.container, records=_NONE, problems=(problem,))
    decoded, table = origin.decoded, origin.table
    if decoded is None or table is None:
        return empty
    ledger = Ledger(table.line_count)
    others: list[OtherLine] = []
    for index, row in enumerate(table.rows):
        fate = Fate.PROBLEM if any(cell.strip() for cell in row) else Fate.BLANK
        ledger.enter(table.first[index], table.last[index], fate)
        if fate is Fate.PROBLEM and problem.code not in _KNOWN_TO_BE_ELSE:
            others.append(OtherLine(table.first[index], fate, table.text(index)))
    return Statement(
        path=origin.path,
        status="unreadable",
        container=origin.container,
        encoding=decoded.encoding or None,
        encoding_evidence=decoded.evidence,
        lines=ledger.close(),
        problems=(problem,),
        records=_NONE,
        readings=table.readings,
        others=tuple(others),
    )


def broken_characters(text: str) -> list[Problem]:
    """A problem for every line in which a byte was no character; where many were, the letters are lost (`restore`)."""
    if "\ufffd" not in text:
        return []
    numbered = enumerate(split_lines(text), start=1)
    return [Problem(number, "broken-character", sentence("broken-character")) for number, line in numbered if is_broken(line)]


def nameless(transactions: Transactions) -> tuple[Problem, ...]:
    """A problem if most withdrawals have no letter in their memo: letters were dropped, or their column was deleted."""
    rows = transactions.rows(range(min(len(transactions), _LOOKED_AT)))
    spent = [row for row in rows if row.withdrawal]
    silent = [row for row in spent if not any(map(str.isalpha, row.text.memo))]
    if len(silent) < _SILENT or 2 * len(silent) <= len(spent):
        return ()
    return (Problem(0, "memos-missing", sentence("memos-missing", line=silent[0].line)),)


def _error_in(text: str) -> re.Match[str] | None:
    return _ERROR_CELL.search(text) if "#" in text or "Err:" in text else None


def error_cells(transactions: Transactions) -> Iterator[Problem]:
    """A problem for every transaction with a cell that holds the error of a spreadsheet: what stood there is lost."""
    texts = transactions.texts
    found = {number: error[1] for number, text in enumerate(texts) if (error := _error_in(text.searchable))}
    lines = transactions.lines() if found else ()
    for place in transactions.of_texts(found):
        cell = found[transactions.text_number(place)]
        yield Problem(lines[place], "cell-error", sentence("cell-error", cell=cell))


def ahead_of(today: dt.date, transactions: Transactions) -> tuple[Problem, ...]:
    """A problem if a transaction lies in the future: planned only, or its date was written in another order."""
    period = transactions.period
    if period is None or period[1] <= today + dt.timedelta(days=1):
        return ()
    return (Problem(0, "date-ahead", sentence("date-ahead", date=period[1])),)


def miscount(label: str, preamble: Sequence[str], found: int) -> tuple[Problem, ...]:
    """The number of lines that a preamble declares behind ``label``, if it is another than was read."""
    for line in preamble if label else ():
        declared = re.match(rf"{label}\s*[:：]?\s*(\d{{1,15}})", unicodedata.normalize("NFKC", line))
        if declared and int(declared[1]) != found:
            return (Problem(0, "count-differs", sentence("count-differs", declared=int(declared[1]), found=found)),)
    return ()
