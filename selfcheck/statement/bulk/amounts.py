"""Plain amounts of all lines at once, eight letters in one number of 64 bits.

Plain is what `values.parse_amount` reads and what nearly every cell holds: digits, also by threes with commas
between (1,234,567), or nothing; a minus may stand before them. All other cells are left to that function.
"""

from __future__ import annotations

import numpy as np

from selfcheck.model.many import Integers, Marks
from selfcheck.model.transactions import NOTHING
from selfcheck.statement.bulk.buffer import Buffer, Words

_MINUS = ord("-")
_LONGEST = 15
"""Letters of a plain amount; a longer one is 10**15 yen or more, or has commas."""
_ZEROS = np.uint64(0x3030303030303030)
"""00000000 in ASCII. With these bits turned over a digit is its number, and a comma is `_COMMA`."""
_COMMA = ord(",") ^ ord("0")
_HIGH = np.uint64(0xF0F0F0F0F0F0F0F0)
"""The upper half of each letter: 0 in all numbers from 0 to 9."""
_SIX = np.uint64(0x0606060606060606)
"""Added to each letter: 9 + 6 = 0x0F keeps the upper half, 0x0A (a colon) + 6 = 0x10 does not."""
_PAIRS, _FOURS = np.uint64(0x00FF00FF00FF00FF), np.uint64(0x0000FFFF0000FFFF)
_TO_PAIRS, _TO_FOURS, _TO_EIGHT, _TO_SIX = (
    np.uint64(10**width << bits | 1) for width, bits in ((1, 8), (2, 16), (4, 32), (3, 32))
)
"""Factors that join neighbours: see `_number`. The last for two halves of three digits, each with a zero before it."""
_KEEP = np.array([0, *(((1 << 8 * n) - 1) << 8 * (8 - n) for n in range(1, 9))], dtype=np.uint64)
"""By number of letters: the mask of the last so many of eight."""
_COMMAS = np.uint64(0xFF | 0xFF << 32)
"""Where commas stand in the last eight letters of 1,234,567: the first and the fifth (\",234,567\")."""
_AS_COMMAS = np.uint64(_COMMA | _COMMA << 32)


def plain_amounts(buffer: Buffer, start: Integers, end: Integers) -> tuple[Integers, Marks]:
    """Yen (`NOTHING` for an empty cell), and which cells are not plain, whose yen mean nothing."""
    minus = buffer.bytes[start] == _MINUS
    signed = bool(minus.any())
    length = end - start - minus if signed else end - start
    low, low_good, by_threes = _eight(buffer, end, length)
    value = low
    good = low_good & (length <= _LONGEST)
    # 1,234,567: the last eight letters are ",234,567", the one before them is the millions; 12345678901 goes on by 10**8.
    if len(length) and int(length.max()) > 8:
        high, high_good, _ = _eight(buffer, end - 8, np.maximum(length - 8, 0), by_threes)
        value = np.where(by_threes, high * 10**6, high * 10**8) + low
        good &= high_good
    empty = (length == 0) & ~minus if signed else length == 0
    value = np.where(empty, NOTHING, np.where(minus, -value, value) if signed else value)
    return value, ~(good & (length > 0) | empty)


def _eight(buffer: Buffer, end: Integers, length: Integers, by_threes: Marks | None = None) -> tuple[Integers, Marks, Marks]:
    """The number in the last eight letters before ``end``, whether it is one, and whether it has commas.

    Cells shorter than eight have zeros in front. "…,234,567" is read as 0234 0567 (the commas became zeros), halves which
    make 234 * 1,000 + 567.
    """
    keep = _KEEP[np.minimum(length, 8)]
    word = buffer.by_eight[end - 8]
    word ^= _ZEROS
    word &= keep
    threes = ((word >> np.uint64(32)) & np.uint64(0xFF) == _COMMA) & (length > 4) if by_threes is None else by_threes
    if not threes.any():
        return _number(word, _TO_EIGHT), _are_digits(word), threes
    good = ~threes | (word & _COMMAS == _AS_COMMAS & keep)
    if by_threes is None:
        good &= ~threes | (length & 3 != 0)  # ",234" begins with a comma
    word = np.where(threes, word & ~_COMMAS, word)
    return _number(word, np.where(threes, _TO_SIX, _TO_EIGHT)), good & _are_digits(word), threes


def _are_digits(word: Words) -> Marks:
    """Whether all eight letters are numbers from 0 to 9: the upper half is 0, and still is after adding six."""
    return np.asarray((word | (word + _SIX)) & _HIGH == 0)


def _number(word: Words, joining: Words | np.uint64) -> Integers:
    """Eight numbers, the first in the lowest byte, joined in pairs, fours and eights by three multiplications, the last by
    ``joining``.

    For "12345678" the bytes are, from the highest, 8 7 6 5 4 3 2 1. Times (10 << 8) + 1 every byte becomes itself and
    ten times the one below it, the digit that was printed before it: 8 + 70, …, 2 + 10. Shifted down a byte, every
    second byte is a pair: 78 56 34 12. Pairs are joined likewise by (100 << 16) + 1 to 5678 1234, and those by
    (10,000 << 32) + 1 to 12345678.
    """
    number = word * _TO_PAIRS
    for shift, keep, factor in ((8, _PAIRS, _TO_FOURS), (16, _FOURS, joining)):
        number >>= np.uint64(shift)
        number &= keep
        number *= factor
    number >>= np.uint64(32)
    return number.view(np.int64)
