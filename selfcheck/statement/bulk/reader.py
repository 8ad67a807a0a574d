"""A large file comes in, of which the head has been read; the reading of all of it goes out.

The head tells the encoding, the delimiter and the layout, as the first rows of a small file do.
"""

from __future__ import annotations

from typing import BinaryIO

from selfcheck.statement.bulk.blocks import Blocks
from selfcheck.statement.bulk.head import CODECS, NotInBulkError
from selfcheck.statement.bulk.large import Tell
from selfcheck.statement.bulk.lines import BulkLines
from selfcheck.statement.layout.layouts import Layout
from selfcheck.statement.rows.reading import Reading
from selfcheck.statement.rows.sections import Sections
from selfcheck.statement.text.decode import Decoded
from selfcheck.statement.text.lines import split_lines
from selfcheck.statement.text.table import CarefulRows, Table


class BulkReader:
    """Reads one file."""

    def __init__(self, file: BinaryIO, head: bytes, decoded: Decoded, table: Table, layout: Layout, *, hashed: bool) -> None:
        self._layout = layout
        self._table = table
        self.done = 0 if layout.header is None else table.last[layout.header]
        """Lines up to the header."""
        skip = 3 if decoded.encoding == "utf-8-sig" else 0
        for _ in range(self.done):
            skip = head.index(b"\n", skip) + 1
        self._blocks = Blocks(file, head, skip, hashed=hashed)
        self._usual = CarefulRows(split_lines(decoded.text)[:2000], table.delimiter).usual
        self._encoding = CODECS[decoded.encoding]
        self._ascii = head.isascii() and decoded.encoding == "utf-8"

    def read(self, sections: Sections, tell: Tell | None = None) -> Reading:
        """All lines; ``tell`` hears of each block. Raises `NotInBulkError`."""
        if sections.rows.width < 2:
            raise NotInBulkError
        if self._layout.header is not None:
            for index in range(self._layout.header + 1):
                sections.read(self._table, index, above=True)
        if sections.joints:
            raise NotInBulkError  # whether rows above the header are of the same account is told by all rows one by one
        lines = BulkLines(sections, self._table.delimiter, self._encoding, self._usual, ascii_only=self._ascii)
        return lines.read(self._blocks, self.done, tell)

    @property
    def digest(self) -> str:
        """SHA-256 of the file."""
        return self._blocks.digest
