"""Lines come in one after the other with what became of them; the account of all lines goes out.

Nothing is lost: every physical line has exactly one fate, and the fates add up to the number of
lines, whatever the bytes were.
"""

from __future__ import annotations

from selfcheck.model.statement import Fate

_NUMBER = {fate: number for number, fate in enumerate(Fate, start=1)}
"""One byte a line; 0 is a line that nobody has entered yet."""


class Ledger:
    """The fate of every physical line of a file, lines counted from 1."""

    def __init__(self, lines: int = 0) -> None:
        self._fates = bytearray(lines)

    def enter(self, first: int, last: int, fate: Fate) -> None:
        """Lines ``first`` to ``last`` (both inclusive) met ``fate``; the last word counts."""
        if last > len(self._fates):
            self._fates.extend(bytes(last - len(self._fates)))
        self._fates[first - 1 : last] = bytes([_NUMBER[fate]]) * (last - first + 1)

    def close(self) -> dict[Fate, int]:
        """Number of lines by fate; a line that nobody entered is a mistake of ours."""
        missing = self._fates.find(0)
        if missing >= 0:
            raise AssertionError(f"line {missing + 1} has no fate")
        return {fate: self._fates.count(number) for fate, number in _NUMBER.items()}
