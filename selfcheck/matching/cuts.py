"""Spellings come in; what is left of them where a bank's column cuts them goes out, for the text that is asked about.

A lookalike that is cut behind the name it starts with stays a lookalike (ペイペイギン is the bank). The beginning of a
name, its stem, counts where nothing else that is known begins so (ドコモコウ, and not ドコモ); the shorter it is, the
surer it must be that the column ends there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import Enum, auto

from msgspec.structs import replace

from selfcheck.matching.affixes import cut_at
from selfcheck.matching.spelling import Spelling

_SHORTEST_STEM = 3
_SHORTEST_LATIN_STEM = 5
"""PAID and PRIN are words."""
_HEAD = 2
"""Letters by which spellings are looked up; what a cut leaves of one has at least as many."""


def is_cut_of(text: str, whole: str) -> bool:
    """Whether a cut of ``whole`` (both folded) may leave ``text``, or nothing was cut off."""
    length = len(text)
    return length <= len(whole) and whole.startswith(text[:-1]) and text in cut_at(whole, length)


class _Others(Enum):
    """Whether something else begins like a name."""

    NONE = auto()
    BY_MARKS = auto()
    """With the same letters, but other long marks between them."""
    ALIKE = auto()


class Cuts:
    """What cuts leave. Of a run's texts only a few end like the beginning of anything, so that each is worked out when it is
    met: all of them together took longer than a small statement."""

    def __init__(self, spellings: Sequence[Spelling], after: Collection[str], around: Collection[str]) -> None:
        """``after`` are the words behind a name, ``around`` all that stand around one (folded). Of lookalikes the first
        that leaves a text counts, of names that which is best known."""
        self._after, self._around = after, around
        self._whole = {spelling.text for spelling in spellings}
        self._name_texts = {spelling.text for spelling in spellings if spelling.service}
        # One letter more than another name (ファミマ|デ) is not enough; than an ordinary word (バンドル|カ), it is.
        self._firms = {spelling.text for spelling in spellings if not spelling.service and not spelling.is_word}
        names = (spelling for spelling in spellings if spelling.service and spelling.fit != "whole")
        self._names = _by_head(sorted(names, key=lambda name: name.inferred))
        self._lookalikes = _by_head(spelling for spelling in spellings if not spelling.service)
        self._known: dict[str, Spelling | None] = {}

    def of(self, text: str) -> Spelling | None:
        """What a cell that ends in ``text`` (folded, up to its end) was cut from; None for nothing, and for a whole name."""
        head = text[:_HEAD]
        if head not in self._names and head not in self._lookalikes:
            return None
        if text not in self._known:
            if text in self._whole or text in self._around or len(text) < _HEAD:
                return None
            names = [name for name in self._names.get(head, ()) if is_cut_of(text, name.text)]
            lookalikes = [other for other in self._lookalikes.get(head, ()) if is_cut_of(text, other.text)]
            if not names and not lookalikes:
                return None  # not remembered: of such texts there is no end
            self._known[text] = next(self._cut_lookalikes(text, lookalikes), None) or self._stem(text, names, lookalikes)
        return self._known[text]

    def _cut_lookalikes(self, text: str, lookalikes: Iterable[Spelling]) -> Iterator[Spelling]:
        """Those that start with a service's name and are cut behind it. Not where the rest may as well begin one of the
        words behind a name (ペイペイシ: 証券, or シハライ)."""
        for lookalike in lookalikes:
            whole = lookalike.text
            if lookalike.is_word or lookalike.fit != "anywhere":
                continue
            letters = next((length for length in range(len(whole), 0, -1) if whole[:length] in self._name_texts), 0)
            rest, left = whole[letters:], text[letters:]
            if letters and left and all(word.startswith(rest) for word in self._after if word.startswith(left)):
                yield replace(lookalike, text=text, cut=True)

    def _stem(self, text: str, names: Iterable[Spelling], lookalikes: Sequence[Spelling]) -> Spelling | None:
        """The beginning of one name or more, where it is the beginning of nothing else."""
        if text[:-1] in self._firms:
            return None
        owners: list[Spelling] = []
        for name in names:
            likeness = self._others(text, name.marks, lookalikes) if _is_long_enough(text, name.text) else _Others.ALIKE
            if likeness is not _Others.ALIKE:
                owners.append(replace(name, exact_marks=likeness is _Others.BY_MARKS))
        return _stem(text, owners) if owners else None

    def _others(self, text: str, marks: Collection[int], lookalikes: Iterable[Spelling]) -> _Others:
        """Whether something else begins with ``text``, the beginning of a name with these long marks. A lookalike that
        begins with a whole name says nothing about beginnings of that name."""
        if any(is_cut_of(text, word) for word in self._around):
            return _Others.ALIKE
        last = len(text) - 1
        within = {mark for mark in marks if mark < last}
        found = _Others.NONE
        for other in lookalikes:
            if self._begins_with_name(other.text):
                continue
            for theirs in _marks_until(other, last):
                if theirs - {last} != within:
                    found = _Others.BY_MARKS  # ディバイダー, and ディーバライ
                elif last not in theirs or last in marks:
                    return _Others.ALIKE
                # else the word goes on with a long mark, and the name without: ペイパー, and ペイパル
        return found

    def _begins_with_name(self, text: str) -> bool:
        return any(text[:length] in self._name_texts for length in range(1, len(text) + 1))


def _by_head(spellings: Iterable[Spelling]) -> dict[str, list[Spelling]]:
    """By their first two letters, also as a cut behind them leaves the second."""
    found: dict[str, list[Spelling]] = {}
    for spelling in spellings:
        for head in cut_at(spelling.text, _HEAD):
            found.setdefault(head, []).append(spelling)
    return found


def _is_long_enough(text: str, name: str) -> bool:
    """Whether so much of the name is left that it can be told; a kana without its sound mark is but half a letter."""
    letters = len(text) if name.startswith(text) else len(text) - 1
    return letters >= (_SHORTEST_LATIN_STEM if text.isascii() else _SHORTEST_STEM)


def _marks_until(other: Spelling, last: int) -> tuple[frozenset[int], ...]:
    """The long marks within the first letters of ``other``, up to letter ``last``."""
    marks = frozenset(mark for mark in other.marks if mark <= last)
    # A firm that goes on with a long mark may have been cut before it (エアウォ|ーター). Words hardly ever stand there.
    return (marks,) if other.is_word else (marks, marks - {last})


def _stem(text: str, owners: Sequence[Spelling]) -> Spelling:
    """The beginning of one name or more."""
    return replace(
        owners[0],
        text=text,
        fit="word",
        cut=True,
        could_be=tuple(dict.fromkeys(owner.service for owner in owners)),
        marks=frozenset().union(*(owner.marks for owner in owners)),
        exact_marks=any(owner.exact_marks for owner in owners),
        share=max(len(text) / len(owner.text) for owner in owners),
    )
