"""PDFs made on the spot: text at places, in a Japanese font that is not embedded, as many banks' programs write them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light-90ms-RKSJ-H/Encoding/90ms-RKSJ-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/Ryumin-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>/DW 1000"
    b"/W[231 632 500]/FontDescriptor<</Type/FontDescriptor/FontName/Ryumin-Light/Flags 6/FontBBox[0 -140 1000 860]"
    b"/ItalicAngle 0/Ascent 860/Descent -140/CapHeight 800/StemV 80>>>>]>>"
)
"""Half-width characters (CIDs 231 to 632 of Adobe-Japan1) are half as wide as the others."""
SIZE = 9


@dataclass(frozen=True)
class Text:
    """Characters at a place, in points from the left and from the top."""

    x: float
    y: float
    text: str
    right: bool = False
    """Whether the text ends there."""

    @property
    def left(self) -> float:
        return self.x - width(self.text) if self.right else self.x


def width(text: str) -> float:
    """Points that a text takes."""
    return len(text.encode("cp932")) * SIZE / 2


def pdf(
    *pages: Sequence[Text],
    size: tuple[int, int] = (595, 842),
    rotate: int = 0,
    twice: bool = False,
    rules: Sequence[float] = (),
) -> bytes:
    """A document; ``rotate``: pages lie on their side; ``twice``: everything is drawn again a little to the right."""
    wide, high = size
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", FONT]
    kids = []
    for page in pages:
        drawn = [*page, *(replace(text, x=text.x + 0.3) for text in (page if twice else ()))]
        content = b"".join(_shown(text, wide, high, rotate) for text in drawn)
        content += b"".join(f"0.5 w 40 {high - y} m {wide - 40} {high - y} l S\n".encode() for y in rules)
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        box = (high, wide) if rotate in (90, 270) else (wide, high)
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/Rotate %d/MediaBox[0 0 %d %d]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % (rotate, *box, len(objects))
        )
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return document(objects)


def document(objects: Sequence[bytes], *, more: bytes = b"") -> bytes:
    """Objects, the first of which is the catalogue, with their table of places; ``more`` stands in the trailer."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, more, start)
    return bytes(out)


_FILL = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
"""What passwords are filled up with (ISO 32000-1, 7.6.3.3)."""
_OBJECT = re.compile(rb"\n(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)


def locked(made: bytes, password: str) -> bytes:
    """A document of `pdf` that opens with a password, in the oldest way (RC4, 40 bits)."""

    def filled(word: str) -> bytes:
        return (word.encode() + _FILL)[:32]

    owner = _rc4(hashlib.md5(filled(password)).digest()[:5], filled(password))
    key = hashlib.md5(filled(password) + owner + bytes.fromhex("fcffffff") + b"x").digest()[:5]

    def encrypted(number: int, content: bytes) -> bytes:
        own = hashlib.md5(key + number.to_bytes(3, "little") + bytes(2)).digest()[:10]
        head, begins, rest = content.partition(b">>stream\n")
        head = re.sub(rb"\((.*?)\)", lambda text: b"<%s>" % _rc4(own, text[1]).hex().encode(), head)
        stream, ends, _ = rest.partition(b"\nendstream")
        return head + begins + _rc4(own, stream) + ends

    objects = [encrypted(int(number), content) for number, content in _OBJECT.findall(made)]
    entries = (owner.hex().encode(), _rc4(key, _FILL).hex().encode())
    return document(objects, more=b"/ID[<78><78>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % entries)


def _rc4(key: bytes, data: bytes) -> bytes:
    box, mixed = list(range(256)), 0
    for at in range(256):
        mixed = (mixed + box[at] + key[at % len(key)]) % 256
        box[at], box[mixed] = box[mixed], box[at]
    out, mixed = bytearray(), 0
    for place, byte in enumerate(data, start=1):
        at = place % 256
        mixed = (mixed + box[at]) % 256
        box[at], box[mixed] = box[mixed], box[at]
        out.append(byte ^ box[(box[at] + box[mixed]) % 256])
    return bytes(out)


def _shown(text: Text, wide: int, high: int, rotate: int) -> bytes:
    """The operators that show a text, on a page that is turned clockwise by ``rotate`` when it is looked at."""
    x, y = text.left, high - text.y
    matrix = {
        0: (1, 0, 0, 1, x, y),
        90: (0, 1, -1, 0, high - y, x),
        180: (-1, 0, 0, -1, wide - x, high - y),
        270: (0, -1, 1, 0, y, wide - x),
    }[rotate]
    placed = " ".join(f"{number:.2f}" for number in matrix)
    return f"BT /F1 {SIZE} Tf {placed} Tm <{text.text.encode('cp932').hex()}> Tj ET\n".encode()


@dataclass(frozen=True)
class Move:
    """One transaction of an invented statement."""

    date: str
    memo: str
    out: int | None
    into: int | None
    balance: int


def moves(*memos: str, start: int = 500_000, step: int = 3_000) -> list[Move]:
    """A withdrawal for each memo, a day apart; those that begin with 給与 come in."""
    found = []
    for number, memo in enumerate(memos, start=1):
        yen = step * number
        into = yen * 10 if memo.startswith("給与") else None
        start += into or -yen
        found.append(Move(f"2020/09/{number:02}", memo, None if into else yen, into, start))
    return found


COLUMNS = {"取引日": 50.0, "お取引内容": 130.0, "お支払金額": 360.0, "お預り金額": 450.0, "差引残高": 540.0}
"""Where columns stand: text begins there, amounts end there."""


def statement(
    rows: Sequence[Move], *, top: float = 100, pitch: float = 16, header: Sequence[str] | None = None, title: str = ""
) -> list[Text]:
    """A page with a title, a header and a row for each transaction."""
    found = [Text(50, 40, title or "見本銀行　入出金明細　2020年9月1日～2020年9月30日")]
    names = header if header is not None else [*COLUMNS]
    found += [Text(x, top, name, right=at > 1) for at, (name, x) in enumerate(zip(names, COLUMNS.values(), strict=False))]
    for number, move in enumerate(rows, start=1):
        cells = [move.date, move.memo, *(f"{yen:,}" if yen else "" for yen in (move.out, move.into, move.balance))]
        for at, (x, cell) in enumerate(zip(COLUMNS.values(), cells, strict=True)):
            if cell:
                found.append(Text(x, top + pitch * number, cell, right=at > 1))
    return found
