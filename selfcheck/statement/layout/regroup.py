"""Rows in which amounts of 1,000 and more were written without quotes, so that every comma made a cell.

10,000,,90,000 is 10000, nothing, 90000: a group of three digits behind a number belongs to it, must belong to it if it
begins with a 0 (no amount does), and may belong to it otherwise. Rows that can be grouped in several ways are told
apart by the balance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selfcheck.patterns import regex

_STARTS = regex(r"\s*[-+▲△¥\\(]*[1-9]\d{0,2}")
_CONTINUES = regex(r"\d{3}円?\)?\s*")
_MOST = 64
"""Ways that are looked at; twelve commas in a row are no amounts."""


def regrouped(cells: Sequence[str], width: int, delimiter: str = ",") -> list[list[str]]:
    """The ways in which ``cells``, more than ``width``, are a row of ``width`` cells with commas in its amounts."""
    if delimiter != "," or not width < len(cells) <= 3 * width:
        return []
    ways = _ways(list(cells), 0, len(cells) - width)
    return [way for way, _ in zip(ways, range(_MOST), strict=False)]


def _ways(cells: list[str], at: int, left: int) -> Iterator[list[str]]:
    """Joins of neighbours from ``at`` on; ``left`` commas are to be joined."""
    if not left:
        # 97,000 leaves 000 behind: as long as such a group stands alone a comma is still to be joined.
        if not any(map(_cannot_stand_alone, cells[at:])):
            yield cells
        return
    for start in range(at, len(cells) - 1):
        if _STARTS.fullmatch(cells[start]):
            longest = start + 1
            while longest < len(cells) and longest - start <= left and _CONTINUES.fullmatch(cells[longest]):
                longest += 1
                joined = [*cells[:start], "".join(cells[start:longest]), *cells[longest:]]
                yield from _ways(joined, start + 1, left - (longest - start - 1))
        # Whatever is joined further right, this group stays alone.
        if _cannot_stand_alone(cells[start]):
            return


def _cannot_stand_alone(cell: str) -> bool:
    """A group of three digits that begins with 0."""
    return len(cell.strip()) == 3 and cell.strip().isdigit() and cell.strip().startswith("0")


def fitted(row: Sequence[str], width: int) -> Sequence[str] | None:
    """``row`` if it has ``width`` cells, or the only way to group it so."""
    if len(row) == width:
        return row
    ways = regrouped(row, width)
    return ways[0] if len(ways) == 1 else None
