"""What stands around a name comes in; whether it says anything about who was paid goes out.

Agent prefixes, words behind a name and legal forms in every width; the lists stand in lookalikes.toml.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache

from selfcheck.knowledge.schema import Affixes
from selfcheck.matching.fold import fold
from selfcheck.patterns import regex

_CLOSING = regex(r"(?:カ|ｶ|株)[)）](?=$|\s)")
"""``カ）`` glued to the name before it, where no bracket is open: PAYPAYカ）."""


class _Made:
    """Tells whether a folded text is made of certain words and numbers, in time proportional to its length."""

    def __init__(self, words: Iterable[str], endings: Iterable[str] = ()) -> None:
        """``endings`` may only stand at the end."""
        self._words: dict[str, list[str]] = {}
        for word in words:
            self._words.setdefault(word[0], []).append(word)
        self._endings = frozenset(endings)

    def of(self, text: str) -> bool:
        """Whether ``text`` is nothing but them."""
        # Places up to which the text is made of words: RTK0908 is RTK and four digits. Words share beginnings (RT, RTK), so all
        # places are kept at once; a pattern of alternatives would try them one after the other, again and again.
        reached = {0}
        for at, char in enumerate(text):
            if at in reached:
                if char in _DIGITS:
                    reached.add(at + 1)
                reached.update(at + len(word) for word in self._words.get(char, ()) if text.startswith(word, at))
                if self._endings and text[at:] in self._endings:
                    return True
        return len(text) in reached


_DIGITS = frozenset("0123456789")
_LEAST_SHARED = 2
"""Letters in which a name and a kind of payment overlap: 口座, コウザ."""
_SHORTEST_CUT = 2
"""Letters of a word behind a name that must be left where the bank cut it."""


class Around:
    """Agent prefixes, words behind a name and legal forms: what says nothing about who was paid."""

    def __init__(self, affixes: Affixes) -> None:
        rails, before, after, schemes = (
            frozenset(map(fold, words)) - {""} for words in (affixes.rails, affixes.before, affixes.after, affixes.schemes)
        )
        self._rails, self.after = rails, after
        """Folded words behind a name; `words` are all that stand around one."""
        self._words = rails | after
        self.words = rails | after | schemes
        self._around = _Made(self._words)
        self._in_front = _Made(rails | before)
        self._glued_in_front = _Made(rails | schemes)
        self._glued_behind = _Made(rails | after | schemes)
        self._legal_forms = sorted(affixes.legal_forms, key=len, reverse=True)
        self._with: dict[tuple[str, ...], tuple[frozenset[str], _Made]] = {}
        self._machines = frozenset(map(fold, affixes.machines))

    @cached_property
    def _glued_behind_and_cut(self) -> _Made:
        lengths = ((word, length) for word in self.after for length in range(_SHORTEST_CUT, len(word) + 1))
        return _Made(self.words, {text for word, length in lengths for text in cut_at(word, length)})

    @cached_property
    def _legal_letters(self) -> list[tuple[str, list[frozenset[str]]]]:
        """Each legal form with the letters that must stand in a text that holds it, in every width."""
        return [(form, _needed(form)) for form in self._legal_forms]

    def without_legal_forms(self, text: str) -> str:
        """``text`` (printed) with blanks where legal forms stood; everything else keeps its place."""
        forms = tuple(form for form, needed in self._legal_letters if not any(some.isdisjoint(text) for some in needed))
        bare = _pattern_of(forms).sub(lambda match: " " * len(match.group()), text) if forms else text
        # （オオサカ） ends in カ） as well: only where no bracket is open is that a legal form.
        is_open, closes = "(" in bare or "（" in bare, ")" in bare or "）" in bare
        return bare if is_open or not closes else _CLOSING.sub(lambda match: " " * len(match.group()), bare)

    def only(self, text: str) -> bool:
        """Whether ``text`` (printed) holds nothing else."""
        return all(map(self.is_around, text.split())) or self.is_around(text)

    def is_around(self, text: str) -> bool:
        """Whether ``text`` (printed), taken as one word, is a prefix, a suffix or a number."""
        return self._around.of(fold(text))

    def only_in_front(self, text: str) -> bool:
        """Whether ``text`` (printed), before a name, is but prefixes. Words meant behind a name are none: コウザプリン."""
        *words, touching = re.split(r"[\s(（・/／]+", text)
        parts = [fold(word) for word in words]
        return self._glued_in_front.of(fold(touching)) and (all(map(self._in_front.of, parts)) or self._in_front.of(fold(text)))

    def glued_in_front(self, text: str) -> bool:
        """Whether ``text`` (folded), which touches a name on its left, is but prefixes."""
        return self._glued_in_front.of(text)

    def glued_behind(self, text: str, *, at_end: bool) -> bool:
        """Whether ``text`` (folded), which touches a name on its right, is but affixes; ``at_end`` the bank may have
        cut the last."""
        return (self._glued_behind_and_cut if at_end else self._glued_behind).of(text)

    def is_kind(self, folded: str, part: str) -> bool:
        """Whether ``folded`` starts with a kind of payment that is longer than ``part``: 口座振替 for 口座."""
        return any(len(rail) > len(part) and folded.startswith(rail) for rail in self._rails)

    def kind_with(self, name: str, rest: str) -> int:
        """For a folded name that ends like a kind of payment begins, and what follows it: the letters of ``rest`` that
        complete the kind. ドコモコウザ with フリカエ behind it reads ドコモ and コウザフリカエ as well."""
        completed = (
            len(rail) - shared
            for rail in self._rails
            # コウザフリカエ and ドコモコウザ share コウザ: 3 letters, and フリカエ is what completes it.
            for shared in range(_LEAST_SHARED, min(len(rail), len(name)))
            if name.endswith(rail[:shared]) and rest.startswith(rail[shared:])
        )
        return max(completed, default=0)

    def is_after(self, folded: str) -> bool:
        """Whether ``folded`` is a word behind a name."""
        return folded in self.after

    def is_longer_after(self, folded: str, letters: int) -> bool:
        """Whether ``folded`` starts with a word behind a name that is longer than ``letters``: ギンコウチャージ."""
        return letters > 0 and any(len(word) > letters and folded.startswith(word) for word in self.after)

    def may_say(self, cell: str, words: Sequence[str]) -> bool:
        """Whether one of ``words`` stands in ``cell`` (printed), be it over a gap, as in few cells."""
        folded = fold("\n".join(cell.split()))
        return any(word in folded for word in self._sought(words)[0])

    def says_only(self, cells: Iterable[str], words: Sequence[str]) -> bool:
        """Whether ``cells`` (printed) hold one of ``words`` and nothing else but affixes and numbers."""
        sought, allowed = self._sought(words)
        folded = [fold(part) for cell in cells for part in cell.split()]
        return any(word in part for word in sought for part in folded) and all(map(allowed.of, folded))

    def _sought(self, words: Sequence[str]) -> tuple[frozenset[str], _Made]:
        """``words`` folded, and what may be made of them and of affixes."""
        wanted = tuple(words)
        if wanted not in self._with:
            sought = frozenset(map(fold, wanted))
            self._with[wanted] = sought, _Made(self._words | sought)
        return self._with[wanted]

    def says_machine(self, cells: Iterable[str]) -> bool:
        """Whether one of ``cells`` (printed) says that cash was drawn or a card was used."""
        return any(fold(cell).rstrip("0123456789") in self._machines for cell in cells)


@lru_cache(maxsize=256)
def _pattern_of(forms: Sequence[str]) -> re.Pattern[str]:
    """A pattern for some legal forms. One for all of them takes longer to compile than a small statement to be read."""
    return re.compile("|".join(map(_printed, forms)), re.I)


def _printed(form: str) -> str:
    """A pattern for a legal form in any width. One with a single bracket ends a word: (カ is none in (カード."""
    if len(form) == 1:
        return re.escape(form)
    if squared := _SQUARED.get(form):
        return f"{squared}|{form}"
    chars = unicodedata.normalize("NFKC", form)
    pattern = "".join(f"(?:{'|'.join(map(re.escape, _widths(char)))})" for char in chars)
    if chars.startswith("(") and not chars.endswith(")"):
        return pattern + r"(?=$|[\s)）])"
    if chars.endswith(")") and not chars.startswith("("):
        return r"(?:(?<=^)|(?<=[\s(（　.．/]))" + pattern
    return pattern


def _needed(form: str) -> list[frozenset[str]]:
    """The letters of a legal form that have no case, each in all widths."""
    if squared := _SQUARED.get(form):
        return [frozenset((squared, form[0]))]
    chars = form if len(form) == 1 else unicodedata.normalize("NFKC", form)
    return [frozenset(width[0] for width in _widths(char)) | {char} for char in chars if char.lower() == char.upper()]


def _widths(char: str) -> tuple[str, ...]:
    """A character in full and half width; kana with their sound marks attached or detached."""
    if "!" <= char <= "~":
        return char, chr(ord(char) + 0xFEE0)
    base, *marks = list(unicodedata.normalize("NFD", char))
    half = _HALF_WIDTH.get(base, base)
    detached = {"\u3099": ("ﾞ", "゛"), "\u309a": ("ﾟ", "゜")}.get(marks[0], ("", "")) if marks else ("", "")
    return char, half + detached[0], base + detached[1]


_SQUARED = {"株式会社": "㍿"}
"""One character to some, and none to a cp932 console: it cannot stand in the data."""
_HALF_WIDTH = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)}


def cut_at(text: str, length: int) -> set[str]:
    """The first letters of a folded text; a cut between a half-width kana and its sound mark leaves the bare kana."""
    cut = text[:length]
    bare = _without_mark(cut[-1])
    return {cut} if bare == cut[-1] else {cut, cut[:-1] + bare}


@cache
def _without_mark(kana: str) -> str:
    return unicodedata.normalize("NFD", kana)[0]
