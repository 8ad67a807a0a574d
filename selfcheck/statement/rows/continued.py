"""Rows that carry only text belong to a transaction: some banks print the payee on a line of its own, below or above.

    2026/9/7,口座振替,30000,,470000          ,ドコモコウザ,,,
    ,ドコモコウザ,,,                   or    2026/9/7,口座振替,30000,,470000

Which of the two holds for a whole section: where the lines take turns, its first and last show it; a memo that is empty
waits for the line above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from selfcheck.patterns import regex
from selfcheck.statement.layout.columns import Columns
from selfcheck.statement.layout.date_column import is_total
from selfcheck.statement.rows.cell_reader import CellReader, memo_of
from selfcheck.statement.values import BAD, Unread
from selfcheck.statement.years import heading_of

_NOTE = regex(r"^\s*[(（＊*]?(?:※|注)|以上\s*$|。\s*$")
"""A remark to the reader, which belongs to no transaction."""
_LONGEST = 60
"""Letters of such a row; a longer one is a note of the bank."""
_TAKES_TURNS = 0.8
"""Share of transactions that have such a row, where it does not stand in the memo's column."""
MOST_LINES = 3
"""Rows of text for one transaction."""


class Continuations:
    """Finds such rows in one section, and where they belong."""

    def __init__(
        self, columns: Columns, cells: CellReader, width: int, totals: frozenset[str], rows: Sequence[Sequence[str]]
    ) -> None:
        """``rows`` are those of the section, or the first of them."""
        self._columns = columns
        self._cells = cells
        self._width = width
        self._totals = totals
        self._rows = rows

    def text_of(self, cells: Sequence[str]) -> str:
        """What a row adds to a memo; empty if it is something else."""
        if not self._is_text(cells):
            return ""
        in_memo = all(index in self._columns.memo for index, cell in enumerate(cells) if cell.strip())
        return " ".join(filter(None, map(str.strip, cells))) if in_memo or self._take_turns else ""

    @cached_property
    def is_above(self) -> bool:
        """Whether such rows belong to the transaction below them."""
        kinds = self._kinds
        # TtTtTt ends with a text, tTtTtT begins with one: in between both pairs occur equally often.
        below, above = kinds.count("Tt") + kinds.count("Et"), kinds.count("tT") + kinds.count("tE")
        return above > below or (above == below and kinds.count("tE") > kinds.count("Et"))

    @cached_property
    def _take_turns(self) -> bool:
        texts = len(re.findall("t+", self._kinds))
        return texts > 1 and texts >= _TAKES_TURNS * (self._kinds.count("T") + self._kinds.count("E"))

    @cached_property
    def _kinds(self) -> str:
        """The rows by kind: T a transaction (E one without a memo), t text, - anything else; blank ones are left out."""
        return "".join(self._kind(row) for row in self._rows if any(map(str.strip, row)))

    def _kind(self, row: Sequence[str]) -> str:
        if self._is_text(row):
            return "t"
        if len(row) != self._width or not self._cells.is_dated(row):
            return "-"
        return "T" if memo_of(row, self._columns.memo) else "E"

    def _is_text(self, cells: Sequence[str]) -> bool:
        filled = [(index, cell) for index, cell in enumerate(cells) if cell.strip()]
        text = "".join(cell for _, cell in filled)
        if (
            not filled
            or len(cells) > self._width
            or len(text) > _LONGEST
            or _NOTE.search(text)
            or is_total(cells, self._totals)
            or heading_of(cells)
        ):
            return False
        return not any(self._is_value(index, cell) for index, cell in filled)

    def _is_value(self, index: int, cell: str) -> bool:
        """Whether a cell is a date, or stands where money does, or is nothing but a number."""
        if index in self._columns.money:
            return True
        return self._cells.amount_of(cell) is not BAD or not isinstance(self._columns.dates.parse(cell), Unread)
