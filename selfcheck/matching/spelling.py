"""A name or lookalike of the knowledge comes in, folded as it is compared, with what its printed form tells."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from selfcheck.knowledge import Knowledge
from selfcheck.knowledge.schema import Lookalike
from selfcheck.matching.fold import LONG_MARKS, fold, fold_with_spans

UNMISTAKABLE = 6
"""Letters of a name that no other word holds by chance: it may stand within a longer word, and a long mark in it is noise."""
_SURE_SHARE = 3 / 4
"""How much of a name a stem must hold to need no narrow column."""
_SURE_STEM = 5
_SURE_SEEN_STEM = 4
"""Letters of a stem that needs no narrow column; fewer if statements are known to print the name."""


class Spelling(Struct, frozen=True, dict=True):
    """One folded form of a name or a lookalike."""

    text: str
    printed: str
    """The text as the data have it."""
    fit: str = "anywhere"
    service: str = ""
    """The service whose name it is; empty for lookalikes."""
    inferred: bool = False
    ambiguous: bool = False
    own: bool = False
    lookalike: Lookalike | None = None
    cut: bool = False
    could_be: tuple[str, ...] = ()
    """For the stem of a name: the services whose names begin like it."""
    marks: frozenset[int] = frozenset()
    """The letters (by place, from 0) behind which the name has a long mark: デ0 イ1 ー バ2 … has one behind 1."""
    exact_marks: bool = False
    """For a stem: another word begins with the same letters, and only the long marks within tell which it is."""
    share: float = 1
    """How much of the name a stem holds."""
    begins_words: bool = False
    """Whether longer words begin with this short name."""

    @property
    def needs_narrow_column(self) -> bool:
        """Whether a stem is so short that the column must be seen to end where it does."""
        least = _SURE_STEM if self.inferred or self.text.isascii() else _SURE_SEEN_STEM
        return self.cut and (len(self.text) < least or self.share < _SURE_SHARE)

    @property
    def is_word(self) -> bool:
        """Whether it is an ordinary word, which a name need only touch to be none."""
        return self.lookalike is not None and self.lookalike.kind == "word"

    @cached_property
    def reads_marks(self) -> bool:
        """Whether a long mark makes another word of it: ア－トネ is not アトネ, プ－リン is not プリン."""
        return bool(self.service) and len(self.text) < UNMISTAKABLE


def names(knowledge: Knowledge) -> Iterator[Spelling]:
    """The names of all services."""
    for service in knowledge.services.values():
        for name in service.names:
            yield Spelling(
                text=fold(name.text),
                printed=name.text,
                fit=name.fit,
                service=service.id,
                inferred=name.confidence == "D",
                ambiguous=name.ambiguous,
                own="own" in name.sources,
                marks=_marks_in(name.text),
            )


def _marks_in(printed: str) -> frozenset[int]:
    """The letters of a name behind which it has a long mark."""
    if not LONG_MARKS.search(printed):
        return frozenset()
    spans = fold_with_spans(printed).spans
    until = [*(start for start, _ in spans[1:]), len(printed)]
    return frozenset(i for i, (_, end) in enumerate(spans) if LONG_MARKS.search(printed, end, until[i]))


def lookalikes(knowledge: Knowledge) -> Iterator[Spelling]:
    """The lookalikes of all services, and those of none."""
    groups = (knowledge.lookalikes.lookalikes, *(service.lookalikes for service in knowledge.services.values()))
    for lookalikes in groups:
        for lookalike in lookalikes:
            for text in lookalike.texts:
                yield Spelling(fold(text), text, lookalike.fit, lookalike=lookalike, marks=_marks_in(text))
