"""Text that was copied from a screen or a mail: a value on each line, or cells between bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from selfcheck.statement.containers.container import Container, Part, Source
from selfcheck.statement.options import Options
from selfcheck.statement.placed.piped import has_bars, is_piped, piped
from selfcheck.statement.placed.spaced import grid_of, is_delimited
from selfcheck.statement.text.lines import split_lines
from selfcheck.statement.text.table import read_table
from selfcheck.statement.words import column_names

if TYPE_CHECKING:
    from selfcheck.statement.placed.grid import Placed

_LONGEST = 20_000
"""Lines that anybody pastes."""


def _is_pasted(source: Source) -> bool:
    text = source.decoded.text
    lines = split_lines(text)
    if len(lines) > _LONGEST:
        return False
    if has_bars(text) and is_piped(lines):
        return True
    if is_delimited(lines):
        return False
    from selfcheck.statement.placed.entries import Entries
    from selfcheck.statement.placed.printed import lines_of_text
    from selfcheck.statement.placed.ragged import has_entries

    return Entries(lines, column_names()).are_there or has_entries(lines_of_text(lines))


def _read(source: Source, options: Options) -> Iterator[Part]:
    from selfcheck.statement.placed.choose import chosen

    decoded = source.decoded
    table = chosen(tables_in_lines(split_lines(decoded.text)), source.path, options)
    yield Part(table or read_table(decoded.text, column_names()), decoded=decoded)


def tables_in_lines(lines: Sequence[str]) -> Iterator[Placed]:
    """Every way in which lines that were copied from a screen can be read as a table."""
    from selfcheck.statement.placed.choose import tables_of
    from selfcheck.statement.placed.entries import Entries
    from selfcheck.statement.placed.printed import lines_of_text
    from selfcheck.statement.placed.ragged import ragged

    if is_piped(lines):
        yield piped(lines)
        return
    entries = Entries(lines, column_names())
    if entries.are_there:
        yield from entries.tables()
    if placed := ragged(lines_of_text(lines), column_names()):
        yield placed
        yield from (replace(other, is_fallback=True) for other in tables_of(grid_of(lines)))


PASTED = Container("pasted", frozenset({".txt", ".md"}), _is_pasted, _read, is_plain_text=True, has_lines=True)
