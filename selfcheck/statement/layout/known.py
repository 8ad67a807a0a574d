"""Headers that the knowledge knows (knowledge/banks/ and layouts/): how they are compared, and what is what below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

from msgspec import Struct

from selfcheck.knowledge import Knowledge, load
from selfcheck.knowledge import schema as s
from selfcheck.statement.column_words import same_cell
from selfcheck.statement.layout.columns import Columns


def signature(row: Sequence[str]) -> tuple[str, ...]:
    """A header row as it is compared with known ones: empty cells at its end do not count."""
    cells = [same_cell(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


Known = tuple[str | None, s.KnownLayout]
"""The bank whose layout it is, None where several share it, and the layout."""


class KnownHeaders(Struct, frozen=True):
    """The headers that the knowledge knows."""

    layouts: dict[tuple[str, ...], Known]
    starts: list[tuple[str, ...]]
    """Those that a longer header may begin with."""
    firsts: frozenset[str]
    """Their first cells."""


@cache
def known_headers(bank: str | None, encoding: str) -> KnownHeaders:
    """What a file in this encoding may begin with; made once, since a folder may hold thousands of files."""
    layouts = dict(signatures(load(), bank, encoding))
    starts = [header for header, (_, layout) in layouts.items() if layout.header_starts]
    return KnownHeaders(layouts, starts, frozenset(header[0] for header in layouts))


def signatures(knowledge: Knowledge, bank: str | None, encoding: str) -> Iterator[tuple[tuple[str, ...], Known]]:
    """Every header that is known, of one bank where that was told, with whose it is."""
    banks = [knowledge.bank(bank)] if bank else knowledge.banks.values()
    owned: list[Known] = [(entry.id, layout) for entry in banks for layout in entry.layouts]
    shared: list[Known] = [(None, layout) for file in knowledge.layouts.values() for layout in file.layouts]
    for owner, layout in (*shared, *owned):
        if layout.encodings and encoding not in layout.encodings and not bank:
            continue
        for header in accumulate(layout.optional, lambda row, cell: (*row, cell), initial=layout.header):
            yield signature(header), (owner, layout)


def columns_of(layout: s.KnownLayout, row: Sequence[str]) -> Columns:
    """The columns of a known layout by number."""
    cells = [same_cell(cell) for cell in row]

    def at(name: str) -> int | None:
        if name.startswith("#"):
            return int(name[1:])
        return cells.index(same_cell(name)) if name and same_cell(name) in cells else None

    def all_of(names: Sequence[str]) -> tuple[int, ...]:
        return tuple(index for name in names if (index := at(name)) is not None)

    return Columns(
        names=tuple(row),
        date=all_of(layout.date),
        withdrawal=at(layout.withdrawal),
        deposit=at(layout.deposit),
        transfer=at(layout.transfer),
        amount=at(layout.amount),
        direction=at(layout.direction),
        balance=at(layout.balance),
        account=at(layout.account),
        memo=all_of(layout.memo),
    )
