"""What is printed behind a brand's name comes in; the lookalike that it makes of the name goes out.

A card, a bank or a shop of a brand is printed as the name of the service with an ending. The ending is written
once in the data and holds behind every spelling of the name, in any mix of scripts: ペイペイカード, PAYPAYｶｰﾄﾞ,
ペイPAY CARD. A bank that cuts its memos leaves the beginning of an ending: ペイペイギン is the bank still.
"""

from __future__ import annotations

from selfcheck.knowledge import Knowledge
from selfcheck.knowledge.schema import Ending, Lookalike
from selfcheck.matching.affixes import Around, cut_at
from selfcheck.matching.cuts import is_cut_of
from selfcheck.matching.fold import fold
from selfcheck.matching.spelling import Spelling

_SHORT_LATIN = 3
"""Letters of an ending that must end its word: PAYPAY BK, and not PAYPAY BKxyz."""


class _EndingsOfBrand:
    """The endings of one service."""

    def __init__(self, endings: tuple[Ending, ...], words: dict[str, tuple[str, ...]], after: frozenset[str]) -> None:
        self._whole: dict[str, Spelling] = {}
        for ending in endings:
            for printed in (*(word for group in ending.of for word in words[group]), *ending.texts):
                lookalike = Lookalike(texts=(printed,), what=ending.what, kind=ending.kind, sources=ending.sources)
                self._whole.setdefault(fold(printed), Spelling(fold(printed), printed, lookalike=lookalike))
        self._lengths = sorted({len(text) for text in self._whole}, reverse=True)
        self._after = after
        self._by_letter: dict[str, list[str]] = {}
        for text in self._whole:
            for letter in cut_at(text, 1):
                self._by_letter.setdefault(letter, []).append(text)

    def _cut(self, rest: str) -> Spelling | None:
        """The ending that a cut leaves ``rest`` of, where it begins no word that stands behind a name (シ: 証券, or シハライ);
        of two, the one that the data name first: カ is the card."""
        for text in self._by_letter.get(rest[0], ()):
            if is_cut_of(rest, text) and all(word.startswith(text) for word in self._after if word.startswith(rest)):
                return self._whole[text]
        return None

    def behind(self, rest: str, around: Around) -> Spelling | None:
        """The longest ending that ``rest`` (folded) starts with, or the one that it is the beginning of."""
        for length in self._lengths:
            ending = self._whole.get(rest[:length])
            if ending and len(rest) >= length and not _goes_on(rest, length) and not around.is_longer_after(rest, length):
                return ending
        return self._cut(rest)


def _goes_on(rest: str, length: int) -> bool:
    """Whether a short Latin ending is but the beginning of a longer word."""
    return length <= _SHORT_LATIN and rest[:length].isascii() and rest[length : length + 1].isascii() and len(rest) > length


class Endings:
    """The endings of all brands; a brand's are made when its name is first seen."""

    def __init__(self, knowledge: Knowledge, around: Around) -> None:
        self._words = {words.id: words.texts for words in knowledge.lookalikes.endings}
        self._around = around
        self._made: dict[tuple[Ending, ...], _EndingsOfBrand] = {}
        self._of_name = {
            (service.id, fold(name.text)): tuple(e for e in service.endings if not e.behind or name.text in e.behind)
            for service in knowledge.services.values()
            if service.endings
            for name in service.names
            if name.fit != "whole"
        }
        """Service and folded name → the endings that hold behind it."""

    def behind(self, name: Spelling, rest: str) -> Spelling | None:
        """The ending that ``rest`` (folded, up to its cell's end or as long as any ending) makes of ``name``, if it is one."""
        endings = self._of_name.get((name.service, name.text))
        if not endings or not rest:
            return None
        if endings not in self._made:
            self._made[endings] = _EndingsOfBrand(endings, self._words, self._around.after)
        return self._made[endings].behind(rest, self._around)
