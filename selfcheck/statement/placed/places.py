"""A table whose columns are known comes in; which piece of a line stands in which of them goes out.

Places are counted from the left, in the unit of the container: points of a page, columns of a text.
"""

from __future__ import annotations

import math

from msgspec import Struct

from selfcheck.statement.placed.pieces import Kind, Piece

_NEAR = 6.0
"""Ems that an amount may stand away from its column's cell in the header."""


class Span(Struct, frozen=True):
    """From where to where something stands."""

    left: float
    right: float

    def overlaps(self, left: float, right: float) -> bool:
        """Whether it shares a place with another."""
        return left < self.right and self.left < right

    def distance(self, left: float, right: float) -> float:
        """From the nearest of: left to left, right to right, middle to middle."""
        middle = abs(self.left + self.right - left - right) / 2
        return min(abs(self.left - left), abs(self.right - right), middle)


class Column(Struct, frozen=True):
    """One column of the table."""

    kind: Kind
    name: str
    spans: tuple[Span, ...]
    """Where its cells stand; none where nothing stands below its name."""
    header: Span | None = None


class Columns(Struct, frozen=True):
    """The columns of one section."""

    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The header's cells."""
        return tuple(column.name for column in self.columns)

    def first(self, kind: Kind) -> int | None:
        """The first column of a kind."""
        return next((index for index, column in enumerate(self.columns) if column.kind is kind), None)

    def reach(self, kind: Kind) -> Span | None:
        """From where to where columns of a kind stand."""
        spans = [span for column in self.columns if column.kind is kind for span in (*column.spans, column.header) if span]
        return Span(min(one.left for one in spans), max(one.right for one in spans)) if spans else None

    def of(self, piece: Piece) -> int | None:
        """The column in which a piece stands; None for an amount or date that stands in none of its kind."""
        if piece.kind in (Kind.DATE, Kind.MONEY):
            places = self._columns_at(piece, piece.kind)
            if places:
                return places[0]
            if piece.kind is Kind.MONEY and piece.is_exact:
                return self._nearest(piece, Kind.MONEY, _NEAR)
        if piece.kind is Kind.NOTHING or is_spoilt(piece.text):
            places = self._columns_at(piece, Kind.MONEY)
            if places and not self._columns_at(piece, Kind.TEXT):
                return places[0]
        return self._of_text(piece)

    def _columns_at(self, piece: Piece, kind: Kind) -> list[int]:
        """Columns of a kind below (or in) which a piece stands, the one it shares most with first."""
        shared = []
        for index, column in enumerate(self.columns):
            spans = column.spans or ((column.header,) if column.header else ())
            overlap = max((min(span.right, piece.right) - max(span.left, piece.left) for span in spans), default=-1.0)
            if column.kind is kind and overlap > 0:
                shared.append((-overlap, index))
        return [index for _, index in sorted(shared)]

    def _nearest(self, piece: Piece, kind: Kind, most: float) -> int | None:
        near = [
            (min(span.distance(piece.left, piece.right) for span in (*column.spans, column.header) if span), index)
            for index, column in enumerate(self.columns)
            if column.kind is kind and (column.spans or column.header)
        ]
        best = min(near, default=(math.inf, 0))
        return best[1] if best[0] <= most * 10 else None

    def _of_text(self, piece: Piece) -> int | None:
        """A text column: the only one below which it stands, else the last that begins before it, else the nearest."""
        places = self._columns_at(piece, Kind.TEXT)
        if len(places) == 1:
            return places[0]
        texts = [(index, column) for index, column in enumerate(self.columns) if column.kind is Kind.TEXT]
        starts = [(_start(column), index) for index, column in texts if _start(column) <= piece.left + 0.1]
        if places and starts:
            return max(starts)[1]
        return self._nearest(piece, Kind.TEXT, math.inf)


def is_spoilt(text: str) -> bool:
    """Whether a text is an amount that was spoilt (60,00 or 3O,000): it must be refused, not read as words."""
    return len(text) > 1 and 2 * sum(map(str.isdigit, text)) >= len(text)


def _start(column: Column) -> float:
    return min((span.left for span in (*column.spans, column.header) if span), default=math.inf)
