"""The bytes of whole lines come in; where each line stands, and the bytes by eights, go out.

Line ends, delimiters and quotes are single bytes that are part of no other character in UTF-8, cp932 and EUC-JP.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

from selfcheck.model.many import Integers

Bytes: TypeAlias = "np.ndarray[Any, np.dtype[np.uint8]]"
Words: TypeAlias = "np.ndarray[Any, np.dtype[np.uint64]]"
FRONT, BACK = 16, 136
"""Bytes of nothing around a block, so that eight can be taken anywhere near its ends."""
_LF, _CR = 10, 13


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
        feeds = np.flatnonzero(self.bytes == _LF)
        if self._end > FRONT and self.data[self._end - 1] != _LF:
            feeds = np.append(feeds, self._end)
        self.start: Integers = np.concatenate([[FRONT], feeds[:-1] + 1]) if len(feeds) else feeds
        returns = self.bytes[feeds - 1] == _CR
        if np.count_nonzero(self.bytes == _CR) != np.count_nonzero(returns):
            raise LoneReturnError
        self.end: Integers = feeds - returns

    def __len__(self) -> int:
        return len(self.start)

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
