"""Workbooks for tests: Excel's, written by openpyxl, and OpenDocument's, the sample's package with other rows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence

import openpyxl

from tests.helpers import SAMPLES

Sheet = Iterable[Sequence[object]]


def workbook(*sheets: Sheet, called: str = "シート", merged: str = "") -> bytes:
    """An Excel workbook; its sheets are called シート1 and so on. ``merged`` are cells (A1:E1) that are one in every sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"{called}{number}")
        for row in rows:
            sheet.append(row)
        if merged:
            sheet.merge_cells(merged)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def opendocument(rows: str) -> bytes:
    """An OpenDocument spreadsheet; ``rows`` are its ``<table:table-row>``."""
    with zipfile.ZipFile(SAMPLES / "simple_ods.ods") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    head, _, rest = members["content.xml"].partition(b"<table:table-row")
    members["content.xml"] = head + rows.encode() + b"</table:table>" + rest.rpartition(b"</table:table>")[2]
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()
