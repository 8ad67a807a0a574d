"""Spellings come in; what is left of them where a bank's column cuts them goes out.

A lookalike that is cut behind the name it starts with stays a lookalike (ペイペイギン is the bank). The beginning of a
name, its stem, counts where nothing else that is known begins so (ドコモコウ, and not ドコモ); the shorter it is, the
surer it must be that the column ends there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto

from msgspec.structs import replace

from selfcheck.matching.affixes import cut_at
from selfcheck.matching.spelling import Spelling

_SHORTEST_STEM = 3
_SHORTEST_LATIN_STEM = 5
"""PAID and PRIN are words."""


def cut_forms(text: str, least: int) -> Iterator[str]:
    """The beginnings of a folded text, from ``least`` letters to all of them, as a cut leaves them."""
    for length in range(least, len(text) + 1):
        yield from sorted(cut_at(text, length))


def cut_lookalikes(spellings: Collection[Spelling], after: Collection[str]) -> Iterator[Spelling]:
    """Lookalikes that start with a service's name, cut off behind it; ``after`` are the words that stand behind a name."""
    names = {spelling.text for spelling in spellings if spelling.service}
    beginning = _by_beginning(after)
    for lookalike in spellings:
        if not lookalike.service and not lookalike.is_word and lookalike.fit == "anywhere":
            text = lookalike.text
            longest = next((length for length in range(len(text), 0, -1) if text[:length] in names), 0)
            yield from _cut_behind(lookalike, longest, beginning) if longest else ()


def _by_beginning(words: Iterable[str]) -> dict[str, list[str]]:
    """Every beginning of the words, and which of them begin so: チ, チャ … → チャージ."""
    found: dict[str, list[str]] = {}
    for word in words:
        for length in range(1, len(word) + 1):
            found.setdefault(word[:length], []).append(word)
    return found


def _cut_behind(lookalike: Spelling, letters: int, beginning: Mapping[str, Sequence[str]]) -> Iterator[Spelling]:
    """Not where the rest may as well begin one of the words behind a name (ペイペイシ: 証券, or シハライ)."""
    rest = lookalike.text[letters:]
    for text in cut_forms(lookalike.text, letters + 1):
        if all(word.startswith(rest) for word in beginning.get(text[letters:], ())):
            yield replace(lookalike, text=text, cut=True)


def stems(spellings: Collection[Spelling], around: Iterable[str]) -> Iterator[Spelling]:
    """Beginnings of names that are the beginning of nothing else; the best known service first."""
    beginnings = _Beginnings(spellings, around)
    # One letter more than another name (ファミマ|デ) is not enough; than an ordinary word (バンドル|カ), it is.
    firms = {spelling.text for spelling in spellings if not spelling.service and not spelling.is_word}
    names = sorted((name for name in spellings if name.service and name.fit != "whole"), key=lambda name: name.inferred)
    owners: dict[str, list[Spelling]] = {}
    for name in names:
        for text in _stems_of(name.text):
            likeness = beginnings.others(text, name.marks)
            if likeness is not _Others.ALIKE and text[:-1] not in firms:
                owners.setdefault(text, []).append(replace(name, exact_marks=likeness is _Others.BY_MARKS))
    yield from (_stem(text, of) for text, of in owners.items())


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


def _stems_of(name: str) -> Iterator[str]:
    """A kana without its sound mark is but half a letter."""
    for length in range(1, len(name) + 1):
        for text in cut_at(name, length) - {name}:
            letters = length if text == name[:length] else length - 1
            if letters >= (_SHORTEST_LATIN_STEM if text.isascii() else _SHORTEST_STEM):
                yield text


class _Others(Enum):
    """Whether something else begins like a name."""

    NONE = auto()
    BY_MARKS = auto()
    """With the same letters, but other long marks between them."""
    ALIKE = auto()


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
                self._add(other)

    def _add(self, other: Spelling) -> None:
        for length in range(1, len(other.text) + 1):
            marks = frozenset(mark for mark in other.marks if mark < length) if other.marks else other.marks
            # A firm that goes on with a long mark may have been cut before it (エアウォ|ーター). Words hardly ever stand there.
            seen = {marks} if other.is_word else {marks, marks - {length - 1}}
            for text in cut_at(other.text, length):
                self._marks_of.setdefault(text, set()).update(seen)

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
