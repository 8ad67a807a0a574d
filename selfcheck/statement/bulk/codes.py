"""The cells of a column come in; which of them are equal goes out, as numbers for the different ones.

Cells are compared by all their bytes, eight at a time; a hash only brings them together.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from selfcheck.model.many import Integers, Marks
from selfcheck.statement.bulk.buffer import Buffer, Words

LONGEST = 64
"""Bytes of a cell that is compared; `Buffer` has room for so many behind its end."""
_KEEP = np.array([0, *((1 << 8 * n) - 1 for n in range(1, 9))], dtype=np.uint64)
"""By number of bytes: the mask of the first so many of eight."""
_LETTERS = np.uint64(0xC0C0C0C0C0C0C0C0)
"""Set in bytes from 0x40 on: letters, and all parts of longer characters."""
_TABLE = 18
"""Bits of the number of places in which lines are brought together."""
_MIX = np.uint64(0x9E3779B97F4A7C15)


class Codes(Struct, frozen=True):
    """Which lines are equal."""

    code: Integers
    """For every line: the number of what stands there, from 0."""
    first: Integers
    """For every number: the first line with it."""


def codes_of(buffer: Buffer, start: Integers, end: Integers) -> Codes:
    """Which of these cells (none longer than `LONGEST`) are equal."""
    return _numbered(_words(buffer, start, end - start))


def codes_of_texts(buffer: Buffer, start: Integers, end: Integers) -> tuple[Codes, Marks]:
    """`codes_of`, cells without letters counting as empty; and which cells have letters."""
    words = _words(buffer, start, end - start)
    together = np.zeros(len(start), dtype=np.uint64)
    for word in words[1:]:
        together |= word
    lettered = (together & _LETTERS) != 0
    if not lettered.any():
        return same(len(start)), lettered
    if not lettered.all():
        words = [np.where(lettered, word, np.uint64(0)) for word in words]
    return _numbered(words), lettered


def same(count: int) -> Codes:
    """Lines that are all equal."""
    return Codes(np.zeros(count, dtype=np.int64), np.zeros(min(count, 1), dtype=np.int64))


def combined(columns: list[Codes]) -> Codes:
    """Lines are equal if they are in every column."""
    different = [column for column in columns if len(column.first) > 1]
    if not different:
        return columns[0]
    code = different[0].code
    for column in different[1:]:
        code = _numbered([(code * len(column.first) + column.code).astype(np.uint64)]).code
    return _with_first(code)


def _words(buffer: Buffer, start: Integers, length: Integers) -> list[Words]:
    """The length of each cell and its bytes by eights, zeros behind its end."""
    longest = int(length.max()) if len(length) else 0
    found = [length.astype(np.uint64)]
    for at in range(0, longest, 8):
        word = buffer.by_eight[start + at]
        found.append(word & _KEEP[np.clip(length - at, 0, 8)])
    return found


def _numbered(words: list[Words]) -> Codes:
    """Number the lines by their words.

    Every line puts itself into a table at the place that its hash names; who stands there at last speaks for all
    lines that are equal to it. The others try again with another hash.
    """
    count = len(words[0])
    if all((word == word[:1]).all() for word in words):
        return same(count)
    speaker = np.zeros(count, dtype=np.int64)
    table = np.zeros(1 << _TABLE, dtype=np.int64)
    left, rest, mix = np.arange(count), words, _MIX
    while len(left):
        mixed = np.zeros(len(left), dtype=np.uint64)
        for word in rest:
            mixed ^= word
            mixed *= mix
            mixed ^= mixed >> np.uint64(29)
        place = (mixed * mix) >> np.uint64(64 - _TABLE)
        table[place] = left
        found = table[place]
        equal = np.ones(len(left), dtype=bool)
        for word, every in zip(rest, words, strict=True):
            equal &= word == every[found]
        if equal.all():
            speaker[left] = found
            break
        speaker[left[equal]] = found[equal]
        left, mix = left[~equal], mix + np.uint64(2)
        rest = [word[left] for word in words]
    speaks = np.flatnonzero(speaker == np.arange(count))
    number = np.zeros(count, dtype=np.int64)
    number[speaks] = np.arange(len(speaks))
    return _with_first(number[speaker])


def _with_first(code: Integers) -> Codes:
    first = np.zeros(int(code.max()) + 1 if len(code) else 0, dtype=np.int64)
    first[code[::-1]] = np.arange(len(code) - 1, -1, -1)
    return Codes(code, first)
