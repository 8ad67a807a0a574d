"""The cells of a column come in; which of them are equal goes out, as numbers for the different ones.

Cells are compared by all their bytes, eight at a time; a hash only brings them together. No cell holds a NUL: with NULs
behind its end, its bytes tell its length, too.
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
_FEW = 1 << 20
"""Numbers of which a table is made rather than hashes."""
_MIX = np.uint64(0x9E3779B97F4A7C15)


class Codes(Struct, frozen=True):
    """Which lines are equal."""

    code: Integers
    """For every line: the number of what stands there, from 0."""
    first: Integers
    """For every number: the first line with it."""


def codes_of(buffer: Buffer, start: Integers, end: Integers) -> Codes:
    """Which of these cells (none longer than `LONGEST`) are equal."""
    words = _words(buffer, start, end - start)
    return _numbered(words) if words else same(len(start))


def codes_of_texts(buffer: Buffer, start: Integers, end: Integers) -> tuple[Codes, Marks]:
    """`codes_of`, cells without letters counting as empty; and which cells have letters."""
    words = _words(buffer, start, end - start)
    together = words[0].copy() if words else np.zeros(len(start), dtype=np.uint64)
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
    codes = different[0]
    for column in different[1:]:
        pair = codes.code.astype(np.int64) * len(column.first) + column.code
        pairs = len(codes.first) * len(column.first)
        codes = _of_numbers(pair, pairs) if pairs < _FEW else _numbered([pair.view(np.uint64)])
    return codes


def _words(buffer: Buffer, start: Integers, length: Integers) -> list[Words]:
    """The bytes of each cell by eights, NULs behind its end; none where all are empty."""
    longest = int(length.max(initial=0))
    found = []
    for at in range(0, longest, 8):
        word = buffer.by_eight[start + at if at else start]
        word &= _KEEP[np.clip(length - at, 0, 8) if longest > 8 else length]
        found.append(word)
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
    left, rest, mix = np.arange(count, dtype=np.int64), words, _MIX
    while len(left):
        place = _hashes(rest, mix)
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
    return _of_numbers(speaker, count)


def _hashes(words: list[Words], mix: np.uint64) -> Integers:
    """A place in the table for each line."""
    mixed = words[0] * mix
    for word in words[1:]:
        mixed ^= mixed >> np.uint64(29)
        mixed ^= word
        mixed *= mix
    mixed >>= np.uint64(64 - _TABLE)
    return mixed.view(np.int64)  # which numpy looks up without a copy


def _of_numbers(numbers: Integers, bound: int) -> Codes:
    """Lines are equal whose numbers are, all of them from 0 to before ``bound``."""
    is_used = np.zeros(bound, dtype=bool)
    is_used[numbers] = True
    used = np.flatnonzero(is_used)
    code_of = np.zeros(bound, dtype=np.int64)
    code_of[used] = np.arange(len(used), dtype=np.int64)
    code = code_of[numbers]
    first = np.zeros(len(used), dtype=np.int64)
    first[code[::-1]] = np.arange(len(code) - 1, -1, -1, dtype=np.int64)
    return Codes(code, first)
