"""Lines come in one after the other with what became of them; the account of all lines goes out.

Nothing is lost: every physical line has exactly one fate, and the fates add up to the number of
lines, whatever the bytes were.
"""

from __future__ import annotations

from selfcheck.model.statement import Fate

_BY_WEIGHT = (Fate.BLANK, Fate.PREAMBLE, Fate.FOOTER, Fate.HEADER, Fate.TRANSACTION, Fate.PROBLEM)
_NUMBER = {fate: number for number, fate in enumerate(_BY_WEIGHT, start=1)}
"""One byte a line; 0 is a line that nobody has entered yet."""


class Ledger:
    """The fate of every physical line of a file, lines counted from 1."""

    def __init__(self, lines: int = 0) -> None:
        self._fates = bytearray(lines)

    def enter(self, first: int, last: int, fate: Fate) -> None:
        """Lines ``first`` to ``last`` (both inclusive) met ``fate``.

        A line may hold several rows (two tables side by side, tags of OFX); the weightier fate counts, a problem most.
        """
        if last > len(self._fates):
            self._fates.extend(bytes(last - len(self._fates)))
        number = _NUMBER[fate]
        if first == last and not self._fates[first - 1]:  # nearly always
            self._fates[first - 1] = number
            return
        entered = self._fates[first - 1 : last]
        weightier = [max(number, other) for other in entered] if any(entered) else [number] * len(entered)
        self._fates[first - 1 : last] = bytes(weightier)

    def count(self, fate: Fate) -> int:
        """Lines that have met ``fate`` so far."""
        return self._fates.count(_NUMBER[fate])

    def close(self) -> dict[Fate, int]:
        """Number of lines by fate; a line that nobody entered is a mistake of ours."""
        missing = self._fates.find(0)
        if missing >= 0:
            raise AssertionError(f"line {missing + 1} has no fate")
        return {fate: self._fates.count(_NUMBER[fate]) for fate in Fate}
