"""The rows of a page's table come in; rows of cells, one for each transaction, go out.

Cells that span columns or rows are put where they are seen. What is one transaction to the reader may be several ``<tr>``:
bound together by a cell that spans them, by a ``<tbody>`` of their own, or by a header of as many rows.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import takewhile

from msgspec import Struct, field

from selfcheck.statement.containers.html.page import Cell, Row
from selfcheck.statement.containers.spanned import is_words
from selfcheck.statement.values import Unread, parse_amount, parse_date

_MOST_CELLS = 5_000_000
"""Of one table; a statement of ten years has a twentieth of them."""
_MOST_COLUMNS = 500
"""In which anything stands; a cell that spans a thousand, as pages have for "all of them", leaves them empty."""
_MOST_ROWS_OF_ONE = 6
"""Rows of a page that may be one transaction."""
_LONGEST_VALUE = 40
"""Characters of a date or an amount."""


class TooManyCellsError(Exception):
    """Spans that claim more room than a table may have."""


class _Line(Struct):
    """One ``<tr>`` with its cells where they are seen."""

    number: int
    """Its place in the table, from 1."""
    spanned: dict[int, str]
    """Column → text of cells that began above and reach down to here."""
    is_header: bool
    own: dict[int, str] = field(default_factory=dict)
    """Column → text of the cells that begin here."""

    @property
    def all(self) -> dict[int, str]:
        """Column → text that is seen here."""
        return self.spanned | self.own


class Grid(Struct, frozen=True):
    """Rows of cells, and the ``<tr>`` (from 1) that each stands on."""

    rows: list[list[str]]
    first: list[int]
    last: list[int]


def grid_of(rows: Sequence[Row]) -> Grid:
    """All rows of a table. Raises `TooManyCellsError`."""
    lines = _placed(rows)
    head = list(takewhile(lambda line: line.is_header, lines))
    bands = _bands(rows[len(head) :], lines[len(head) :], len(head))
    width = max((column + 1 for line in lines for column, text in line.all.items() if text), default=0)
    if width > _MOST_COLUMNS or width * len(lines) > _MOST_CELLS:
        raise TooManyCellsError
    grid = Grid([], [], [])
    is_by_header = _are_by_header(bands, head)
    if head and not is_by_header:
        _name_blanks(head)
    for band in [head, *bands] if head else bands:
        if is_by_header and len(band) == len(head):
            _add(grid, band[0].number, band[-1].number, _side_by_side(band, head))
            continue
        for first, last, cells in _rows_of(band):
            _add(grid, first, last, [cells.get(column, "") for column in range(width)])
    return grid


def _are_by_header(bands: Sequence[Sequence[_Line]], head: Sequence[_Line]) -> bool:
    """Whether most bands have as many rows as a header of several, and so stand cell by cell below it."""
    alike = sum(len(band) == len(head) for band in bands)
    return len(head) > 1 and alike * 2 > len(bands)


def _name_blanks(head: Sequence[_Line]) -> None:
    """In a header of several levels, the lowest names all columns: a blank there is called as above."""
    named: dict[int, str] = {}
    for line in head:
        line.own |= {column: named[column] for column, text in line.own.items() if not text and column in named}
        named |= {column: text for column, text in line.all.items() if text}


def _add(grid: Grid, first: int, last: int, cells: list[str]) -> None:
    grid.rows.append(cells)
    grid.first.append(first)
    grid.last.append(last)


def _placed(rows: Sequence[Row]) -> list[_Line]:
    """Every cell in its column, cells that reach down included (the table model of the HTML Standard)."""
    lines: list[_Line] = []
    reaching: dict[int, tuple[int, str]] = {}
    """Column → rows that a cell still reaches down, and its text."""
    group, taken = -1, 0
    for number, row in enumerate(rows, start=1):
        if row.group != group:  # no cell reaches out of its group
            group, reaching = row.group, {}
        line = _Line(number, {column: text for column, (_, text) in reaching.items()}, _is_of_headers(row))
        below = {column: (left - 1, text) for column, (left, text) in reaching.items() if left > 1}
        for at, cell in _from_left(row.cells, line.spanned):
            taken += cell.columns
            if taken > _MOST_CELLS:
                raise TooManyCellsError
            texts = {at: neat(cell.text), **dict.fromkeys(range(at + 1, at + cell.columns), "")}
            line.own |= texts
            if cell.rows != 1:
                left = (cell.rows or len(rows)) - 1
                below |= {column: (left, text) for column, text in texts.items()}
        taken += len(below)
        reaching = below
        lines.append(line)
    return lines


def _is_of_headers(row: Row) -> bool:
    return bool(row.cells) and (row.in_head or all(cell.is_header for cell in row.cells))


def _from_left(cells: Sequence[Cell], spanned: Container[int]) -> Iterator[tuple[int, Cell]]:
    """The column in which each cell of a row begins: the next that no cell from above reaches down into."""
    at = 0
    for cell in cells:
        while at in spanned:
            at += 1
        yield at, cell
        at += cell.columns


def _bands(rows: Sequence[Row], lines: Sequence[_Line], size: int) -> list[list[_Line]]:
    """Rows below the header that belong together: under a cell that spans them, in a group of their own, or by the header.

    ``size`` is how many rows the header has.
    """
    if not any(line.spanned for line in lines):
        return _by_group(rows, lines) or _by_header(lines, size) or [[line] for line in lines]
    bands: list[list[_Line]] = []
    for line in lines:
        if line.spanned and bands:
            bands[-1].append(line)
        else:
            bands.append([line])
    return bands


def _by_group(rows: Sequence[Row], lines: Sequence[_Line]) -> list[list[_Line]]:
    """One ``<tbody>`` for each transaction; nothing where groups are something else."""
    groups: dict[int, list[_Line]] = {}
    for row, line in zip(rows, lines, strict=True):
        groups.setdefault(row.group, []).append(line)
    bands = list(groups.values())
    dated = sum(_dates(band[0]) == 1 and not any(map(_dates, band[1:])) for band in bands)
    several = sum(1 < len(band) <= _MOST_ROWS_OF_ONE for band in bands)
    return bands if several > 1 and several * 2 > len(bands) and dated * 2 > len(bands) else []


def _by_header(lines: Sequence[_Line], size: int) -> list[list[_Line]]:
    """As many rows for each transaction as the header has, of which only the first is dated."""
    if not 1 < size <= _MOST_ROWS_OF_ONE:
        return []
    dated = [at for at, line in enumerate(lines) if _dates(line)]
    if not dated or any(at % size for at in dated) or len(dated) * size < len(lines) - size:
        return []
    return [list(lines[at : at + size]) for at in range(0, len(lines), size)]


def _side_by_side(band: Sequence[_Line], header: Sequence[_Line]) -> list[str]:
    """All rows of a band in one, each cell in the column of the header cell that it stands under."""
    cells: list[str] = []
    for line, above in zip(band, header, strict=True):
        cells += [line.own.get(column, "") for column in sorted(above.own)]
        cells += [text for column, text in line.own.items() if column not in above.own and text]
    return cells


def _rows_of(band: Sequence[_Line]) -> list[tuple[int, int, dict[int, str]]]:
    """A band as rows: text that continues a transaction goes to it; an amount or a date of its own begins another one."""
    if not any(map(_has_digits, band)):  # a header
        return [(line.number, line.number, line.all) for line in band]
    found: list[tuple[int, int, dict[int, str]]] = []
    for line in band:
        if not found:
            found.append((line.number, line.number, line.all))
        elif _amounts(line) or _dates(line):
            above = {column: text for column, text in line.spanned.items() if _is_date(text) or is_words(text)}
            found.append((line.number, line.number, above | line.own))
        else:
            first, _, cells = found[-1]
            found[-1] = (first, line.number, cells | _continued(cells, line))
    return found


def _has_digits(line: _Line) -> bool:
    return any(char.isdigit() for text in line.own.values() for char in text)


def _continued(cells: dict[int, str], line: _Line) -> dict[int, str]:
    """The cells that go on in ``line``, which belongs to the same transaction."""
    return {column: " ".join(filter(None, (cells.get(column, ""), text))) for column, text in line.own.items()}


def _dates(line: _Line) -> int:
    return sum(map(_is_date, line.own.values()))


def _amounts(line: _Line) -> int:
    return sum(map(_is_money, line.own.values()))


def _is_date(text: str) -> bool:
    if not 0 < len(text) < _LONGEST_VALUE or not any(map(str.isdigit, text)) or (text.isdigit() and len(text) != 8):
        return False  # six digits may be a date and are more often an amount
    return not isinstance(parse_date(text), Unread)


def neat(text: str) -> str:
    """A cell that is a date or an amount but for blanks and line breaks within it (2026年<br>9月8日), without them."""
    close = "".join(text.split())
    if close == text or not 0 < len(close) < _LONGEST_VALUE or not any(map(str.isdigit, close)):
        return text
    is_value = (_is_date(close) and not _is_date(text)) or (_is_money(close) and not _is_money(text))
    return close if is_value else text


def _is_money(text: str) -> bool:
    return 0 < len(text) < _LONGEST_VALUE and isinstance(parse_amount(text), int)


def has_date_and_amount(texts: Sequence[str]) -> bool:
    """Whether the cells of a row hold a date, and an amount beside it."""
    dates = [at for at, text in enumerate(texts) if _is_date(text)]
    return bool(dates) and any(at != dates[0] and _is_money(text) for at, text in enumerate(texts))
