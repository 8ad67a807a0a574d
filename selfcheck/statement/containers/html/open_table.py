"""A table that has begun on a page and not ended: rows, cells and text come in as they are met, and are put in their places."""

from __future__ import annotations

import re

from selfcheck.patterns import regex
from selfcheck.statement.containers.html.elements import Attributes, Element
from selfcheck.statement.containers.html.page import Cell, Row

_MOST_ROWS_SPANNED = 65534
_MOST_SPANNED = 1000
"""Columns that one cell may span; both as in browsers (the HTML Standard's rowspan and colspan)."""
_SPACES = regex(r"[ \t\n\r\f\xa0]+")
"""What a browser draws as one blank; the wide blank of Japanese stays."""


class Gathering:
    """Text as it is collected, piece by piece."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def add(self, text: str) -> None:
        """What comes next."""
        self._pieces.append(text)

    def line(self) -> str:
        """All of it in one line."""
        if not self._pieces:
            return ""
        return _SPACES.sub(" ", "".join(self._pieces)).strip()


class OpenTable:
    """A table that has begun."""

    def __init__(self, element: Element, first_line: int) -> None:
        self.rows: list[Row] = []
        self.caption = Gathering()
        self.caption.add(f"{element.attributes.get('aria-label') or ''} ")
        self.first_line = first_line
        """The line of the page on which it begins."""
        self.is_hidden = element.is_hidden
        self.row: Row | None = None
        self._cell: Cell | None = None
        self._text = Gathering()
        """Of the cell."""
        self._hidden = Gathering()
        """What the row does not show."""
        self._group = 0
        self._in_head = False

    # --- rows and cells ---

    def begin_group(self, element: Element) -> None:
        """A ``<thead>``, ``<tbody>`` or ``<tfoot>`` begins."""
        self._group += 1
        self._in_head = element.kind == "thead"

    def begin_row(self, element: Element) -> None:
        """A row begins."""
        self.row = Row(group=self._group, in_head=self._in_head, is_hidden=element.is_hidden)
        self._hidden = Gathering()
        self.rows.append(self.row)

    def begin_cell(self, element: Element, row: Row) -> None:
        """A cell of ``row`` begins; one that takes no room is read and left out."""
        self._text = Gathering()
        rows = _span(element.attributes, "rowspan", _MOST_ROWS_SPANNED)
        columns = _span(element.attributes, "colspan", _MOST_SPANNED) or 1
        self._cell = Cell("", rows, columns, is_header=element.kind == "th")
        if not element.takes_no_room:
            row.cells.append(self._cell)

    def end_cell(self) -> None:
        """The cell that is open, if there is one, ends."""
        if self._cell:
            self._cell.text = self._text.line()
            self._cell = None

    def end_row(self) -> None:
        """The row that is open, if there is one, ends."""
        if self.row:
            self.row.hidden_text = self._hidden.line()
            self.row = None

    # --- text ---

    def show(self, text: str, *, is_caption: bool = False) -> None:
        """Text that the page shows; outside the cells only the caption counts."""
        if self._cell:
            self._text.add(text)
        elif is_caption:
            self.caption.add(text)

    def hide(self, text: str) -> None:
        """Text that the page does not show. Where the whole row is hidden, its cells are read all the same."""
        if self.row:
            is_all_hidden = self.is_hidden or self.row.is_hidden
            (self._text if self._cell and is_all_hidden else self._hidden).add(f"{text} ")

    def take_in(self, table: OpenTable) -> None:
        """A table that is no statement is text of the cell that it stands in."""
        if self._cell:
            for row in table.rows:
                self._text.add(" ".join(["", *(cell.text for cell in row.cells), ""]))
                self._hidden.add(f" {row.hidden_text}")


def _span(attributes: Attributes, name: str, most: int) -> int:
    value = attributes.get(name)
    digits = re.match(r"\s*(\d{1,6})", value) if value else None
    return min(int(digits[1]), most) if digits else 1
