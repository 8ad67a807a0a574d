"""Workbooks: Excel's of every age (.xls, .xlsx, .xlsm, .xlsb) and OpenDocument's (.ods); one table for each sheet.

Cells come back as a bank's CSV would print them: dates in ISO form, whole numbers without a point. Lines are the sheet's
rows. They are read in a process of its own (`excel_cells`), and whatever that process ends with is said of the workbook.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from selfcheck.errors import UnreadableError
from selfcheck.language.sentences import sentence
from selfcheck.model.statement import Problem
from selfcheck.statement.containers.archive_names import is_zip
from selfcheck.statement.containers.container import Container, Part, Source
from selfcheck.statement.options import Options
from selfcheck.statement.text.table import Table, read_table
from selfcheck.statement.words import column_names

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the old kind begins (the Compound File Binary Format of MS-CFB)."""
_OPENDOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"


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
    from selfcheck.statement.containers.excel_cells import Sheets, sheets_of
    from selfcheck.statement.containers.in_child import ChildLostError, call

    try:
        sheets = call(sheets_of, source.data, Sheets, budget=source.budget, loads="python_calamine")
    except ChildLostError:
        raise UnreadableError("excel-too-large") from None
    for name, rows, formulas in sheets:
        if rows:
            yield Part(_table(rows, formulas), name)


def _table(rows: list[list[str]], formulas: Mapping[int, str]) -> Table:
    """The rows of a sheet; those of one column are often a CSV that was pasted, and are cut like one.

    ``formulas``: row → a cell in it that holds a formula without a result.
    """
    lines = range(1, len(rows) + 1)
    if _is_pasted_text(rows):
        return read_table("".join(f"{row[0] if row else ''}\n" for row in rows), column_names())
    problems = [Problem(row, "cell-formula", sentence("cell-formula", cell=cell)) for row, cell in formulas.items()]
    return Table(",", rows, lines, lines, len(rows), tuple(problems))


def _is_pasted_text(rows: Sequence[Sequence[str]]) -> bool:
    first = [row[0] for row in rows if row and row[0]]
    is_one_column = first and not any(any(row[1:]) for row in rows)
    return bool(is_one_column) and not any("\n" in cell for cell in first) and sum(map(_is_cut, first)) * 2 > len(first)


def _is_cut(cell: str) -> bool:
    return max(cell.count(mark) for mark in ",\t;") > 1


EXCEL = Container("excel", frozenset({".xlsx", ".xlsm", ".xlsb", ".xls"}), _is_excel, _read)
OPENDOCUMENT = Container("opendocument", frozenset({".ods"}), _is_opendocument, _read)
