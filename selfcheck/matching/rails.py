"""The text of a record comes in; whether money left by immediate transfer, and to whom, goes out.

The next service that is abused stands in no list. What gives it away is the rail: over these, operators draw money
from an account at once, which is how the thefts of 2020 were made. A payee on such a rail that is neither a known
service nor known to be harmless (a securities firm, a card company, a tax office …) is worth a question.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct

from selfcheck.knowledge.schema import HarmlessPayee, Rail, RailFile
from selfcheck.matching.affixes import Around
from selfcheck.matching.fold import fold, fold_with_spans
from selfcheck.model.findings import Hit
from selfcheck.patterns import regex

UNNAMED = "unnamed"
"""The service of a finding whose payee nobody knows."""
_BETWEEN = regex(r"[\s(（)）\[\]［］「」【】]+")
_WORD = regex(r"[^\s()（）\[\]［］「」【】.．/／・*＊]+")
_LEAST_OF_CUT = 4
_SHARE_OF_CUT = 3 / 4
"""Letters of a harmless payee's name that must be left where the bank cut it, and how much of it: シヨウケ of シヨウケン,
but not ラクテン of ラクテンシヨウケン."""


class _Marked(Struct, frozen=True):
    """A rail's mark as it was printed, and what the same cell says beside it."""

    rail: Rail
    printed: str
    rest: str


class Rails:
    """Recognises immediate transfers and their payees."""

    def __init__(self, file: RailFile, around: Around) -> None:
        self._around = around
        self._rails = {fold(text): rail for rail in file.rails for text in rail.texts}
        self._glued = sorted(self._rails, key=len, reverse=True)
        self._marks = tuple(self._rails)
        self._payees = [(fold(text), payee) for payee in file.payees for text in payee.texts]

    def mark_in(self, text: str) -> str | None:
        """The first word of ``text`` (printed) that marks an immediate transfer."""
        for word in _BETWEEN.split(text):
            if marked := self._marked(word):
                return marked.printed
        return None

    def stand_at_end_of(self, folded: str) -> bool:
        """Whether a folded cell begins or ends with a mark."""
        return folded.startswith(self._marks) or folded.endswith(self._marks)

    def unnamed(self, cells: Sequence[str], bank: str | None) -> Hit | None:
        """The payee on a rail that raises unknown payees, as a hit; ``bank`` (an id) is whose statement it is, if known."""
        for place, cell in enumerate(cells):
            marked = self._first_or_last(cell.strip())
            if marked and marked.rail.raises_unknown:
                payee = self._payee(marked, cells, place)
                if not _is_of(marked.rail, bank, cells, payee):
                    continue
                harmless = self._harmless(payee)
                return Hit(
                    service=UNNAMED,
                    matched=payee or marked.printed,
                    cell=cell,
                    inferred=False,
                    rail=marked.printed,
                    payee=payee,
                    harmless=harmless.what if harmless else None,
                )
        return None

    def _first_or_last(self, cell: str) -> _Marked | None:
        """The mark that a cell begins or ends with; in the middle of a text it is part of a name."""
        words = [word for word in _BETWEEN.split(cell) if word]
        if not words:
            return None
        if marked := self._marked(words[0]):
            behind = cell[cell.index(words[0]) + len(words[0]) :]
            return _Marked(marked.rail, marked.printed, f"{marked.rest} {behind}".strip())
        rail = self._rails.get(fold(words[-1]))
        return _Marked(rail, words[-1], cell[: cell.rindex(words[-1])].strip()) if rail else None

    def _marked(self, word: str) -> _Marked | None:
        """The mark that a printed word is, or begins with: ＲＴＫペイペイ. A Latin one ends where its script does."""
        folded = fold_with_spans(word)
        if rail := self._rails.get(folded.text):
            return _Marked(rail, word, "")
        for text in self._glued:
            rest = folded.text[len(text) :]
            if folded.text.startswith(text) and not (text.isascii() and rest[:1].isascii()):
                end = folded.printed(0, len(text))[1]
                return _Marked(self._rails[text], word[:end], word[end:])
        return None

    def _payee(self, marked: _Marked, cells: Sequence[str], place: int) -> str:
        """Who was paid, as printed but for legal forms: what stands beside the mark, or else in a neighbouring cell."""
        neighbours = [*cells[place + 1 : place + 2], *cells[max(place - 1, 0) : place]]
        for printed in (marked.rest, *neighbours):
            if payee := self._without_words_behind(self._around.without_legal_forms(printed)):
                return payee
        return ""

    def _without_words_behind(self, printed: str) -> str:
        """A payee without the words behind that say nothing about who was paid: (ヒバリペイ)チヤ－ジ. A long mark at its
        end is its own."""
        words = list(_WORD.finditer(printed))
        while words and self._around.is_around(words[-1].group()):
            words.pop()
        payee = printed[words[0].start() : words[-1].end()].lstrip("-－") if words else ""
        return "" if self._around.only(payee) else payee

    def _harmless(self, payee: str) -> HarmlessPayee | None:
        """What is known of a payee, whole or cut off by the bank."""
        letters = fold(payee)
        return next((known for text, known in self._payees if _is_payee(letters, text, known.fit)), None)


def _is_of(rail: Rail, bank: str | None, cells: Sequence[str], payee: str) -> bool:
    """Whether a rail is one of ``bank``. In a statement of nobody in particular, two letters are a bank's mark only
    where the payee stands in brackets behind them: ＲＴ (ＰＡＹＰＡＹ)."""
    if not rail.banks or bank in rail.banks:
        return True
    return bank is None and any(f"{opening}{payee}" in cell for cell in cells for opening in "(（")


def _is_payee(letters: str, text: str, fit: str) -> bool:
    """Whether a folded payee is the one called ``text``."""
    if fit == "whole":
        return letters == text
    least = max(_LEAST_OF_CUT, math.ceil(_SHARE_OF_CUT * len(text)))
    cut = any(letters.endswith(text[:length]) for length in range(least, len(text)))
    return letters.endswith(text) or cut if fit == "end" else text in letters or cut
