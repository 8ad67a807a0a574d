"""The knowledge comes in; one table of folded names and lookalikes goes out, cut forms included.

Banks cut memos at the width of their column. A lookalike that is cut behind the name it starts with
stays a lookalike (ペイペイギン is the bank), and the beginning of a name counts where nothing else that
is known begins so (ドコモコウ, and not ドコモ); the shorter it is, the surer it must be that the column
ends there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cached_property

from selfcheck.knowledge import Knowledge
from selfcheck.knowledge.schema import Affixes, Lookalike
from selfcheck.matching.affixes import cut_at
from selfcheck.matching.fold import LONG_MARKS, fold, fold_with_spans

UNMISTAKABLE = 6
"""Letters of a name that no other word holds by chance: it may stand within a longer word, and a long mark in it is noise."""
_SHORTEST_STEM = 3
_SHORTEST_LATIN_STEM = 5
"""PAID and PRIN are words."""
_SURE_SHARE = 3 / 4
"""How much of a name a stem must hold to need no narrow column."""
_SURE_STEM = 5
_SURE_SEEN_STEM = 4
"""Letters of a stem that needs no narrow column; fewer if statements are known to print the name."""
_SHORT_WORD = 3
_SHORT_LATIN_WORD = 5
"""Letters of a whole name that a longer word may begin with: プリンス, PRINGLES."""


@dataclass(frozen=True)
class Spelling:
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

    @property
    def is_bill(self) -> bool:
        """Whether it is the bill of a card or of credit: worth a note beside the service."""
        return self.lookalike is not None and self.lookalike.kind == "card-bill"

    @cached_property
    def reads_marks(self) -> bool:
        """Whether a long mark makes another word of it: ア－トネ is not アトネ, プ－リン is not プリン."""
        return bool(self.service) and len(self.text) < UNMISTAKABLE


class _Others(Enum):
    """Whether something else begins like a name."""

    NONE = auto()
    BY_MARKS = auto()
    """With the same letters, but other long marks between them."""
    ALIKE = auto()


class Spellings:
    """The table: what to look for anywhere, and what only at the end of a cell."""

    def __init__(self, knowledge: Knowledge) -> None:
        affixes = knowledge.lookalikes.affixes
        every = _with_longer_words([*_names(knowledge), *_lookalikes(knowledge)])
        self.anywhere: dict[str, list[Spelling]] = {}
        for spelling in every:
            self.anywhere.setdefault(spelling.text, []).append(spelling)
        self.at_end: dict[str, Spelling] = {}
        around = {fold(word) for word in (*affixes.rails, *affixes.after, *affixes.schemes)}
        for spelling in (*_cut_lookalikes(every, affixes), *_stems(every, around)):
            if spelling.text not in self.anywhere and spelling.text not in around:
                self.at_end.setdefault(spelling.text, spelling)
        self.lengths = sorted({len(text) for text in self.anywhere})
        self.names = {spelling.text for spelling in every if spelling.service}
        self.stems = {text for text, spelling in self.at_end.items() if spelling.service}
        self.beginnings = {name[:length] for name in self.names for length in range(1, len(name))}
        """What a cell may end with, where a name goes on in the next."""


def _names(knowledge: Knowledge) -> Iterator[Spelling]:
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
    spans = fold_with_spans(printed).spans
    until = [*(start for start, _ in spans[1:]), len(printed)]
    return frozenset(i for i, (_, end) in enumerate(spans) if LONG_MARKS.search(printed, end, until[i]))


def _lookalikes(knowledge: Knowledge) -> Iterator[Spelling]:
    groups = (knowledge.lookalikes.lookalikes, *(service.lookalikes for service in knowledge.services.values()))
    for lookalikes in groups:
        for lookalike in lookalikes:
            for text in lookalike.texts:
                yield Spelling(fold(text), text, lookalike.fit, lookalike=lookalike, marks=_marks_in(text))


def _with_longer_words(spellings: Collection[Spelling]) -> list[Spelling]:
    """The same, short names marked with which longer words begin."""
    words = {spelling.text for spelling in spellings if not spelling.service}

    def begins_words(name: Spelling) -> bool:
        short = _SHORT_LATIN_WORD if name.text.isascii() else _SHORT_WORD
        begins = name.fit == "whole" or len(name.text) <= short
        return begins and any(word != name.text and word.startswith(name.text) for word in words)

    return [
        replace(spelling, begins_words=True) if spelling.service and begins_words(spelling) else spelling
        for spelling in spellings
    ]


def _cut_lookalikes(spellings: Collection[Spelling], affixes: Affixes) -> Iterator[Spelling]:
    """Lookalikes that start with a service's name, cut off behind it; not where the rest may as well begin one of
    the words that stand behind a name (ペイペイシ: 証券, or シハライ)."""
    names = [spelling.text for spelling in spellings if spelling.service]
    after = {fold(word) for word in affixes.after}
    for spelling in spellings:
        if spelling.service or spelling.is_word or spelling.fit != "anywhere":
            continue
        longest = max((len(name) for name in names if spelling.text.startswith(name)), default=0)
        if longest:
            rivals = tuple(word for word in after if not word.startswith(spelling.text[longest:]))
            for text in cut_forms(spelling.text, longest + 1):
                if not any(word.startswith(text[longest:]) for word in rivals):
                    yield replace(spelling, text=text, cut=True)


def cut_forms(text: str, least: int) -> Iterator[str]:
    """The beginnings of a folded text, from ``least`` letters to all of them, as a cut leaves them."""
    for length in range(least, len(text) + 1):
        yield from sorted(cut_at(text, length))


def _stems(spellings: Collection[Spelling], around: Iterable[str]) -> Iterator[Spelling]:
    """Beginnings of names that are the beginning of nothing else; the best known service first."""
    beginnings = _Beginnings(spellings, around)
    # One letter more than another name (ファミマ|デ) is not enough; than an ordinary word (バンドル|カ), it is.
    firms = {spelling.text for spelling in spellings if not spelling.service and not spelling.is_word}
    owners_of: dict[str, list[Spelling]] = {}
    for name in sorted((name for name in spellings if name.service and name.fit != "whole"), key=lambda name: name.inferred):
        for text in _stems_of(name.text):
            likeness = beginnings.others(text, name.marks)
            if likeness is not _Others.ALIKE and text[:-1] not in firms:
                owners_of.setdefault(text, []).append(replace(name, exact_marks=likeness is _Others.BY_MARKS))
    for text, owners in owners_of.items():
        yield replace(
            owners[0],
            text=text,
            fit="word",
            cut=True,
            could_be=tuple(dict.fromkeys(owner.service for owner in owners)),
            marks=frozenset(mark for owner in owners for mark in owner.marks),
            exact_marks=any(owner.exact_marks for owner in owners),
            share=max(len(text) / len(owner.text) for owner in owners),
        )


def _stems_of(name: str) -> Iterator[str]:
    """A kana without its sound mark is but half a letter."""
    for length in range(1, len(name) + 1):
        for text in cut_at(name, length) - {name}:
            letters = length if text == name[:length] else length - 1
            if letters >= (_SHORTEST_LATIN_STEM if text.isascii() else _SHORTEST_STEM):
                yield text


class _Beginnings:
    """Every beginning of a lookalike or of a word around names; a lookalike that begins with a whole name says nothing
    about beginnings of that name."""

    def __init__(self, spellings: Collection[Spelling], around: Iterable[str]) -> None:
        names = tuple(spelling.text for spelling in spellings if spelling.service)
        self._around = {text for word in around for text in cut_forms(word, 1)}
        self._marks_of: dict[str, set[frozenset[int]]] = {}
        """Beginning → the long marks within it, of each lookalike that begins so; one that follows it included."""
        for other in spellings:
            if not other.service and not other.text.startswith(names):
                for length in range(1, len(other.text) + 1):
                    marks = frozenset(mark for mark in other.marks if mark < length)
                    for text in cut_at(other.text, length):
                        self._marks_of.setdefault(text, set()).add(marks)

    def others(self, text: str, marks: Collection[int]) -> _Others:
        """Whether something else begins with ``text``, the beginning of a name with these long marks."""
        if text in self._around:
            return _Others.ALIKE
        last = len(text) - 1
        within = {mark for mark in marks if mark < last}
        found = _Others.NONE
        for theirs in self._marks_of.get(text, ()):
            if theirs - {last} != within:
                found = _Others.BY_MARKS  # ディバイダー, and ディーバライ
            elif last not in theirs or last in marks:
                return _Others.ALIKE
            # else the word goes on with a long mark, and the name without: ペイパー, and ペイパル
        return found
