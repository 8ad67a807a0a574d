"""The bytes of a workbook come in, its sheets as rows of text go out. Called in a process of its own (`in_child`).

calamine ends its process on some broken files, loops or swells on others. What it will make room for is counted before it is
asked: the cells of a newer workbook (`workbook_extent`), and whether the chains of an old one end (`compound_file`).
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from selfcheck.errors import UnreadableError
from selfcheck.statement.containers.archive_names import is_zip
from selfcheck.statement.containers.compound_file import refuse_endless, stream_in
from selfcheck.statement.containers.lost_cell import LostCell
from selfcheck.statement.containers.spanned import with_spanned
from selfcheck.statement.containers.workbook_extent import cells_in
from selfcheck.statement.containers.workbook_lost import LostCells
from selfcheck.statement.containers.workbook_lost_xls import lost_in_stream
from selfcheck.statement.containers.zip_members import members_of

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which Office keeps a workbook that has a password (MS-OFFCRYPTO)."""
_MOST_CELLS = 20_000_000
"""In all sheets; a sheet of a million rows and twenty columns has as many."""
_FREE_CELLS, _CELLS_TO_A_BYTE = 12_000_000, 16
"""However small the file is (a million rows of eleven, where somebody typed something far below), and for each byte."""
_MOST_COLUMNS = 16_384
"""Excel's own limit (XFD), and that of others."""
_MOST_BYTES = 200 * 1024 * 1024
"""Of a workbook of the old kind, which is not packed."""
_FREE, _TO_A_BYTE = 4 << 20, 64
"""Characters that all cells may show together, and how many more for each byte of the file. A cell counts for eight beside its
own. One long text may be shown in any number of cells: 5 KB asked for hundreds of megabytes so. Statements show ten a byte."""
_CELL = 8
_OF_PARTS = {"broken-zip": "broken-excel", "zip-too-large": "excel-too-large", "zip-too-many": "excel-too-large"}
"""What a workbook's own members are refused for, as said of the workbook."""
_NEARLY = 1e-6
"""So far from a whole number a sum of whole yen may come out, in binary fractions."""
_LARGEST = 1e15
"""Yen; `values` reads no more. A cell holds every whole one exactly up to nine times as many (binary64)."""
_LOCKED = "excel-locked"
_STREAMS = ("Workbook", "Book")
"""Of Excel 97 and later, and of 5 and 95."""

Sheets = list[tuple[str, list[list[str]], dict[int, str]]]
"""Names, rows of cells, and by row (from 1) the first cell that holds a formula without a result."""


def sheets_of(data: bytes) -> Sheets:
    """All sheets. Raises `UnreadableError`."""
    lost = lost_cells(data)
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    left = _FREE + _TO_A_BYTE * len(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        if not book.sheet_names:  # calamine says nothing of a workbook that has lost the list of them
            raise UnreadableError("broken-excel", reason="sheets: 0")
        found: Sheets = []
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            rows, left = _within(left, with_spanned(_rows(sheet), sheet.merged_cell_ranges or ()))
            of_sheet = lost.get(name, ())
            for cell in of_sheet:
                _put(rows, cell)
            found.append((name, rows, {cell.row: cell.name for cell in reversed(of_sheet) if cell.is_formula}))
    except PasswordError:
        raise UnreadableError(_LOCKED) from None
    except (CalamineError, ValueError, OSError, KeyError, IndexError) as error:
        raise UnreadableError("broken-excel", reason=type(error).__name__) from None
    return found


def _rows(sheet: Any) -> Iterator[list[str]]:
    """The rows of a sheet (calamine's) from the first; calamine leaves out the columns in which nothing stands at the left."""
    if sheet.total_width > _MOST_COLUMNS:
        raise UnreadableError("excel-too-large")
    before = [""] * (sheet.start or (0, 0))[1]
    for row in sheet.iter_rows():
        cells = _row(row)
        yield before + cells if cells else cells


def _within(left: int, rows: Iterator[list[str]]) -> tuple[list[list[str]], int]:
    """Rows up to the last in which something stands, and what is left. Raises `UnreadableError` where they show too much."""
    found: list[list[str]] = []
    for row in rows:
        left -= sum(map(len, row)) + _CELL * (len(row) + 1)
        if left < 0:
            raise UnreadableError("excel-too-large")
        found.append(row)
    while found and not found[-1]:
        found.pop()
    return found, left


def _put(rows: list[list[str]], cell: LostCell) -> None:
    """Put what a lost cell shows where it stands: an empty amount would be none, and an empty day that of the row above.

    Nothing reads what stands below all rows and beside all columns but a sum.
    """
    if not 0 < cell.row <= len(rows) or cell.column > max(map(len, rows)):
        return
    row = rows[cell.row - 1]
    row += [""] * (max(map(len, rows)) - len(row)) if not row else [""] * (cell.column - len(row))
    if not row[cell.column - 1]:
        row[cell.column - 1] = cell.text


def lost_cells(data: bytes) -> Mapping[str, Sequence[LostCell]]:
    """The cells of each sheet whose value is lost, by its name. Raises what `refuse_too_large` raises."""
    lost = refuse_too_large(data)
    return lost.by_sheet() if is_zip(data) else lost_in_stream(stream_in(data, _STREAMS))


def refuse_too_large(data: bytes) -> LostCells:
    """What shows the cells of a newer workbook whose value is lost.

    Raises `UnreadableError` for one that has a password, or for which there may be no room.
    """
    lost = LostCells()
    if not is_zip(data):
        if _ENCRYPTED in data:
            raise UnreadableError(_LOCKED)
        if len(data) > _MOST_BYTES:
            raise UnreadableError("excel-too-large")
        refuse_endless(data)
        return lost
    cells = 0
    try:
        for name, content in members_of(data):
            cells += cells_in(name, content)
            lost.look(name, content)
    except UnreadableError as error:
        key = error.sentence.key
        raise UnreadableError(_OF_PARTS.get(key, key), reason=key) from None
    if cells > min(_MOST_CELLS, _FREE_CELLS + _CELLS_TO_A_BYTE * len(data)):
        raise UnreadableError("excel-too-large")
    return lost


def _row(values: Sequence[object]) -> list[str]:
    """A row; one of nothing has no cells, since a sheet may have a million of them."""
    if values.count("") == len(values):
        return []
    return [value if isinstance(value, str) else _cell(value) for value in values]


def _cell(value: object) -> str:
    """A cell as a CSV would print it."""
    if value is None or value != value:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and abs(value) >= _LARGEST:
        return str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, float) and abs(value - round(value)) < _NEARLY:
        return str(round(value))
    return str(value)
