"""The path of a CSV comes in; its header and the spans of bytes in which it is read go out.

A span ends where a row ends. Only encodings are cut in which line ends, delimiters and quotes
are part of no other character (cp932, EUC-JP, UTF-8); a file in another one is one span.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from selfcheck.errors import UnreadableError
from selfcheck.statement.bulk.head import CODECS, NotInBulkError, decode_head, read_head
from selfcheck.statement.containers.container import Source
from selfcheck.statement.containers.registry import container_of
from selfcheck.statement.text.decode import decode
from selfcheck.statement.text.encodings import decode_as, strictly
from selfcheck.statement.text.lines import split_lines
from selfcheck.statement.text.table import read_table
from selfcheck.statement.words import column_names, column_words

_BYTES = 16 << 20
"""Of a span, about."""
_MOST_TRIED = 1000
"""Line ends at which a span may end before the quotes are taken to be astray."""


class Head(Struct, frozen=True):
    """The first lines of a CSV, and how to read the others."""

    header: tuple[str, ...]
    line: int
    """The last line of the header."""
    begin: int
    """Bytes up to the row below it."""
    delimiter: str
    encoding: str
    """As Python knows it; empty where the whole file must be looked at."""
    only_ascii: bool
    told: str | None
    """What the person says the encoding is."""


class Span(Struct, frozen=True):
    """Some rows of a CSV."""

    head: Head
    begin: int
    end: int
    """Bytes from the start of the file."""

    def lines(self, path: str) -> list[str]:
        """Its physical lines. Broken characters are kept as such: banks cut memos by bytes."""
        with Path(path).open("rb") as file:
            file.seek(self.begin)
            data = file.read(self.end - self.begin)
        if not self.head.encoding:
            return split_lines(decode(data, column_words(), self.head.told).text)[self.head.line :]
        text = strictly(self.head.encoding, data)
        if text is None and self.head.only_ascii:  # nothing in the first lines told the encoding
            text = decode(data, column_words(), self.head.told).text
        return split_lines(decode_as(self.head.encoding, data) if text is None else text)


def first_rows(path: str, encoding: str | None) -> Head:
    """The header, which is the first row that is not empty. Raises `UnreadableError` if there is none."""
    head, text, codec = _begin(path, encoding)
    table = read_table(text, column_names())
    row = next((at for at, cells in enumerate(table.rows) if any(map(str.strip, cells))), None)
    if row is None:
        raise UnreadableError("screen-no-table")
    header = tuple(cell.strip() for cell in table.rows[row])
    if head.count(b"\r") != head.count(b"\r\n"):  # a lone one ends a line, too
        codec = ""
    below = _bytes_of_lines(head, table.last[row])
    return Head(header, table.last[row], below, table.delimiter, codec, head.isascii(), encoding)


def _begin(path: str, encoding: str | None) -> tuple[bytes, str, str]:
    """Bytes and text of the first lines, and the codec of the others; without one, bytes and text of the whole file."""
    with Path(path).open("rb") as file:
        try:
            head = read_head(file)
            decoded = decode_head(head, encoding)
            return head, decoded.text, CODECS[decoded.encoding]
        except NotInBulkError:
            file.seek(0)
            whole = file.read()
    source = Source(path, whole, encoding)
    if not (container := container_of(source)).is_plain_text:
        raise UnreadableError("screen-other-container", container=container.name.upper())
    container.check_lines(source)
    return whole, source.decoded.text, ""


def _bytes_of_lines(head: bytes, lines: int) -> int:
    """How many bytes the first ``lines`` have, a byte order mark among them."""
    begin = len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0
    for _ in range(lines):
        begin = head.find(b"\n", begin) + 1 or len(head)
    return begin


def spans(path: str, head: Head) -> Iterator[tuple[Span, int]]:
    """All spans, and the line that each begins with."""
    line, begin = head.line + 1, head.begin
    if not head.encoding:
        yield Span(head, 0, Path(path).stat().st_size), line
        return
    with Path(path).open("rb") as file:
        while True:
            file.seek(begin)
            block = file.read(_BYTES)
            # To the end of the line that the block was cut in; a cell over several lines is looked after in `_end_of_row`.
            if len(block) == _BYTES:
                block += file.readline()
            if not block:
                return
            end = _end_of_row(block, head) if len(block) >= _BYTES else len(block)
            yield Span(head, begin, begin + end), line
            line += _line_ends(block[:end])
            begin += end


def _line_ends(block: bytes) -> int:
    """How many lines end in ``block``."""
    return block.count(b"\n") + block.count(b"\r") - block.count(b"\r\n")


def _end_of_row(block: bytes, head: Head) -> int:
    """A line end near the end of ``block`` at which a row ends.

    That is the last one between two lines which both are whole rows by themselves; a stray quote far above does not
    matter to them. Where no such lines are near, it is the last one that lies within no quotes.
    """
    end, below_is_whole = len(block), False
    for _ in range(_MOST_TRIED):
        begin = block.rfind(b"\n", 0, end - 1) + 1
        if not begin:
            break
        is_whole = _is_whole(block[begin:end], head)
        if is_whole and below_is_whole:
            return end
        end, below_is_whole = begin, is_whole
    return _outside_quotes(block)


def _is_whole(line: bytes, head: Head) -> bool:
    """Whether a line is a row by itself, as wide as the header."""
    rows = list(csv.reader([line.decode(head.encoding, "replace").rstrip("\r\n"), ""], delimiter=head.delimiter))
    return len(rows) == 2 and len(rows[0]) == len(head.header)


def _outside_quotes(block: bytes) -> int:
    """The last line end that lies within no quotes; the end of ``block`` if there is none."""
    quotes = block.count(b'"')
    end = len(block)
    for _ in range(_MOST_TRIED):
        # Counted from the top of the block, where a row begins: an even number of quotes is behind us, so none is open.
        if quotes % 2 == 0:
            return end
        before = block.rfind(b"\n", 0, end - 1) + 1
        quotes -= block.count(b'"', before, end)
        end = before
        if not end:
            break
    return len(block)
