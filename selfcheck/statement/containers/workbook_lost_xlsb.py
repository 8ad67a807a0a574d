"""The members of a workbook in Excel's binary form (MS-XLSB) come in; the cells whose value is lost go out, by sheet.

A record is its number, the length of what it holds, and that. A cell begins with its column and its style; behind them stands
the value, or the result of the formula (BrtCellError, BrtFmlaError, BrtFmlaString).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from selfcheck.patterns import regex
from selfcheck.statement.containers.lost_cell import ERRORS, Formulas, LostCell, lost_cell
from selfcheck.statement.containers.workbook_extent import binary_records

_ROW, _ERROR, _FORMULA_TEXT, _FORMULA_NUMBER, _FORMULA_TRUTH, _FORMULA_ERROR = 0, 3, 8, 9, 10, 11
_SHEET = 156
_VALUE = 8
_LENGTH = rb"(?:[\x09-\x7f]|[\x80-\xff][\x00-\x7f])"
_PLACE = rb"..\x00\x00...."
_SUSPECT = regex(
    rb"\x03\x09" + _PLACE + rb"[\x00\x07\x0f\x17\x1d\x24\x2a\x2b]"
    rb"|\x0b" + _LENGTH + _PLACE + rb"[\x00\x07\x0f\x17\x1d\x24\x2a\x2b]"
    rb"|\x08" + _LENGTH + _PLACE + rb"\x00{4}",
    re.DOTALL,
)
"""What a lost cell looks like; other bytes may, too."""


def lost_in_binary(content: bytes, sheet: int, formulas: Formulas) -> Iterator[LostCell]:
    """The errors of a sheet; its formulas are remembered."""
    if not _SUSPECT.search(content):
        return
    row = 0
    for kind, at, length in binary_records(content):
        if kind == _ROW and length >= 4:
            row = struct.unpack_from("<I", content, at)[0] + 1
        elif kind in (_FORMULA_NUMBER, _FORMULA_TRUTH):
            formulas.have_results = True
        elif kind in (_ERROR, _FORMULA_ERROR) and length > _VALUE:
            yield lost_cell(row, _column(content, at), ERRORS.get(content[at + _VALUE], "#N/A"))
        elif kind == _FORMULA_TEXT and length >= _VALUE + 4:
            if struct.unpack_from("<I", content, at + _VALUE)[0]:
                formulas.have_results = True
            else:
                formulas.empty.append((sheet, lost_cell(row, _column(content, at), "=")))


def sheets_in_binary(content: bytes) -> Iterator[tuple[str, str]]:
    """Name and relation of each sheet of workbook.bin."""
    for kind, at, length in binary_records(content):
        if kind == _SHEET and length > _VALUE:
            relation, behind = _string(content, at + _VALUE)
            yield _string(content, behind)[0], relation


def _column(content: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", content, at)[0]) + 1


def _string(content: bytes, at: int) -> tuple[str, int]:
    """A text with its length before it, and where it ends."""
    if at + 4 > len(content):
        return "", at
    end = at + 4 + 2 * struct.unpack_from("<I", content, at)[0]
    return content[at + 4 : end].decode("utf-16-le", "replace"), end
