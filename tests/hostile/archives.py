"""ZIP archives that mean harm."""

from __future__ import annotations

import io
import lzma
import struct
import warnings
import zipfile
import zlib

from tests.hostile.texts import PLAIN
from tests.hostile.workbooks import Makers

STATEMENT = PLAIN.encode("cp932")
LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive, warnings.catch_warnings(action="ignore"):
        for name, content in members:
            archive.writestr(name, content)
    return data.getvalue()


def raw(
    name: bytes, content: bytes, *, method: int = 8, size: int = 0, extra: bytes = b"", flags: int = 0, crc: int = 0
) -> bytes:
    """An archive of one member whose head says whatever is wanted."""
    head = struct.pack("<HHHHHIIIHH", 20, flags, method, 0, 0, crc, len(content), size, len(name), len(extra))
    local = LOCAL + head + name + extra + content
    central = CENTRAL + struct.pack("<H", 20) + head[:-2] + struct.pack("<HHHHII", len(extra), 0, 0, 0, 0, 0) + name + extra
    return local + central + END + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)


def deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def _flipped(at: int) -> bytes:
    data = bytearray(packed(("x.csv", STATEMENT * 20)))
    data[at] ^= 0x40
    return bytes(data)


def _large_dictionary() -> bytes:
    """LZMA that asks for a dictionary of four gigabytes before a byte is read."""
    body = lzma.compress(STATEMENT, lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA1}])
    return raw(b"x.csv", b"\x09\x14\x05\0" + bytes([93]) + b"\xff\xff\xff\xff" + body, method=14, size=len(STATEMENT))


def _many_entries(number: int) -> bytes:
    head = CENTRAL + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"x"
    body = head * number
    return LOCAL + bytes(26) + body + END + struct.pack("<HHHHIIH", 0, 0, number & 0xFFFF, number & 0xFFFF, len(body), 30, 0)


def _zip64() -> bytes:
    extra = struct.pack("<HHQQ", 1, 16, 1 << 60, 20)
    return raw(b"x.csv", deflated(STATEMENT), size=0xFFFFFFFF, extra=extra)


def _descriptor() -> bytes:
    """A size that stands behind the content, and is another."""
    return raw(b"x.csv", deflated(STATEMENT) + struct.pack("<IIII", 0x08074B50, 1, 2, 3), size=len(STATEMENT), flags=8)


def _overlapping() -> bytes:
    """Members that lie in each other: each takes the head of the next for content."""
    data = packed(*((f"{number}.csv", STATEMENT) for number in range(30)), method=zipfile.ZIP_STORED)
    return data.replace(struct.pack("<I", len(STATEMENT)), struct.pack("<I", len(data) - 400))


ARCHIVES: Makers = {
    "ZIP with a flipped byte in what is packed": lambda: _flipped(60),
    "ZIP with a flipped byte in its directory": lambda: _flipped(-60),
    "ZIP whose block is of no kind": lambda: raw(b"x.csv", b"\x07" + bytes(50), size=50),
    "ZIP whose member has no such method": lambda: raw(b"x.csv", bytes(50), method=97, size=50),
    "ZIP that asks for a dictionary of gigabytes": _large_dictionary,
    "ZIP of rubbish as LZMA": lambda: raw(b"x.csv", b"\xff" * 50, method=14, size=500),
    "ZIP of rubbish as bzip2": lambda: raw(b"x.csv", b"BZh9" + b"\xff" * 50, method=12, size=500),
    "ZIP of half a million names": lambda: _many_entries(500_000),
    "ZIP that says it has exabytes": _zip64,
    "ZIP with other sizes behind its content": _descriptor,
    "ZIP of members in each other": _overlapping,
    "ZIP whose directory lies before its start": lambda: packed(("x.csv", STATEMENT))[:-6] + b"\xf0\xff\xff\x7f\0\0",
    "ZIP with a name that is no letters": lambda: raw(
        b"\xff\xfe\0x.csv", deflated(STATEMENT), size=len(STATEMENT), flags=0x800
    ),
    "ZIP whose extra field is cut": lambda: raw(b"x.csv", deflated(STATEMENT), size=len(STATEMENT), extra=b"\x01\x00\xff\xff"),
    "ZIP that unpacks to itself": lambda: raw(b"x.zip", deflated(packed(("y.zip", packed(("x.csv", STATEMENT))))), size=1000),
    "ZIP of five hundred bombs": lambda: packed(*((f"{at}.csv", b"1,2\n" * 100_000) for at in range(500))),
}
