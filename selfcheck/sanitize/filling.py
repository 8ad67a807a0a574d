"""A text and what may stay of it come in; the text with all else invented goes out, naming the same services as before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from selfcheck.allowed.text import PART, Span, allowed_text, cut
from selfcheck.sanitize.amounts import yen_of
from selfcheck.sanitize.invented import DIGITS, written_alike
from selfcheck.sanitize.sums import Sums
from selfcheck.sanitize.words import InventedWords

_TRIES = 20
"""Texts that are invented before one names just what the old one named."""


class Filling:
    """Fills the texts of one file; the same word always becomes the same invented word."""

    def __init__(self, sums: Sums, text: str) -> None:
        self._allowed = allowed_text()
        self._sums = sums
        self._words = InventedWords([text])

    def filled(self, text: str, kept: Sequence[Span], *, with_sums: bool = False) -> str:
        """``text`` with all that is not ``kept`` invented; ``with_sums`` totals and balances are those of the copy."""

        def other(part: re.Match[str]) -> str:
            yen = self._sums.of(yen_of(part.group())) if with_sums and DIGITS.fullmatch(part.group()) else None
            return self._words.of(part.group()) if yen is None else written_alike(part.group(), yen)

        return _changed(text, kept, other)

    def filled_alike(self, text: str, kept: Sequence[Span]) -> str:
        """The same, and what was invented names no service, nor hides one; stars where that cannot be."""
        for _ in range(_TRIES):
            made = self.filled(text, kept)
            if self._named(made) == self._named(text):
                return made
            self._words.forget(text)
        return _changed(text, kept, lambda part: "*" * len(part.group()))

    def names_alike(self, contents: Sequence[str], made: Sequence[str]) -> bool:
        """Whether the cells of a line name over two cells what they named; else all words in them are invented anew."""
        one, other = ([hit.service for hit in self._allowed.matcher.over_cells("\t".join(cells))] for cells in (contents, made))
        if one != other:
            for content in contents:
                self._words.forget(content)
        return one == other

    def _named(self, text: str) -> tuple[list[str], str | None]:
        matcher = self._allowed.matcher
        return [hit.service for hit in matcher.find_all(text)], matcher.immediate_rail(text)


def _changed(text: str, kept: Sequence[Span], other: Callable[[re.Match[str]], str]) -> str:
    ordered = sorted(kept, key=lambda span: (span[0], -span[1]))
    return "".join(piece if stays else PART.sub(other, piece) for stays, piece in cut(text, ordered))
