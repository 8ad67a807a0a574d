"""The records of a workbook of the old kind (MS-XLS) come in; the cells whose value is lost go out, by sheet.

A cell that holds an error is a record of its own (BoolErr); the result of a formula (Formula) is a number, or says of what
kind it is: 2 an error, 3 an empty text.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping

from selfcheck.patterns import regex
from selfcheck.statement.containers.lost_cell import ERRORS, Formulas, LostCell, lost_cell

_ERROR, _FORMULA, _SHEET, _BEGIN, _END = 0x0205, 0x0006, 0x0085, 0x0809, 0x000A
_SUSPECT = regex(rb"\x05\x02\x08\x00.{7}\x01|\x06\x00.{8}[\x02\x03].{5}\xff\xff", re.DOTALL)
"""What a lost cell looks like; other bytes may, too."""
_NO_NUMBER = 0xFFFF
_IS_ERROR, _IS_EMPTY = 2, 3
_OLD = "cp932"
"""In which Excel 5 and 95 kept the names of sheets in Japan."""


def lost_in_stream(stream: bytes) -> Mapping[str, list[LostCell]]:
    """The lost cells of each sheet, by its name."""
    if not _SUSPECT.search(stream):
        return {}
    names, formulas = dict(_sheets(stream)), Formulas()
    found: dict[str, list[LostCell]] = {}
    order = list(names.values())
    for number, (start, name) in enumerate(names.items()):
        found[name] = list(_lost(stream, start, number, formulas))
    for number, cell in formulas.lost():
        found[order[number]].append(cell)
    return found


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record up to the end of what begins at ``at``; charts within it have ends of their own."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth <= 0:
            return
        if at + 4 + length <= len(stream):
            yield kind, at + 4, length
        at += 4 + length


def _sheets(stream: bytes) -> Iterator[tuple[int, str]]:
    """Where each sheet begins, and its name."""
    is_new = stream[4:6] == b"\x00\x06"
    for kind, at, length in _records(stream, 0):
        if kind == _SHEET and length > 8:
            (start,) = struct.unpack_from("<I", stream, at)
            count, first = stream[at + 6], at + (8 if is_new else 7)
            wide = is_new and stream[at + 7] & 1
            name = stream[first : first + count * (2 if wide else 1)]
            yield start, name.decode("utf-16-le" if wide else "latin-1" if is_new else _OLD, "replace")


def _lost(stream: bytes, start: int, sheet: int, formulas: Formulas) -> Iterator[LostCell]:
    for kind, at, length in _records(stream, start):
        if kind == _ERROR and length >= 8 and stream[at + 7]:
            yield _cell(stream, at, ERRORS.get(stream[at + 6], "#N/A"))
        elif kind == _FORMULA and length >= 14:
            is_number = struct.unpack_from("<H", stream, at + 12)[0] != _NO_NUMBER
            result = None if is_number else stream[at + 6]
            if result == _IS_ERROR:
                yield _cell(stream, at, ERRORS.get(stream[at + 8], "#N/A"))
            elif result == _IS_EMPTY:
                formulas.empty.append((sheet, _cell(stream, at, "=")))
            else:
                formulas.have_results = True


def _cell(stream: bytes, at: int, text: str) -> LostCell:
    row, column = struct.unpack_from("<HH", stream, at)
    return lost_cell(row + 1, column + 1, text)
