"""Lines come in; where the cells of those stand that are cut plainly goes out.

A line is cut plainly if it has the usual number of cells and every quote opens or closes one. Three ways, the
cheapest that will do: at every delimiter; at every delimiter between two quotes; at those outside quotes.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from msgspec import Struct

from selfcheck.model.many import Integers, Marks
from selfcheck.statement.bulk.buffer import Buffer

_QUOTE = ord('"')
_TOGETHER = 1 << 12
"""Lines that are cut together: what is made of them on the way stays in the processor's cache, as in `Buffer`."""


class Cells(Struct, frozen=True):
    """The cells of the plain lines of a buffer, quotes left out."""

    lines: Integers
    """Indexes of the plain lines."""
    start: list[Integers]
    """For every column, one position for each plain line."""
    end: list[Integers]


def cut(buffer: Buffer, width: int, delimiter: int) -> Cells:
    """Cut the lines of ``buffer`` into ``width`` (2 or more) cells."""
    quotes = buffer.count(_QUOTE)
    inner = width - 1
    if quotes == 2 * width * len(buffer) and (cells := _all_quoted(buffer, inner, delimiter)):
        return cells
    quote = buffer.bytes == _QUOTE
    lines, found = np.arange(len(buffer)), _by_column(buffer, inner, lambda piece: buffer.bytes[piece] == delimiter)
    if found is None:
        lines, by_line = _outside_quotes(buffer, quote, inner, delimiter)
        found = np.ascontiguousarray(by_line.T)
    start = [buffer.start[lines], *(column + 1 for column in found)]
    end = [*found, buffer.end[lines]]
    return _without_quotes(buffer, Cells(lines, start, end), quote, quotes)


def _all_quoted(buffer: Buffer, inner: int, delimiter: int) -> Cells | None:
    """The cells of lines of which every cell is in quotes, if there are no other lines and no other quotes."""

    def between(piece: slice) -> Marks:
        # The three letters "," in a row; within a memo "a"",""b" they occur, too, which the number of quotes rules out.
        marks: Marks = buffer.bytes[piece] == delimiter
        for aside in (-1, 1):
            marks &= buffer.bytes[piece.start + aside : piece.stop + aside] == _QUOTE
        return marks

    ends = (buffer.bytes[buffer.start] == _QUOTE) & (buffer.bytes[buffer.end - 1] == _QUOTE)
    if not (ends & (buffer.end > buffer.start + 1)).all() or (found := _by_column(buffer, inner, between)) is None:
        return None
    start = [buffer.start + 1, *(column + 2 for column in found)]
    found -= 1
    end = [*found, buffer.end - 1]
    if any((last < first).any() for first, last in zip(start, end, strict=True)):  # one quote would open and close
        return None
    return Cells(np.arange(len(buffer)), start, end)


def _by_column(buffer: Buffer, inner: int, are_meant: Callable[[slice], Marks]) -> Integers | None:
    """The positions that ``are_meant`` marks in a slice, a row of them for each column; None if some line has not ``inner``."""
    found = np.empty((inner, len(buffer)), dtype=np.int64)
    for first in range(0, len(buffer), _TOGETHER):
        lines = slice(first, min(first + _TOGETHER, len(buffer)))
        start, end = buffer.start[lines], buffer.end[lines]
        at = np.flatnonzero(are_meant(slice(int(start[0]), int(end[-1]))))
        if len(at) != inner * len(start):
            return None
        at += start[0]
        by_line = at.reshape(len(start), inner)
        if not ((by_line[:, 0] >= start).all() and (by_line[:, -1] < end).all()):
            return None
        found[:, lines] = by_line.T
    return found


def _outside_quotes(buffer: Buffer, quote: Marks, inner: int, delimiter: int) -> tuple[Integers, Integers]:
    """Lines with the right number of delimiters outside quotes, and where those stand."""
    # Only odd or even matters, and 256 is even: a byte may run over, and takes an eighth of the memory.
    passed = np.cumsum(quote, dtype=np.uint8)
    at = buffer.places(lambda piece: buffer.bytes[piece] == delimiter)
    line_of = np.searchsorted(buffer.end, at, side="right")
    before = passed[buffer.start - 1]
    outside = ((passed[at] - before[line_of]) & 1) == 0
    at, line_of = at[outside], line_of[outside]
    even = ((passed[buffer.end - 1] - before) & 1) == 0
    plain = even & (np.bincount(line_of, minlength=len(buffer)) == inner)
    return np.flatnonzero(plain), at[plain[line_of]].reshape(-1, inner)


def _without_quotes(buffer: Buffer, cells: Cells, quote: Marks, quotes: int) -> Cells:
    """Move the ends of quoted cells inwards; drop lines with any further quote."""
    if not quotes:
        return cells
    count = np.zeros(len(cells.lines), dtype=np.int32)
    whole = np.ones(len(cells.lines), dtype=bool)
    start, end = [], []
    for first, last in zip(cells.start, cells.end, strict=True):
        opens = quote[first] & (last > first)
        if opens.all():
            whole &= quote[last - 1] & (last - first > 1)
            count += 2
            start.append(first + 1)
            end.append(last - 1)
        elif opens.any():
            whole &= ~opens | (quote[last - 1] & (last - first > 1))
            count += 2 * opens
            start.append(first + opens)
            end.append(last - opens)
        else:
            start.append(first)
            end.append(last)
    if int(count.sum()) != quotes or not whole.all():
        line_of = np.searchsorted(buffer.end, np.flatnonzero(quote), side="right")
        per_line = np.bincount(line_of, minlength=len(buffer))
        whole &= per_line[cells.lines] == count
    if whole.all():
        return Cells(cells.lines, start, end)
    return Cells(cells.lines[whole], [column[whole] for column in start], [column[whole] for column in end])
