"""What stands on a page: its tables with their rows and cells, and its lines of text."""

from __future__ import annotations

from msgspec import Struct, field


class Cell(Struct):
    """One cell of a table, as the page shows it."""

    text: str
    rows: int = 1
    """Rows that it spans; 0: all that are left."""
    columns: int = 1
    is_header: bool = False


class Row(Struct):
    """One ``<tr>``."""

    cells: list[Cell] = field(default_factory=list)
    group: int = 0
    """Which ``<tbody>``, ``<thead>`` or ``<tfoot>`` it stands in."""
    in_head: bool = False
    is_hidden: bool = False
    hidden_text: str = ""
    """What the row holds and the page does not show."""


class PageTable(Struct):
    """One ``<table>`` with rows of its own; tables inside it that are no statements are text of its cells."""

    rows: list[Row]
    caption: str
    above: tuple[int, int]
    """The lines of the page (first, behind the last) that stand above it and below the statement before it."""
    is_hidden: bool


class Page(Struct):
    """What stands on a page."""

    lines: list[str] = field(default_factory=list)
    """All text that is shown, tables and all, line by line."""
    cut_lines: list[str] = field(default_factory=list)
    """The same lines with a tab between elements that stand beside each other."""
    tables: list[PageTable] = field(default_factory=list)
    """Those that may be statements, in the order in which they end."""
