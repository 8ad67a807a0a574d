"""The rows of a table and its layout come in; records and the fate of every line go out.

Most rows of a statement are regular and are read column by column. The others are looked at one
by one: blank lines, a repeated header, totals, notes, a cell too many (an unquoted comma in a
memo), a name in the amount cell that is not used (巣鴨信金 prints it so). What has a date or an
amount and still cannot be read is a problem, with its reason; it never disappears.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from selfcheck.knowledge.schema import ColumnWords
from selfcheck.model import Fate, OtherLine, Problem
from selfcheck.statement.columns import canonical
from selfcheck.statement.direction import Directions
from selfcheck.statement.infer import Columns
from selfcheck.statement.layout import Layout, signature
from selfcheck.statement.ledger import Ledger
from selfcheck.statement.table import Table
from selfcheck.statement.values import BAD, EMPTY, Amount, Cache, MonthDay, Unread, parse_amount, parse_date
from selfcheck.words import Sentence, sentence

YearOf = Callable[[MonthDay], dt.date | Unread]
_STARTS_LIKE_A_DATE = re.compile(r"[\"'(（]?\d[\d/.\-年月日]*$")


@dataclass(frozen=True)
class Record:
    """One transaction as read: amounts in yen, None where empty."""

    line: int
    date: dt.date
    memo: str
    withdrawal: int | None
    deposit: int | None
    balance: int | None
    searchable: str

    @property
    def moves_money(self) -> bool:
        """Whether an amount was read."""
        return self.withdrawal is not None or self.deposit is not None


@dataclass
class Reading:
    """What became of a table."""

    ledger: Ledger
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    others: list[OtherLine] = field(default_factory=list)
    years_inferred: bool = False


@dataclass(frozen=True)
class _Refused:
    """A row that is no transaction: what it is instead, and why if that is a problem."""

    fate: Fate
    code: str = ""
    sentence: Sentence | None = None


class RowReader:
    """Reads the rows of one table by one layout."""

    def __init__(self, table: Table, layout: Layout, words: ColumnWords, year_of: YearOf) -> None:
        self._table = table
        self._layout = layout
        self._columns: Columns = layout.columns
        self._money = layout.columns.money
        self._values = frozenset((*layout.columns.date, *self._money))
        self._width = len(layout.columns.names) or max(map(len, table.rows[:50]), default=0)
        self._header = signature(layout.columns.names)
        self._totals = frozenset(map(canonical, words.total_words))
        self._directions = Directions(words)
        self._amounts: Cache[Amount] = Cache(parse_amount)
        self._dates: Cache[dt.date | Unread] = Cache(self._date)
        self._year_of = year_of
        self._years_inferred = False

    def read(self) -> Reading:
        """Give every line its fate."""
        table, reading = self._table, Reading(Ledger(self._table.line_count))
        header = self._layout.header
        for index in range(len(table.rows)):
            first, last = table.first[index], table.last[index]
            if header is not None and index <= header:
                outcome: Record | _Refused = self._before(index, header)
            else:
                outcome = self._row(index)
            if isinstance(outcome, _Refused) and outcome.fate is Fate.FOOTER and not reading.records:
                outcome = _Refused(Fate.PREAMBLE)
            if isinstance(outcome, Record):
                reading.ledger.enter(first, last, Fate.TRANSACTION)
                reading.records.append(outcome)
                continue
            reading.ledger.enter(first, last, outcome.fate)
            if outcome.fate not in (Fate.BLANK, Fate.HEADER):
                reading.others.append(OtherLine(first, outcome.fate, table.text(index)))
            if outcome.sentence:
                reading.problems.append(Problem(first, outcome.code, outcome.sentence))
        reading.years_inferred = self._years_inferred
        return reading

    def _before(self, index: int, header: int) -> Record | _Refused:
        """The header, or what stands above it: preamble, unless it is a transaction after all."""
        if index == header:
            return _Refused(Fate.HEADER)
        cells = self._table.rows[index]
        if not _filled(cells):
            return _Refused(Fate.BLANK)
        record = self._record(index, cells) if len(cells) == self._width else None
        return record if record and record.moves_money else _Refused(Fate.PREAMBLE)

    def _date(self, text: str) -> dt.date | Unread:
        date = parse_date(text)
        if isinstance(date, MonthDay):
            self._years_inferred = True
            return self._year_of(date)
        return date

    def _row(self, index: int) -> Record | _Refused:
        cells = self._table.rows[index]
        if len(cells) == self._width and (record := self._record(index, cells)):
            return record
        if not _filled(cells):
            return _Refused(Fate.BLANK)
        if self._header and signature(cells) == self._header:
            return _Refused(Fate.HEADER)
        for variant in self._variants(cells):
            if record := self._record(index, variant):
                return record
        return self._refuse(cells)

    def _record(self, index: int, cells: Sequence[str]) -> Record | None:
        """The row as a transaction, if its date and its money can be read."""
        columns = self._columns
        date = self._row_date(cells)
        if not isinstance(date, dt.date):
            return None
        balance = self._amount(cells, columns.balance)
        text = list(columns.memo)
        if columns.amount is not None:
            withdrawal, deposit = self._one_amount(cells)
        else:
            withdrawal, deposit = self._amount(cells, columns.withdrawal), self._amount(cells, columns.deposit)
            if (withdrawal is BAD) != (deposit is BAD) and columns.withdrawal is not None and columns.deposit is not None:
                unused = columns.withdrawal if withdrawal is BAD else columns.deposit
                if isinstance(deposit if withdrawal is BAD else withdrawal, int) and not _has_digit(cells[unused]):
                    text.append(unused)
                    withdrawal, deposit = (EMPTY, deposit) if withdrawal is BAD else (withdrawal, EMPTY)
        if BAD in (withdrawal, deposit, balance):
            return None
        if withdrawal == 0 and isinstance(deposit, int):
            withdrawal = EMPTY
        elif deposit == 0 and isinstance(withdrawal, int):
            deposit = EMPTY
        memo = " ".join(cell for i in sorted(text) if (cell := cells[i].strip()) and cell != "-")
        return Record(
            self._table.first[index], date, memo, _yen(withdrawal), _yen(deposit), _yen(balance), self._text(cells, memo)
        )

    def _row_date(self, cells: Sequence[str]) -> dt.date | Unread:
        date = self._columns.date
        if len(date) == 1:
            return self._dates[cells[date[0]]]
        return self._dates["/".join(cells[i].strip() for i in date)]

    def _amount(self, cells: Sequence[str], index: int | None) -> Amount:
        return EMPTY if index is None else self._amounts[cells[index]]

    def _one_amount(self, cells: Sequence[str]) -> tuple[Amount, Amount]:
        """Withdrawal and deposit from one column, by its sign or by the direction beside it."""
        amount = self._amount(cells, self._columns.amount)
        if not isinstance(amount, int):
            return amount, EMPTY
        if self._columns.direction is not None:
            way = self._directions.of(cells[self._columns.direction])
            return {"out": (amount, EMPTY), "in": (EMPTY, amount)}.get(way, (BAD, BAD))  # type: ignore[return-value]
        return (-amount, EMPTY) if amount < 0 else (EMPTY, amount)

    def _text(self, cells: Sequence[str], memo: str) -> str:
        """All text cells, tab between: every cell that is neither the date nor read as money."""
        text = [
            cell
            for i, cell in enumerate(cells)
            if cell and (i not in self._values or (i in self._money and self._amounts[cell] is BAD))
        ]
        return memo if len(text) == 1 and text[0] == memo else "\t".join(text)

    def _variants(self, cells: Sequence[str]) -> Iterator[list[str]]:
        """The row as it may have been meant: empty cells at its end left out or too many, an
        unquoted comma in a memo."""
        bare = list(cells)
        while bare and not bare[-1].strip():
            bare.pop()
        if len(bare) <= self._width:
            needed = 1 + max((*self._columns.date, *self._money), default=0)
            if len(bare) >= min(needed, self._width) or len(bare) >= needed - 1:
                yield bare + [""] * (self._width - len(bare))
            return
        extra = len(bare) - self._width
        for at in self._columns.memo:
            if at + extra < len(bare):
                yield [*bare[:at], self._table.delimiter.join(bare[at : at + extra + 1]), *bare[at + extra + 1 :]]

    def _refuse(self, cells: Sequence[str]) -> _Refused:
        """What a row is that is no transaction."""
        padded = [*cells, *[""] * (self._width - len(cells))]
        if any(canonical(cell) in self._totals for cell in cells):
            return _Refused(Fate.FOOTER)
        date = self._row_date(padded)
        money = [self._amounts[padded[i]] for i in self._money]
        if isinstance(date, dt.date):
            if len(cells) < self._width:
                return _problem("too-few-cells", found=len(cells), expected=self._width)
            if len(cells) > self._width:
                return _problem("too-many-cells", found=len(cells), expected=self._width)
            bad = next((padded[i] for i in self._money if self._amounts[padded[i]] is BAD), "")
            return _problem("unreadable-amount", cell=_short(bad))
        if any(isinstance(value, int) for value in money) or _STARTS_LIKE_A_DATE.match(padded[0].strip()):
            cell = " ".join(padded[i].strip() for i in self._columns.date)
            return _problem("unreadable-date", cell=_short(cell))
        return _Refused(Fate.FOOTER)


def _problem(code: str, **details: object) -> _Refused:
    return _Refused(Fate.PROBLEM, code, sentence(code, **details))


def _filled(cells: Sequence[str]) -> bool:
    return any(cell.strip() for cell in cells)


def _has_digit(cell: str) -> bool:
    return any(c.isdigit() for c in cell)


def _short(cell: str) -> str:
    return cell if len(cell) <= 30 else cell[:29] + "…"


def _yen(value: Amount) -> int | None:
    return value if isinstance(value, int) else None
