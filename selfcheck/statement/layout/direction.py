"""The cell that says which way the money went comes in; out, in, or neither goes out.

For files with one unsigned amount and a word beside it (りそな 取引名: 入金 / 支払).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Literal

from selfcheck.knowledge.schema import ColumnWords
from selfcheck.statement.column_words import canonical

Direction = Literal["out", "in", "neither"]


class Directions:
    """The direction words of ``columns.toml``."""

    def __init__(self, words: ColumnWords, more_in: Sequence[str] = ()) -> None:
        self._out = frozenset(map(_word, words.out_words))
        self._in = frozenset(map(_word, (*words.in_words, *more_in)))

        self._bank_accounts = words.bank_account_titles

    def is_bank_account(self, title: str) -> bool:
        """Whether an account title of a journal is an account at a bank (普通預金)."""
        return any(word in title for word in self._bank_accounts)

    def of(self, cell: str) -> Direction:
        """Which way a cell says the money went."""
        word = _word(cell)
        if word in self._out:
            return "out"
        return "in" if word in self._in else "neither"

    def share(self, cells: Sequence[str]) -> float:
        """Share of the cells that name a direction."""
        return sum(self.of(cell) != "neither" for cell in cells) / max(len(cells), 1)


def _word(cell: str) -> str:
    """A direction in canonical form; signs (－, ＋), which that form drops, as they are."""
    return canonical(cell) or unicodedata.normalize("NFKC", cell).strip()
