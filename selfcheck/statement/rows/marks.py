"""Marks of rows that are no payment: a total, a carried balance, a payment that failed, a cancelled or a missing item.

A known layout says in which column its marks stand (楽天銀行 prints a record type, a household book 計算対象). Elsewhere a
column of states is known by its header (状態, Status), or by holding nothing but states; and a dated row whose memo is
nothing but 前月繰越 or 月計 is a balance or a total, whatever stands in its columns of money.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from selfcheck.knowledge import schema
from selfcheck.patterns import regex
from selfcheck.statement.column_words import canonical
from selfcheck.statement.layout.columns import Columns
from selfcheck.statement.layout.currency import is_foreign

_DECORATION = regex(r"[*=~#<>|…■□◆◇●○★☆▼▲※]+")
_OF_A_TIME = regex(r"^\d{1,4}(?:年度?|月度?|日|期)?(?:分)?")
"""7月計, 2026年度合計."""
_LONGEST_WORD = 24
"""Letters of a cell that may be 前月繰越 and the like; a longer one says something."""
_FEW_STATES = 6
"""Different words of a column that says what became of a payment; more are remarks."""
_SAMPLE = 2000
"""Rows that show whether a column holds nothing but states."""


class WordsHeld:
    """The different words of each column below the first row of a table; asked once for all of its sections."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        """``rows`` are those of the file, or its first ones."""
        self._rows = rows[1:_SAMPLE]
        self._held: dict[int, frozenset[str]] = {}

    def __getitem__(self, index: int) -> frozenset[str]:
        if index not in self._held:
            cells = {row[index] for row in self._rows if len(row) > index}
            self._held[index] = frozenset(filter(None, map(canonical, cells)))
        return self._held[index]


class RowMarks:
    """The marking words and columns of one section."""

    def __init__(
        self, known: schema.KnownLayout | None, columns: Columns, words: schema.ColumnWords, words_held: WordsHeld
    ) -> None:
        self._known = known
        self._words = words
        self._currency = columns.currency
        self._memo = columns.memo
        self._record = _column(known.record, columns.names) if known else None
        self._void = _column(known.void, columns.names) if known else None
        self._header_words = frozenset(map(canonical, columns.names))
        self._carried = frozenset(map(canonical, words.carried_words))
        self._void_words = frozenset(map(canonical, words.void_words))
        self._states = () if known else self._state_columns(columns, words, words_held)
        self._odd_states = self._odd(words_held, frozenset(map(canonical, words.done_words)))
        marking = (self._record, self._void, self._currency, *self._states)
        self.columns = frozenset(index for index in marking if index is not None)
        """Where marks may stand, beside the memo."""
        self._seen: dict[str, bool] = {}

    def currency_on(self, cells: Sequence[str]) -> str:
        """The currency of a row that is not in yen, as it is printed."""
        cell = "" if self._currency is None else cells[self._currency]
        return cell.strip() if cell and is_foreign(cell, self._words) else ""

    def odd_state_on(self, cells: Sequence[str]) -> str:
        """What a row prints as its state, where others print known states and nobody knows this one."""
        odd = self._odd_states
        return next((cells[i].strip() for i in self._states if odd and i < len(cells) and canonical(cells[i]) in odd), "")

    def on(self, cells: Sequence[str]) -> bool:
        """Whether ``cells``, a row of the usual width, is marked as no payment in yen."""
        marked = self.columns and (bool(self.currency_on(cells)) or self._by_layout(cells) or self._failed(cells))
        return bool(marked) or self._is_carried(cells)

    def _by_layout(self, cells: Sequence[str]) -> bool:
        known = self._known
        if known is None:
            return False
        if self._record is not None and cells[self._record].strip() != known.record_is:
            return True
        return self._void is not None and cells[self._void].strip() in known.void_words

    def _failed(self, cells: Sequence[str]) -> bool:
        return any(canonical(cells[index]) in self._void_words for index in self._states)

    def _is_carried(self, cells: Sequence[str]) -> bool:
        """Whether the memo says 前月繰越, 月計 … and nothing else."""
        memo = [cell for index in self._memo if (cell := cells[index].strip()) and cell != "-"]
        return bool(memo) and all(map(self._is_carried_word, memo))

    def _is_carried_word(self, cell: str) -> bool:
        if cell not in self._seen:
            if len(self._seen) > 10_000:
                self._seen.clear()
            self._seen[cell] = len(cell) <= _LONGEST_WORD and _bare(cell) in self._carried
        return self._seen[cell]

    def _state_columns(self, columns: Columns, words: schema.ColumnWords, words_held: WordsHeld) -> tuple[int, ...]:
        """Columns that say what became of a payment."""
        named = frozenset(map(canonical, words.state_columns))
        free = [index for index in range(columns.needed) if index not in (*columns.date, *columns.money)]
        by_header = [
            index for index, cell in enumerate(columns.names) if canonical(cell) in named and index not in columns.money
        ]
        if by_header or len(free) < 2:
            return tuple(by_header)
        states = self._void_words | frozenset(map(canonical, words.done_words))
        return tuple(index for index in free if self._holds_states(words_held[index], states))

    def _odd(self, words_held: WordsHeld, done: frozenset[str]) -> frozenset[str]:
        """The unknown words of a column that holds few words, of which some are known."""
        odd: set[str] = set()
        for index in self._states:
            held = words_held[index]
            unknown = held - done - self._void_words
            odd |= unknown if len(held) <= _FEW_STATES and unknown < held - frozenset({""}) else set()
        return frozenset(odd - self._header_words)

    def _holds_states(self, held: frozenset[str], states: frozenset[str]) -> bool:
        """Whether below a header (or without one) nothing but states stands in a column, and more than one kind of them."""
        return len(held) > 1 and held <= states and not held.isdisjoint(self._void_words)


def _bare(cell: str) -> str:
    plain = _DECORATION.sub("", unicodedata.normalize("NFKC", cell))
    return canonical(_OF_A_TIME.sub("", plain.strip()))


def _column(name: str, header: Sequence[str]) -> int | None:
    """A column by its number (``#3``) or its header cell; None if it is not there."""
    if name.startswith("#"):
        return int(name[1:])
    return header.index(name) if name in header else None
