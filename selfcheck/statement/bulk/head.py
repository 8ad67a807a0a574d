"""The beginning of a large file comes in; whether the file can be read block by block goes out, and its text.

Nothing here loads numpy: a file that must be read whole in the end has lost no more than a look at its first lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import BinaryIO

from selfcheck.statement.containers.container import Source
from selfcheck.statement.containers.registry import is_delimited, packed_container
from selfcheck.statement.layout.layouts import Layout
from selfcheck.statement.placed.spaced import is_delimited as has_delimiters
from selfcheck.statement.text.decode import Decoded
from selfcheck.statement.text.lines import split_lines
from selfcheck.statement.text.table import Table

CODECS = {"cp932": "cp932", "euc-jp": "euc_jp", "utf-8": "utf-8", "utf-8-sig": "utf-8"}
"""Encodings in which line ends, delimiters and quotes are part of no other character."""
_HEAD = 1 << 14
"""Bytes by which the head of a file is read."""
_TOP = 200
"""Lines for what stands above the header, and for rows of several lines; where they do not suffice, the head gets longer."""
_LINES = 2000 + _TOP
"""Lines of a head. 2,000 are the rows by which `layouts` tells columns, and among which it looks for a header."""
_FURTHER = 2000
"""Lines by which the head is longer where those were not enough."""
_MOST_IRREGULAR = 0.1
"""Share of lines that are not regular from which on a file is read faster whole."""
_FEW = 64
LONGEST = 1 << 20
"""Bytes of a line of a statement; whether a longer one is looked at is asked where the file is read whole."""


class NotInBulkError(Exception):
    """The file must be read whole."""


def read_head(file: BinaryIO, read: bytes = b"") -> bytes:
    """As many whole lines from the start of ``file`` as mostly tell how to read it; with those that were ``read``, some more,
    if there are any. Raises `NotInBulkError` for a line like a file."""
    parts = [read, file.read(_HEAD)]
    wanted = parts[0].count(b"\n") + _FURTHER if read else _LINES
    lines, without_end = sum(part.count(b"\n") for part in parts), 0
    while lines < wanted and (more := file.read(_HEAD)):
        parts.append(more)
        found = more.count(b"\n")
        lines, without_end = lines + found, 0 if found else without_end + len(more)
        if without_end > LONGEST:
            raise NotInBulkError
    rest = file.readline(LONGEST)
    if len(rest) == LONGEST:
        raise NotInBulkError
    return b"".join((*parts, rest))


def decode_head(head: bytes, encoding: str | None) -> Decoded:
    """The text of the head. Raises `NotInBulkError` if it is something else, or its encoding is not sure.

    Raises `UnreadableError` for what is no text.
    """
    source = Source("", head, encoding)
    if packed_container(source) or not has_delimiters(split_lines(source.decoded.text)):
        raise NotInBulkError  # before the kinds of text without delimiters are looked for in thousands of lines
    if not is_delimited(source) or source.decoded.encoding not in CODECS or not source.decoded.is_as_printed:
        raise NotInBulkError
    return source.decoded


def check_lines(head: bytes, lines: Sequence[str]) -> None:
    """Raises `NotInBulkError` for lone carriage returns, and where many of ``lines``, those of the head, leave a quote open."""
    if head.count(b"\r") != head.count(b"\r\n") or are_too_many(sum(map(_is_odd, lines)), len(lines)):
        raise NotInBulkError


def check_rows(lines: Sequence[str], table: Table, layout: Layout) -> None:
    """Raises `NotInBulkError` for columns that are written in a way of their own, and where many rows below the header are
    irregular. ``table`` is what ``lines`` were cut into."""
    if not layout.columns.is_plain or not table.rows:
        raise NotInBulkError
    first = 0 if layout.header is None else layout.header + 1
    below = range(first, len(table.rows))
    whole = (index for index in below if table.first[index] == table.last[index] and not _is_odd(lines[table.first[index] - 1]))
    widths = Counter(len(table.rows[index]) for index in whole)
    count = table.last[-1] - table.first[first] + 1 if below else 0
    if are_too_many(count - max(widths.values(), default=0), count):
        raise NotInBulkError


def tells_enough(table: Table, layout: Layout) -> bool:
    """Whether as many rows stand below the header as its columns are told by where a file is read whole."""
    first = 0 if layout.header is None else layout.header + 1
    return len(table.rows) - first >= _LINES - _TOP


def _is_odd(line: str) -> bool:
    """Whether a quote of a line has no partner there."""
    return line.count('"') % 2 == 1


def are_too_many(irregular: int, lines: int) -> bool:
    """Whether so many of ``lines`` are irregular that they are read faster whole."""
    return irregular > max(_FEW, _MOST_IRREGULAR * lines)
