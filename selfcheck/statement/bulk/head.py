"""The beginning of a large file comes in; whether the file can be read block by block goes out, and its text.

Nothing here loads numpy: a file that must be read whole in the end has lost no more than a look at its first lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import BinaryIO

from selfcheck.statement.containers.container import Source
from selfcheck.statement.containers.registry import is_delimited
from selfcheck.statement.layout.layouts import Layout
from selfcheck.statement.text.decode import Decoded
from selfcheck.statement.text.table import Table

CODECS = {"cp932": "cp932", "euc-jp": "euc_jp", "utf-8": "utf-8", "utf-8-sig": "utf-8"}
"""Encodings in which line ends, delimiters and quotes are part of no other character."""
_HEAD = 1 << 16
"""Bytes by which the head of a file is read."""
_LINES = 4200
"""Lines that the head must have: rows among which a header is looked for, and as many below it."""
_MOST_IRREGULAR = 0.1
"""Share of lines that are not regular from which on a file is read faster whole."""
_FEW = 64


class NotInBulkError(Exception):
    """The file must be read whole."""


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


def check_rows(head: bytes, lines: Sequence[str], table: Table, layout: Layout) -> None:
    """Raises `NotInBulkError` for columns that are written in a way of their own, lone carriage returns, and rows of which many
    are irregular. ``lines`` are those of the head, ``table`` what they were cut into."""
    if not layout.columns.is_plain or not table.rows or head.count(b"\r") != head.count(b"\r\n"):
        raise NotInBulkError
    first = 0 if layout.header is None else layout.header + 1
    below = range(first, len(table.rows))
    plain = (index for index in below if table.first[index] == table.last[index] and _is_even(lines[table.first[index] - 1]))
    widths = Counter(len(table.rows[index]) for index in plain)
    count = table.last[-1] - table.first[first] + 1 if below else 0
    if are_too_many(count - max(widths.values(), default=0), count):
        raise NotInBulkError


def _is_even(line: str) -> bool:
    """Whether every quote of a line may have its partner there."""
    return line.count('"') % 2 == 0


def are_too_many(irregular: int, lines: int) -> bool:
    """Whether so many of ``lines`` are irregular that they are read faster whole."""
    return irregular > max(_FEW, _MOST_IRREGULAR * lines)
