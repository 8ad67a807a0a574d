"""Text whose columns are told apart by spaces alone: a fixed width, columns aligned by eye, the text of a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from selfcheck.statement.containers.container import Container, Part, Source
from selfcheck.statement.options import Options
from selfcheck.statement.placed.piped import is_piped
from selfcheck.statement.placed.spaced import is_delimited
from selfcheck.statement.text.lines import split_lines
from selfcheck.statement.text.table import read_table
from selfcheck.statement.words import column_names

if TYPE_CHECKING:
    from selfcheck.statement.placed.grid import Placed

_LONGEST = 100_000
"""Lines; what is longer was made by a program, which would have put delimiters in."""


def _is_fixed_width(source: Source) -> bool:
    lines = split_lines(source.decoded.text)
    if len(lines) > _LONGEST or is_delimited(lines) or is_piped(lines):
        return False
    from selfcheck.statement.placed.printed import lines_of_text
    from selfcheck.statement.placed.ragged import is_aligned

    return is_aligned(lines_of_text(lines))


def _read(source: Source, options: Options) -> Iterator[Part]:
    from selfcheck.statement.placed.choose import chosen, tables_of
    from selfcheck.statement.placed.printed import lines_of_text
    from selfcheck.statement.placed.ragged import ragged
    from selfcheck.statement.placed.spaced import grid_of

    decoded = source.decoded
    lines = split_lines(decoded.text)

    def tables() -> Iterator[Placed]:
        yield from tables_of(grid_of(lines))
        if placed := ragged(lines_of_text(lines), column_names()):
            yield replace(placed, is_fallback=True)

    table = chosen(tables(), source.path, options)
    yield Part(table or read_table(decoded.text, column_names()), decoded=decoded)


FIXED_WIDTH = Container("fixed-width", frozenset({".txt", ".prn"}), _is_fixed_width, _read, is_plain_text=True, has_lines=True)
