"""Series of containers: one statement of more and more lines in every kind of file, and files of one thing many times over."""

from __future__ import annotations

from pathlib import Path

from benchmarks.growth.series import Call, Series, scan, scanned
from benchmarks.written import WRITERS, archive, delimited, mail, moves
from tests.pdf_writer import FONT, document

_LINES = {
    "csv": 250_000, "quoted": 250_000, "tsv": 250_000, "utf-16": 100_000, "xlsx": 8_000, "xls": 8_000, "xlsb": 10_000,
    "ods": 5_000, "spreadsheet_xml": 8_000, "html": 4_000, "mhtml": 4_000, "webarchive": 4_000, "webarchive_xml": 4_000,
    "pdf": 1_000, "fixed_width": 2_000, "pasted": 450, "bars": 2_000, "labels": 500, "ofx": 6_000, "zengin": 8_000,
    "zip": 50_000, "mail": 50_000,
}  # fmt: skip
"""Of the smallest of four files."""


def _written(kind: str) -> Series:
    writer = WRITERS[kind]
    return Series(
        "container", kind, "lines", _LINES[kind], scanned(lambda size: writer.write(moves(size)), "meisai" + writer.suffix)
    )


def _members(size: int) -> bytes:
    return archive(*((f"{number:03}.csv", delimited(moves(100, start=10**8 + number * 10**6))) for number in range(size)))


def _attached(size: int) -> bytes:
    return mail(*((f"{number:03}.csv", delimited(moves(400, start=10**8 + number * 10**6))) for number in range(size)))


def _nested(size: int) -> str:
    body = "<div>" * size + "<table><tr><td>2026/9/8</td><td>ペイペイ</td><td>100</td></tr></table>" + "</div>" * size
    return f"<!DOCTYPE html><html><body>{body}</body></html>"


def _tables_beside(size: int) -> str:
    one = (
        "<table><tr><th>日付</th><th>摘要</th><th>出金</th></tr><tr><td>2026/9/8</td><td>ペイペイ</td><td>100</td></tr></table>"
    )
    return f"<!DOCTYPE html><html><body>{one * size}</body></html>"


def _open_tags(size: int) -> str:
    return "<!DOCTYPE html><html><body><table>" + "<tr><td>2026/9/8<td>ペイペイ<td>100" * size


def _spanning(size: int) -> str:
    rows = "".join("<tr><td>2026/9/8</td><td>ペイペイ</td><td>100</td></tr>" for _ in range(size))
    return f'<!DOCTYPE html><html><body><table><tr><td rowspan="{size}">x</td></tr>{rows}</table></body></html>'


def _forms(size: int) -> bytes:
    """A page that shows a form, which shows a form twice, and so on; ``size`` glyphs in all."""
    depth = size.bit_length() - 1
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[4 0 R]>>", FONT]
    objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>>>/Contents 5 0 R>>")
    objects.append(b"<</Length 5>>stream\n/X Do\nendstream")
    for level in range(depth):
        content, used = b"/X Do 1 0 0 1 0 -1 cm /X Do", b"/XObject<</X %d 0 R>>" % (len(objects) + 2)
        if level == depth - 1:
            content, used = b"BT /F 9 Tf 40 800 Td <83688352838282523033> Tj ET", b"/Font<</F 3 0 R>>"
        objects.append(
            b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%s>>/Length %d>>stream\n%s\nendstream"
            % (used, len(content), content)
        )
    return document(objects)


def _objects(size: int) -> bytes:
    """A PDF of many objects that nothing shows."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    return document([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, *[b"[0 1 2 3]"] * size])


def _workbook_of_sheets(size: int) -> bytes:
    from tests.workbooks import workbook

    return workbook(*([["日付", "摘要", "出金"], ["2026/9/8", f"ペイペイ{number}", 100]] for number in range(size)))


def _nested_mail(size: int) -> str:
    head = "Received: x\nMessage-ID: <1@a.example>\nMIME-Version: 1.0\n"
    parts = "".join(f'Content-Type: multipart/mixed; boundary="b{number}"\n\n--b{number}\n' for number in range(size))
    return f"{head}{parts}Content-Type: text/plain\n\n2026/9/8,ペイペイ,100\n"


def _many(folder: Path, size: int) -> Call:
    for number in range(size):
        (folder / f"{number:05}.csv").write_bytes(delimited(moves(20, start=10**8 + number * 10**6)))
    return scan(folder)


SERIES = (
    *map(_written, WRITERS),
    Series("container", "zip of many files", "files", 60, scanned(_members, "x.zip")),
    Series("container", "mail with many files", "files", 12, scanned(_attached, "x.eml")),
    Series("container", "folder of many files", "files", 125, _many),
    Series("container", "workbook of many sheets", "sheets", 100, scanned(_workbook_of_sheets, "x.xlsx")),
    Series("container", "page of many tables", "tables", 1_000, scanned(_tables_beside, "x.html")),
    Series("container", "page of nested tags", "tags", 25_000, scanned(_nested, "x.html")),
    Series("container", "page whose tags stay open", "rows", 5_000, scanned(_open_tags, "x.html")),
    Series("container", "page with a cell over all rows", "rows", 5_000, scanned(_spanning, "x.html")),
    Series("container", "PDF whose forms show forms", "texts", 1 << 15, scanned(_forms, "x.pdf")),
    Series("container", "PDF of many objects", "objects", 200_000, scanned(_objects, "x.pdf")),
    Series("container", "mail within mails", "mails", 25, scanned(_nested_mail, "x.eml")),
)
