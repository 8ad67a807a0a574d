"""Workbooks of the old kind (.xls), made on the spot: a compound file (MS-CFB) of one stream, records of BIFF8 (MS-XLS).

Every count and link in them can be made to lie.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import count

SECTOR, MINI = 512, 64
END, FREE, OF_FAT, OF_DIFAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFC
_IN_HEADER = 109
"""Sectors of the table of sectors that the header names itself."""
_NAME, _SST, _CONTINUE, _NUMBER, _LABEL, _EXTENT, _BOF, _EOF = 0x85, 0xFC, 0x3C, 0x203, 0xFD, 0x200, 0x809, 0x0A


def record(kind: int, content: bytes = b"", *, length: int | None = None) -> bytes:
    """A record; ``length``: what it says instead of how long it is."""
    return struct.pack("<HH", kind, len(content) if length is None else length) + content


def string(text: str) -> bytes:
    """A text of the table of strings, not packed."""
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def strings(texts: Sequence[str], said: int | None = None) -> bytes:
    """The table of strings; ``said``: how many it says there are."""
    number = len(texts) if said is None else said
    return record(_SST, struct.pack("<II", number, number) + b"".join(map(string, texts)))


def sheet(*cells: tuple[int, int, float | int]) -> bytes:
    """The records of a sheet: row, column, and a number (float) or the place of a text among the strings (int)."""
    out = record(_BOF, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6))
    rows, columns = max(cell[0] for cell in cells) + 1, max(cell[1] for cell in cells) + 1
    out += record(_EXTENT, struct.pack("<IIHHH", 0, min(rows, 65536), 0, min(columns, 256), 0))
    for row, column, value in cells:
        place = struct.pack("<HHH", row, column, 0)
        is_text = isinstance(value, int)
        out += record(_LABEL if is_text else _NUMBER, place + struct.pack("<I" if is_text else "<d", value))
    return out + record(_EOF)


def book(sheets: Sequence[bytes], texts: bytes = b"", names: Sequence[str] = ()) -> bytes:
    """The stream of a workbook; a sheet may stand in it once and be named often (``names``)."""
    titles = list(names) or [f"S{number}" for number in range(len(sheets))]
    head = record(_BOF, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6))
    at = len(head) + sum(4 + 8 + len(name) for name in titles) + len(texts) + 4
    places = []
    for one in sheets:
        places.append(at)
        at += len(one)
    for number, name in enumerate(titles):
        place = places[min(number, len(places) - 1)]
        head += record(_NAME, struct.pack("<IBB", place, 0, 0) + struct.pack("<BB", len(name), 0) + name.encode("ascii"))
    return head + texts + record(_EOF) + b"".join(sheets)


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE, left: int = FREE, right: int = FREE) -> bytes:
    title = (name + "\0").encode("utf-16-le")
    head = title.ljust(64, b"\0") + struct.pack("<HBB", len(title) if name else 0, kind, 1)
    return head + struct.pack("<III", left, right, child) + bytes(36) + struct.pack("<IQ", start, size)


class Compound:
    """A compound file whose tables can be changed before its bytes are taken."""

    def __init__(self, stream: bytes, name: str = "Workbook", size: int | None = None) -> None:
        self.name, self.size = name, len(stream) if size is None else size
        self.is_mini = len(stream) < 4096
        self.fat: list[int] = []
        self.mini_fat: list[int] = []
        self._sectors: list[bytes] = []
        self.child, self.left, self.right = 1, FREE, FREE
        self.header: dict[str, int] = {}
        """What the header says otherwise: ``fat``, ``directory``, ``mini``, ``difat`` (how many sectors), ``difat_start``."""
        self.start = self.mini_start = END
        if self.is_mini:
            number = -(-len(stream) // MINI)
            self.mini_fat = [*range(1, number), END]
            self.stream = self.add(stream.ljust(number * MINI, b"\0"))
            self.start = 0
        else:
            self.stream = self.start = self.add(stream)
        self.mini_size = len(self.mini_fat) * MINI
        if self.is_mini:
            packed = struct.pack(f"<{len(self.mini_fat)}I", *self.mini_fat)
            self.mini_start = self.add(packed.ljust(-(-len(packed) // SECTOR) * SECTOR, b"\xff"))
        self.directory = self.add(b"")

    def add(self, content: bytes) -> int:
        """Sectors with ``content``, chained; where they begin."""
        start = len(self._sectors)
        pieces = [content[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(content), SECTOR)] or [bytes(SECTOR)]
        self._sectors += pieces
        self.fat += [*range(start + 1, start + len(pieces)), END]
        return start

    def bytes(self) -> bytes:
        """The file."""
        mini = struct.pack(f"<{len(self.mini_fat)}I", *self.mini_fat)
        if self.is_mini:
            self._sectors[self.mini_start] = mini.ljust(SECTOR, b"\xff")[:SECTOR]
        root = _entry("Root Entry", 5, self.stream if self.is_mini else END, self.mini_size, child=self.child)
        own = _entry(self.name, 2, self.start, self.size, left=self.left, right=self.right)
        self._sectors[self.directory] = root + own + _entry("", 0, 0, 0) * 2
        fat = list(self.fat)
        first = len(self._sectors)
        for number in count(1):
            if number * 128 >= len(fat) + number:
                break
        tables = struct.pack(f"<{len(fat) + number}I", *fat, *[OF_FAT] * number).ljust(number * SECTOR, b"\xff")
        said = {"fat": number, "directory": 0, "mini": int(self.is_mini), "difat": 0, "difat_start": END} | self.header
        head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
        head += struct.pack("<IIIII", said["directory"], said["fat"], self.directory, 0, 4096)
        head += struct.pack("<IIII", self.mini_start, said["mini"], said["difat_start"], said["difat"])
        named = [*range(first, first + number)][:_IN_HEADER]
        return head + struct.pack("<109I", *named, *[FREE] * (_IN_HEADER - len(named))) + b"".join(self._sectors) + tables


HEADINGS = ("日付", "摘要", "出金", "入金", "残高")


def xls(memos: Sequence[str], *, pad: int = 0) -> Compound:
    """A statement of withdrawals of 10,000 yen as a workbook of the old kind; ``pad``: bytes behind it."""
    texts = [*HEADINGS, *memos, *(f"2026/11/{day:02}" for day in range(1, len(memos) + 1))]
    cells: list[tuple[int, int, float | int]] = [(0, column, column) for column in range(len(HEADINGS))]
    for number in range(len(memos)):
        cells += [
            (number + 1, 0, len(HEADINGS) + len(memos) + number),
            (number + 1, 1, len(HEADINGS) + number),
            (number + 1, 2, 10000.0),
            (number + 1, 4, 990000.0 - number * 10000),
        ]
    return Compound(book([sheet(*cells)], strings(texts)) + bytes(pad))
