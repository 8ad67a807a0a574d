"""A file that is open for reading comes in, blocks of whole lines go out; all bytes may be hashed on the way."""

from __future__ import annotations

from typing import BinaryIO

SIZE = 16 << 20
"""Bytes that are looked at together: about 300,000 lines, with some columns of numbers for each."""


class Blocks:
    """Hands out the bytes of a file in blocks that end with a line."""

    def __init__(self, file: BinaryIO, head: bytes, skip: int, *, hashed: bool) -> None:
        """``head`` has been read from ``file``; its first ``skip`` bytes are not handed out."""
        self._file = file
        self._size = SIZE
        self._hash = None
        if hashed:  # of several files; OpenSSL takes a while to load
            import hashlib

            self._hash = hashlib.sha256(head)
        self._rest = head[skip:]
        self.count = len(head)
        """Bytes read so far."""
        self.at_end = False
        """Whether the block handed out last is the last."""

    def next(self) -> list[bytes | memoryview]:
        """The next whole lines, in parts; at the end of the file, whatever is left."""
        parts: list[bytes | memoryview] = [self._rest]
        while True:
            data = self._file.read(self._size)
            self.count += len(data)
            if self._hash:
                self._hash.update(data)
            if not data:
                self.at_end = True
                self._rest = b""
                return parts
            end = data.rfind(b"\n") + 1
            if end:
                parts.append(memoryview(data)[:end])
                self._rest = data[end:]
                return parts
            parts.append(data)

    def back(self, data: bytes) -> None:
        """Take back lines that are to be read together with the next."""
        self._rest = data + self._rest

    @property
    def digest(self) -> str:
        """SHA-256 of all bytes read so far; empty if that was not asked for."""
        return self._hash.hexdigest() if self._hash else ""
