"""The lines of one section and its columns come in; rows of cells go out, wrapped texts joined.

A row begins with a date and an amount, or with an amount alone (a further line of the day, a total). A line that carries
only text belongs to the row to which it stands nearer, if no rule is drawn between; what stands further off is no part of
the table.
"""

from __future__ import annotations

import itertools
import math
import unicodedata
from collections.abc import Sequence

from msgspec import Struct, field

from selfcheck.statement.placed.columns import is_anchor
from selfcheck.statement.placed.pieces import Kind, Piece
from selfcheck.statement.placed.places import Columns
from selfcheck.statement.placed.printed import Line

_EQUALLY_NEAR = 0.15
"""Part by which two distances differ at most where they are taken for one."""
_SAME_PITCH = 1.05
"""Distances from line to line are measured to a twentieth."""
_NEXT_ROW = 3.0
"""Ems below the line above within which a bare number can be an amount; further off it is a page number."""
_INDENT = 0.6
"""Ems by which a wrapped line may begin before its column."""
_FULL = 1.2
"""Ems that are free at most at the end of a line that was broken because the column ends."""


class Ruled(Struct, frozen=True):
    """A printed line, what stands in it, and whether a rule is drawn between it and the line above."""

    line: Line
    pieces: Sequence[Piece]
    ruled: bool = False


class Row(Struct):
    """Cells, and the lines (index into the section) on which they stand."""

    cells: list[str]
    lines: list[int]
    is_row: bool = True
    """False for a line that is no part of the table."""
    continued: Row | None = None
    """What such a line adds to the last row of the page before, if it stands at the head of its page."""
    memo_unsure: bool = False
    """Whether a line between this row and the next may belong to either."""
    right: dict[int, float] = field(default_factory=dict)
    """Where the last text of each cell ends."""


class RowMaker:
    """Makes the rows of one section."""

    def __init__(self, lines: Sequence[Ruled], columns: Columns, reach: float) -> None:
        """``reach``: how far a wrapped line may stand from its row, in ems."""
        self._lines = lines
        self._columns = columns
        self._reach = reach
        self._text_from = self._first_of_texts()
        self._date = columns.first(Kind.DATE)
        self._kinds = [self._kind(index) for index in range(len(lines))]
        self._ends = self._text_ends()
        self._pitch = self._least_pitch()

    def rows(self) -> list[Row]:
        """All lines, each in one row."""
        made: dict[int, Row] = {}
        for index, kind in enumerate(self._kinds):
            if kind in ("row", "money"):
                previous = made.get(index - 1)
                if kind == "money" and previous and self._kinds[index - 1] == "date" and self._apart(index) <= self._reach:
                    self._add(previous, index)  # the day, and on the next line what moved on it
                    made[index] = previous
                else:
                    made[index] = self._row(index)
            elif kind == "date":
                made[index] = self._row(index)
        self._drop_lone_dates(made)
        self._attach(made)
        rows, seen = [], set()
        for index in range(len(self._lines)):
            row = made.get(index)
            if row is None:
                rest = self._row(index) if self._kinds[index] == "text" else None
                rows.append(Row([self._lines[index].line.text], [index], is_row=False, continued=rest))
            elif id(row) not in seen:
                seen.add(id(row))
                rows.append(row)
        return rows

    def _kind(self, index: int) -> str:
        """``row``: a date in its column and an amount in one; ``money``, ``date``: one of them; ``text``; ``other``."""
        line = self._lines[index]
        placed = [(self._columns.of(piece), piece) for piece in line.pieces]
        dated = (self._date, Kind.DATE) in [(place, piece.kind) for place, piece in placed]
        paid = [piece for place, piece in placed if self._is_paid(place, piece)]
        # An amount that stands a little beside its column still makes the row: the place says which column, not whether.
        if dated and (paid or is_anchor(line.pieces)):
            return "row"
        if paid and (any(piece.is_exact for piece in paid) or self._apart(index) <= _NEXT_ROW):
            return "money"
        if dated:
            return "date"
        return "text" if self._is_below_text(line) else "other"

    def _is_paid(self, place: int | None, piece: Piece) -> bool:
        """Whether a piece is an amount in a column of amounts."""
        return place is not None and piece.kind is Kind.MONEY and self._columns.columns[place].kind is Kind.MONEY

    def _is_below_text(self, line: Ruled) -> bool:
        """Whether a line stands below texts of the table, from its first word to its last."""
        return bool(line.pieces) and line.pieces[0].left >= self._text_from - _INDENT * line.line.em

    def _first_of_texts(self) -> float:
        """From where on texts of the table stand: behind the columns to the left of the first that holds text."""
        first = self._columns.first(Kind.TEXT)
        if first is None:
            return math.inf
        before = [span.right for column in self._columns.columns[:first] for span in (*column.spans, column.header) if span]
        reach = self._columns.reach(Kind.TEXT)
        return max(before, default=reach.left if reach else math.inf)

    def _least_pitch(self) -> float:
        """The least distance from row to row; a wrapped line stands no further from its own."""
        rows = [line.line for line, kind in zip(self._lines, self._kinds, strict=True) if kind == "row"]
        steps = [(two.base - one.base) / two.em for one, two in itertools.pairwise(rows) if one.page == two.page]
        return min((step for step in steps if step > 0), default=math.inf)

    def _row(self, index: int) -> Row:
        row = Row([""] * len(self._columns.columns), [])
        self._add(row, index)
        return row

    def _add(self, row: Row, index: int, *, above: bool = False) -> None:
        """Put the pieces of a line into the cells of a row; ``above``: before what stands there."""
        line = self._lines[index]
        cells: dict[int, str] = {}
        right: dict[int, float] = {}
        for piece in line.pieces:
            place = self._columns.of(piece)
            if place is None:
                continue
            cells[place] = cells[place] + (piece.gap or " ") + piece.text if place in cells else piece.text
            right[place] = piece.right
        for place, text in cells.items():
            if not row.cells[place]:
                row.cells[place] = text
                row.right[place] = right[place]
            elif above:
                row.cells[place] = (
                    text + self._between(text, right[place], row.cells[place], place, line.line.em) + row.cells[place]
                )
            else:
                end = row.right.get(place, 0.0)
                row.cells[place] += self._between(row.cells[place], end, text, place, line.line.em) + text
                row.right[place] = right[place]
        row.lines = sorted([*row.lines, index])

    def add_rest(self, row: Row, rest: Row) -> None:
        """Put what stands on the next page into the row that began before it."""
        em = self._lines[rest.lines[0]].line.em
        for place, text in enumerate(rest.cells):
            if text:
                end = row.right.get(place, 0.0)
                row.cells[place] += (self._between(row.cells[place], end, text, place, em) if row.cells[place] else "") + text
                row.right[place] = rest.right[place]

    def _between(self, one: str, right: float, two: str, place: int, em: float) -> str:
        """Nothing where a text was broken in the middle of a word, because its column ends there; else a space."""
        # ドコモコウ at the right edge and ザ below it are one word; 口座振替 with room behind it and ペイペイ below it are two.
        is_full = self._ends.get(place, right) - right < _FULL * em
        return "" if is_full and (_is_wide(one[-1:]) or _is_wide(two[:1])) else " "

    def _text_ends(self) -> dict[int, float]:
        """How far the texts of each column reach."""
        ends: dict[int, float] = {}
        for line, kind in zip(self._lines, self._kinds, strict=True):
            for piece in line.pieces if kind in ("row", "text") else ():
                place = self._columns.of(piece)
                if place is not None:
                    ends[place] = max(ends.get(place, 0.0), piece.right)
        return ends

    def _drop_lone_dates(self, made: dict[int, Row]) -> None:
        """A date without an amount before the first row or behind the last is a date of the page."""
        rows = [
            index
            for index, kind in enumerate(self._kinds)
            if kind == "row" or (kind == "money" and made[index].lines[0] != index)
        ]
        for index, kind in enumerate(self._kinds):
            is_lone = kind == "date" and made[index].lines == [index]
            # 作成日 2026年9月30日 above or below the table; within it a lone date is the day of the rows below.
            if is_lone and not (rows and rows[0] < index < rows[-1]):
                del made[index]

    def _attach(self, made: dict[int, Row]) -> None:
        """Give lines of text to the rows they belong to."""
        index = 0
        while index < len(self._lines):
            if self._kinds[index] != "text" or index in made:
                index += 1
                continue
            end = index
            while end < len(self._lines) and self._kinds[end] == "text" and (end == index or self._is_joined(end)):
                end += 1
            self._give(made, index, end)
            index = end

    def _give(self, made: dict[int, Row], start: int, end: int) -> None:
        """Give the lines from ``start`` to ``end``, which stand together, to the row above, to that below, or to none."""
        above = made.get(start - 1) if self._is_joined(start) else None
        below = made.get(end) if self._is_joined(end) else None
        if above and below:
            up, down = self._apart(start), self._apart(end)
            # Equally near to both: most banks wrap downwards, so it goes up, and the report says that it is a guess.
            above.memo_unsure |= abs(up - down) <= _EQUALLY_NEAR * max(up, down) and self._reach > 1.0
            above, below = (above, None) if up <= down * (1 + _EQUALLY_NEAR) else (None, below)
        if above:
            for index in range(start, end):
                self._add(above, index)
                made[index] = above
        elif below:
            # From below upwards, since each is put before what stands in the memo already.
            for index in range(end - 1, start - 1, -1):
                self._add(below, index, above=True)
                made[index] = below

    def _is_joined(self, index: int) -> bool:
        """Whether a line stands near the one above it, with no rule between."""
        near = min(self._reach, self._pitch * _SAME_PITCH)
        return 0 < index < len(self._lines) and not self._lines[index].ruled and self._apart(index) <= near

    def _apart(self, index: int) -> float:
        """Ems from the line above; far where that is on another page."""
        if not 0 < index < len(self._lines):
            return 1e9
        line, above = self._lines[index].line, self._lines[index - 1].line
        return (line.base - above.base) / line.em if line.page == above.page else 1e9


def _is_wide(char: str) -> bool:
    """Whether words of this character are written without spaces: kana and kanji, in either width."""
    return bool(char) and (unicodedata.east_asian_width(char) in "FWH")
