"""PDFs that mean harm."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from tests.hostile.workbooks import Makers
from tests.pdf_writer import Move, pdf, statement

PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>%s>>/Contents %d 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
CATALOG, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>"


def document(*objects: bytes, trailer: bytes = b"", table: bool = True) -> bytes:
    """A document of these objects, numbered from 1."""
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    if not table:
        return bytes(out)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, b"".join(places))
    return bytes(out) + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), entries, content)


def packed(content: bytes, entries: bytes = b"") -> bytes:
    return stream(zlib.compress(content, 9), b"/Filter/FlateDecode" + entries)


def page(content: bytes, resources: bytes = b"", *others: bytes) -> bytes:
    return document(CATALOG, PAGES, PAGE % (resources, 5), FONT, content, *others)


def _forms_in_forms(depth: int, each: int) -> bytes:
    """A form that shows the next one ``each`` times, and so on."""
    shown = b"/X Do " * each
    forms = [
        stream(shown, b"/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</XObject<</X %d 0 R>>>>" % (7 + at))
        for at in range(depth)
    ]
    last = stream(b"BT /F1 9 Tf (x) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</Font<</F1 4 0 R>>>>")
    return page(stream(b"/X Do"), b"/XObject<</X 6 0 R>>", *forms, last)


def _tree(kids: Sequence[bytes]) -> bytes:
    return document(
        CATALOG, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids)), PAGE % (b"", 5), FONT, stream(b"")
    )


def _good() -> bytes:
    return pdf(statement([Move("2026/11/02", "ドコモコウザ", 10000, None, 990000)]))


def _flipped() -> bytes:
    data = bytearray(_good())
    for at in range(200, len(data), 97):
        data[at] ^= 4
    return bytes(data)


DOCUMENTS: Makers = {
    "PDF whose table refers back to itself": lambda: document(
        CATALOG, PAGES, PAGE % (b"", 5), FONT, stream(b""), trailer=b"/Prev 0"
    ),
    "PDF whose tables refer to each other": lambda: _good().replace(b"trailer<<", b"trailer<</Prev 9 /XRefStm 9"),
    "PDF whose pages hold themselves": lambda: _tree([b"2 0 R"] * 50),
    "PDF of one page named a thousand times": lambda: _tree([b"3 0 R"] * 1000),
    "PDF that says it has millions of pages": lambda: _tree([b"3 0 R"]).replace(b"/Count 1", b"/Count 999999999"),
    "PDF of forms in forms": lambda: _forms_in_forms(12, 10),
    "PDF of a form in itself": lambda: page(
        stream(b"/X Do"),
        b"/XObject<</X 6 0 R>>",
        stream(b"/X Do " * 9, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"),
    ),
    "PDF that unpacks to a gigabyte": lambda: page(packed(b"BT /F1 9 Tf " + b"(xxxxxxxxxxxxxxxx) Tj\n" * 4_000_000)),
    "PDF packed in packed in packed": lambda: page(
        stream(
            zlib.compress(zlib.compress(zlib.compress(bytes(500_000_000), 9), 9), 9),
            b"/Filter[/FlateDecode/FlateDecode/FlateDecode]",
        )
    ),
    "PDF of arrays nested without end": lambda: page(stream(b""), b"/X " + b"[" * 500_000),
    "PDF of a page of kilometres": lambda: page(stream(b"BT /F1 9 Tf (x) Tj ET")).replace(b"0 0 595 842", b"0 0 1e15 1e15"),
    "PDF with millions of lines drawn": lambda: page(packed(b"0 0 m 9 9 l S\n" * 3_000_000)),
    "PDF with text at millions of places": lambda: page(
        packed(b"BT /F1 9 Tf " + b"1 0 0 1 5 5 Tm (x) Tj " * 1_000_000 + b"ET")
    ),
    "PDF whose stream is longer than the file": lambda: page(stream(b"BT ET").replace(b"/Length 5", b"/Length 999999999")),
    "PDF without a table": lambda: document(CATALOG, PAGES, PAGE % (b"", 5), FONT, stream(b""), table=False) * 200,
    "PDF with flipped bytes": _flipped,
    "PDF of objects in a circle": lambda: document(b"<</Type/Catalog/Pages 1 0 R>>", b"2 0 R", b"4 0 R", b"3 0 R"),
    "PDF of a table of noughts": lambda: (
        document(CATALOG, PAGES, PAGE % (b"", 5), FONT, stream(b""))[:-40] + b"startxref\n%d\n%%%%EOF" % 9
    ),
    "PDF of a million objects": lambda: b"%PDF-1.5\n" + b"".join(b"%d 0 obj[]endobj\n" % at for at in range(700_000)),
}
