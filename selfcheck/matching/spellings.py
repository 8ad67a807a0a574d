"""The knowledge comes in; one table of folded names and lookalikes goes out, cut forms included."""

from __future__ import annotations

from collections.abc import Container, Iterable

from msgspec.structs import replace

from selfcheck.knowledge import Knowledge
from selfcheck.matching.affixes import cut_at
from selfcheck.matching.cuts import cut_lookalikes, stems
from selfcheck.matching.fold import fold
from selfcheck.matching.spelling import Spelling, lookalikes, names

_SHORT_WORD = 3
_SHORT_LATIN_WORD = 5
"""Letters of a whole name that a longer word may begin with: プリンス, PRINGLES."""


class Spellings:
    """The table: what to look for anywhere, and what only at the end of a cell."""

    def __init__(self, knowledge: Knowledge) -> None:
        affixes = knowledge.lookalikes.affixes
        others = list(lookalikes(knowledge))
        words = {other.text for other in others}
        every = [*(replace(name, begins_words=_begins_words(name, words)) for name in names(knowledge)), *others]
        self.anywhere: dict[str, list[Spelling]] = {}
        for spelling in every:
            self.anywhere.setdefault(spelling.text, []).append(spelling)
        around = set(map(fold, (*affixes.rails, *affixes.after, *affixes.schemes)))
        cut = [*cut_lookalikes(every, set(map(fold, affixes.after))), *stems(every, around)]
        self.at_end = _first_of_each(cut, but={*self.anywhere, *around})
        self.lengths = sorted(set(map(len, self.anywhere)))
        self.names = {spelling.text for spelling in every if spelling.service}
        self.stems = {text for text, spelling in self.at_end.items() if spelling.service}
        self.beginnings = {text for name in self.names for length in range(1, len(name)) for text in cut_at(name, length)}
        """What a cell may end with, where a name goes on in the next; a sound mark may stand there, too: ﾗｲﾝﾍ | ﾟｲ."""


def _first_of_each(cut: Iterable[Spelling], but: Container[str]) -> dict[str, Spelling]:
    """One for each text, lookalikes before names: ペイペイギ is the bank. What is a whole name or word is not cut."""
    found: dict[str, Spelling] = {}
    for spelling in cut:
        if spelling.text not in but:
            found.setdefault(spelling.text, spelling)
    return found


def _begins_words(name: Spelling, words: set[str]) -> bool:
    """Whether a name that is an ordinary word, or so short, is the beginning of longer words."""
    short = _SHORT_LATIN_WORD if name.text.isascii() else _SHORT_WORD
    if name.fit != "whole" and len(name.text) > short:
        return False
    return any(word != name.text and word.startswith(name.text) for word in words)
