"""A member of a workbook comes in; how many cells its sheet asks for goes out, before anything makes room for them.

calamine makes room for every cell up to the last row and column of a sheet; two cells at opposite corners ask for seventeen
thousand million. In XML a place may be written or left out, in OpenDocument a row may be repeated, and Excel's binary form
(MS-XLSB) is a list of records.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from selfcheck.patterns import regex

_ROW = regex(rb"[<:]row\b")
_COLUMNS_NAMED = regex(rb"""r\s*=\s*["']([A-Za-z]+)[0-9]""")
_ROWS_NAMED = regex(rb"""r\s*=\s*["'][A-Za-z]*([0-9]+)""")
"""``r="B7"`` of a cell, ``r="7"`` of a row."""
_LONGEST = 20
"""Letters and digits of a reference that are looked at; three and seven are usual."""
_REPEATED_ROW = regex(rb"<(?:[\w.-]+:)?table-row\b([^>]*)>")
_REPEATED_CELL = regex(rb"<(?:[\w.-]+:)?(?:covered-)?table-cell\b([^>]*)>")
_TIMES = regex(rb"""number-(?:rows|columns)-repeated\s*=\s*["']([0-9]+)""")
_ROW_RECORD = 0
_CELL_RECORDS = range(1, 12)
_BINARY_PLACE = struct.Struct("<I")


def cells_in(name: str, content: bytes) -> int:
    """Cells from A1 to the last row and column of the sheet that ``content`` is; 0 where it is none."""
    if name.lower().endswith(".bin"):
        return _binary(content) if "sheet" in name.lower() else 0
    if b"table-row" in content:
        return _opendocument(content)
    return _xml(content)


def _xml(content: bytes) -> int:
    """As its cells say, or at least as many as there are."""
    found = _ROW.split(content)
    if len(found) == 1:
        return 0
    columns = [row.count(b"<c") + row.count(b":c") for row in found]
    columns += (_column(letters[:_LONGEST]) for letters in set(_COLUMNS_NAMED.findall(content)))
    rows = [int(digits[:_LONGEST]) for digits in set(_ROWS_NAMED.findall(content))]
    return max([len(found) - 1, *rows]) * max(columns)


def _column(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("@")
    return number


def _opendocument(content: bytes) -> int:
    """Rows and cells are counted as often as they are repeated, up to the last in which something stands."""
    rows = used_rows = used_columns = 0
    for attributes, row in _rows(content):
        rows += _times(attributes)
        columns = 0
        for cell in _REPEATED_CELL.finditer(row):
            columns += _times(cell[1])
            if b"value" in cell[1] or not cell[1].rstrip().endswith(b"/"):
                used_rows, used_columns = rows, max(used_columns, columns)
    return used_rows * used_columns


def _rows(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The attributes of each row, and what stands up to the next."""
    found = list(_REPEATED_ROW.finditer(content))
    for row, following in zip(found, [*found[1:], None], strict=True):
        yield row[1], content[row.end() : following.start() if following else len(content)]


def _times(attributes: bytes) -> int:
    found = _TIMES.search(attributes)
    return int(found[1][:_LONGEST]) if found else 1


def _binary(content: bytes) -> int:
    """The last row and column of which a record speaks."""
    row = column = 0
    for kind, at, length in binary_records(content):
        if length >= _BINARY_PLACE.size:
            (place,) = _BINARY_PLACE.unpack_from(content, at)
            if kind == _ROW_RECORD:
                row = max(row, place)
            elif kind in _CELL_RECORDS:
                column = max(column, place)
    return (row + 1) * (column + 1)


def binary_records(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Number, place and length of each record; of one that is cut off, what is there."""
    at = 0
    while at < len(content):
        kind, at = _seven_bits(content, at, 2)
        length, at = _seven_bits(content, at, 4)
        yield kind, at, max(min(length, len(content) - at), 0)
        at += length


def _seven_bits(content: bytes, at: int, most: int) -> tuple[int, int]:
    """A number that takes seven bits of each byte, and where it ends."""
    number = 0
    for place, byte in enumerate(content[at : at + most]):
        number |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return number, at + place + 1
    return number, at + most
