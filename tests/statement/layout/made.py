"""What the tests of layouts need: the columns that a text comes to, without reading its rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from selfcheck.knowledge import load
from selfcheck.statement.layout.columns import Columns
from selfcheck.statement.layout.layouts import Layout, Layouts
from selfcheck.statement.text.table import Table, read_table
from selfcheck.statement.words import column_names

TODAY = dt.date(2026, 11, 22)


def table_of(*lines: str) -> Table:
    """The lines as a table."""
    return read_table("\n".join(lines), column_names())


def layouts_of(*lines: str) -> Layouts:
    """What finds the layouts of these lines."""
    return Layouts(table_of(*lines), column_names(), load(), None, "utf-8", TODAY)


def layout_of(*lines: str) -> Layout:
    """The layout that words, values and arithmetic tell."""
    return layouts_of(*lines).inferred()


def columns_of(*lines: str) -> Columns:
    """Its columns."""
    return layout_of(*lines).columns


def cells(*lines: str) -> list[Sequence[str]]:
    """Rows of cells, cut at commas."""
    return [line.split(",") for line in lines]
