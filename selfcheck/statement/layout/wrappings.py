"""Wrappings that other programs put around cells, taken off before anything is read.

Spreadsheets and exports guard a cell as ``="0012"`` or with an apostrophe; a file that was opened as one column and
saved again holds each line in one quoted cell, or with full-width commas; a space behind the comma hides a quote from
the CSV rules, so that 1,000 falls apart; web pages leave ``&nbsp;`` and invisible characters. None of it is what the
bank printed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from selfcheck.patterns import regex
from selfcheck.statement.column_words import ColumnNames
from selfcheck.statement.layout.two_rows import is_value
from selfcheck.statement.text.table import Table

_INVISIBLE_LETTERS = "[\\x00\\u00ad\\u200b-\\u200f\\u2060-\\u2064\\ufeff]"
"""What spreadsheets and pages leave in cells. Escapes and marks that turn the direction are no wrapping but evidence: they
stay, and are made visible where they are shown."""
_INVISIBLE = regex(_INVISIBLE_LETTERS)
_AROUND = regex(f"^{_INVISIBLE_LETTERS}+|{_INVISIBLE_LETTERS}+$")
_SUSPECT = regex(f"[\"'\u2019&]|{_INVISIBLE_LETTERS}")
_ENTITY = regex(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_GUARDED = regex(r'(?:\s*="?)+(?P<inner>.*?)"?\s*', re.DOTALL)
_OPENED = regex(r'\s*=?"')
_CLOSED = regex(r'[^"]"\s*$|^\s*=?""\s*$')
_DELIMITERS = (",", "\t", ";", "，")
_SAMPLE = 200
"""Rows that show how a file is wrapped."""
_MOST = 0.8
"""Share of rows that must be wrapped for the wrapping to be the file's."""

Row = list[str]


def unwrapped(table: Table, names: ColumnNames) -> Table:
    """``table`` without what is wrapped around its cells; the same table where nothing is."""
    rows = table.rows
    if _is_plain(rows):
        return table
    for peel in (_visible, _whole_lines(names), _closed_again, _unguarded, _unquoted, _without_apostrophes, _unescaped):
        rows = peel(rows)
    return table if rows is table.rows else replace(table, rows=rows)


def _is_plain(rows: Sequence[Row]) -> bool:
    """Whether no cell has anything that a wrapping is made of, and most rows have several cells: nearly always, and quick."""
    sample = rows[:_SAMPLE]
    several = sum(sum(map(bool, row)) > 1 for row in sample)
    return 2 * several > len(sample) and not _SUSPECT.search("\n".join(["\t".join(row) for row in rows]))


def _by_cell(rows: Sequence[Row], matters: Callable[[str], object], change: Callable[[str], str]) -> Sequence[Row]:
    """Rows with changed cells; the same ones where no cell needs it."""
    if not any(matters(cell) for row in rows for cell in row):
        return rows
    return [[change(cell) if matters(cell) else cell for cell in row] for row in rows]


def _visible(rows: Sequence[Row]) -> Sequence[Row]:
    """Without characters that cannot be seen (zero width, marks of byte order, NUL): anywhere in a date or an amount, around
    anything else. Within a memo they stay as they were printed; names are found all the same."""

    def plain(cell: str) -> str:
        bare = _INVISIBLE.sub("", cell)
        return bare if is_value(bare) else _AROUND.sub("", cell)

    return _by_cell(rows, _INVISIBLE.search, plain)


def _unescaped(rows: Sequence[Row]) -> Sequence[Row]:
    """``&nbsp;`` and the like, as the page showed them."""

    def shown(cell: str) -> str:
        import html

        return html.unescape(cell).replace("\xa0", " ")

    return _by_cell(rows, lambda cell: "&" in cell and _ENTITY.search(cell), shown)


def _whole_lines(names: ColumnNames) -> Callable[[Sequence[Row]], Sequence[Row]]:
    """Lines that stand whole in one cell, cut as a file of its own would be."""

    def cut(rows: Sequence[Row]) -> Sequence[Row]:
        filled = [cells for row in rows[:_SAMPLE] if (cells := [cell for cell in row if cell.strip()])]
        alone = [cells[0] for cells in filled if len(cells) == 1]
        if len(alone) < 2 or len(alone) < _MOST * len(filled):
            return rows
        delimiter = _delimiter_in(alone, names)
        return [_cells(row[0], delimiter) if _stands_alone(row) else row for row in rows] if delimiter else rows

    return cut


def _delimiter_in(cells: Sequence[str], names: ColumnNames) -> str:
    """What cuts nearly all cells, one of them into a header that names two columns; empty where nothing does.

    A semicolon does so in ``日付;摘要;出金``, not in lines that only have one somewhere in a memo.
    """

    def score(delimiter: str) -> tuple[int, int]:
        rows = [row for cell in cells if len(row := _cells(cell, delimiter)) > 1]
        return max((names.count_roles(row) for row in rows), default=0), len(rows)

    best = max(_DELIMITERS, key=score)
    roles, count = score(best)
    return best if roles >= 2 and count >= _MOST * len(cells) - 1 else ""  # one cell less: a title above the header


def _stands_alone(row: Row) -> bool:
    return bool(row) and not any(cell.strip() for cell in row[1:])


def _cells(line: str, delimiter: str) -> Row:
    """One line cut into cells, doubled quotes undone."""
    return next(csv.reader([line.replace("\n", " ")], delimiter=delimiter), [])


def _closed_again(rows: Sequence[Row]) -> Sequence[Row]:
    """Cells that a comma tore apart although quotes stood around them, behind a space or an equals sign."""
    if not any(_is_torn(row) for row in rows):
        return rows
    return [_joined(row) if _is_torn(row) else row for row in rows]


def _is_torn(row: Row) -> bool:
    return any(_OPENED.match(cell) and not _CLOSED.search(cell) for cell in row)


def _joined(row: Row) -> Row:
    cells: Row = []
    at = 0
    while at < len(row):
        end = at
        if _OPENED.match(row[at]) and not _CLOSED.search(row[at]):
            end = next((i for i in range(at + 1, min(at + 6, len(row))) if row[i].rstrip().endswith('"')), at)
        cells.append(",".join(row[at : end + 1]))
        at = end + 1
    return cells


def _unguarded(rows: Sequence[Row]) -> Sequence[Row]:
    """``="0012"`` is 0012."""

    def inner(cell: str) -> str:
        found = _GUARDED.fullmatch(cell)
        return found["inner"] if found else cell

    return _by_cell(rows, lambda cell: cell.lstrip().startswith('="'), inner)


def _unquoted(rows: Sequence[Row]) -> Sequence[Row]:
    """Quotes that are left around a cell: behind a space, or because every quote was doubled."""
    wrapped = re.compile(r'\s*"+([^"]*)"+\s*')
    half = re.compile(r'([^"]*)""|""([^"]*)')

    def inner(cell: str) -> str:
        found = wrapped.fullmatch(cell) or half.fullmatch(cell)
        return next(text for text in found.groups() if text is not None) if found else cell

    def is_wrapped(cell: str) -> bool:
        return '"' in cell and bool(wrapped.fullmatch(cell) or half.fullmatch(cell)) and cell.strip() != '"'

    share = sum(any(map(is_wrapped, row)) for row in rows[:_SAMPLE])
    return _by_cell(rows, is_wrapped, inner) if share and share >= 0.5 * len(rows[:_SAMPLE]) else rows


def _without_apostrophes(rows: Sequence[Row]) -> Sequence[Row]:
    """'0012 is how a spreadsheet keeps a number as text: before a number, or before every cell of a column."""
    number = re.compile(r"\s*['\u2019]\s*[-+▲△¥\\(\d].*")
    columns = _columns_of_apostrophes(rows)
    if not columns and not any(number.fullmatch(cell) for row in rows for cell in row):
        return rows

    def bare(index: int, cell: str) -> str:
        guarded = number.fullmatch(cell) or (index in columns and cell.strip()[:1] == "'")
        return cell.strip()[1:] if guarded else cell

    return [[bare(index, cell) for index, cell in enumerate(row)] for row in rows]


def _columns_of_apostrophes(rows: Sequence[Row]) -> frozenset[int]:
    width = max((len(row) for row in rows[:_SAMPLE]), default=0)
    columns = ([row[i].strip() for row in rows[1:_SAMPLE] if i < len(row) and row[i].strip()] for i in range(min(width, 100)))
    return frozenset(i for i, cells in enumerate(columns) if cells and all(cell[0] == "'" for cell in cells))
