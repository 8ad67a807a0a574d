"""A picture file (PNG, JPEG) comes in, a PDF of one page that shows it goes out, a point for each of its pixels.

Neither is unpacked here: a PDF holds the packed pixels of either as they are, and the process that draws pages (`pdf_drawn`)
has limits.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from msgspec import Struct

from selfcheck.errors import UnreadableError

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_COLOURS = {0: (b"/DeviceGray", 1), 2: (b"/DeviceRGB", 3), 3: (b"", 1), 6: (b"/DeviceCMYK", 4)}
"""PNG's colour types and how many numbers a pixel has. With an alpha channel it is read as ink, all four turned round: what is
opaque has no black added. Grey with alpha has no such way."""
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""Segments of a JPEG that say how large it is."""
_SPACES = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK/Decode[1 0 1 0 1 0 1 0]"}
_EXIF, _WAY_UP = b"Exif\0\0", 0x0112
_TURNED = {3: 180, 6: 90, 8: 270}
"""What Exif says of how a camera was held → degrees to the right by which the picture is turned."""


class _Image(Struct, frozen=True):
    wide: int
    high: int
    entries: bytes
    """What a PDF says of how it is packed and coloured."""
    packed: bytes
    turned: int = 0


def picture_as_pdf(data: bytes) -> bytes:
    """The document. Raises `UnreadableError` for a picture that is broken, or of a kind that nearly nothing writes."""
    try:
        image = _png(data) if data.startswith(PNG) else _jpeg(data)
        if not (0 < image.wide < 1 << 16 and 0 < image.high < 1 << 16):
            raise ValueError
    except (ValueError, KeyError, IndexError, struct.error, StopIteration):
        raise UnreadableError("picture-broken") from None
    shown = b"q %d 0 0 %d 0 0 cm /I Do Q" % (image.wide, image.high)
    size = b"/Width %d/Height %d" % (image.wide, image.high)
    return _document(
        (
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/Rotate %d/MediaBox[0 0 %d %d]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>"
            % (image.turned, image.wide, image.high),
            b"<</Type/XObject/Subtype/Image%s%s/Length %d>>stream\n%s\nendstream"
            % (size, image.entries, len(image.packed), image.packed),
            b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
        )
    )


def _document(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, b"".join(places))
    return bytes(out) + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))


def _png(data: bytes) -> _Image:
    """PNG packs its pixels as a PDF does, filters included, where it is not interlaced."""
    chunks = list(_chunks(data))
    wide, high, bits, colour, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    if interlaced:
        raise ValueError
    space, numbers = _COLOURS[colour]
    if colour == 3:
        palette = next(body for kind, body in chunks if kind == b"PLTE")
        space = b"[/Indexed/DeviceRGB %d<%s>]" % (len(palette) // 3 - 1, palette.hex().encode())
    if colour == 6:
        space += b"/Decode[1 0 1 0 1 0 1 0]"
    rows = b"<</Predictor 15/Colors %d/BitsPerComponent %d/Columns %d>>" % (numbers, bits, wide)
    entries = b"/ColorSpace%s/BitsPerComponent %d/Filter/FlateDecode/DecodeParms%s" % (space, bits, rows)
    return _Image(wide, high, entries, b"".join(body for kind, body in chunks if kind == b"IDAT"))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(PNG)
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length


def _jpeg(data: bytes) -> _Image:
    turned = 0
    for kind, body in _segments(data):
        if kind == 0xE1 and body.startswith(_EXIF):
            turned = _TURNED.get(_way_up(body[len(_EXIF) :]), 0)
        if kind in _FRAMES:
            bits, high, wide, numbers = struct.unpack_from(">BHHB", body)
            entries = b"/ColorSpace%s/BitsPerComponent %d/Filter/DCTDecode" % (_SPACES[numbers], bits)
            return _Image(wide, high, entries, data, turned)
    raise ValueError


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The segments before the pixels."""
    at = 2
    while data[at] == 0xFF and data[at + 1] != 0xDA:
        (length,) = struct.unpack_from(">H", data, at + 2)
        yield data[at + 1], data[at + 4 : at + 2 + length]
        at += 2 + length


def _way_up(exif: bytes) -> int:
    """The entry of a TIFF directory that says how the camera was held; 0 where there is none."""
    order = "<" if exif.startswith(b"II") else ">"
    (start,) = struct.unpack_from(order + "I", exif, 4)
    (count,) = struct.unpack_from(order + "H", exif, start)
    for place in range(start + 2, start + 2 + 12 * min(count, 200), 12):
        tag, _, _, value = struct.unpack_from(order + "HHIH", exif, place)
        if tag == _WAY_UP:
            return int(value)
    return 0
