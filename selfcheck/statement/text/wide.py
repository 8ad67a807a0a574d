"""Bytes come in; if they are UTF-16 or UTF-32, with or without a mark, the text goes out.

Digits, commas and line ends have NUL bytes there, one of two or three of four; on which side tells which end comes first. A
file to which another was joined may change to an encoding without NULs, and back, at the end of a line.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from msgspec import Struct

from selfcheck.statement.text.encodings import decode_as
from selfcheck.statement.text.plausibility import PLAUSIBLE, plausibility

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 1 << 16
"""Bytes that show the pattern."""
_SHARE = 1 / 20
"""Share of a text's bytes that are NULs on the one side, at least: dates and amounts have them, kana and kanji have none."""
_NEARLY_ALL = 0.99
"""Share of the high bytes that are NULs in UTF-32; emoji and rare kanji have others there."""
_CLEAN = 1 / 3
"""What the other side may have at most, in NULs of this one."""
_LONG = 8
"""Bytes of a line without any NUL that is surely not of UTF-16: one letter of four (上, U+4E0A) may end like a line."""


class Part(Struct, frozen=True):
    """Bytes between two changes of encoding."""

    data: bytes
    encoding: str
    """Empty where it is none of these."""
    is_marked: bool = False

    @property
    def text(self) -> str:
        """Its text, the mark left out."""
        return decode_as(self.encoding, _even(self.data)).removeprefix("\ufeff")

    @property
    def is_plain(self) -> bool:
        """Whether all of its bytes are of its text."""
        return len(_even(self.data)) == len(self.data)


def _even(data: bytes) -> bytes:
    """Whole letters: a program that thinks of bytes put a line end of one byte behind the last."""
    return data[:-1] if len(data) % 2 and data.endswith((b"\n", b"\r", b" ", b"\x1a", b"\0")) else data


def parts_of(data: bytes) -> list[Part]:
    """The parts of a file that begins, or goes on, in UTF-16 or UTF-32; empty if it does neither."""
    if 0 in data:
        parts = [_part(piece) for piece in _cut(data)]
        wide = [part for part in parts if part.encoding]
        if len(parts) > 1 and wide and all(len(part.data) > 2 * _LONG for part in wide):
            return parts
    whole = _part(data)
    return [whole] if whole.encoding else []


def _part(data: bytes) -> Part:
    return _marked(data) or (_by_pattern(data) if 0 in data else None) or Part(data, "")


def _marked(data: bytes) -> Part | None:
    return next((Part(data, name, is_marked=True) for mark, name in _MARKS if data.startswith(mark)), None)


def _by_pattern(data: bytes) -> Part | None:
    """UTF-32 if the two high bytes of four are (nearly) all NUL, UTF-16 if NULs stand (nearly) on one side of the pairs."""
    head = data[:_HEAD]
    nuls = [head[side::4].count(0) for side in range(4)]
    for name, high, low in (("utf-32-le", (2, 3), 0), ("utf-32-be", (0, 1), 3)):
        are_nul = all(nuls[side] >= _NEARLY_ALL * (len(head) // 4) for side in high)
        if len(head) >= _LONG and are_nul and nuls[low] <= _SHARE * len(head):
            return _plausible(data, name)
    even, odd = nuls[0] + nuls[2], nuls[1] + nuls[3]
    if max(even, odd) < len(head) * _SHARE or min(even, odd) > max(even, odd) * _CLEAN:
        return None
    return _plausible(data, "utf-16-le" if odd > even else "utf-16-be")


def _plausible(data: bytes, encoding: str) -> Part | None:
    text = decode_as(encoding, data)[:_HEAD]
    return Part(data, encoding) if text.isascii() or plausibility(text, ()).per_byte > PLAUSIBLE else None


def _cut(data: bytes) -> list[bytes]:
    """The file, cut where lines with NULs end and some without begin, and the other way round."""
    parts: list[bytearray] = [bytearray()]
    was_narrow: bool | None = None
    for line in _lines(data):
        letters = line.lstrip(b"\0")
        # A short line without NULs (a lone 上) tells nothing, and is what the line before it was.
        is_narrow = 0 not in letters and (len(letters) > _LONG or bool(was_narrow))
        if was_narrow is not None and is_narrow != was_narrow:
            if is_narrow:  # the second byte of the last line end
                parts[-1] += line[: len(line) - len(letters)]
                line = letters
            parts.append(bytearray())
        parts[-1] += line
        was_narrow = is_narrow
    return [bytes(part) for part in parts if part]


def _lines(data: bytes) -> Iterator[bytes]:
    """As `bytes.split`, each with its end."""
    begin = 0
    while (end := data.find(b"\n", begin)) >= 0:
        yield data[begin : end + 1]
        begin = end + 1
    yield data[begin:]
