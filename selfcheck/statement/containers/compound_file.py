"""A compound file (MS-CFB, what holds an .xls) comes in; one whose chains of sectors do not end is refused.

Its sectors are chained by tables, and those are listed in sectors that are chained as well; whoever follows a chain that runs
in a circle reads for ever. Only the chains that lead to all others are followed here.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from selfcheck.errors import UnreadableError

_HEADER = 512
_SHIFT = 30
_FIELDS = struct.Struct("<7I")
"""From 44: sectors of the table, first of the directory, a signature, a size, first and number of the small table, first of the
list of tables."""
_FIRST_TABLES = 76
_TABLES_IN_HEADER = 109
_ENTRY, _ROOT, _SMALL = 128, 5, 64
"""Bytes of an entry of the directory, its kind for the whole file, and bytes of a sector for small streams."""
_LAST = 0xFFFFFFFA
"""What is larger is no sector, but says what is there instead of one."""


def stream_in(data: bytes, names: Sequence[str]) -> bytes:
    """The first of the streams of these names; nothing where there is none, or where what leads there is broken.

    `refuse_endless` goes first. Streams of less than 4,096 bytes lie in a stream of their own, in small sectors.
    """
    if len(data) < _HEADER:
        return b""
    sectors = _Sectors(data, 1 << struct.unpack_from("<H", data, _SHIFT)[0])
    _, directory, _, least, small, _, more = _FIELDS.unpack_from(data, 44)
    following = sectors.table(_tables(data, sectors, more))
    entries: dict[str, tuple[int, int]] = {}
    listed = sectors.joined(directory, following)
    for at in range(0, len(listed) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", listed, at + 64)
        name = "" if kind == _ROOT else listed[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        entries.setdefault(name, struct.unpack_from("<II", listed, at + 116))
    start, size = next((entries[name] for name in names if name in entries), (_LAST, 0))
    if size >= least:
        return sectors.joined(start, following)[:size]
    inner = _Sectors(bytes(_SMALL) + sectors.joined(entries.get("", (_LAST, 0))[0], following), _SMALL)
    return inner.joined(start, sectors.table(_chain(small, following, sectors.count)))[:size]


def refuse_endless(data: bytes) -> None:
    """Raise `UnreadableError` for chains that run in a circle. What is broken in another way is left to who reads it."""
    if len(data) < _HEADER:
        return
    shift = struct.unpack_from("<H", data, _SHIFT)[0]
    if shift not in (9, 12):
        raise UnreadableError("broken-excel", reason="sectors")
    sectors = _Sectors(data, 1 << shift)
    _, directory, _, _, small, _, more = _FIELDS.unpack_from(data, 44)
    following = sectors.table(_tables(data, sectors, more))
    for start in (directory, small):
        _follow(start, following, sectors.count)


class _Sectors:
    """The sectors of a file, by number."""

    def __init__(self, data: bytes, size: int) -> None:
        self._data = data
        self._size = size
        self.count = -(-len(data) // size)

    def numbers(self, sector: int) -> tuple[int, ...]:
        """What stands in a sector, as numbers; nothing in one that is not all there."""
        at = (sector + 1) * self._size
        piece = self._data[at : at + self._size]
        return struct.unpack(f"<{len(piece) // 4}I", piece[: len(piece) // 4 * 4])

    def joined(self, start: int, following: Sequence[int]) -> bytes:
        """What stands in a chain of sectors."""
        places = ((sector + 1) * self._size for sector in _chain(start, following, self.count))
        return b"".join(self._data[at : at + self._size] for at in places)

    def table(self, sectors: Sequence[int]) -> list[int]:
        """Which sector follows which."""
        return [number for sector in sectors for number in self.numbers(sector)]


def _chain(sector: int, following: Sequence[int], most: int) -> list[int]:
    """The sectors of a chain; of one that runs in a circle no more than there are."""
    found: list[int] = []
    while sector < len(following) and len(found) <= most:
        found.append(sector)
        sector = following[sector]
    return found


def _tables(data: bytes, sectors: _Sectors, more: int) -> list[int]:
    """The sectors in which the table stands: the header names the first, a chain of lists the others."""
    found = list(struct.unpack_from(f"<{_TABLES_IN_HEADER}I", data, _FIRST_TABLES))
    met = 0
    while more < _LAST:
        met += 1
        if met > sectors.count:
            raise UnreadableError("broken-excel", reason="circle")
        *listed, more = sectors.numbers(more) or (_LAST,)
        found += listed
    return [number for number in found if number < sectors.count]


def _follow(sector: int, following: Sequence[int], most: int) -> None:
    """Go along a chain to its end."""
    for _ in range(most):
        if sector >= len(following):
            return
        sector = following[sector]
    raise UnreadableError("broken-excel", reason="circle")
