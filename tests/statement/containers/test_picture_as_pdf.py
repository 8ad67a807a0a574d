"""A picture is shown on a page as it is: its shades, and the way the camera was held."""

from __future__ import annotations

import struct
import zlib

import pytest

from selfcheck.errors import UnreadableError
from selfcheck.statement.containers.pdf_drawn import Asked, drawn
from selfcheck.statement.containers.picture_as_pdf import picture_as_pdf

BLACK, WHITE = b"\0", b"\xff"


def png(colour: int, rows: list[bytes], wide: int, *, palette: bytes = b"", interlaced: int = 0) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", wide, len(rows), 8, colour, 0, 0, interlaced)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows))
    half = len(pixels) // 2
    chunks = [(b"IHDR", head), (b"PLTE", palette), (b"tEXt", b"x"), (b"IDAT", pixels[:half]), (b"IDAT", pixels[half:])]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*one) for one in chunks if one[1]) + chunk(b"IEND", b"")


def shown(picture: bytes) -> list[list[int]]:
    wide, high, scale, pixels = drawn(picture_as_pdf(picture), "", Asked(0, 1.0, 1 << 20))
    assert (scale, len(pixels)) == (1.0, wide * high)
    return [list(pixels[at * wide : (at + 1) * wide]) for at in range(high)]


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(png(0, [BLACK * 20 + WHITE * 20] * 10, 40), id="grey"),
        pytest.param(png(2, [BLACK * 60 + WHITE * 60] * 10, 40), id="colours"),
        pytest.param(png(3, [b"\1" * 20 + b"\0" * 20] * 10, 40, palette=WHITE * 3 + BLACK * 3), id="a palette"),
        pytest.param(png(6, [(BLACK * 3 + WHITE) * 20 + WHITE * 80] * 10, 40), id="colours, with what shows through"),
    ],
)
def test_black_is_black_and_white_is_white(picture: bytes):
    rows = shown(picture)
    assert len(rows) == 10
    assert all(max(row[:19]) < 60 and min(row[21:]) > 200 and len(row) == 40 for row in rows)


@pytest.mark.parametrize("picture", [png(0, [WHITE * 9], 9, interlaced=1), png(4, [WHITE * 18], 9), png(0, [], 9)])
def test_a_kind_of_picture_that_nearly_nothing_writes_is_told(picture: bytes):
    with pytest.raises(UnreadableError) as refused:
        picture_as_pdf(picture)
    assert refused.value.sentence.key == "picture-broken"


def jpeg(held: int | None, order: str = ">", *, before: int = 1) -> bytes:
    """The segments of a photograph of 40 by 20, without its pixels; what else a camera writes stands ``before``."""
    entries = [struct.pack(order + "HHIHH", 0x010F, 3, 1, 6, 0)] * before
    entries += [] if held is None else [struct.pack(order + "HHIHH", 0x0112, 3, 1, held, 0)]
    mark = b"II*\0" if order == "<" else b"MM\0*"
    exif = b"Exif\0\0" + mark + struct.pack(order + "IH", 8, len(entries)) + b"".join(entries) + bytes(4)
    segments = [(0xE0, b"JFIF\0" + bytes(9)), (0xE1, exif), (0xE1, b"http://x"), (0xC0, struct.pack(">BHHB", 8, 20, 40, 3))]
    return (
        b"\xff\xd8"
        + b"".join(b"\xff%c" % kind + struct.pack(">H", 2 + len(body)) + body for kind, body in segments)
        + b"\xff\xda"
    )


@pytest.mark.parametrize("order", [">", "<"])
@pytest.mark.parametrize(("held", "turned"), [(None, 0), (1, 0), (3, 180), (6, 90), (8, 270), (99, 0)])
def test_a_photograph_is_turned_upright_as_the_camera_says_that_it_was_held(held: int | None, turned: int, order: str):
    page = picture_as_pdf(jpeg(held, order))
    assert b"/Rotate %d/MediaBox[0 0 40 20]" % turned in page
    assert b"/Width 40/Height 20/ColorSpace/DeviceRGB" in page


def test_what_the_camera_says_is_found_behind_all_else_that_it_says_and_not_looked_for_without_end():
    assert b"/Rotate 90/" in picture_as_pdf(jpeg(6, before=199))
    assert b"/Rotate 0/" in picture_as_pdf(jpeg(6, before=200))
