"""What is to be said of a row that was read, and of how a whole section was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selfcheck.knowledge.schema import ColumnWords
from selfcheck.language.sentences import sentence
from selfcheck.model.statement import Problem
from selfcheck.statement.layout.cause import cause_of
from selfcheck.statement.layout.columns import Columns
from selfcheck.statement.rows.cell_reader import CellReader
from selfcheck.statement.rows.record import Record
from selfcheck.statement.values import BAD


def on_row(record: Record, cells: Sequence[str], columns: Columns, reader: CellReader, words: ColumnWords) -> Iterator[Problem]:
    """A dated row without any amount or with both, a balance that cannot be read, a minus whose meaning nothing proves."""
    line = record.line
    if not record.moves_money:
        yield Problem(line, "no-amount", sentence("no-amount"))
    elif record.withdrawal and record.deposit:
        yield Problem(line, "both-amounts", sentence("both-amounts"))
    if len(cells) <= max(columns.money, default=0):
        return
    if record.balance is None and (cell := _bad_balance(cells, columns, reader)):
        said = sentence("unreadable-balance", cell=cell[:30], cause=cause_of(cell, words))
        yield Problem(line, "unreadable-balance", said)
    out = reader.amount(cells, columns.withdrawal)
    if columns.minus_unclear and isinstance(out, int) and out < 0:  # 出金 -3,000: a withdrawal, or one that was taken back
        yield Problem(line, "minus-unclear", sentence("minus-unclear"))


def _bad_balance(cells: Sequence[str], columns: Columns, reader: CellReader) -> str:
    """What stands in the column of balances and is none; empty where nothing does."""
    if columns.balance is None or reader.amount(cells, columns.balance) is not BAD:
        return ""
    return cells[columns.balance].strip()


def on_columns(columns: Columns) -> Iterator[Problem]:
    """What nothing in a section tells for sure, by its columns; line 0 stands for the file."""
    if columns.unsure:
        yield Problem(0, "direction-unclear", sentence("direction-unclear"))
    if columns.dates.unsure:
        form = sentence(f"date-form-{columns.dates.form}")
        yield Problem(0, "date-order-unclear", sentence("date-order-unclear", form=form))
    if any(writing.exponents for _, writing in columns.writings):
        yield Problem(0, "amounts-rounded", sentence("amounts-rounded"))
    for index in columns.unused:
        yield Problem(0, "column-unused", sentence("column-unused", column=columns.name(index)))
    if columns.unread_balance is not None:
        yield Problem(0, "balance-unread", sentence("balance-unread", column=columns.name(columns.unread_balance)))
