"""Lines whose cells stand between bars come in (a Markdown table, a table drawn with │ and ─); their table goes out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from selfcheck.model.statement import Fate
from selfcheck.patterns import regex
from selfcheck.statement.text.table import Table

if TYPE_CHECKING:
    from selfcheck.statement.placed.grid import Placed

_EVERY_BAR = "|│┃║｜¦┆┇┊┋╎╏"
_BARS = regex(f"[{_EVERY_BAR}]")
_RULE = regex(r"[-=+:|｜¦\u2500-\u257f\s]+")
"""A line that only separates: |---|---:|, +-----+-----+, ├──┼──┤."""
_FEWEST_BARS = 2
"""In a row; one bar alone stands in running text, too."""


def has_bars(text: str) -> bool:
    """Whether any bar stands in ``text``; where none does, its lines need not be looked at."""
    return any(bar in text for bar in _EVERY_BAR)


def is_piped(lines: Sequence[str]) -> bool:
    """Whether at least two lines, and half of all that hold anything but rules, have cells between bars."""
    filled = [line for line in lines if line.strip() and not _RULE.fullmatch(line)]
    rows = sum(_is_row(line) for line in filled)
    return rows > 1 and 2 * rows >= len(filled)


def piped(lines: Sequence[str]) -> Placed:
    """The table; what stands outside the bars, and the rules between rows, is no part of it."""
    from selfcheck.statement.placed.grid import Placed

    rows, aside, framed = [], {}, _framed(lines)
    for index, line in enumerate(lines):
        if _RULE.fullmatch(line) and line.strip():
            rows.append([line])
            aside[index] = Fate.FOOTER
        elif _is_row(line):
            rows.append(_cells(line, *framed[_bars_in(line)]))
        else:
            rows.append([line])
    numbers = range(1, len(rows) + 1)
    return Placed(Table("|", rows, numbers, numbers, len(rows), aside=aside), has_cells=True)


def _is_row(line: str) -> bool:
    return _bars_in(line) >= _FEWEST_BARS


def _bars_in(line: str) -> int:
    return len(_BARS.findall(line))


def _framed(lines: Sequence[str]) -> dict[int, tuple[bool, bool]]:
    """By the number of bars in a row: whether the first and the last of them stand outside the cells.

    Rows with as many bars are framed alike: where one of them begins without a bar, ``|ガス|500`` begins with an empty cell, as
    where a date is printed once for all rows of a day.
    """
    framed: dict[int, tuple[bool, bool]] = {}
    for line in (line.strip() for line in lines if _is_row(line) and not _RULE.fullmatch(line)):
        left, right = framed.get(_bars_in(line), (True, True))
        framed[_bars_in(line)] = left and bool(_BARS.match(line)), right and bool(_BARS.match(line[-1]))
    return framed


def _cells(line: str, left: bool, right: bool) -> list[str]:
    cells = [cell.strip() for cell in _BARS.split(line.strip())]
    return cells[int(left) : len(cells) - int(right)]
