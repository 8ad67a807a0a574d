"""A table comes in; which row is the header and which column is what goes out.

Two ways, in this order: a bank whose header is known matches exactly (knowledge/banks/), else the
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
from selfcheck.statement.columns import ColumnNames, same_cell
from selfcheck.statement.infer import Columns, infer
from selfcheck.statement.table import Table
from selfcheck.statement.values import parse_amount, parse_date

_SEARCHED = 2000
"""Rows among which a header is looked for."""


@dataclass(frozen=True)
class Layout:
    """How a table is to be read."""

    columns: Columns
    header: int | None
    """Index of the header's row; None where the file has none."""
    id: str
    bank: str | None = None
    count_label: str = ""


def find_layout(table: Table, names: ColumnNames, knowledge: Knowledge, bank: str | None = None) -> Layout:
    """The layout of ``table``; raises `UnreadableError` where no dates and amounts can be told.

    ``bank`` (an id) restricts the known headers to that bank and names the bank of an inferred one.
    """
    known = _known(table, knowledge, bank)
    if known:
        return known
    header = _header_by_words(table.rows, names)
    start = 0 if header is None else header + 1
    cells = None if header is None else table.rows[header]
    sample = [row for row in table.rows[start : start + _SEARCHED] if any(cell.strip() for cell in row)]
    if not sample:
        raise UnreadableError("no-transactions")
    columns = infer(cells, sample, names, knowledge.columns)
    if columns is None:
        raise UnreadableError("no-header" if header is None else "no-amounts")
    return Layout(columns, header, "inferred", bank)


def _known(table: Table, knowledge: Knowledge, bank: str | None) -> Layout | None:
    signatures = dict(_signatures(knowledge, bank))
    for index, row in enumerate(table.rows[:_SEARCHED]):
        found = signatures.get(signature(row))
        if found:
            its_bank, layout = found
            return Layout(_columns(layout, row), index, layout.id, its_bank.id, layout.count_label)
    return None


def signature(row: Sequence[str]) -> tuple[str, ...]:
    """A header row as it is compared with known ones: empty cells at its end do not count."""
    cells = [same_cell(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _signatures(knowledge: Knowledge, bank: str | None) -> Iterator[tuple[tuple[str, ...], tuple[s.Bank, s.Layout]]]:
    banks = [knowledge.bank(bank)] if bank else knowledge.banks.values()
    for entry in banks:
        for layout in entry.layouts:
            for header in accumulate(layout.optional, lambda row, cell: (*row, cell), initial=layout.header):
                yield signature(header), (entry, layout)


def _columns(layout: s.Layout, row: Sequence[str]) -> Columns:
    """The columns of a known layout by number."""
    cells = [same_cell(cell) for cell in row]

    def at(name: str) -> int | None:
        return cells.index(same_cell(name)) if name and same_cell(name) in cells else None

    def all_of(names: Sequence[str]) -> tuple[int, ...]:
        return tuple(index for name in names if (index := at(name)) is not None)

    return Columns(
        names=tuple(row),
        date=all_of(layout.date),
        withdrawal=at(layout.withdrawal),
        deposit=at(layout.deposit),
        amount=at(layout.amount),
        direction=at(layout.direction),
        balance=at(layout.balance),
        memo=all_of(layout.memo),
    )


def _header_by_words(rows: Sequence[list[str]], names: ColumnNames) -> int | None:
    """The row that names most roles, a date and something about money among them."""
    best, best_count = None, 1
    for index, row in enumerate(rows[:_SEARCHED]):
        count = names.count_roles(row)
        if (
            count > best_count
            and not _has_values(row)
            and _may_be_header({named.role for cell in row if (named := names.role(cell))})
        ):
            best, best_count = index, count
    return best


def _has_values(row: Sequence[str]) -> bool:
    """Whether a date or an amount stands in the row: a header holds none."""
    return any(isinstance(parse_date(cell), dt.date) or isinstance(parse_amount(cell), int) for cell in row)


def _may_be_header(roles: set[s.Role]) -> bool:
    money = roles & {"withdrawal", "deposit", "amount", "balance"}
    return bool(roles & {"date", "month", "day"} and roles & {*money, "memo"}) or len(money) >= 2
