"""Cells that hold plain amounts come in, whole yen go out, for all lines at once.

Plain is what `values.parse_amount` reads and what nearly every cell holds: digits, also by threes with commas
between (1,234,567), or nothing; a minus may stand before them. All other cells are left to that function.
"""

from __future__ import annotations

import numpy as np

from selfcheck.model.transactions import NOTHING, Integers, Marks
from selfcheck.statement.bulk.buffer import Buffer, Words

_MINUS, _COMMA, _ZERO = ord("-"), ord(","), ord("0")
_LONGEST = 15
"""Letters of a plain amount; a longer one is 10**15 yen or more, or has commas."""
_ZEROS = np.uint64(0x3030303030303030)
_HIGH = np.uint64(0xF0F0F0F0F0F0F0F0)
_KEEP = np.array([0, *(((1 << 8 * n) - 1) << 8 * (8 - n) for n in range(1, 9))], dtype=np.uint64)
"""By number of letters: the mask of the last so many of eight."""
_COMMAS = np.uint64(0xFF | 0xFF << 32)
_AS_COMMAS, _AS_ZEROS = (np.uint64(char | char << 32) for char in (_COMMA, _ZERO))


def plain_amounts(buffer: Buffer, start: Integers, end: Integers) -> tuple[Integers, Marks]:
    """Yen (`NOTHING` for an empty cell), and which cells are not plain, whose yen mean nothing."""
    minus = buffer.bytes[start] == _MINUS
    signed = bool(minus.any())
    length = end - start - minus if signed else end - start
    low, low_sound, by_threes = _eight(buffer, end, length)
    value = low
    sound = low_sound & (length <= _LONGEST)
    if len(length) and int(length.max()) > 8:
        high, high_sound, _ = _eight(buffer, end - 8, np.maximum(length - 8, 0), by_threes)
        value = np.where(by_threes, high * 10**6, high * 10**8) + low
        sound &= high_sound
    empty = (length == 0) & ~minus if signed else length == 0
    value = np.where(empty, NOTHING, np.where(minus, -value, value) if signed else value)
    return value, ~(sound & (length > 0) | empty)


def _eight(buffer: Buffer, end: Integers, length: Integers, by_threes: Marks | None = None) -> tuple[Integers, Marks, Marks]:
    """The number in the last eight letters before ``end``, whether it is one, and whether it has commas."""
    keep = _KEEP[np.minimum(length, 8)]
    word = (buffer.by_eight[end - 8] & keep) | (_ZEROS & ~keep)
    sound = np.ones(len(word), dtype=bool)
    threes = by_threes
    if threes is None:
        threes = ((word >> np.uint64(32)) & np.uint64(0xFF) == _COMMA) & (length > 4)
        sound = ~threes | (length % 4 != 0)
    if threes.any():
        expected = (_AS_COMMAS & keep) | (_AS_ZEROS & ~keep)
        sound &= ~threes | (word & _COMMAS == expected & _COMMAS)
        word = np.where(threes, (word & ~_COMMAS) | _AS_ZEROS, word)
    sound &= _are_digits(word)
    number = _number(word)
    if threes.any():
        number = np.where(threes, number // 10**4 * 10**3 + number % 10**4, number)
    return number, sound, threes


def _are_digits(word: Words) -> Marks:
    six_more = (word + np.uint64(0x0606060606060606)) & _HIGH
    return np.asarray(((word & _HIGH) | (six_more >> np.uint64(4))) == np.uint64(0x3333333333333333))


def _number(word: Words) -> Integers:
    """Eight digits, the first in the lowest byte, joined in pairs, fours and eights."""
    pairs = ((word & np.uint64(0x0F0F0F0F0F0F0F0F)) * np.uint64(2561)) >> np.uint64(8)
    fours = ((pairs & np.uint64(0x00FF00FF00FF00FF)) * np.uint64(6553601)) >> np.uint64(16)
    eights = ((fours & np.uint64(0x0000FFFF0000FFFF)) * np.uint64(42949672960001)) >> np.uint64(32)
    return eights.astype(np.int64)
