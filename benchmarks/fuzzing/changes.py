"""An input with something odd about it: in its lines, its cells, its members, or anywhere."""

from __future__ import annotations

import random
from collections.abc import Sequence

from benchmarks.fuzzing.packing import Packing

LONGEST = 12_000
"""Bytes of an input that is not packed."""


class Changes:
    """The ways in which the inputs of one target are changed."""

    def __init__(self, seeds: Sequence[bytes], tokens: Sequence[bytes], packing: Packing | None, longest: int) -> None:
        self._seeds = seeds
        self._tokens = tokens
        self._packing = packing
        self.longest = longest

    def changed(self, data: bytes, chance: random.Random) -> bytes:
        """The input, changed within where it is packed; every fourth time as the bytes that it is."""
        members = self._packing.unpack(data) if self._packing and chance.random() < 0.75 else None
        if not members or not self._packing:
            return self._odd(data, chance)[: self.longest]
        at = chance.randrange(len(members))
        name, content = members[at]
        match chance.randrange(12):
            case 0:
                members.insert(at, chance.choice(members))
            case 1:
                del members[at]
            case 2:
                members[at] = (self._odd(name.encode(), chance).decode("utf-8", "replace"), content)
            case 3:
                members[at] = (members[chance.randrange(len(members))][0], content)
            case _:
                members[at] = (name, self._odd(content, chance))
        return self._packing.pack(members or [(name, content)])[: self.longest]

    def _odd(self, data: bytes, chance: random.Random) -> bytes:
        for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
            data = self._once(data, chance)
        return data

    def _once(self, data: bytes, chance: random.Random) -> bytes:
        place = chance.randrange(len(data) + 1)
        match chance.randrange(12):
            case 0 | 1:
                return data[:place] + chance.choice(self._tokens) + data[place:]
            case 2:
                return data[:place] + data[place + chance.choice((1, 1, 2, 20)) :]
            case 3:
                return data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :]
            case 4:
                size = chance.choice((1, 2, 4, 8))
                number = chance.choice((0, 1, -1, 2**15, 2**31, 2**63, chance.randrange(65_536))) % 2 ** (8 * size)
                return data[:place] + number.to_bytes(size, "little") + data[place + size :]
            case 5:
                length = chance.choice((1, 5, 40, 400))
                return data[:place] + data[place : place + length] * chance.choice((2, 2, 9)) + data[place + length :]
        return self._in_lines(data, chance)

    def _in_lines(self, data: bytes, chance: random.Random) -> bytes:
        lines = data.splitlines(keepends=True) or [b""]
        at = chance.randrange(len(lines))
        match chance.randrange(5):
            case 0:
                lines.insert(at, chance.choice(lines))
            case 1:
                lines[at : at + chance.choice((1, 1, 5))] = []
            case 2:
                cells = lines[at].split(b",")
                cells[chance.randrange(len(cells))] = chance.choice(self._tokens)
                lines[at] = b",".join(cells)
            case 3:
                other = chance.choice(self._seeds).splitlines(keepends=True) or [b""]
                lines[at:at] = other[: chance.choice((1, 2, 8))]
            case _:
                lines[at] = lines[at].replace(b",", chance.choice((b'","', b"\t", b", ", b";", b"")), chance.choice((1, -1)))
        return b"".join(lines)
