"""Which role a header cell names.

Words are compared in canonical form. Hiragana is dropped from it, because banks differ in little
else: お引き出し額, お引出し額 and 引出額 are one word, and so are お取り引き日 and 取引日.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from selfcheck.knowledge.schema import ColumnWords, Role
from selfcheck.patterns import regex

_BRACKETS = regex(r"[(\[{〔【<「][^)\]}〕】>」]*[)\]}〕】>」]")
_BEGINS, _ENDS = "([{〔【<「", ")]}〕】>」"
_PART_OF_DATE = regex(r"[(]([年月日])[)]")
_HIRAGANA = regex("[ぁ-ゖ]")
_VALUE = regex(r"[\s\"'(¥\\▲△-]*[0-9０-９][0-9０-９/.,:-]*$")
"""A number, an amount or a date in digits names no role."""
_LARGE = str.maketrans("ァィゥェォッャュョヮ", "アイウエオツヤユヨワ", "\"'_-・.:/")
"""Half-width headers print no small katakana: ｼﾕﾂｷﾝ is 出金. Nor does punctuation count."""
_NO_BRACKETS = str.maketrans("", "", _BEGINS + _ENDS)
_LONGEST = 40
"""Letters of a cell that names a column; a longer one is a sentence."""
_CONTAINED = 99
"""The rank of a word that only contains a known one: behind all that are known."""


def same_cell(cell: str) -> str:
    """A header cell as two files of one bank may differ in it: width of characters and spaces."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", cell)).strip('"')


@lru_cache(maxsize=4096)
def canonical(cell: str) -> str:
    """A header cell as a column word: see the module's text."""
    plain = unicodedata.normalize("NFKC", cell)
    plain = _PART_OF_DATE.sub(r"\1", plain) if "(" in plain else plain
    plain = "".join(plain.casefold().split()).translate(_LARGE)
    bare = _without_brackets(plain) or plain.translate(_NO_BRACKETS)
    return _HIRAGANA.sub("", bare).removeprefix("御") or bare


def _without_brackets(text: str) -> str:
    """What opens behind the last end is not looked at: it does not end, and a cell of such would take its length squared."""
    end = max(map(text.rfind, _ENDS)) + 1
    return _BRACKETS.sub("", text[:end]) + text[end:] if end else text


class Named(Struct, frozen=True):
    """A header cell's role, and how good the word is (0 is best)."""

    role: Role
    rank: int


class ColumnNames:
    """The column words of ``columns.toml``, ready to be asked."""

    def __init__(self, words: ColumnWords) -> None:
        self._exact: dict[str, Named] = {}
        for role in words.roles:
            for rank, word in enumerate(role.words):
                self._exact.setdefault(canonical(word), Named(role.role, rank))
        self._contains = [(canonical(word), role.role) for role in words.roles for word in role.contains]
        self._two_faced = frozenset(map(canonical, words.two_faced))
        self._never = [canonical(word) for word in words.never]
        self._cached: dict[str, Named | None] = {}

    def role(self, cell: str) -> Named | None:
        """The role that a header cell names, or None."""
        if cell not in self._cached:
            if len(self._cached) > 10_000:
                self._cached.clear()
            self._cached[cell] = self._find(cell)
        return self._cached[cell]

    def role_of(self, cell: str) -> Role | None:
        """The same, however surely it is named."""
        named = self.role(cell)
        return named.role if named else None

    def is_word_of(self, cell: str, role: Role) -> bool:
        """Whether a text is a word for a role, and nothing else."""
        named = self._exact.get(canonical(cell))
        return named is not None and named.role == role

    def ends_with(self, cell: str, role: Role) -> bool:
        """Whether a text ends with what names a role (お取引後残高); 残高不足 and 残高証明手数料 only begin with it."""
        word = canonical(cell)
        return self.is_word_of(cell, role) or any(word.endswith(part) for part, of in self._contains if of == role)

    def is_beginning(self, cell: str) -> bool:
        """Whether a cell is a column word, or one that was cut off at the end (お支払金 of お支払金額)."""
        word = canonical(cell)
        return len(word) > 1 and any(known.startswith(word) for known in self._exact)

    def _find(self, cell: str) -> Named | None:
        if not cell or len(cell) > _LONGEST or _VALUE.match(cell):
            return None
        named = self._by_word(canonical(cell))
        return named and (self._within_brackets(cell) or named)

    def _by_word(self, word: str) -> Named | None:
        """The role of a whole word, else of the first known one that it contains."""
        if word in self._exact:
            return self._exact[word]
        held = [role for part, role in self._contains if part in word]
        role = "amount" if {"withdrawal", "deposit"} <= set(held) else next(iter(held), None)
        if role is None or (role != "balance" and self._has_never(word)):
            return None
        return Named(role, _CONTAINED)

    def _within_brackets(self, cell: str) -> Named | None:
        """金額（お支払） is money out: brackets may say what the word leaves open."""
        inside = _BRACKETS.search(unicodedata.normalize("NFKC", cell))
        named = self._exact.get(canonical(inside.group()[1:-1])) if inside else None
        return named if named and named.role in ("withdrawal", "deposit") else None

    def named(self, header: Sequence[str]) -> dict[Role, list[int]]:
        """The columns that a header names for each role, the best word first."""
        ranked = sorted((named.rank, index, named.role) for index, cell in enumerate(header) if (named := self.role(cell)))
        columns: dict[Role, list[int]] = {}
        for _, index, role in ranked:
            columns.setdefault(role, []).append(index)
        return columns

    def is_two_faced(self, cell: str) -> bool:
        """Whether a word means one thing to the bank and another to the holder (借方, 貸方)."""
        return canonical(cell) in self._two_faced

    def is_excluded(self, cell: str) -> bool:
        """Whether a cell names an id, a number, a bank …: no amount and no memo."""
        return bool(cell) and self._has_never(canonical(cell))

    def _has_never(self, word: str) -> bool:
        """An id, a number, a bank's name …, whatever else the cell contains."""
        return any(never == word if never.isascii() else never in word for never in self._never)

    def count_roles(self, row: Sequence[str]) -> int:
        """How many different roles the cells of a row name."""
        return len({named.role for cell in row if (named := self.role(cell))})
