"""A header that has a cell more or less than its rows, because somebody cut a column out or put one in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selfcheck.knowledge.schema import Role
from selfcheck.statement.column_words import ColumnNames
from selfcheck.statement.layout.date_writing import may_be_date
from selfcheck.statement.layout.regroup import regrouped
from selfcheck.statement.layout.shape import cell_at, usual_width
from selfcheck.statement.layout.two_rows import MONEY
from selfcheck.statement.values import EMPTY, parse_amount

_MOST_SHIFTED = 2
"""Cells that a header may have too many or too few."""


def aligned(header: Sequence[str], rows: Sequence[Sequence[str]], names: ColumnNames) -> tuple[Sequence[str], bool]:
    """``header`` in the width of ``rows``, cells put in or left out where that brings words and values together.

    With it, whether that tells for sure which columns of money are meant: 日付,入金,摘要 over two columns of money does not.
    """
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    width = usual_width(rows)
    rows = [row for row in rows if len(row) == width]
    if not width or not 0 < abs(width - len(header)) <= _MOST_SHIFTED or _has_commas_in_amounts(header, rows):
        return header, True
    # 日付,摘要,出金,入金,残高 over rows with a further cell at their end: the names stand right as they are.
    padded = [*header, *[""] * (width - len(header))][:width]
    fitting = [one for one in (padded, *_shifted(header, width)) if _all_fit(one, rows, names)]
    is_sure = len({_places_of_money(one, names) for one in fitting}) < 2
    if not fitting or fitting[0] is padded:
        return header, is_sure
    # Where 詳細 and 区分 fit alike, it is the memo that must not be lost.
    return max(
        fitting, key=lambda one: (sum(_fits(one, rows, names)), [names.role_of(cell) for cell in one].count("memo"))
    ), is_sure


def _places_of_money(header: Sequence[str], names: ColumnNames) -> tuple[int, ...]:
    return tuple(index for index, cell in enumerate(header) if names.role_of(cell) in MONEY)


def _has_commas_in_amounts(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether the cells too many come from amounts that were not quoted."""
    has_more = any(cell.strip() for row in rows for cell in row[len(header) :])
    return has_more and any(regrouped(row, len(header)) for row in rows)


def _all_fit(header: Sequence[str], rows: Sequence[Sequence[str]], names: ColumnNames) -> bool:
    return all(fit >= 0 for fit in _fits(header, rows, names))


def _fits(header: Sequence[str], rows: Sequence[Sequence[str]], names: ColumnNames) -> list[float]:
    """For each named column that is filled: 0.5 if all of its cells hold what the name says, -0.5 if none does."""
    fits: list[float] = []
    for index, name in enumerate(header):
        named = names.role(name)
        cells = [cell for row in rows if parse_amount(cell := cell_at(row, index)) is not EMPTY]
        if named and cells:
            fits.append(sum(_holds(named.role, cell) for cell in cells) / len(cells) - 0.5)
    return fits


def _holds(role: Role, cell: str) -> bool:
    """Whether a cell is what a column of its role holds."""
    if role == "date":
        return may_be_date(cell)
    is_amount = isinstance(parse_amount(cell), int)
    return is_amount if role in MONEY else not is_amount and not may_be_date(cell)


def _shifted(header: Sequence[str], width: int) -> Iterator[list[str]]:
    """``header`` with cells put in, or left out, at each place."""
    more = width - len(header)
    if more > 0:
        yield from ([*header[:at], *[""] * more, *header[at:]] for at in range(len(header) + 1))
    else:
        yield from ([*header[:at], *header[at - more :]] for at in range(width + 1))
