"""The bytes of whole lines come in; where each line stands, and the bytes by eights, go out.

Line ends, delimiters and quotes are single bytes that are part of no other character in UTF-8, cp932 and EUC-JP.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from selfcheck.model.many import Integers, Marks

Bytes: TypeAlias = "np.ndarray[Any, np.dtype[np.uint8]]"
Words: TypeAlias = "np.ndarray[Any, np.dtype[np.uint64]]"
FRONT, BACK = 16, 136
"""Bytes of nothing around a block, so that eight can be taken anywhere near its ends."""
_LF, _CR = 10, 13
_PIECE = 1 << 18
"""Bytes that are looked at together for single letters. What is made of so many stays in the processor's cache; what is made
of a whole block is new memory, for which the system takes longer than the look."""


class LoneReturnError(Exception):
    """A carriage return that no line feed follows."""


class Buffer:
    """Some whole lines of a file."""

    def __init__(self, *parts: bytes | memoryview) -> None:
        """``parts`` follow each other. Raises `LoneReturnError`."""
        self.data = b"".join((bytes(FRONT), *parts, bytes(BACK)))
        """The bytes, to take single cells from; positions count from here."""
        self._end = len(self.data) - BACK
        self.bytes: Bytes = np.frombuffer(self.data, dtype=np.uint8)
        self.by_eight: Words = np.ndarray(shape=(len(self.data) - 7,), dtype="<u8", buffer=self.data, strides=(1,))
        """Element i: the bytes from i to i + 7, the first in the lowest place."""
        feeds = self.places(lambda piece: self.bytes[piece] == _LF)
        if self._end > FRONT and self.data[self._end - 1] != _LF:
            feeds = np.append(feeds, self._end)
        self.start: Integers = np.concatenate([[FRONT], feeds[:-1] + 1]) if len(feeds) else feeds
        returns = self.bytes[feeds - 1] == _CR
        if self.count(_CR) != np.count_nonzero(returns):
            raise LoneReturnError
        self.end: Integers = feeds - returns

    def __len__(self) -> int:
        return len(self.start)

    def places(self, are_meant: Callable[[slice], Marks]) -> Integers:
        """The positions that ``are_meant`` marks among those of a slice; the bytes before and behind the lines are none."""
        pieces = (slice(at, min(at + _PIECE, self._end)) for at in range(FRONT, self._end, _PIECE))
        found = [np.flatnonzero(are_meant(piece)) + piece.start for piece in pieces]
        return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)

    def count(self, letter: int) -> int:
        """How often a byte stands in them."""
        ends = range(0, len(self.bytes), _PIECE)
        return sum(int(np.count_nonzero(self.bytes[at : at + _PIECE] == letter)) for at in ends)

    def longest(self) -> int:
        """Bytes of the longest line."""
        return int((self.end - self.start).max(initial=0))

    def holds(self, some: bytes) -> bool:
        """Whether ``some`` stands in them."""
        return self.data.find(some, FRONT, self._end) >= 0

    def rest(self, index: int) -> bytes:
        """The bytes from a line on."""
        return self.data[self.start[index] : self._end]

    def line(self, index: int) -> bytes:
        """One line without its end."""
        return self.data[self.start[index] : self.end[index]]
