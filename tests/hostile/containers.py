"""Files that are something else, and archives that mean harm."""

from __future__ import annotations

import gzip
import io
import random
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable

from tests.hostile.case import NAME, Case, file, refused
from tests.hostile.texts import PLAIN
from tests.workbooks import workbook

TOO_LARGE = "Excelのファイルの中身が大きすぎる"
ROW = '<row r="{}"><c r="{}"><v>1</v></c></row>'
ODD_ROW = "<x:row r = '1048576'><x:c s='1'r\n=\t'xfd1048576'><x:v>1</x:v></x:c></x:row>"
BARE_ROW = "<row>" + "<c><v>1</v></c>" * 7000 + "</row>"
STATEMENT = PLAIN.encode("cp932")


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive, warnings.catch_warnings(action="ignore"):
        for name, content in members:
            archive.writestr(name, content)
    return data.getvalue()


def picture() -> bytes:
    """A PNG of one point."""
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(bytes(4))), (b"IEND", b""))
    chunks = (struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def with_part(book: bytes, change: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    """A workbook, its members changed."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return packed(*(change(name, archive.read(name)) for name in archive.namelist()))


def wide_workbook(*rows: str) -> bytes:
    """A small workbook with rows that ask for much room."""

    def change(name: str, content: bytes) -> tuple[str, bytes]:
        return name, content.replace(b"</sheetData>", "".join(rows).encode() + b"</sheetData>")

    return with_part(workbook([(1,)]), change)


def other_kind() -> bytes:
    """A workbook that is one in another way, too."""
    return with_part(workbook([(1,)]), lambda name, content: ("xl\\Workbook.bin" if "app.xml" in name else name, content))


def nested(depth: int) -> bytes:
    """An archive in an archive in an archive."""
    data = STATEMENT
    for _ in range(depth):
        data = packed(("x.csv", data))
    return data


def encrypted() -> bytes:
    """An archive that says it is."""
    data = bytearray(packed(("x.csv", STATEMENT)))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    return bytes(data)


def lying() -> bytes:
    """An archive whose member becomes larger than it says."""
    data = bytearray(packed(("x.csv", b"0" * 1_000_000)))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(mark) + offset
        data[at : at + 4] = struct.pack("<I", 100)
    return bytes(data)


def overlapping() -> bytes:
    """An archive of many names for the same bytes."""
    data = packed(("0.csv", b"0" * 10_000))
    directory = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entries = data[directory:end] * 60
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 60, 60, len(entries), directory, 0)
    return data[:directory] + entries + tail


def refused_cases() -> list[Case]:
    """What is no statement, and is answered with what to do."""
    noise = random.Random(7).randbytes
    return [
        refused("nothing", b"", r"空です"),
        refused("one byte order mark and nothing else", b"\xef\xbb\xbf", "空です"),
        refused("nothing but line breaks", b"\r\n" * 1000, r"空です"),
        refused("nothing but NUL", bytes(100_000), "文字のファイルとして読めません"),
        refused("random bytes", noise(100_000), r"文字のファイルとして読めません"),
        refused("a PNG", picture(), r"画像"),
        refused("a JPEG", b"\xff\xd8\xff\xe0" + noise(5000), r"画像"),
        refused("a PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</JS(app.alert(1))>>endobj", r"PDF"),
        refused("gzip", gzip.compress(STATEMENT, mtime=0), r"圧縮されたファイル"),
        refused("a web page", b"<!DOCTYPE html><html><body>Error 404</body></html>\n", "このページには表がありません"),
        refused("a program", b"\x7fELF\x02\x01\x01" + noise(5000), r"明細ではありません"),
        refused("half a UTF-16 character", b"\xff\xfe\x30", "文字のファイルとして読めません"),
        refused("a ZIP that is broken", b"PK\x03\x04" + noise(500), "ZIPファイル"),
        refused("a ZIP cut in half", packed(("x.csv", STATEMENT * 50))[:200], "ZIPファイル"),
        refused("an empty ZIP", packed(), "ZIPファイルの中に明細のファイル"),
        refused("a ZIP within a ZIP within a ZIP", nested(3), "ZIPファイル"),
        refused("a ZIP with a password", encrypted(), r"パスワード"),
        refused("a zip bomb (200 MB of nothing)", lambda: packed(("x.csv", bytes(200_000_000))), r"大きすぎる"),
        refused("a zip bomb that lies about its size", lying(), "ZIPファイルが壊れている"),
        refused("a workbook of 17 thousand million cells", wide_workbook(ROW.format(1048576, "XFD1048576")), TOO_LARGE),
        refused("a workbook of many columns in one row", wide_workbook(ROW.format(9, "ZZZZZZ9")), TOO_LARGE),
        refused("a workbook whose references are written oddly", wide_workbook(ODD_ROW), TOO_LARGE),
        refused("a workbook of cells without a place", wide_workbook(*[BARE_ROW] * 3000), TOO_LARGE),
        refused("a workbook of rows beyond all numbers", wide_workbook(ROW.format("9" * 5000, "A" + "9" * 5000)), TOO_LARGE),
        refused("a workbook that swells", lambda: wide_workbook(" " * 150_000_000), TOO_LARGE),
        refused("a workbook of another kind in one of the usual", other_kind(), r"見つからず"),
        refused("an Excel workbook that is broken", workbook([(1,)])[:-300], r"Excel"),
        refused(
            "an Excel workbook of the old kind that is broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(5000), r"Excel"
        ),
    ]


def archive_cases() -> list[Case]:
    """Archives in which the withdrawal stands beside something bad."""
    climbing = (("../../evil.csv", STATEMENT), ("/etc/evil.csv", STATEMENT), ("..\\..\\evil.csv", STATEMENT))
    acting = (("x\x1b[2J\u202e\n[bold].csv", STATEMENT),)
    one = ("good.csv", STATEMENT)
    sheet = (
        ("日付", "摘要", "出金", "入金", "残高"),
        ("2026/11/02", "\u202eペイペイ", 10000, None, 960000),
        ("2026/11/02", "=1+1", 10000, None, 950000),
        ("2026/11/06", NAME, 10000, None, 940000),
    )
    return [
        Case("a ZIP with names that climb", file(packed(*climbing)), 1, r"evil\.csv", finds="read"),
        Case("a ZIP with names that act", file(packed(*acting)), 1, r"\\x1b\[2J", finds="read"),
        Case("a ZIP with one name twice", file(packed(one, one)), 1, NAME, finds="read"),
        Case(
            "a zip bomb beside a statement",
            file(lambda: packed(("bomb.csv", bytes(50_000_000)), one)),
            1,
            r"大きすぎる",
            finds="read",
        ),
        Case("a ZIP of many names for the same bytes", file(overlapping()), 4, "明細のファイル"),
        Case(
            "an Excel workbook with a formula and a direction mark", file(workbook(sheet)), 1, r"\\u202eペイペイ", finds="read"
        ),
    ]
