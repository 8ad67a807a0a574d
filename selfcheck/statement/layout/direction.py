"""The cell that says which way the money went comes in; out, in, or neither goes out.

For files with one unsigned amount and a word beside it (りそな 取引名: 入金 / 支払).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Literal

from selfcheck.knowledge.schema import ColumnWords
from selfcheck.patterns import regex
from selfcheck.statement.column_words import canonical

Direction = Literal["out", "in", "neither"]
_MARK = regex(r"\s*[\[【(〈<《「]\s*(.{1,8}?)\s*[\]】)〉>》」]")
_MARK_BEHIND = regex(r"[\[【(〈<《「]\s*(.{1,8}?)\s*[\]】)〉>》」]\s*$")
_BOTH_WAYS = regex("入出金|出入金")
_LONGEST_KIND = 12
"""Letters of a kind of transaction; a longer cell is a memo, in which the word may belong to a name."""
_MOST_SEEN = 10_000
"""Cells that are remembered; a column of memos that is tried for directions has as many different ones as rows."""


class Directions:
    """The direction words of ``columns.toml``."""

    def __init__(self, words: ColumnWords, more_in: Sequence[str] = ()) -> None:
        self._out = frozenset(map(_word, words.out_words))
        self._in = frozenset(map(_word, (*words.in_words, *more_in)))
        self._seen: dict[str, Direction] = {}

        self._out_parts, self._in_parts = (tuple(map(canonical, parts)) for parts in (words.out_parts, words.in_parts))
        self._bank_accounts = words.bank_account_titles

    def is_bank_account(self, title: str) -> bool:
        """Whether an account title of a journal is an account at a bank (普通預金)."""
        return any(word in title.casefold() for word in self._bank_accounts)

    def of(self, cell: str) -> Direction:
        """Which way a cell says the money went."""
        if cell not in self._seen:
            if len(self._seen) > _MOST_SEEN:
                self._seen.clear()
            self._seen[cell] = self._by_word(_word(cell)) or self._by_mark(cell) or self._by_part(_word(cell)) or "neither"
        return self._seen[cell]

    def is_plain(self, cell: str) -> bool:
        """Whether a cell names a direction and nothing else."""
        return self._by_word(_word(cell)) is not None

    def is_marked(self, cell: str) -> bool:
        """Whether a direction stands in brackets before a memo."""
        return self._by_word(_word(cell)) is None and self._by_mark(cell) is not None

    def _by_word(self, word: str) -> Direction | None:
        if word in self._out:
            return "out"
        return "in" if word in self._in else None

    def _by_mark(self, cell: str) -> Direction | None:
        """[出金]ヤチン: a mark in brackets before the memo."""
        plain = unicodedata.normalize("NFKC", cell)
        mark = _MARK.match(plain) or _MARK_BEHIND.search(plain)
        return self._by_word(_word(mark[1])) if mark else None

    def _by_part(self, word: str) -> Direction | None:
        """口座引落, ＡＴＭ入金: a kind of transaction that contains a word for one direction only."""
        if len(word) > _LONGEST_KIND:
            return None
        word = _BOTH_WAYS.sub("", word)
        out, into = (any(part in word for part in parts) for parts in (self._out_parts, self._in_parts))
        # 振込入金手数料 holds a word for either: it says nothing.
        if out == into:
            return None
        return "out" if out else "in"

    def share(self, cells: Sequence[str]) -> float:
        """Share of the cells that name a direction."""
        return sum(self.of(cell) != "neither" for cell in cells) / max(len(cells), 1)


def _word(cell: str) -> str:
    """A direction in canonical form; signs (－, ＋), which that form drops, as they are."""
    return canonical(cell) or unicodedata.normalize("NFKC", cell).strip()
