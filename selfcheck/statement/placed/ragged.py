"""Lines with an entry each come in, whose cells stand under no header any more; the table of their entries goes out.

So are lines whose tabs were lost, or became one space: a date, words, and at the end the amounts. As many amounts as the
header names are what it names; of two, the last is the balance, and what the first is only the balance can say.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from selfcheck.knowledge import load
from selfcheck.knowledge.schema import Role
from selfcheck.patterns import regex
from selfcheck.statement.column_words import ColumnNames
from selfcheck.statement.layout.direction import Directions
from selfcheck.statement.placed.columns import is_anchor
from selfcheck.statement.placed.entry import Entry, table_of_entries
from selfcheck.statement.placed.grid import Placed
from selfcheck.statement.placed.header import MONEY, headers
from selfcheck.statement.placed.labels import balance_at, directed_at, label_of
from selfcheck.statement.placed.mixed import mixed
from selfcheck.statement.placed.pieces import Kind, Piece, pieces_of
from selfcheck.statement.placed.printed import Line

_WIDE = regex(r"\S(?:  +|\s*\u3000\s*)\S")
"""Spaces that only stand between columns."""


def is_aligned(lines: Sequence[Line]) -> bool:
    """Whether most lines with a date and an amount have wide spaces in them, so that their cells may stand in columns."""
    anchors = [line for line in lines if is_anchor(pieces_of(line)) and "|" not in line.text]
    return bool(anchors) and 2 * sum(_WIDE.search(line.text) is not None for line in anchors) >= len(anchors)


def has_entries(lines: Sequence[Line]) -> bool:
    """Whether some line begins with a date and has an amount behind it."""
    found = (pieces_of(line, glued=True) for line in lines)
    return any(pieces[0].kind is Kind.DATE and is_anchor(pieces) for pieces in found if pieces)


def ragged(lines: Sequence[Line], names: ColumnNames) -> Placed | None:
    """The table; None where no line has a date and an amount."""
    pieces = [pieces_of(line, glued=True) for line in lines]
    found = headers(lines, pieces, names)
    roles = [cell.role for cell in found[0].cells if cell.role in MONEY] if found else []
    reader = _Reader(names, Directions(load().columns), roles)
    entries = [reader.entry(line, of) for line, of in zip(lines, pieces, strict=True) if is_anchor(of)]
    if not any(map(_has_amount, entries)):
        return None
    texts = [line.text for line in lines]
    return mixed(texts, entries, reader.directions) or table_of_entries(texts, entries)


def _has_amount(entry: Entry) -> bool:
    return bool(entry.plain) or any(role != "balance" for role in entry.amounts)


class _Reader(Struct, frozen=True):
    """Reads lines with a date and amounts as entries."""

    names: ColumnNames
    directions: Directions
    roles: Sequence[Role]
    """What the header, if there is one, calls the amounts."""

    def entry(self, line: Line, pieces: Sequence[Piece]) -> Entry:
        """What a line says by its labels, else by its header, else by the order of its amounts."""
        date = next(at for at, piece in enumerate(pieces) if piece.kind is Kind.DATE)
        balance = balance_at(pieces, date + 1, self.names)
        if balance is not None:
            return self._with_balance(line, pieces, date, balance)
        places, direction = self._amounts(pieces, date + 1)
        money = [pieces[at] for at in places]
        words = [piece for at, piece in enumerate(pieces) if at not in (date, *places)]
        entry = Entry(line.number, line.number, pieces[date].text, texts=_text(words))
        if len(money) == len(self.roles) > 1:
            # 9/8 ﾄﾞｺﾓｺｳｻﾞ 3,000 - 97,000 below 出金 入金 残高: the dash keeps the place of the amount that is none.
            entry.amounts = {role: piece.text for role, piece in zip(self.roles, money, strict=True)}
        else:
            entry.plain = [piece.text for piece in money if piece.kind is Kind.MONEY]
            entry.direction = direction
        return entry

    def _with_balance(self, line: Line, pieces: Sequence[Piece], date: int, balance: int) -> Entry:
        """A line that calls one of its numbers the balance: the others are read as if it and its label were not there."""
        others = [*pieces[: balance - 1], *_unclosed(pieces[balance + 1 :])]
        places, direction = self._amounts(others, date + 1)
        words = [piece for at, piece in enumerate(others) if at not in (date, *places)]
        # A line of nothing but the balance is a carried one, and is known by its word.
        texts = _text(words) or ([] if places else [label_of(pieces[balance - 1])])
        plain = [piece.text for piece in (others[at] for at in places) if piece.kind is Kind.MONEY][:1]
        amounts: dict[Role, str] = {"balance": pieces[balance].text}
        return Entry(line.number, line.number, pieces[date].text, texts, direction, amounts, plain)

    def _amounts(self, pieces: Sequence[Piece], after: int) -> tuple[list[int], str]:
        """Where the amounts of a line stand, and the word that says which way they went."""
        directed = directed_at(pieces, after, self.directions)
        plain = (label for piece in pieces if piece.kind is Kind.TEXT and self.directions.is_plain(label := label_of(piece)))
        if directed is None:
            return _amounts(pieces, after), next(plain, "")
        end = directed + 1
        while end < len(pieces) and pieces[end].kind in (Kind.MONEY, Kind.NOTHING):
            end += 1
        last = len(pieces) - 1
        is_behind = directed + 1 == end < last and pieces[last].is_exact and self._is_no_label(pieces[last - 1])
        return [*range(directed, end), *([last] if is_behind else [])], label_of(pieces[directed - 1])

    def _is_no_label(self, piece: Piece) -> bool:
        """出金 10,000円 ペイペイ 290,000円: what stands at the end is the balance, but not behind 手数料 or 入金."""
        return not self.names.is_excluded(label_of(piece)) and not self.directions.is_plain(label_of(piece))


def _unclosed(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """What stands behind a balance without the bracket that ends it: （残高290,000円）."""
    return pieces[1:] if pieces and not label_of(pieces[0]) else pieces


def _amounts(pieces: Sequence[Piece], after: int) -> list[int]:
    """Where the amounts of a line stand: at its end; if words stand there, all that are plainly amounts, or the last number."""
    start = len(pieces)
    while start > after and pieces[start - 1].kind in (Kind.MONEY, Kind.NOTHING):
        start -= 1
    if start < len(pieces):
        return list(range(start, len(pieces)))
    numbers = [at for at in range(after, len(pieces)) if pieces[at].kind is Kind.MONEY]
    return [at for at in numbers if pieces[at].is_exact] or numbers[-1:]


def _text(words: Sequence[Piece]) -> list[str]:
    """The words of a line with the white space between them."""
    text = "".join((piece.gap if at else "") + piece.text for at, piece in enumerate(words))
    return [text] if text else []
