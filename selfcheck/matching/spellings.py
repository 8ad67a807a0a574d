"""The knowledge comes in; one table of folded names and lookalikes goes out, cut forms included."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from selfcheck.knowledge import Knowledge
from selfcheck.matching.affixes import Around, cut_at
from selfcheck.matching.cuts import Cuts
from selfcheck.matching.spelling import Spelling, lookalikes, names

_SHORT_WORD = 3
_SHORT_LATIN_WORD = 5
"""Letters of a whole name that a longer word may begin with: プリンス, PRINGLES."""


class Spellings:
    """The table: what to look for anywhere, and what only at the end of a cell."""

    def __init__(self, knowledge: Knowledge, around: Around) -> None:
        others = list(lookalikes(knowledge))
        words = sorted({other.text for other in others})
        every = [*(_marked(name, words) for name in names(knowledge)), *others]
        self.anywhere: dict[str, list[Spelling]] = {}
        for spelling in every:
            self.anywhere.setdefault(spelling.text, []).append(spelling)
        self.at_end = Cuts(every, around.after, around.words)
        self.lengths = sorted(set(map(len, self.anywhere)))
        self.names = {spelling.text for spelling in every if spelling.service}
        self.beginnings = {
            text for name in self.names for length in range(1, len(name) + 1) for text in cut_at(name, length) if text != name
        }
        """What a cell may end with, where a name is cut, or goes on in the next, maybe with a sound mark: ﾗｲﾝﾍ | ﾟｲ."""


def _marked(name: Spelling, words: Sequence[str]) -> Spelling:
    """A name that is an ordinary word, or so short, and is the beginning of longer words, says so."""
    short = _SHORT_LATIN_WORD if name.text.isascii() else _SHORT_WORD
    if name.fit != "whole" and len(name.text) > short:
        return name
    following = bisect_right(words, name.text)  # sorted: a word that begins with it is the next
    return replace(name, begins_words=words[following : following + 1] != [] and words[following].startswith(name.text))
