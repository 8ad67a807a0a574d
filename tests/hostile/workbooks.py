"""Workbooks that mean harm: links that run in circles, counts that lie, little that asks for much."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable, Mapping

from tests.hostile.compound import Compound, book, record, sheet, string, strings, xls
from tests.workbooks import opendocument, workbook
from tests.xlsb_writer import xlsb

MEMOS = ("ドコモコウザ", "電気", "水道")
ROWS = [("日付", "摘要", "出金", "入金", "残高"), ("2026/11/02", MEMOS[0], 10000, None, 990000)]
Makers = Mapping[str, Callable[[], bytes]]


def _compound(change: Callable[[Compound], object], *, pad: int = 5000) -> bytes:
    made = xls(MEMOS, pad=pad)
    change(made)
    return made.bytes()


def _linked(name: str, at: Callable[[Compound], int], to: Callable[[Compound], int], pad: int = 5000) -> bytes:
    """A chain of sectors that is bent."""

    def change(made: Compound) -> None:
        getattr(made, name)[at(made)] = to(made)

    return _compound(change, pad=pad)


def _circle_of_tables() -> bytes:
    """The list of tables of sectors goes on in itself."""
    made = xls(MEMOS, pad=5000)
    again = made.add(b"")
    made.header = {"difat_start": again, "difat": 1}
    sector = struct.pack("<128I", *[0xFFFFFFFF] * 127, again)
    made._sectors[again] = sector
    return made.bytes()


OLD: Makers = {
    "xls whose stream runs in a circle": lambda: _linked("fat", lambda made: made.start + 3, lambda made: made.start),
    "xls whose sector follows itself": lambda: _linked("fat", lambda made: made.start, lambda made: made.start),
    "xls whose small stream runs in a circle": lambda: _linked("mini_fat", lambda _: 2, lambda _: 0, pad=0),
    "xls whose directory runs in a circle": lambda: _linked("fat", lambda made: made.directory, lambda made: made.directory),
    "xls whose list of tables runs in a circle": _circle_of_tables,
    "xls whose names run in a circle": lambda: _compound(lambda made: made.__dict__.update(left=1, right=1)),
    "xls whose chain leaves the file": lambda: _linked("fat", lambda made: made.start + 1, lambda _: 0x00FFFFFF),
    "xls that says its table of sectors is huge": lambda: _compound(lambda made: made.header.update(fat=0xFFFFFFFF)),
    "xls that says its directory is huge": lambda: _compound(lambda made: made.header.update(directory=0xFFFFFFFF)),
    "xls that says its small table is huge": lambda: _compound(lambda made: made.header.update(mini=0x7FFFFFFF), pad=0),
    "xls that says its list of tables is huge": lambda: _compound(lambda made: made.header.update(difat=0xFFFFFFFF)),
    "xls that says its stream has exabytes": lambda: _compound(lambda made: made.__dict__.update(size=1 << 62)),
    "xls that ends within its tables": lambda: xls(MEMOS, pad=5000).bytes()[:-900],
    "xls of a header alone": lambda: xls(MEMOS, pad=5000).bytes()[:512],
    "xls with thousands of millions of texts": lambda: Compound(book([sheet((0, 0, 0))], strings(["x"], 0xFFFFFFFF))).bytes(),
    "xls with a text longer than the file": lambda: Compound(
        book([sheet((0, 0, 0))], record(0xFC, struct.pack("<IIHB", 1, 1, 0xFFFF, 1) + b"x"))
    ).bytes(),
    "xls with texts that go on and on": lambda: Compound(
        book([sheet((0, 0, 0))], strings(["x"]) + record(0x3C, b"\1x") * 30000)
    ).bytes(),
    "xls whose record is longer than the file": lambda: Compound(
        book([sheet((0, 0, 0)) + record(0x203, b"", length=0xFFFF)], strings(["x"]))
    ).bytes(),
    "xls whose cells have no room for what they say": lambda: Compound(
        book([sheet((0, 0, 0))[:-4] + record(0xBD, b"\0\0\0\0\xff\xff") + record(0x0A)], strings(["x"]))
    ).bytes(),
    "xls of a hundred sheets with cells at opposite corners": lambda: Compound(
        book([sheet((0, 0, 1.0), (65535, 255, 1.0))] * 100)
    ).bytes(),
    "xls of one sheet that is named ten thousand times": lambda: Compound(
        book([sheet((0, 0, 1.0), (2000, 255, 1.0))], names=[f"S{number}" for number in range(10000)])
    ).bytes(),
    "xls that shows one long text in every cell": lambda: Compound(
        book([sheet(*((row, 0, 0) for row in range(60000)))], record(0xFC, struct.pack("<II", 1, 1) + string("x" * 4000)))
    ).bytes(),
    "xls whose formats are rubbish": lambda: Compound(
        book([sheet((0, 0, 1.0))], record(0x41E, b"\xa4\0\xff\xff\1") + record(0xE0, b"\xff" * 20) + strings(["x"]))
    ).bytes(),
    "xls that is locked in a circle": lambda: Compound(book([sheet((0, 0, 1.0))], record(0x2F, b"\1\0" + b"\xff" * 8))).bytes(),
    "xls with a macro that unpacks for ever": lambda: Compound(b"\1" + b"\xff\xbf" * 4000, name="dir").bytes(),
}


def changed(book_: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """A packed workbook with other members."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book_)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def in_sheet(rows: str, *others: tuple[str, str, str]) -> bytes:
    """A workbook with further rows; ``others``: parts of the name of a member, what is replaced in it and by what."""

    def change(name: str, content: bytes) -> bytes:
        if "sheet1" in name:
            return content.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
        for part, old, new in others:
            if part in name:
                content = content.replace(old.encode(), new.encode())
        return content

    return changed(workbook(ROWS), change)


RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_texts(book_: bytes, *texts: str, head: str = "") -> bytes:
    """A workbook with a table of texts, which cells name by number."""
    out = io.BytesIO()
    link = f'<Relationship Id="rIdS" Type="{RELATED}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    table = f"{head}<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
    with zipfile.ZipFile(io.BytesIO(book_)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            is_list = name == "xl/_rels/workbook.xml.rels"
            new.writestr(name, content.replace(b"</Relationships>", link.encode()) if is_list else content)
        shown = "".join(f"<si><t>{text}</t></si>" for text in texts)
        new.writestr("xl/sharedStrings.xml", f"{table}{shown}</sst>")
    return out.getvalue()


def _long_text_in_every_cell(cells: int, length: int) -> bytes:
    row = "".join(f'<row r="{number}"><c r="A{number}" t="s"><v>0</v></c></row>' for number in range(3, 3 + cells))
    return with_texts(in_sheet(row), _text(length))


def _text(length: int) -> str:
    """A text that packs no better than others do."""
    return "".join(random.Random(7).choices("0123456789", k=length))


def _many_sheets(number: int) -> bytes:
    names = "".join(f'<sheet name="S{at}" sheetId="{at}" state="visible" r:id="rId1"/>' for at in range(2, number))
    space = ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    cells = "".join(f'<row r="{at}"><c r="A{at}"><v>1</v></c></row>' for at in range(3, 2000))
    return in_sheet(
        cells, ("xl/workbook.xml", "<sheets>", f"<sheets{space}>"), ("xl/workbook.xml", "</sheets>", names + "</sheets>")
    )


def _entities() -> bytes:
    levels = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{levels}]>'
    return with_texts(workbook(ROWS), "&e9;", head=head)


def _opendocument_repeated(rows: int, columns: int, times: int) -> bytes:
    shown = 'office:value-type="string"><text:p>x</text:p></table:table-cell>'
    cell = f'<table:table-cell table:number-columns-repeated="{columns}" {shown}'
    return opendocument(f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>' * times)


NEW: Makers = {
    "xlsx that shows one long text in every cell": lambda: _long_text_in_every_cell(20000, 3000),
    "xlsx that shows one text of a megabyte in every cell": lambda: _long_text_in_every_cell(500, 1_000_000),
    "xlsx of one sheet that is named ten thousand times": lambda: _many_sheets(10000),
    "xlsx with texts in texts": _entities,
    "xlsx nested a hundred thousand deep": lambda: in_sheet("<row><c>" * 100_000),
    "xlsx with a million formats": lambda: in_sheet(
        "", ("styles", "<cellXfs", "<cellXfs><xf numFmtId='14'/>" * 300_000 + "<cellXfs")
    ),
    "xlsx with a text that no cell can show": lambda: in_sheet('<row r="9"><c r="A9" t="s"><v>99999999999</v></c></row>'),
    "xlsx with a cell in column zero": lambda: in_sheet('<row r="0"><c r="0"><v>1</v></c><c r="A0"><v>1</v></c></row>'),
    "xlsx with a number beyond all numbers": lambda: in_sheet(
        '<row r="9"><c r="A9"><v>1e999999</v></c><c r="B9" s="1" t="d"><v>99999-99-99</v></c></row>'
    ),
    "xlsx with dates beyond all dates": lambda: in_sheet(
        "".join(
            f'<row r="{at}"><c r="A{at}" s="1"><v>{value}</v></c></row>'
            for at, value in enumerate(("-1e300", "1e300", "nan", "2958466"), 9)
        ),
        (
            "styles",
            "<cellXfs",
            '<cellXfs count="2"><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs><x',
        ),
    ),
    "xlsx whose shared formula refers to itself": lambda: in_sheet(
        "".join(
            f'<row r="{at}"><c r="A{at}"><f t="shared" ref="A1:XFD1048576" si="0">A{at}</f><v>1</v></c></row>'
            for at in range(9, 60)
        )
    ),
    "xlsx of millions of ones": lambda: in_sheet(
        "<row>" + "<c><v>1</v></c>" * 1000 + "</row>" + ("<row>" + "<c><v>1</v></c>" * 10 + "</row>") * 199_000
    ),
    "xlsx of merged cells without end": lambda: in_sheet(
        "", ("sheet1", "</worksheet>", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>' * 1000 + "</worksheet>")
    ),
    "ods with rows and cells repeated to the last": lambda: _opendocument_repeated(1 << 20, 1 << 14, 1),
    "ods with cells repeated often enough": lambda: _opendocument_repeated(19, 1_000_000, 1),
    "ods with a long text that is repeated": lambda: opendocument(
        '<table:table-row table:number-rows-repeated="20000"><table:table-cell office:value-type="string"><text:p>'
        + _text(3000)
        + "</text:p></table:table-cell></table:table-row>"
    ),
    "xlsb whose record is longer than the file": lambda: changed(
        xlsb([["x"]]),
        lambda name, data: data + b"\x07\xff\xff\xff\x7f" if "sheet" in name.lower() and name.endswith("bin") else data,
    ),
    "xlsb whose text is longer than the file": lambda: changed(
        xlsb([["abc"]]),
        lambda name, data: data.replace(struct.pack("<I", 3) + "abc".encode("utf-16-le"), b"\xff\xff\xff\x7fabc"),
    ),
    "xlsb of noughts": lambda: changed(xlsb([["abc"]]), lambda name, data: bytes(1_000_000) if name.endswith(".bin") else data),
}
WORKBOOKS: Makers = {**OLD, **NEW}
