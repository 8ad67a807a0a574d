"""A row that is no transaction: what it is instead, and why if that is a problem."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct

from selfcheck.knowledge.schema import ColumnWords
from selfcheck.language.sentences import Sentence, sentence
from selfcheck.model.statement import Fate
from selfcheck.patterns import regex
from selfcheck.statement.column_words import canonical
from selfcheck.statement.layout.cause import cause_of
from selfcheck.statement.layout.columns import Columns
from selfcheck.statement.layout.date_column import names_total
from selfcheck.statement.rows.cell_reader import CellReader
from selfcheck.statement.values import BAD, yen_or_none

_STARTS_LIKE_A_DATE = regex(r"[\"'(（]?\d[\d/.\-年月日]*(?:$|[\"',;\t])")
_OF_MONTH = regex(r"\s*(?:\d{4}年)?\d{1,2}月")
_LONGEST_SHOWN = 30


class Refused(Struct, frozen=True):
    """What a row is that is no transaction."""

    fate: Fate
    code: str = ""
    sentence: Sentence | None = None
    total: tuple[int | None, int | None] = (None, None)
    """Money out and money in, if the row is a total."""


def refused(code: str, **details: object) -> Refused:
    """A row that should have been a transaction and could not be read as one."""
    return Refused(Fate.PROBLEM, code, sentence(code, **details))


class Refusals:
    """Says what the rows of one section are that are no transactions."""

    def __init__(self, columns: Columns, width: int, cells: CellReader, totals: frozenset[str], words: ColumnWords) -> None:
        self._columns = columns
        self._width = width
        self._cells = cells
        self._totals = totals
        self._sums = tuple(word for word in totals if len(word) > 1)
        self._partial = frozenset(map(canonical, words.partial_total_words))
        self._words = words

    def of(self, cells: Sequence[str]) -> Refused:
        """A total or a note is a footer; what has a date or an amount is a problem with its reason."""
        row = [*cells, *[""] * (self._width - len(cells))]
        if isinstance(self._cells.date(row), dt.date):
            return self._of_dated(row, len(cells))
        if any(names_total(cell, self._totals) for cell in cells):
            return self._of_total(row)
        if self._is_sum_in_words(row):
            return Refused(Fate.FOOTER)
        if self._has_money(row) or _STARTS_LIKE_A_DATE.match(row[0].strip()):
            return self._unread("unreadable-date", " ".join(row[index].strip() for index in self._columns.date))
        return Refused(Fate.FOOTER)

    def _of_total(self, row: Sequence[str]) -> Refused:
        """A total: of the whole, with what it adds up to, or of a part."""
        partial = any(names_total(cell, self._partial) or _OF_MONTH.match(cell) for cell in row)
        return Refused(Fate.FOOTER) if partial else Refused(Fate.FOOTER, total=self._total(row))

    def _has_money(self, row: Sequence[str]) -> bool:
        return any(isinstance(self._cells.amount(row, index), int) for index in self._columns.money)

    def _is_sum_in_words(self, row: Sequence[str]) -> bool:
        """出金合計 8件 135,501円, which a comma cuts into cells: where dates stand a word for a sum begins the line."""
        return canonical(row[self._columns.date[0]]).startswith(self._sums)

    def _of_dated(self, row: Sequence[str], found: int) -> Refused:
        """A row of ``found`` cells (and empty ones up to the usual width) that has a date."""
        if found != self._width:
            code = "too-few-cells" if found < self._width else "too-many-cells"
            return refused(code, found=found, expected=self._width)
        bad = (row[index] for index in self._columns.money if self._cells.amount(row, index) is BAD)
        return self._unread("unreadable-amount", next(bad, ""))

    def _unread(self, code: str, cell: str) -> Refused:
        return refused(code, cell=_short(cell), cause=cause_of(cell, self._words))

    def _total(self, row: Sequence[str]) -> tuple[int | None, int | None]:
        """What a total row says went out and came in."""
        out, into = (self._cells.amount(row, index) for index in (self._columns.withdrawal, self._columns.deposit))
        return yen_or_none(out), yen_or_none(into)


def _short(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_SHOWN else cell[: _LONGEST_SHOWN - 1] + "…"
