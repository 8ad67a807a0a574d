"""Workbooks: Excel's of every age (.xls, .xlsx, .xlsm, .xlsb) and OpenDocument's (.ods); one table for each sheet.

Cells come back as a bank's CSV would print them: dates in ISO form, whole numbers without a point. Lines are the sheet's
rows. They are read by calamine in a process of its own, since it ends the process on some broken files; what a newer
workbook asks for is counted before, because calamine makes room for every cell up to the last row and column of a sheet.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence

from selfcheck.errors import UnreadableError
from selfcheck.statement.containers.archive_names import is_zip
from selfcheck.statement.containers.container import Container, Part, Source
from selfcheck.statement.containers.workbook_extent import cells_in
from selfcheck.statement.containers.zip import members_of
from selfcheck.statement.options import Options
from selfcheck.statement.text.table import Table, read_table
from selfcheck.statement.words import column_names

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the old kind begins (the Compound File Binary Format of MS-CFB)."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which Office keeps a workbook that has a password (MS-OFFCRYPTO)."""
_OPENDOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
_MOST_CELLS = 20_000_000
"""In all sheets; a sheet of a million rows and twenty columns has as many."""
_MOST_BYTES = 200 * 1024 * 1024
"""Of a workbook of the old kind, which is not packed."""
_OF_PARTS = {"broken-zip": "broken-excel", "zip-too-large": "excel-too-large", "zip-too-many": "excel-too-large"}
"""What a workbook's own members are refused for, as said of the workbook."""
_NEARLY = 1e-6
"""So far from a whole number a sum of whole yen may come out, in binary fractions."""
_LARGEST = 1e15
"""Yen; `values` reads no more. A cell holds every whole one exactly up to nine times as many (binary64)."""
_LOCKED = "excel-locked"

Sheets = list[tuple[str, list[list[str]]]]
"""Names, and rows of cells."""


def _is_excel(source: Source) -> bool:
    """Whether these are the bytes of an Excel workbook, old or new."""
    data = source.data
    if not is_zip(data):
        return data.startswith(_OLE) and not _is_another_document(data)
    if source.members:
        return any(name.startswith("xl/") for name in source.members)
    return b"xl/" in data and b"[Content_Types].xml" in data  # broken, or only its beginning


def _is_another_document(data: bytes) -> bool:
    """Whether a compound file is Word's, PowerPoint's or Outlook's."""
    head = data[: 1 << 22]
    names = ("WordDocument", "PowerPoint Document", "__substg1.0_")
    return any(name.encode("utf-16-le") in head for name in names) and "Workbook".encode("utf-16-le") not in head


def _is_opendocument(source: Source) -> bool:
    return is_zip(source.data) and _OPENDOCUMENT in source.data[:4096]


def _read(source: Source, options: Options) -> Iterator[Part]:
    """The table of every sheet in which something stands. Raises `UnreadableError` for a broken file."""
    data = source.data
    from selfcheck.statement.containers.in_child import ChildLostError, call

    _refuse_too_large(data)
    try:
        sheets = call(_sheets, data)
    except ChildLostError:
        raise UnreadableError("excel-too-large") from None
    for name, rows in sheets:
        if rows:
            yield Part(_table(rows), name)


def _sheets(data: bytes) -> Sheets:
    """All sheets; called in a process of its own."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found: Sheets = []
        for name in book.sheet_names:
            rows = [_row(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
            while rows and not any(rows[-1]):
                rows.pop()
            found.append((name, rows))
    except PasswordError:
        raise UnreadableError(_LOCKED) from None
    except (CalamineError, ValueError, OSError, KeyError, IndexError) as error:
        raise UnreadableError("broken-excel", reason=type(error).__name__) from None
    return found


def _table(rows: list[list[str]]) -> Table:
    """The rows of a sheet; those of one column are often a CSV that was pasted, and are cut like one."""
    lines = range(1, len(rows) + 1)
    if _is_pasted_text(rows):
        return read_table("".join(f"{row[0] if row else ''}\n" for row in rows), column_names())
    return Table(",", rows, lines, lines, len(rows))


def _is_pasted_text(rows: Sequence[Sequence[str]]) -> bool:
    first = [row[0] for row in rows if row and row[0]]
    is_one_column = first and not any(any(row[1:]) for row in rows)
    return bool(is_one_column) and not any("\n" in cell for cell in first) and sum(map(_is_cut, first)) * 2 > len(first)


def _is_cut(cell: str) -> bool:
    return max(cell.count(mark) for mark in ",\t;") > 1


def _refuse_too_large(data: bytes) -> None:
    """Raise `UnreadableError` for a workbook that has a password, or for which there may be no room."""
    if not is_zip(data):
        if _ENCRYPTED in data[: 1 << 22] or _ENCRYPTED in data[-(1 << 20) :]:
            raise UnreadableError(_LOCKED)
        if len(data) > _MOST_BYTES:
            raise UnreadableError("excel-too-large")
        return
    cells = 0
    try:
        for name, content in members_of(data):
            cells += cells_in(name, content)
    except UnreadableError as error:
        key = error.sentence.key
        raise UnreadableError(_OF_PARTS.get(key, key), reason=key) from None
    if cells > _MOST_CELLS:
        raise UnreadableError("excel-too-large")


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


EXCEL = Container("excel", frozenset({".xlsx", ".xlsm", ".xlsb", ".xls"}), _is_excel, _read)
OPENDOCUMENT = Container("opendocument", frozenset({".ods"}), _is_opendocument, _read)
