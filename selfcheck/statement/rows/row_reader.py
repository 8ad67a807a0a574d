"""One row of a table: a transaction, or what it is instead.

Most rows are regular (`regular`). The others are looked at closely (`irregular`), and what has a date or an amount
and still cannot be read is a problem with its reason (`refused`); it never disappears.
"""

from __future__ import annotations

from collections.abc import Sequence

from selfcheck.knowledge.schema import ColumnWords
from selfcheck.language.sentences import sentence
from selfcheck.model.statement import Fate, Problem
from selfcheck.patterns import regex
from selfcheck.statement.column_words import canonical
from selfcheck.statement.layout.date_column import is_total
from selfcheck.statement.layout.direction import Directions
from selfcheck.statement.layout.layouts import Layout
from selfcheck.statement.layout.shape import is_like_transaction, usual_width
from selfcheck.statement.rows.cell_reader import CellReader, YearOf
from selfcheck.statement.rows.continued import Continuations
from selfcheck.statement.rows.irregular import IrregularRows
from selfcheck.statement.rows.marks import RowMarks, WordsHeld
from selfcheck.statement.rows.record import Record
from selfcheck.statement.rows.record_types import RecordTypes
from selfcheck.statement.rows.refused import Refusals, Refused, refused
from selfcheck.statement.rows.regular import RegularRows
from selfcheck.statement.rows.remarks import on_row
from selfcheck.statement.rows.variants import leaves_out_empty
from selfcheck.statement.text.table import Table
from selfcheck.statement.values import BAD
from selfcheck.statement.years import heading_of

_DIGIT = regex(r"\d")
_WORD = regex(r"[^\W\d_]{2}")
_SAMPLE = 2000
"""Rows that show how a section is written."""
_HEADS = 3
"""Words where a day and amounts should be that are a header's, where there are as many columns."""
_LONGEST_HEAD = 20
"""Letters of a column's name."""
_Shown = tuple[RecordTypes, Continuations, bool]
"""What the rows of a section show; the last, whether they leave out empty cells (`variants`)."""


class RowReader:
    """Reads the rows of one section by its layout."""

    def __init__(
        self,
        table: Table,
        layout: Layout,
        words: ColumnWords,
        year_of: YearOf,
        section: int,
        number: str,
        words_held: WordsHeld,
        like: RowReader | None = None,
    ) -> None:
        """``section`` is its place in the file, from 1; ``number`` its account, where rows print none; ``words_held`` are
        those of the table.

        ``like`` reads an earlier section with the same header, and what its rows showed holds for this one.
        """
        known = layout.known
        self.columns = columns = layout.columns
        self.width: int = like.width if like else max(len(columns.names) or usual_width(table.rows[:_SAMPLE]), columns.needed)
        """Cells of a regular row."""
        self.marks: RowMarks = like.marks if like else RowMarks(known, columns, words, words_held)
        self.cells = CellReader(columns, year_of)
        self.regular = RegularRows(columns, self.cells, Directions(words, known.in_words if known else ()), section, number)
        self._totals = totals = frozenset(map(canonical, words.total_words))
        self._shown: _Shown = like._shown if like else self._shown_by(table, layout, totals)
        self._types, self.continuations, leaves_out = self._shown
        self._irregular = IrregularRows(
            columns, self.width, self.cells, self.regular, self.marks, totals, leaves_out=leaves_out
        )
        self._refusals = Refusals(columns, self.width, self.cells, totals, words)
        self._words = words
        self.last: Record | None = None
        """The record read last in this section."""

    def _shown_by(self, table: Table, layout: Layout, totals: frozenset[str]) -> _Shown:
        """What the rows of the section show, or the first of them."""
        first = 0 if layout.header is None else layout.header + 1
        rows = table.rows[first : min(first + _SAMPLE, layout.end or len(table.rows))]
        columns, cells, width = layout.columns, self.cells, self.width
        types, continuations = RecordTypes(columns, cells, width, rows), Continuations(columns, cells, width, totals, rows)
        return types, continuations, leaves_out_empty(rows, columns)

    def read(self, table: Table, index: int) -> Record | Refused:
        """What row ``index`` of ``table``, below the header, is."""
        outcome = self._outcome(table, index)
        if isinstance(outcome, Record):
            self.last = outcome
        return outcome

    def remarks(self, record: Record, cells: Sequence[str]) -> list[Problem]:
        """What is to be said of a row that was read."""
        said = list(on_row(record, cells, self.columns, self.cells, self._words))
        if len(cells) > self.width and self._irregular.is_unproven:
            said.append(
                Problem(record.line, "cells-unproven", sentence("cells-unproven", found=len(cells), expected=self.width))
            )
        if state := self.marks.odd_state_on(cells):
            said.append(Problem(record.line, "state-unknown", sentence("state-unknown", state=state[:30])))
        return said

    def above(self, table: Table, index: int) -> Record | Refused:
        """What row ``index``, above the header, is: preamble, unless it is a transaction after all."""
        cells = table.rows[index]
        if not _filled(cells):
            return Refused(Fate.BLANK)
        record = self.regular.read(table.first[index], cells, names=False) if len(cells) == self.width else None
        if record and record.moves_money and self.cells.amount_of(record.memo) is BAD:
            return record
        return refused("row-above-header") if is_like_transaction(cells) else Refused(Fate.PREAMBLE)

    def is_like_header(self, cells: Sequence[str]) -> bool:
        """Whether a row has words where days and amounts should be: the header of another table, in whatever words."""
        at = (self.columns.date[0], *self.columns.money)
        words = [index for index in at if index < len(cells) and _WORD.search(cells[index])]
        return (
            len(words) >= min(_HEADS, len(at))
            and at[0] in words
            and not any(len(cell) > _LONGEST_HEAD or _DIGIT.search(cell) for cell in cells)
            and not is_total(cells, self._totals)
        )

    def _outcome(self, table: Table, index: int) -> Record | Refused:
        cells = table.rows[index]
        if heading := heading_of(cells):
            self.cells.under(heading)
            return Refused(Fate.FOOTER)
        if len(cells) == self.width:
            if currency := self.marks.currency_on(cells):
                return refused("foreign-currency-line", currency=currency)
            if self.marks.on(cells):
                return Refused(Fate.FOOTER if _filled(cells) else Fate.BLANK)
            if record := self.regular.read(table.first[index], cells):
                return record
        if not _filled(cells):
            return Refused(Fate.BLANK)
        return self._irregular.read(table, index, self.last) or self._refused(cells)

    def _refused(self, cells: Sequence[str]) -> Refused:
        refusal = self._refusals.of(cells)
        return Refused(Fate.FOOTER) if refusal.fate is Fate.PROBLEM and self._types.is_other(cells) else refusal


def _filled(cells: Sequence[str]) -> bool:
    return any(cell.strip() for cell in cells)
