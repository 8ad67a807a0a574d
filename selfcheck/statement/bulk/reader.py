"""A large file comes in; what is to be read of its head, and then the reading of all of it, go out.

The head tells the encoding, the delimiter and the layout, as the first rows of a small file do.
"""

from __future__ import annotations

from typing import BinaryIO

from selfcheck.statement.bulk.blocks import Blocks
from selfcheck.statement.bulk.large import Tell
from selfcheck.statement.bulk.lines import BulkLines, NotInBulkError
from selfcheck.statement.containers.container import Source
from selfcheck.statement.containers.registry import is_delimited
from selfcheck.statement.layout.layouts import Layout
from selfcheck.statement.rows.reading import Reading
from selfcheck.statement.rows.sections import Sections
from selfcheck.statement.text.decode import Decoded
from selfcheck.statement.text.lines import split_lines
from selfcheck.statement.text.table import CarefulRows, Table

__all__ = ["CODECS", "BulkReader", "NotInBulkError", "decode_head", "read_head"]

_HEAD = 1 << 16
"""Bytes by which the head of a file is read."""
_LINES = 4200
"""Lines that the head must have: rows among which a header is looked for, and as many below it."""
CODECS = {"cp932": "cp932", "euc-jp": "euc_jp", "utf-8": "utf-8", "utf-8-sig": "utf-8"}
"""Encodings in which line ends, delimiters and quotes are part of no other character."""


def read_head(file: BinaryIO) -> bytes:
    """As many whole lines from the start of ``file`` as tell how to read it."""
    head = file.read(_HEAD)
    while head.count(b"\n") < _LINES and (more := file.read(_HEAD)):
        head += more
    return head + file.readline()


def decode_head(head: bytes, encoding: str | None) -> Decoded:
    """The text of the head. Raises `NotInBulkError` if it is something else, or its encoding is not sure.

    Raises `UnreadableError` for what is no text.
    """
    source = Source("", head, encoding)
    if not is_delimited(source) or source.decoded.encoding not in CODECS or not source.decoded.is_as_printed:
        raise NotInBulkError
    return source.decoded


class BulkReader:
    """Reads one file."""

    def __init__(self, file: BinaryIO, head: bytes, decoded: Decoded, table: Table, layout: Layout, *, hashed: bool) -> None:
        lines = split_lines(decoded.text)
        columns = layout.columns
        if not columns.is_plain or not table.rows or head.count(b"\r") != head.count(b"\r\n"):
            raise NotInBulkError
        self._layout = layout
        self._table = table
        self.done = 0 if layout.header is None else table.last[layout.header]
        """Lines up to the header."""
        skip = 3 if decoded.encoding == "utf-8-sig" else 0
        for _ in range(self.done):
            skip = head.index(b"\n", skip) + 1
        self._blocks = Blocks(file, head, skip, hashed=hashed)
        self._usual = CarefulRows(lines[:2000], table.delimiter).usual
        self._encoding = CODECS[decoded.encoding]
        self._ascii = head.isascii() and decoded.encoding == "utf-8"

    def read(self, sections: Sections, tell: Tell | None = None) -> Reading:
        """All lines; ``tell`` hears of each block. Raises `NotInBulkError`."""
        if sections.rows.width < 2:
            raise NotInBulkError
        if self._layout.header is not None:
            for index in range(self._layout.header + 1):
                sections.read(self._table, index, above=True)
        lines = BulkLines(sections, self._table.delimiter, self._encoding, self._usual, ascii_only=self._ascii)
        return lines.read(self._blocks, self.done, tell)

    @property
    def digest(self) -> str:
        """SHA-256 of the file."""
        return self._blocks.digest
