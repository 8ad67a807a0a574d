"""Workbooks of the old kind (BIFF8 in a compound file), made on the spot: nothing that is at hand writes them.

A compound file (MS-CFB, version 4) is sectors of 4,096 bytes, here in order: directory, the stream ``Workbook``, the table of
sectors, and one for small streams, of which there are none. A record of the stream (MS-XLS) is its number, the length of what
it holds, and that.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import NamedTuple

_SECTOR = 4096
_END_OF_CHAIN, _OF_THE_TABLE, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_BOOLERR, _FORMULA = 0x0205, 0x0006
_BOF, _EOF, _SHEET, _NUMBER, _LABEL, _CODEPAGE = 0x0809, 0x000A, 0x0085, 0x0203, 0x0204, 0x0042
_GLOBALS, _WORKSHEET = 0x0005, 0x0010
_IN_HEADER = 109
"""Sectors of the table that the header names; 456 MB."""


class Lost(NamedTuple):
    """A cell without a value: an error, alone or of a formula; or a formula whose result was never stored."""

    error: int | None = None
    is_formula: bool = True


def _record(number: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def _begin(kind: int) -> bytes:
    return _record(_BOF, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _cell(row: int, column: int, value: object) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, Lost) and value.is_formula:
        result = b"\x03\0\0\0\0\0" if value.error is None else bytes((2, 0, value.error, 0, 0, 0))
        return _record(_FORMULA, place + result + b"\xff\xff" + struct.pack("<HIH", 0, 0, 0))
    if isinstance(value, Lost):
        return _record(_BOOLERR, place + bytes((value.error or 0, 1)))
    if isinstance(value, str):
        return _record(_LABEL, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    return _record(_NUMBER, place + struct.pack("<d", float(str(value))))


def stream(rows: Sequence[Sequence[object]], called: str = "明細") -> bytes:
    """The records of a workbook of one sheet; at most 65,536 rows."""
    name = struct.pack("<BB", len(called), 1) + called.encode("utf-16-le")
    sheet = _begin(_WORKSHEET) + b"".join(
        _cell(number, column, value)
        for number, row in enumerate(rows)
        for column, value in enumerate(row)
        if value not in (None, "")
    )
    start = _begin(_GLOBALS) + _record(_CODEPAGE, struct.pack("<H", 1200))
    place = len(start) + 4 + 6 + len(name) + 4
    return start + _record(_SHEET, struct.pack("<IBB", place, 0, 0) + name) + _record(_EOF) + sheet + _record(_EOF)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2 if text else 0, kind, 1)
    return head + struct.pack("<III", _FREE, _FREE, child) + bytes(36) + struct.pack("<IQ", start, size)


def compound(content: bytes, name: str = "Workbook") -> bytes:
    """A compound file with one stream."""
    content = content.ljust(_SECTOR, b"\0")  # what is shorter would lie in a stream of its own for small ones
    body = -(-len(content) // _SECTOR)
    of_table = next(count for count in range(1, _IN_HEADER) if count * (_SECTOR // 4) >= 2 + body + count)
    chain = [_END_OF_CHAIN, *range(2, body + 1), _END_OF_CHAIN, *[_OF_THE_TABLE] * of_table, _END_OF_CHAIN]
    chain += [_FREE] * (of_table * (_SECTOR // 4) - len(chain))
    directory = _entry("Root Entry", 5, 1, 1 + body + of_table, _SECTOR) + _entry(name, 2, _FREE, 1, len(content))
    directory += _entry("", 0, _FREE, 0, 0) * (_SECTOR // 128 - 2)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 4, 0xFFFE, 12, 6)
    header += struct.pack("<IIIIIIIII", 1, of_table, 0, 0, 4096, _END_OF_CHAIN, 0, _END_OF_CHAIN, 0)
    places = [1 + body + number for number in range(of_table)]
    header += struct.pack(f"<{_IN_HEADER}I", *places, *[_FREE] * (_IN_HEADER - of_table))
    parts = (header, directory, content, struct.pack(f"<{len(chain)}I", *chain), b"\0")
    return b"".join(part.ljust(-(-len(part) // _SECTOR) * _SECTOR, b"\0") for part in parts)


def xls(rows: Sequence[Sequence[object]]) -> bytes:
    """A workbook of one sheet."""
    return compound(stream(rows))
