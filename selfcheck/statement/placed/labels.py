"""The pieces of a line come in; which of its numbers a word right before it calls the balance, or money out or in, goes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selfcheck.statement.column_words import ColumnNames
from selfcheck.statement.layout.direction import Directions
from selfcheck.statement.placed.pieces import Kind, Piece
from selfcheck.statement.values import parse_amount

_AROUND = "()（）[]【】「」〈〉:： "
"""What may stand around a label."""


def label_of(piece: Piece) -> str:
    """A word as a label: （残高 is 残高."""
    return piece.text.strip(_AROUND)


def balance_at(pieces: Sequence[Piece], after: int, names: ColumnNames) -> int | None:
    """Where the number stands that is called the balance.

    It is the last of several. In 旅行残金 50,000 200,000 the word is the memo's, since a number follows its own; and so it
    is in ペイペイ残高 10,000 without another number, where it is no word by itself.
    """
    numbers = [at for at in range(after, len(pieces)) if pieces[at].kind is Kind.MONEY]
    called = [at for at in _behind_words(pieces, after) if names.ends_with(label_of(pieces[at - 1]), "balance")]
    if not called or called[-1] + 1 in numbers:
        return None
    is_whole = names.is_word_of(label_of(pieces[called[-1] - 1]), "balance")
    return called[-1] if is_whole or len(numbers) > 1 else None


def directed_at(pieces: Sequence[Piece], after: int, directions: Directions) -> int | None:
    """Where the amount stands that is called money out or in: of several, as 出金 0円 入金 3,000円, the first that is not 0."""
    called = [
        at for at in _behind_words(pieces, after) if directions.is_plain(label_of(pieces[at - 1])) and pieces[at].is_exact
    ]
    return next((at for at in called if parse_amount(pieces[at].text)), next(iter(called), None))


def _behind_words(pieces: Sequence[Piece], after: int) -> Iterator[int]:
    """Where numbers stand right behind a word."""
    for at in range(after + 1, len(pieces)):
        if pieces[at].kind is Kind.MONEY and pieces[at - 1].kind is Kind.TEXT:
            yield at
