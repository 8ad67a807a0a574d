"""Workbooks in Excel's binary form (MS-XLSB), made on the spot: nothing that is at hand writes them.

A record is its number, the length of what it holds, and that; numbers and lengths take seven bits of each byte.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence

from tests.xls_writer import Lost

_ROW, _ERROR, _NUMBER, _TEXT, _FORMULA_TEXT, _FORMULA_ERROR = 0, 3, 5, 6, 8, 11
_SHEETS, _SHEET, _SHEETS_END, _BOOK_END = 143, 156, 144, 132
_DATA, _DATA_END, _EXTENT = 145, 146, 148
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
)


def _rels(kind: str, target: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATED}/{kind}" Target="{target}"/></Relationships>'
    )


def _seven_bits(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def _record(number: int, content: bytes = b"") -> bytes:
    return _seven_bits(number) + _seven_bits(len(content)) + content


def _string(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _row(number: int) -> bytes:
    return _record(_ROW, struct.pack("<IIHBBBI", number, 0, 0x12C, 0, 0, 0, 0))


def _cell(column: int, value: object) -> bytes:
    place = struct.pack("<II", column, 0)
    if isinstance(value, Lost) and value.error is None:
        return _record(_FORMULA_TEXT, place + _string("") + struct.pack("<HII", 0, 0, 0))
    if isinstance(value, Lost):
        code = bytes((value.error or 0,))
        return (
            _record(_FORMULA_ERROR, place + code + struct.pack("<HII", 0, 0, 0))
            if value.is_formula
            else _record(_ERROR, place + code)
        )
    if isinstance(value, str):
        return _record(_TEXT, place + _string(value))
    return _record(_NUMBER, place + struct.pack("<d", float(str(value))))


def xlsb(rows: Sequence[Sequence[object]], *, last: tuple[int, int] | None = None) -> bytes:
    """A workbook of one sheet; ``last``: row and column of one more cell."""
    book = _record(_SHEETS) + _record(_SHEET, struct.pack("<II", 0, 1) + _string("rId1") + _string("明細"))
    book += _record(_SHEETS_END) + _record(_BOOK_END)
    sheet = _record(_EXTENT, struct.pack("<4I", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)) + _record(_DATA)
    for number, row in enumerate(rows):
        sheet += _row(number) + b"".join(_cell(column, value) for column, value in enumerate(row) if value is not None)
    if last:
        sheet += _row(last[0]) + _cell(last[1], 1.0)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _rels("officeDocument", "xl/workbook.bin"))
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/_rels/workbook.bin.rels", _rels("worksheet", "worksheets/sheet1.bin"))
        archive.writestr("xl/worksheets/sheet1.bin", sheet + _record(_DATA_END))
    return out.getvalue()
