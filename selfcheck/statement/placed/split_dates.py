"""A header that names year, month and day (or month and day) as columns comes in; a header with one date goes out, and lines
whose numbers below these columns are one date.

Only so do a line's date and its amounts show that it is a row (`columns.is_anchor`).
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from selfcheck.knowledge.schema import Role
from selfcheck.statement.placed.header import Cell, Header
from selfcheck.statement.placed.pieces import Kind, Piece
from selfcheck.statement.values import Unread, parse_date

_SPLIT: tuple[tuple[Role, ...], ...] = (("year", "month", "day"), ("month", "day"))
_BESIDE = 3.0
"""Ems by which a number may stand to the right of the day's column; further off it is of the next one."""


def with_whole_date(header: Header) -> tuple[Header, int]:
    """The header with its columns of a split date as one, and how many those are; 0 where it has none."""
    for roles in _SPLIT:
        places = [at for at in range(len(header.cells) - len(roles) + 1) if _roles(header.cells[at : at + len(roles)]) == roles]
        if places:
            at, count = places[0], len(roles)
            parts = header.cells[at : at + count]
            whole = Cell("年月日", parts[0].left, parts[-1].right, "date")
            return replace(header, cells=(*header.cells[:at], whole, *header.cells[at + count :])), count
    return header, 0


def _roles(cells: Sequence[Cell]) -> tuple[Role | None, ...]:
    return tuple(cell.role for cell in cells)


def whole_dates(pieces: Sequence[Piece], header: Header, count: int, em: float) -> list[Piece]:
    """A line whose first numbers, as many as the date has columns and all near them, are one date; else as it was."""
    date = next(cell for cell in header.cells if cell.role == "date")
    at = next((at for at, piece in enumerate(pieces) if piece.right > date.left - em), len(pieces))
    parts = pieces[at : at + count]
    if len(parts) < count or parts[-1].right > date.right + _BESIDE * em:
        return list(pieces)
    text = "/".join(part.text for part in parts)
    if not all(map(_may_be_part, parts)) or isinstance(parse_date(text), Unread):
        return list(pieces)
    whole = Piece(Kind.DATE, text, parts[0].left, parts[-1].right, parts[0].gap)
    return [*pieces[:at], whole, *pieces[at + count :]]


def _may_be_part(piece: Piece) -> bool:
    """Whether it is a plain number: 2026, 9 and 8 are, of ``2026 9 8 ﾄﾞｺﾓｺｳｻﾞ 3,000``; 3,000 and ¥300 are amounts."""
    return piece.kind is Kind.MONEY and not piece.is_exact
