"""A text that was read from a picture comes in, the names that it may be a misreading of go out.

Characters that are taken for each other (confusions.toml) count as one, sound marks as none, and one that is read twice as
one. One character more may stand within a name, and of a longer name one may be quite another. What is found so is a
question: a name that was read is never a fact.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, convert

from selfcheck.knowledge import Knowledge
from selfcheck.matching.fold import fold
from selfcheck.matching.spelling import Spelling, lookalikes, names

_SHORTEST = 4
"""Characters of a name that is guessed; shorter ones are like too much."""
_ONE_MAY_DIFFER = 5
"""Characters from which on one of a name may be another."""
_LONGEST_TEXT = 200
"""Letters of a line that are compared; every name is tried at every one of them."""


class Confusions(Struct, frozen=True):
    """The table of characters that look alike."""

    source: str
    as_of: dt.date
    marks: str
    groups: tuple[str, ...]


class _Place(NamedTuple):
    """Where a name stands among the letters of a text."""

    differs: int
    start: int
    end: int


class Likeness:
    """Looks for names in texts whose characters are not sure."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def guesses(self, readings: Sequence[str]) -> list[str]:
        """Readings of one line with what may be a name put in its place, as the name is printed; only the likeliest names."""
        # A line is read at three widths; the reading that comes nearest to a name is most likely what is printed.
        found = [guess for reading in readings for guess in self._guesses(reading[:_LONGEST_TEXT])]
        least = min((differs for differs, _ in found), default=0)
        return [guess for differs, guess in found if differs == least]

    def _guesses(self, text: str) -> Iterator[tuple[int, str]]:
        """By how much a name differs from the text, and the text with the name."""
        letters = _once([(letter, at) for at, char in enumerate(text) for letter in self._bare(char)])
        plain = "".join(letter for letter, _ in letters)
        found: list[tuple[_Place, Spelling]] = []
        for bare, spelling in self._names:
            if place := _place(plain, bare, may_differ=len(bare) >= _ONE_MAY_DIFFER):
                found.append((place, spelling))
        # Of names at one place the longest is meant: ペイペイカード, not ペイペイ.
        for place, spelling in found:
            if not any(_covers(other, place) for other, _ in found):
                start, end = letters[place.start][1], letters[place.end - 1][1] + 1
                yield place.differs, text[:start] + spelling.printed + text[end:]

    @cached_property
    def _names(self) -> list[tuple[str, Spelling]]:
        """Names of services and of what is only printed like one, once each, without what may be misread."""
        every = (*names(self._knowledge), *lookalikes(self._knowledge))
        bare = {_collapsed(self._bare(spelling.printed)): spelling for spelling in reversed(every)}
        return [(text, spelling) for text, spelling in bare.items() if len(text) >= _SHORTEST]

    def _bare(self, text: str) -> str:
        """A text in which all that look alike are one."""
        kept = "".join(self._first_of.get(char, char) for char in text if char not in self._confusions.marks)
        large = unicodedata.normalize("NFD", fold(kept))
        return "".join(self._first_of.get(char, char) for char in large if not unicodedata.combining(char))

    @cached_property
    def _confusions(self) -> Confusions:
        from selfcheck.language.toml import tables

        return convert(tables(Path(__file__).with_name("confusions.toml")), Confusions)

    @cached_property
    def _first_of(self) -> dict[str, str]:
        """Each character, as it is compared → the one that stands for its group."""
        found: dict[str, str] = {}
        for group in self._confusions.groups:
            letters = [fold(char) or char for char in group]
            for letter in letters:
                found.setdefault(letter, found.get(letters[0], letters[0]))
        return found


def _once(letters: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Letters with their places; of two that are the same the first."""
    return [one for at, one in enumerate(letters) if not at or letters[at - 1][0] != one[0]]


def _collapsed(text: str) -> str:
    return "".join(letter for letter, _ in _once([(char, 0) for char in text]))


def _place(text: str, name: str, *, may_differ: bool) -> _Place | None:
    """Where a name stands in a text: as it is, with one character more in it, or with one that differs."""
    at = text.find(name)
    if at >= 0:
        return _Place(0, at, at + len(name))
    for start in range(len(text) - len(name) + 1):
        end = start + len(name)
        # First and last letter must be the name's: a speck within it is a letter more, one beside it is not of it.
        if text[start] == name[0] and text[end : end + 1] == name[-1] and _has_one_more(text[start : end + 1], name):
            return _Place(1, start, end + 1)
        if may_differ and sum(one != two for one, two in zip(name, text[start:end], strict=True)) == 1:
            return _Place(1, start, end)
    return None


def _has_one_more(text: str, name: str) -> bool:
    return any(text[:at] + text[at + 1 :] == name for at in range(1, len(text) - 1))


def _covers(one: _Place, other: _Place) -> bool:
    return one.start <= other.start and other.end <= one.end and one.end - one.start > other.end - other.start
