"""Printed lines come in; which of them are headers, and where each of their cells stands, goes out.

A header's cell may be spread (残　高), and stand on two lines (お引出し / 金額).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from msgspec import Struct

from selfcheck.knowledge.schema import Role
from selfcheck.patterns import regex
from selfcheck.statement.column_words import ColumnNames
from selfcheck.statement.placed.pieces import Kind, Piece
from selfcheck.statement.placed.printed import Line, Word, width_of

MONEY: tuple[Role, ...] = ("withdrawal", "deposit", "amount", "balance")
DATES: tuple[Role, ...] = ("date", "year", "month", "day")
_MOST_WORDS = 1000
"""Of a line that may be a header: fifty columns of names printed letter by letter have a third of them."""
_MOST_SPREAD = 6
"""Letters that a spread cell may have (お 支 払 金 額)."""
_WIDEST_SPREAD = 4.0
"""Ems between the letters of a spread cell."""
_SHORTEST_TOUCHING, _LONGEST_TOUCHING = 5, 40
"""Letters of names that touch each other: 出金入金残高."""
_CONTAINS = 99
"""The rank of a name that only contains a column word (`ColumnNames`)."""
_UNIT = regex(r"[（(\[【].{0,6}[)）\]】]|円|単位[:：]?.{0,3}")
"""What stands below a column's name and adds nothing to it: （円）."""
_LINES_APART = 2.2
"""Ems between the lines of one header."""


class Cell(Struct, frozen=True):
    """A cell of a header."""

    text: str
    left: float
    right: float
    role: Role | None


class Header(Struct, frozen=True):
    """One header."""

    first: int
    """Index of its first line."""
    last: int
    cells: tuple[Cell, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The texts of its cells."""
        return tuple(cell.text for cell in self.cells)


def headers(lines: Sequence[Line], pieces: Sequence[Sequence[Piece]], names: ColumnNames) -> list[Header]:
    """All headers, from top to bottom."""
    found: list[Header] = []
    index = 0
    while index < len(lines):
        header = _header_at(index, lines, pieces, names)
        if header:
            found.append(header)
        index = header.last + 1 if header else index + 1
    return found


def _header_at(index: int, lines: Sequence[Line], pieces: Sequence[Sequence[Piece]], names: ColumnNames) -> Header | None:
    """The header that begins with a line; of two lines only where together they name more than either does alone."""
    if _has_values(pieces[index]) or not 0 < len(lines[index].words) <= _MOST_WORDS:
        return None
    single = _cells(lines[index], names)
    if index + 1 < len(lines) and not _has_values(pieces[index + 1]) and _is_below(lines[index], lines[index + 1]):
        double = _stacked(lines[index], lines[index + 1], names)
        if _is_header(double) and _roles(double) > max(_roles(single), _roles(_cells(lines[index + 1], names))):
            return Header(index, index + 1, tuple(double))
        # 日付 摘要 出金 入金 残高 with (円) below each amount: the units belong to the header and name nothing.
        if _is_header(single) and all(_UNIT.fullmatch(word.text) for word in lines[index + 1].words):
            return Header(index, index + 1, tuple(single))
    return Header(index, index, tuple(single)) if _is_header(single) else None


def _is_header(cells: Sequence[Cell]) -> bool:
    """A date and money, or a date and a memo with something else, or two kinds of money."""
    roles = {cell.role for cell in cells} - {None}
    money = roles & set(MONEY)
    return len(roles) > 1 and (len(money) > 1 or bool(roles & set(DATES) and (money or len(roles) > 2)))


def _roles(cells: Sequence[Cell]) -> int:
    return len({cell.role for cell in cells} - {None})


def _has_values(pieces: Sequence[Piece]) -> bool:
    return any(piece.kind in (Kind.DATE, Kind.MONEY) for piece in pieces)


def _is_below(line: Line, other: Line) -> bool:
    return len(other.words) <= _MOST_WORDS and line.page == other.page and 0 < other.base - line.base <= _LINES_APART * line.em


def _cells(line: Line, names: ColumnNames) -> list[Cell]:
    """The words of a line, spread ones joined where together they name a role."""
    words = list(line.words)
    cells: list[Cell] = []
    at = 0
    while at < len(words):
        size = next((size for size in range(_MOST_SPREAD, 1, -1) if _is_spread(words[at : at + size], size, line.em, names)), 1)
        cells += _split("".join(word.text for word in words[at : at + size]), words[at].left, words[at + size - 1].right, names)
        at += size
    return cells


def _split(text: str, left: float, right: float, names: ColumnNames) -> list[Cell]:
    """One cell; or several, where names of different columns touch (cut off at narrow columns, as spreadsheets do)."""
    named = names.role(text)
    is_exact = named is not None and named.rank < _CONTAINS
    parts = _parts(text, names) if _SHORTEST_TOUCHING <= len(text) <= _LONGEST_TOUCHING and not is_exact else []
    if not parts:
        return [Cell(text, left, right, named.role if named else None)]
    cells, at = [], left
    for part, role in parts:
        width = (right - left) * sum(map(width_of, part)) / sum(map(width_of, text))
        cells.append(Cell(part, at, at + width, role))
        at += width
    return cells


def _parts(text: str, names: ColumnNames) -> list[tuple[str, Role]]:
    """``text`` cut into names of different columns, as many as can be; empty where it cannot be cut."""
    best: list[list[tuple[str, Role]] | None] = [[], *[None] * len(text)]
    for end in range(2, len(text) + 1):
        for start in range(end - 1):
            named, before = names.role(text[start:end]), best[start]
            if named is None or before is None or named.role in {role for _, role in before}:
                continue
            if not names.is_beginning(text[start:end]):
                continue
            parts = [*before, (text[start:end], named.role)]
            if _quality(parts) > _quality(best[end] or []):
                best[end] = parts
    whole = best[-1] or []
    return whole if len(whole) > 1 else []


def _quality(parts: Sequence[tuple[str, Role]]) -> tuple[int, int]:
    """Many parts, and such as begin the way headers do: お支払, 残高, but not り金."""
    return len(parts), sum(part[0] in "おご" or not "ぁ" <= part[0] <= "ん" for part, _ in parts)


def _is_spread(words: Sequence[Word], size: int, em: float, names: ColumnNames) -> bool:
    """Whether words are one: letters that stand near each other, and are a column's name together but not each."""
    if len(words) < size or any(len(word.text) > 2 for word in words):
        return False
    near = all(two.left - one.right < _WIDEST_SPREAD * em for one, two in itertools.pairwise(words))
    named = names.role("".join(word.text for word in words))
    return near and named is not None and named.rank < _CONTAINS and not all(names.role(word.text) for word in words)


_Levelled = tuple[int, Word]
"""A word with its line: 0 the upper, 1 the lower."""


def _stacked(upper: Line, lower: Line, names: ColumnNames) -> list[Cell]:
    """The cells of two lines, those that stand over each other joined."""
    groups: list[list[_Levelled]] = []
    levelled = [*((0, word) for word in upper.words), *((1, word) for word in lower.words)]
    for level, word in sorted(levelled, key=lambda one: one[1].left):
        if groups and word.left < max(other.right for _, other in groups[-1]):
            groups[-1].append((level, word))
        else:
            groups.append([(level, word)])
    return [_cell_of(group, names) for group in groups]


def _cell_of(group: Sequence[_Levelled], names: ColumnNames) -> Cell:
    """One cell of words that stand over each other, read from above: お支払 over 金額 is お支払金額."""
    text = "".join(word.text for _, word in sorted(group, key=lambda one: (one[0], one[1].left)))
    return Cell(text, min(word.left for _, word in group), max(word.right for _, word in group), names.role_of(text))
