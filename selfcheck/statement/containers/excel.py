"""The bytes of an Excel workbook come in, one table for each of its sheets goes out.

Cells come back as a bank's CSV would print them: dates in ISO form, whole numbers without a point.
Lines are the sheet's rows. calamine makes room for every cell up to the last row and column of a sheet, and
ends the process where there is none: what a newer workbook asks for is counted before.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator

from selfcheck.errors import UnreadableError
from selfcheck.statement.containers.archive_names import is_zip
from selfcheck.statement.containers.container import Container, Part, Source
from selfcheck.statement.containers.zip import members_of
from selfcheck.statement.options import Options
from selfcheck.statement.text.table import Table

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the old kind begins (the Compound File Binary Format of MS-CFB)."""

_MOST_CELLS = 20_000_000
"""In all sheets; a sheet of a million rows and twenty columns has as many."""
_MOST_BYTES = 200 * 1024 * 1024
"""Of a workbook of the old kind, which is not packed."""
_OTHER_KINDS = {"xl/workbook.bin", "content.xml"}
"""Members of .xlsb and .ods, which calamine would read and nothing here can measure."""
_OF_PARTS = {"broken-zip": "broken-excel", "zip-too-large": "excel-too-large", "zip-too-many": "excel-too-large"}
"""What a workbook's own members are refused for, as said of the workbook."""
_ROW = re.compile(rb"[<:]row\b")
_COLUMNS_NAMED = re.compile(rb"""r\s*=\s*["']([A-Za-z]+)[0-9]""")
_ROWS_NAMED = re.compile(rb"""r\s*=\s*["'][A-Za-z]*([0-9]+)""")
"""``r="B7"`` of a cell, ``r="7"`` of a row."""
_LONGEST = 20
"""Letters and digits of a reference that are looked at; three and seven are usual."""


def _is_excel(source: Source) -> bool:
    """Whether these are the bytes of an Excel workbook, old or new."""
    data = source.data
    if not is_zip(data):
        return data.startswith(_OLE)
    if source.members:
        return any(name.startswith("xl/") for name in source.members)
    return b"xl/" in data and b"[Content_Types].xml" in data  # broken, or only its beginning


def _read(source: Source, options: Options) -> Iterator[Part]:
    """The table of every sheet in which something stands. Raises `UnreadableError` for a broken file."""
    data = source.data
    _refuse_too_large(data)
    import pandas as pd
    from python_calamine import CalamineError

    try:
        sheets = pd.read_excel(io.BytesIO(data), sheet_name=None, header=None, dtype=object, engine="calamine")
    except (CalamineError, ValueError, OSError, KeyError, IndexError) as error:
        raise UnreadableError("broken-excel", reason=type(error).__name__) from None
    for name, frame in sheets.items():
        rows = [[_cell(value) for value in row] for row in frame.itertuples(index=False, name=None)]
        if any(cell for row in rows for cell in row):
            lines = range(1, len(rows) + 1)
            yield Part(Table(",", rows, lines, lines, len(rows)), str(name))


def _refuse_too_large(data: bytes) -> None:
    """Raise `UnreadableError` for a workbook for which there may be no room."""
    if not is_zip(data):
        if len(data) > _MOST_BYTES:
            raise UnreadableError("excel-too-large")
        return
    cells = 0
    try:
        for name, content in members_of(data):
            if name.replace("\\", "/").lower() in _OTHER_KINDS:
                raise UnreadableError("excel-other-kind")
            cells += _extent(content)
    except UnreadableError as error:
        key = error.sentence.key
        raise UnreadableError(_OF_PARTS.get(key, key), reason=key) from None
    if cells > _MOST_CELLS:
        raise UnreadableError("excel-too-large")


def _extent(content: bytes) -> int:
    """The cells from A1 to the last row and column of a sheet: as its cells say, or at least as many as there are."""
    found = _ROW.split(content)
    if len(found) == 1:
        return 0
    columns = [row.count(b"<c") + row.count(b":c") for row in found]
    columns += (_column(letters[:_LONGEST]) for letters in set(_COLUMNS_NAMED.findall(content)))
    rows = [int(digits[:_LONGEST]) for digits in set(_ROWS_NAMED.findall(content))]
    return max(len(found) - 1, *rows) * max(columns)


def _column(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("@")
    return number


def _cell(value: object) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


EXCEL = Container("excel", frozenset({".xlsx", ".xls"}), _is_excel, _read)
