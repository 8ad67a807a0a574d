"""One row of a table and its layout come in; a record, or what the row is instead, goes out.

Most rows are regular. The others are looked at closely: blank lines, totals, notes, a cell too many
(an unquoted comma in a memo or in an amount), a name in the amount cell that is not used (巣鴨信金
prints it so). A row that could be read in two ways is read in the one that the running balance
proves, and else in none. What has a date or an amount and cannot be read is a problem with its
reason; it never disappears.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from selfcheck.knowledge.schema import ColumnWords
from selfcheck.model.statement import Fate
from selfcheck.model.transactions import Text
from selfcheck.statement.column_words import canonical
from selfcheck.statement.layout.direction import Direction, Directions
from selfcheck.statement.layout.layouts import Layout
from selfcheck.statement.layout.shape import usual_width
from selfcheck.statement.rows.reading import Refused, refused
from selfcheck.statement.rows.records import Record
from selfcheck.statement.rows.variants import variants
from selfcheck.statement.text.table import Table
from selfcheck.statement.values import BAD, EMPTY, Amount, Cache, MonthDay, ShortYear, Unread, parse_amount, parse_date

YearOf = Callable[[MonthDay | ShortYear], dt.date | Unread]
_STARTS_LIKE_A_DATE = re.compile(r"[\"'(（]?\d[\d/.\-年月日]*$")
_LETTER = re.compile(r"[^\x00-?]")
"""What a name has and a number has not; cells without any are not searched."""


class RowReader:
    """Reads rows of one table by one layout."""

    def __init__(self, table: Table, layout: Layout, words: ColumnWords, year_of: YearOf, section: int, number: str) -> None:
        """``section`` is its place in the file, from 1; ``number`` its account, where rows print none."""
        columns = layout.columns
        self.years_inferred = False
        self._table = table
        self.columns = columns
        self._known = layout.known
        self._section = str(section)
        self._number = number
        self._money = columns.money
        self._values = frozenset((*columns.date, *self._money))
        self.width = max(len(columns.names) or usual_width(table.rows[:2000]), columns.needed)
        self._totals = frozenset(map(canonical, words.total_words))
        self._directions = Directions(words, layout.known.in_words if layout.known else ())
        self._amounts: Cache[Amount] = Cache(parse_amount)
        self._dates: Cache[dt.date | Unread] = Cache(self._date)
        self._year_of = year_of
        self.last: Record | None = None
        """The record read last in this section."""
        marks = [known.record, known.void] if (known := self._known) else ["", ""]
        self._record_mark, self._void_mark = (self._column_of(mark) for mark in marks)

    def read(self, table: Table, index: int) -> Record | Refused:
        """What row ``index`` of ``table``, below the header, is."""
        self._table = table
        cells = table.rows[index]
        outcome = self._regular(index, cells) or self._irregular(index, cells)
        if isinstance(outcome, Record):
            self.last = outcome
        return outcome

    def above(self, index: int) -> Record | Refused:
        """What row ``index``, above the header, is: preamble, unless it is a transaction after all."""
        cells = self._table.rows[index]
        if not _filled(cells):
            return Refused(Fate.BLANK)
        record = self._record(index, cells) if len(cells) == self.width else None
        is_one = record and record.moves_money and self._amounts[record.memo] is BAD
        return record if record and is_one else Refused(Fate.PREAMBLE)

    def said(self, cells: Sequence[str]) -> tuple[Text, Direction]:
        """What a regular row says in words, and which way that sends its amount; only its text cells are looked at."""
        columns = self.columns
        memo = self._memo(cells, columns.memo)
        number = self._number if columns.account is None else cells[columns.account]
        way = "neither" if columns.direction is None else self._directions.of(cells[columns.direction])
        return Text(memo, self._text(cells, memo), number, f"{self._section} {number}"), way

    def is_marked(self, cells: Sequence[str]) -> bool:
        """Whether a column says that the row is no payment: a total, a cancelled or missing item."""
        known = self._known
        if known is None:
            return False
        is_other = self._record_mark is not None and cells[self._record_mark].strip() != known.record_is
        return is_other or (self._void_mark is not None and cells[self._void_mark].strip() in known.void_words)

    @property
    def marks(self) -> frozenset[int]:
        """The columns that `is_marked` looks at."""
        return frozenset(mark for mark in (self._record_mark, self._void_mark) if mark is not None)

    def date_of(self, text: str) -> dt.date | Unread:
        """A date as printed (parts of it with slashes between), with a year."""
        return self._dates[text]

    def amount_of(self, text: str) -> Amount:
        """An amount as printed."""
        return self._amounts[text]

    def _column_of(self, name: str) -> int | None:
        if name.startswith("#"):
            return int(name[1:])
        return self.columns.names.index(name) if name in self.columns.names else None

    def _date(self, text: str) -> dt.date | Unread:
        date = parse_date(text)
        if isinstance(date, MonthDay | ShortYear):
            self.years_inferred = True
            return self._year_of(date)
        return date

    def _regular(self, index: int, cells: Sequence[str]) -> Record | None:
        if len(cells) != self.width or self.is_marked(cells):
            return None
        return self._record(index, cells, name_in_amount=True)

    def _irregular(self, index: int, cells: Sequence[str]) -> Record | Refused:
        if not _filled(cells):
            return Refused(Fate.BLANK)
        if len(cells) == self.width and self.is_marked(cells):
            return Refused(Fate.FOOTER)
        readings = self._readings(index, cells)
        if len(readings) > 1:
            readings = [one for one in readings if self._agrees(one, index)]
        return readings[0] if len(readings) == 1 else self._same_day(index, cells) or self._refuse(cells)

    def _readings(self, index: int, cells: Sequence[str]) -> list[Record]:
        """Every way in which an irregular row could be meant, a balance being there if the file has any."""
        readings: dict[tuple[int | None, ...], Record] = {}
        for variant in variants(cells, self.width, self.columns, self._table.delimiter):
            record = self._record(index, variant)
            if record and (record.balance is not None or self.columns.balance is None):
                left_over = [cell for cell in cells if cell.strip() and not any(cell in kept for kept in variant)]
                record = replace(record, searchable="\t".join([record.searchable, *left_over])) if left_over else record
                readings.setdefault((record.withdrawal, record.deposit, record.balance), record)
        return list(readings.values())

    def _agrees(self, record: Record, index: int) -> bool:
        """Whether a reading follows from the record above; for a first one, whether the row below follows from it."""
        if self.last is not None:
            return _follow(self.last, record)
        if index + 1 >= len(self._table.rows):
            return False
        below = self._table.rows[index + 1]
        regular = self._regular(index + 1, below)
        return any(_follow(record, one) for one in ([regular] if regular else self._readings(index + 1, below)))

    def _same_day(self, index: int, cells: Sequence[str]) -> Record | None:
        """A row whose date cell is empty because the day is that of the row above; the balance must prove it."""
        if self.last is None or len(cells) != self.width or self._row_date(cells) is not EMPTY:
            return None
        record = self._record(index, cells, day=self.last.date)
        return record if record and record.moves_money and self._agrees(record, index) else None

    def _record(
        self, index: int, cells: Sequence[str], *, name_in_amount: bool = False, day: dt.date | None = None
    ) -> Record | None:
        """The row as a transaction, if its date and its money can be read."""
        columns = self.columns
        date = day or self._row_date(cells)
        if not isinstance(date, dt.date):
            return None
        balance = self._amount(cells, columns.balance)
        text = columns.memo
        if columns.amount is not None:
            withdrawal, deposit = self._one_amount(cells)
        else:
            withdrawal, deposit = self._amount(cells, columns.withdrawal), self._amount(cells, columns.deposit)
            if columns.flipped and isinstance(withdrawal, int):
                withdrawal = -withdrawal
            if name_in_amount and (withdrawal is BAD) != (deposit is BAD):
                withdrawal, deposit, text = self._with_name(cells, withdrawal, deposit)
            if columns.transfer is not None and withdrawal in (EMPTY, 0):
                withdrawal = self._amount(cells, columns.transfer)
        if BAD in (withdrawal, deposit, balance):
            return None
        if withdrawal == 0 and isinstance(deposit, int):
            withdrawal = EMPTY
        elif deposit == 0 and isinstance(withdrawal, int):
            deposit = EMPTY
        memo = self._memo(cells, text)
        number = self._number if columns.account is None else cells[columns.account]
        return Record(
            line=self._table.first[index],
            date=date,
            memo=memo,
            withdrawal=_yen(withdrawal),
            deposit=_yen(deposit),
            balance=_yen(balance),
            searchable=self._text(cells, memo),
            account=f"{self._section} {number}",
            number=number,
        )

    def _memo(self, cells: Sequence[str], columns: Sequence[int]) -> str:
        return " ".join(cell for i in columns if (cell := cells[i].strip()) and cell != "-")

    def _with_name(self, cells: Sequence[str], out: Amount, into: Amount) -> tuple[Amount, Amount, tuple[int, ...]]:
        """The amounts of a row that prints a name in the amount cell it does not use."""
        columns = self.columns
        unused = columns.withdrawal if out is BAD else columns.deposit
        used = into if out is BAD else out
        if unused is None or not isinstance(used, int) or any(char.isdigit() for char in cells[unused]):
            return out, into, columns.memo
        memo = tuple(sorted((*columns.memo, unused)))
        return (EMPTY, into, memo) if out is BAD else (out, EMPTY, memo)

    def _row_date(self, cells: Sequence[str]) -> dt.date | Unread:
        date = self.columns.date
        if len(date) == 1:
            return self._dates[cells[date[0]]]
        return self._dates["/".join(cells[i].strip() for i in date)]

    def _amount(self, cells: Sequence[str], index: int | None) -> Amount:
        return EMPTY if index is None else self._amounts[cells[index]]

    def _one_amount(self, cells: Sequence[str]) -> tuple[Amount, Amount]:
        """Withdrawal and deposit from one column: by its sign, by the direction beside it, or (settled
        later, from the balance) for the time being as a withdrawal."""
        amount = self._amount(cells, self.columns.amount)
        if not isinstance(amount, int):
            return amount, EMPTY
        if self.columns.derived:
            return amount, EMPTY
        if self.columns.direction is None:
            return (-amount, EMPTY) if amount < 0 else (EMPTY, amount)
        way = self._directions.of(cells[self.columns.direction])
        return (amount, EMPTY) if way == "out" else (EMPTY, amount) if way == "in" else (BAD, BAD)

    def _text(self, cells: Sequence[str], memo: str) -> str:
        """All cells with letters, tab between, that are neither the date nor read as money."""
        text = [
            cell
            for i, cell in enumerate(cells)
            if _LETTER.search(cell) and (i not in self._values or (i in self._money and self._amounts[cell] is BAD))
        ]
        return memo if len(text) == 1 and text[0] == memo else "\t".join(text)

    def _total(self, cells: Sequence[str]) -> tuple[int | None, int | None]:
        """What a total row says went out and came in."""
        columns = self.columns
        return _yen(self._amount(cells, columns.withdrawal)), _yen(self._amount(cells, columns.deposit))

    def _refuse(self, cells: Sequence[str]) -> Refused:
        """What a row is that is no transaction."""
        padded = [*cells, *[""] * (self.width - len(cells))]
        date = self._row_date(padded)
        if not isinstance(date, dt.date) and any(canonical(cell) in self._totals for cell in cells if len(cell) < 20):
            return Refused(Fate.FOOTER, total=self._total(padded))
        money = [self._amounts[padded[i]] for i in self._money]
        if isinstance(date, dt.date):
            if len(cells) < self.width:
                return refused("too-few-cells", found=len(cells), expected=self.width)
            if len(cells) > self.width:
                return refused("too-many-cells", found=len(cells), expected=self.width)
            bad = next((padded[i] for i in self._money if self._amounts[padded[i]] is BAD), "")
            return refused("unreadable-amount", cell=_short(bad))
        if any(isinstance(value, int) for value in money) or _STARTS_LIKE_A_DATE.match(padded[0].strip()):
            cell = " ".join(padded[i].strip() for i in self.columns.date)
            return refused("unreadable-date", cell=_short(cell))
        return Refused(Fate.FOOTER)


def _follow(one: Record, two: Record) -> bool:
    """Whether the balances of two records follow from each other, forwards or backwards."""
    if one.balance is None or two.balance is None:
        return False
    return one.balance + two.change == two.balance or two.balance + one.change == one.balance


def _filled(cells: Sequence[str]) -> bool:
    return any(cell.strip() for cell in cells)


def _short(cell: str) -> str:
    return cell if len(cell) <= 30 else cell[:29] + "…"


def _yen(value: Amount) -> int | None:
    return value if isinstance(value, int) else None
