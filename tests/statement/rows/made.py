"""What the tests of rows need: what became of a few lines, without a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from selfcheck.model.statement import Fate
from selfcheck.model.transactions import Row
from selfcheck.statement.build import Read
from selfcheck.statement.options import Options
from selfcheck.statement.plan import plan_for
from selfcheck.statement.text.table import read_table
from selfcheck.statement.words import column_names

TODAY = dt.date(2026, 11, 22)
HEADER = "日付,摘要,出金,入金,残高"
_SHORT = {
    Fate.HEADER: "H",
    Fate.TRANSACTION: "T",
    Fate.PREAMBLE: "P",
    Fate.FOOTER: "F",
    Fate.BLANK: "-",
    Fate.PROBLEM: "!",
}


def read_of(*lines: str, year: int | None = None, columns: str | None = None) -> Read:
    """The lines, read."""
    options = Options(TODAY, year=year, columns=columns)
    return plan_for(read_table("\n".join(lines), column_names()), "meisai.csv", "utf-8", options).read()


def rows_of(read: Read) -> list[Row]:
    """The transactions."""
    return list(read.transactions.rows(range(len(read.transactions))))


def shown(read: Read) -> list[str]:
    """The transactions as ``line memo -out +in``; what is empty is left out."""

    def parts(row: Row) -> Iterator[str]:
        yield f"{row.line} {row.text.memo}"
        yield from (f"{sign}{yen}" for sign, yen in (("-", row.withdrawal), ("+", row.deposit)) if yen is not None)

    return [" ".join(parts(row)) for row in rows_of(read)]


def codes(read: Read) -> list[tuple[int, str]]:
    """Line and code of all problems, each of which can be said."""
    problems = (*read.problems, *read.reading.problems)
    assert all(problem.sentence.in_lang(lang) for problem in problems for lang in ("ja", "en"))
    return [(problem.line, problem.code) for problem in problems]


def fates(read: Read) -> str:
    """One letter a line: H header, T transaction, P what stands above, F what stands around, - blank, ! problem."""
    fate_of = {number: fate for fate, number in _numbers().items()}
    return "".join(_SHORT[fate_of[byte]] for byte in read.reading.ledger._fates)


def _numbers() -> dict[Fate, int]:
    from selfcheck.statement.rows import ledger

    return ledger._NUMBER
