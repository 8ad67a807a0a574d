"""Marks in a column of its own: this row is a total, a cancelled or a missing item, and no payment.

Only known layouts say which column that is (楽天銀行 prints a record type, a household book 計算対象).
"""

from __future__ import annotations

from collections.abc import Sequence

from selfcheck.knowledge import schema


class RowMarks:
    """The marking columns of one section; none for a layout that was inferred."""

    def __init__(self, known: schema.Layout | None, header: Sequence[str]) -> None:
        self._known = known
        self._record = _column(known.record, header) if known else None
        self._void = _column(known.void, header) if known else None
        self.columns = frozenset(index for index in (self._record, self._void) if index is not None)
        """Where marks may stand."""

    def on(self, cells: Sequence[str]) -> bool:
        """Whether ``cells``, a row of the usual width, is marked as no payment."""
        known = self._known
        if known is None:
            return False
        if self._record is not None and cells[self._record].strip() != known.record_is:
            return True
        return self._void is not None and cells[self._void].strip() in known.void_words


def _column(name: str, header: Sequence[str]) -> int | None:
    """A column by its number (``#3``) or its header cell; None if it is not there."""
    if name.startswith("#"):
        return int(name[1:])
    return header.index(name) if name in header else None
