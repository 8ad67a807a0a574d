"""The header and the pieces of the lines below it come in; the columns, and which piece stands in which, go out.

Amounts of one column stand over each other: they overlap, or end (or begin) at one place. The header is seldom as wide as
its column, and may stand to the left, in the middle or to the right of it; so columns are first told from the amounts and
then given to the nearest cells of the header, in their order.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from typing import Literal

from selfcheck.statement.placed.header import DATES, MONEY, Cell
from selfcheck.statement.placed.pieces import Kind, Piece
from selfcheck.statement.placed.places import Column, Columns, Span, is_spoilt

Alignment = Literal["overlap", "right", "left", "middle"]
"""How the amounts of one column are known to be of one."""
HeaderAt = Literal["near", "left", "right"]
"""Where the header's cell stands over its column: as near as can be, at its left edge (spreadsheets), at its right."""
WAYS: tuple[tuple[Alignment, HeaderAt], ...] = (
    ("overlap", "near"),
    ("overlap", "left"),
    ("overlap", "right"),
    ("right", "near"),
    ("right", "left"),
    ("left", "near"),
    ("middle", "near"),
)
"""In which columns are told, the likeliest first."""
_RUN = 2.0
"""Ems up to which words are taken for one text."""
_ALIGNED = 0.7
"""Ems by which the edges of one column differ at most."""
_NEAR = 6.0
"""Ems that an amount may stand away from its column's cell in the header."""
_MOST_CHOICES = 20_000
"""Ways of giving groups of amounts to cells that are weighed; four cells and six groups have 15,625."""


def columns_of(
    header: Sequence[Cell], lines: Sequence[Sequence[Piece]], em: float, alignment: Alignment, header_at: HeaderAt
) -> Columns | None:
    """The columns under ``header`` (empty where there is none); None where the alignment does not tell them apart."""
    anchors = [line for line in lines if is_anchor(line)]
    groups = _grouped([_money(line) for line in anchors], em, alignment)
    if groups is None or not anchors:
        return None
    dates = _hulls(_overlapping(_of_kind(anchors, Kind.DATE)))
    money = _hulls(groups)
    texts = _hulls(_overlapping([run for line in anchors for run in _runs(line, em)]))
    return _named(header, dates, money, texts, em, header_at) if header else _unnamed(dates, money, texts)


def is_anchor(line: Sequence[Piece]) -> bool:
    """A date, and an amount to the right of it."""
    date = next((at for at, piece in enumerate(line) if piece.kind is Kind.DATE), None)
    return date is not None and bool(_money(line[date + 1 :]))


def _money(line: Sequence[Piece]) -> list[Piece]:
    """The pieces that may be amounts: plainly so, or numbers that nothing but numbers follows."""
    # 9/8 ｺﾝﾋﾞﾆ 123 ｼﾌﾞﾔ 3,000: 123 is a number of the memo, since a word follows it; 3,000 is an amount anywhere.
    last = max((at for at, piece in enumerate(line) if piece.kind in (Kind.TEXT, Kind.DATE)), default=-1)
    return [piece for at, piece in enumerate(line) if piece.kind is Kind.MONEY and (piece.is_exact or at > last)]


def _of_kind(lines: Sequence[Sequence[Piece]], kind: Kind) -> list[Piece]:
    return [piece for line in lines for piece in line if piece.kind is kind]


def _hulls(groups: Sequence[Sequence[Piece]]) -> list[Span]:
    """From where to where each group reaches."""
    return [Span(min(piece.left for piece in group), max(piece.right for piece in group)) for group in groups]


def _runs(line: Sequence[Piece], em: float) -> list[Piece]:
    """Texts of a line: words that stand near each other."""
    runs: list[Piece] = []
    for piece in line:
        if piece.kind is not Kind.TEXT or is_spoilt(piece.text):
            continue
        # Memos have blanks (ｶ)ﾐﾄﾞﾘ ｼﾖｳﾃﾝ); the next column of text begins further off.
        if runs and 0 <= piece.left - runs[-1].right < _RUN * em:
            runs[-1] = runs[-1]._replace(text=runs[-1].text + piece.gap + piece.text, right=piece.right)
        else:
            runs.append(piece)
    return runs


def _overlapping(pieces: Sequence[Piece]) -> list[list[Piece]]:
    groups: list[list[Piece]] = []
    right = -math.inf
    for piece in sorted(pieces, key=lambda one: one.left):
        if piece.left < right:
            groups[-1].append(piece)
        else:
            groups.append([piece])
        right = max(right, piece.right)
    return groups


_EDGES: dict[Alignment, Callable[[Piece], float]] = {
    "right": lambda piece: piece.right,
    "left": lambda piece: piece.left,
    "middle": lambda piece: (piece.left + piece.right) / 2,
}


def _grouped(lines: Sequence[Sequence[Piece]], em: float, alignment: Alignment) -> list[list[Piece]] | None:
    """The amounts in columns; None if two of one line would stand in one column."""
    pieces = [piece for line in lines for piece in line]
    groups = _overlapping(pieces) if alignment == "overlap" else _with_one_edge(pieces, _EDGES[alignment], em)
    group_of = {id(piece): number for number, group in enumerate(groups) for piece in group}
    for line in lines:
        if len({group_of[id(piece)] for piece in line}) < len(line):
            return None
    return groups


def _with_one_edge(pieces: Sequence[Piece], edge: Callable[[Piece], float], em: float) -> list[list[Piece]]:
    """Amounts that end (or begin) at one place. Each is compared with the one before, so that a skewed page may drift."""
    groups: list[list[Piece]] = []
    for piece in sorted(pieces, key=edge):
        if groups and edge(piece) - edge(groups[-1][-1]) <= _ALIGNED * em:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _unnamed(dates: Sequence[Span], money: Sequence[Span], texts: Sequence[Span]) -> Columns:
    """Columns by their places alone; dates behind the first are words of the memo, unless they are a column of all lines."""
    spans = [(span.left, Kind.DATE, span) for span in dates[:1]]
    spans += [(span.left, Kind.MONEY, span) for span in money]
    spans += [(span.left, Kind.TEXT, span) for span in texts]
    found = tuple(Column(kind, "", (span,)) for _, kind, span in sorted(spans, key=lambda one: one[0]))
    return Columns(found)


def _named(
    header: Sequence[Cell],
    dates: Sequence[Span],
    money: Sequence[Span],
    texts: Sequence[Span],
    em: float,
    header_at: HeaderAt,
) -> Columns | None:
    """Columns by the header: each group of amounts goes to one of its cells of money, in their order."""
    places = [index for index, cell in enumerate(header) if cell.role in MONEY]
    given = _given(money, _territories(header, places, header_at), em)
    if given is None:
        return None
    spans: dict[int, list[Span]] = {index: [] for index in range(len(header))}
    for span, place in zip(money, given, strict=True):
        if place is not None:
            spans[places[place]].append(span)
    _give_dates(spans, dates, header)
    _give_texts(spans, texts, header)
    return Columns(
        tuple(
            Column(_kind(cell), cell.text, tuple(spans[index]), Span(cell.left, cell.right))
            for index, cell in enumerate(header)
        )
    )


def _give_dates(spans: dict[int, list[Span]], dates: Sequence[Span], header: Sequence[Cell]) -> None:
    """Dates to the nearest cell that names one, if it has none yet or they stand below it."""
    places = [index for index, cell in enumerate(header) if cell.role in DATES]
    for span in dates if places else ():
        near = min(places, key=lambda index: span.distance(header[index].left, header[index].right))
        if not spans[near] or span.overlaps(header[near].left, header[near].right):
            spans[near].append(span)


def _give_texts(spans: dict[int, list[Span]], texts: Sequence[Span], header: Sequence[Cell]) -> None:
    """Texts to the one cell of text above them, or to the nearest; what stands below several has none of its own."""
    places = [index for index, cell in enumerate(header) if cell.role not in (*MONEY, *DATES)]
    for span in texts if places else ():
        below = [index for index in places if span.overlaps(header[index].left, header[index].right)]
        if len(below) < 2:
            spans[min(below or places, key=lambda index: _gap(span, header[index]))].append(span)


def _territories(header: Sequence[Cell], places: Sequence[int], header_at: HeaderAt) -> list[Span]:
    """Where the amounts below each cell of money are looked for."""
    found = []
    for place in places:
        cell = header[place]
        left, right = cell.left, cell.right
        if header_at == "left":
            # The last cell has no neighbour; a spreadsheet's column is seldom twice as wide as its name.
            width = header[place].right - header[place].left
            right = header[place + 1].left if place + 1 < len(header) else left + 2 * width
        if header_at == "right":
            left = header[place - 1].right if place else 0.0
        found.append(Span(left, right))
    return found


def _kind(cell: Cell) -> Kind:
    return Kind.MONEY if cell.role in MONEY else Kind.DATE if cell.role in DATES else Kind.TEXT


def _gap(span: Span, cell: Cell) -> float:
    return max(cell.left - span.right, span.left - cell.right, 0.0)


def _given(groups: Sequence[Span], cells: Sequence[Span], em: float) -> list[int | None] | None:
    """For each group of amounts its cell, from left to right, so that all together are nearest; None if there are too few.

    A group far from every cell belongs to none of them: a number of the branch, a count.
    """
    # A number of the branch, of the slip and a count may stand beside the amounts; more is no table under this header.
    if len(groups) > len(cells) + 3:
        return None
    if (len(cells) + 1) ** len(groups) >= _MOST_CHOICES:
        return None
    options = [(*range(len(cells)), None) for _ in groups]

    def cost(choice: Sequence[int | None]) -> float:
        return sum(
            _NEAR * em if index is None else cells[index].distance(group.left, group.right)
            for group, index in zip(groups, choice, strict=True)
        )

    # 出金 | 入金 | 残高 over two columns of amounts: (出金, 残高) and (-, 入金) are choices, (残高, 出金) is none.
    best = min(filter(_goes_right, itertools.product(*options)), key=cost, default=None)
    return None if best is None else list(best)


def _goes_right(choice: Sequence[int | None]) -> bool:
    """Whether groups and their cells stand in one order, and no cell has two."""
    taken = [index for index in choice if index is not None]
    return all(one < two for one, two in itertools.pairwise(taken))
