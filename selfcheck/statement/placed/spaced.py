"""The lines of a text come in; whether they are delimited, or their cells are told apart by spaces alone, goes out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from selfcheck.patterns import regex

if TYPE_CHECKING:
    from selfcheck.statement.placed.grid import Grid

_THOUSANDS = regex(r"(?<=[\d０-９])[,，](?=[\d０-９]{3}(?:(?![\d０-９])|\d{1,3}[,円]))")
"""A comma within an amount; right behind it the next amount may stand, where a tab was lost: 30,000470,000."""
_DELIMITER = regex(r"[,;\t]")
_SURE = regex(r"[;\t]|(?<![\d０-９]),|,(?![\d０-９])")
"""One that is no comma within an amount, told without looking at the rest of the line."""
_SAMPLE = 200
"""Lines that are looked at."""
_DELIMITED = 0.2
"""Share of lines with a delimiter from which on a text is delimited; a comma or two stand in any text."""
_REACH = 0.6
"""Ems from one line to the next; an em is two columns here, and a blank line ends a row."""


def is_delimited(lines: Sequence[str]) -> bool:
    """Whether cells are told apart by commas, semicolons or tabs, thousands left out."""
    sample = [line for line in lines[: 5 * _SAMPLE] if line.strip()][:_SAMPLE]
    marked = sum(_SURE.search(line) is not None or _DELIMITER.search(_THOUSANDS.sub("", line)) is not None for line in sample)
    return not sample or marked >= _DELIMITED * len(sample)


def grid_of(lines: Sequence[str]) -> Grid:
    """The lines with their columns told by the spaces between."""
    from selfcheck.statement.placed.grid import Grid
    from selfcheck.statement.placed.printed import lines_of_text
    from selfcheck.statement.words import column_names

    return Grid(lines_of_text(lines), column_names(), reach=_REACH)
