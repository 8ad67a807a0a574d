"""A table comes in; which row is the header and which column is what goes out.

Two ways, in this order: a known header that matches exactly (knowledge/banks/ and layouts/), else the
columns are inferred (`infer`) from their words, their values and the balance arithmetic. Unknown
layouts are the normal case.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from selfcheck.errors import UnreadableError
from selfcheck.knowledge import Knowledge
from selfcheck.knowledge import schema as s
from selfcheck.statement.column_words import ColumnNames, same_cell
from selfcheck.statement.layout.columns import Columns, columns_as_told
from selfcheck.statement.layout.infer import infer
from selfcheck.statement.text.table import Table
from selfcheck.statement.values import MonthDay, ShortYear, parse_amount, parse_date

_SEARCHED = 2000
"""Rows among which a header is looked for."""


@dataclass(frozen=True)
class Layout:
    """How the rows of a table, from its header on, are to be read."""

    columns: Columns
    header: int | None
    """Index of the header's row; None where the file has none."""
    id: str
    bank: str | None = None
    known: s.Layout | None = None
    """What the knowledge says of it; None for an inferred one."""


class Layouts:
    """Finds layouts in one table."""

    def __init__(self, table: Table, names: ColumnNames, knowledge: Knowledge, bank: str | None, encoding: str) -> None:
        self._table = table
        self._names = names
        self._knowledge = knowledge
        self._bank = bank
        self._known = dict(_signatures(knowledge, bank, encoding))
        self._starts = {header[0]: header for header, (_, layout) in self._known.items() if layout.header_starts}
        self._firsts = {header[0] for header in self._known}

    def first(self) -> Layout:
        """The layout of the table's first section.

        Raises `UnreadableError` where no dates and amounts can be told, or for a file that is known
        to be no bank statement.
        """
        for index in range(min(len(self._table.rows), _SEARCHED)):
            if layout := self.known_at(index):
                return layout
        header = self._header_by_words()
        if (layout := self._inferred(header)) is not None:
            return layout
        raise UnreadableError("no-header" if header is None else "no-amounts")

    def as_told(self, spec: str) -> Layout:
        """The layout that ``--columns`` describes, below the header if there is one.

        Raises `OptionError` for a description that makes no sense.
        """
        header = self._header_by_words()
        names = () if header is None else tuple(self._table.rows[header])
        return Layout(columns_as_told(spec, names), header, "inferred", self._bank)

    def starting_at(self, index: int) -> Layout | None:
        """The layout of a further section, if row ``index`` is a header."""
        row = self._table.rows[index]
        known = self.known_at(index)
        if known or self._names.count_roles(row) < 3 or not self._may_be_header(row):
            return known
        return self._inferred(index)

    def may_start(self, row: Sequence[str]) -> bool:
        """Whether ``row`` may be a header, so that the rows below it must be looked at."""
        is_known = bool(row) and same_cell(row[0]) in self._firsts
        return is_known or (self._names.count_roles(row) > 2 and self._may_be_header(row))

    def known_at(self, index: int) -> Layout | None:
        """The known layout whose header is row ``index``."""
        row = self._table.rows[index]
        if not row or same_cell(row[0]) not in self._firsts:
            return None
        cells = signature(row)
        found = self._known.get(cells) or self._known.get(self._starts.get(cells[0], ()))
        if found is None:
            return None
        bank, layout = found
        if layout.refuse:
            raise UnreadableError(layout.refuse)
        return Layout(_columns(layout, row), index, layout.id, bank or self._bank, layout)

    def _inferred(self, header: int | None) -> Layout | None:
        start = 0 if header is None else header + 1
        rows = self._table.rows[start : start + _SEARCHED]
        sample = [row for row in rows if any(cell.strip() for cell in row)]
        if not sample:
            raise UnreadableError("no-transactions")
        columns = infer(None if header is None else self._table.rows[header], sample, self._names, self._knowledge.columns)
        return Layout(columns, header, "inferred", self._bank) if columns else None

    def _header_by_words(self) -> int | None:
        """Of the rows that may be headers, the one that most dated rows follow; then the one that names most roles."""
        rows = self._table.rows[:_SEARCHED]
        candidates = [index for index, row in enumerate(rows) if self._names.count_roles(row) > 1 and self._may_be_header(row)]
        ends = [*candidates[1:], len(rows)][: len(candidates)]
        followed = {
            index: sum(any(_is_date(cell) for cell in row) and len(row) > 2 for row in rows[index + 1 : end])
            for index, end in zip(candidates, ends, strict=True)
        }
        return max(candidates, key=lambda index: (min(followed[index], 3), self._names.count_roles(rows[index])), default=None)

    def _may_be_header(self, row: Sequence[str]) -> bool:
        """A date and something else, or two kinds of money; and no value, which a header does not hold."""
        roles = {named.role for cell in row if (named := self._names.role(cell))}
        money = roles & {"withdrawal", "deposit", "amount", "balance"}
        names_enough = bool(roles & {"date", "month", "day"} and roles & {*money, "memo"}) or len(money) >= 2
        return names_enough and not any(_is_value(cell) for cell in row)


def _is_date(cell: str) -> bool:
    return isinstance(parse_date(cell), dt.date | MonthDay | ShortYear)


def _is_value(cell: str) -> bool:
    return isinstance(parse_date(cell), dt.date) or isinstance(parse_amount(cell), int)


def signature(row: Sequence[str]) -> tuple[str, ...]:
    """A header row as it is compared with known ones: empty cells at its end do not count."""
    cells = [same_cell(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


_Known = tuple[str | None, s.Layout]


def _signatures(knowledge: Knowledge, bank: str | None, encoding: str) -> Iterator[tuple[tuple[str, ...], _Known]]:
    banks = [knowledge.bank(bank)] if bank else knowledge.banks.values()
    owned: list[_Known] = [(entry.id, layout) for entry in banks for layout in entry.layouts]
    shared: list[_Known] = [(None, layout) for file in knowledge.layouts.values() for layout in file.layouts]
    for owner, layout in (*shared, *owned):
        if layout.encodings and encoding not in layout.encodings and not bank:
            continue
        for header in accumulate(layout.optional, lambda row, cell: (*row, cell), initial=layout.header):
            yield signature(header), (owner, layout)


def _columns(layout: s.Layout, row: Sequence[str]) -> Columns:
    """The columns of a known layout by number."""
    cells = [same_cell(cell) for cell in row]

    def at(name: str) -> int | None:
        if name.startswith("#"):
            return int(name[1:])
        return cells.index(same_cell(name)) if name and same_cell(name) in cells else None

    def all_of(names: Sequence[str]) -> tuple[int, ...]:
        return tuple(index for name in names if (index := at(name)) is not None)

    return Columns(
        names=tuple(row),
        date=all_of(layout.date),
        withdrawal=at(layout.withdrawal),
        deposit=at(layout.deposit),
        transfer=at(layout.transfer),
        amount=at(layout.amount),
        direction=at(layout.direction),
        balance=at(layout.balance),
        account=at(layout.account),
        memo=all_of(layout.memo),
    )
